"""Photographs of members: made small and bare of the camera's notes, kept in a private bucket."""

import asyncio
from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid4

from services.errors import Invalid
from services.gateway import MemberGateway
from services.members.models import MyPhotograph
from services.pictures import Fault, PictureRefused, as_jpeg, on_white, opened

BUCKET: Final = "photographs"
SIDE: Final = 512
MOST: Final = 500
_LEAST_SIDE: Final = 64
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


class Photographs:
    """What a signed-in person does with photographs."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def links(self, member_ids: Iterable[UUID]) -> dict[UUID, str]:
        """Links to the photographs of these members, good for a minute, all at once; whoever has
        none, or shows none to me, is not among them."""
        wanted = [str(member_id) for member_id in member_ids][:MOST]
        names: dict[str, str] | None = await self._gateway.rpc("photographs", member_ids=wanted)
        if not names:
            return {}
        links = await self._gateway.links(list(names.values()), BUCKET)
        return {UUID(who): links[name] for who, name in names.items() if name in links}

    async def mine(self) -> MyPhotograph:
        """Whether there is one of mine, and whether fellow members see it."""
        return MyPhotograph.model_validate(await self._gateway.rpc("my_photograph"))

    async def put(self, key: UUID, member_id: UUID, content: bytes) -> None:
        """Make a picture the photograph of a member. Raises Invalid (photograph.unreadable,
        photograph.too_small), NotFound, Forbidden."""
        portrait = await asyncio.to_thread(prepared, content)
        name = f"{member_id}/{uuid4()}.jpg"
        await self._gateway.upload(name, portrait, "image/jpeg", BUCKET)
        await self._set(key, member_id, name)

    async def remove(self, key: UUID, member_id: UUID) -> None:
        """Take the photograph of a member away. Raises NotFound."""
        await self._set(key, member_id, None)

    async def share(self, *, shared: bool) -> None:
        """Whether fellow members see my photograph."""
        await self._gateway.rpc("photograph_share", shared=shared)

    async def _set(self, key: UUID, member_id: UUID, name: str | None) -> None:
        answer = await self._gateway.rpc(
            "photograph_set", key=str(key), member_id=str(member_id), object_name=name
        )
        if answer["gone"]:
            await self._gateway.remove(answer["gone"], BUCKET)


def prepared(content: bytes) -> bytes:
    """The picture upright, at most 512 pixels wide or high, and nothing but pixels: where and with
    what it was taken is left behind. Raises Invalid."""
    try:
        portrait, _ = opened(content, side=SIDE, least=_LEAST_SIDE, formats=_FORMATS)
    except PictureRefused as refused:
        fault = "too_small" if refused.fault is Fault.TOO_SMALL else "unreadable"
        raise Invalid(f"photograph.{fault}", {"field": "file"}) from refused
    return as_jpeg(on_white(portrait))
