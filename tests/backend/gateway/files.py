"""What the tests of private files share."""

from pathlib import Path

from supabase import AsyncClient

from tests.backend.gateway.world import Person, World

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40


NOT_FOUND = {
    "statusCode": "404",
    "error": "not_found",
    "code": "NoSuchKey",
    "message": "Object not found",
}


async def a_member(world: World) -> tuple[AsyncClient, Person, dict[str, str]]:
    """A signed-in member, and the headers of the session."""
    client, session, person = await world.signed_in()
    return client, person, world.headers(session.access_token)


async def put(
    client: AsyncClient, path: str, data: bytes = PDF, kind: str = "application/pdf"
) -> None:
    """A file goes in, as the client sends it."""
    await client.storage.from_("files").upload(path, data, {"content-type": kind})


def on_disk(world: World) -> list[Path]:
    """The files of the storage as they lie there."""
    return [path for path in world.config.storage_dir.rglob("*") if path.is_file()]


async def shared(world: World, name: str = "shared/thong-bao.pdf") -> str:
    """A file that only the service may put where all members read it."""
    name = name.replace(".", f"-{world.address}.")
    await put(await world.admin(), name)
    return name
