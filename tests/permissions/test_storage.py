"""Files: read by exactly those who read the post, written only in one's own unit's name, never changed."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from storage3.exceptions import StorageApiError

from services.gateway import BUCKET
from tests.cast import EVERYBODY
from tests.house import House
from tests.permissions.world import World

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.7\n" + bytes(64)
CARRIED_BY = ("news_city", "news_a", "news_a1", "news_b1", "leaders_a", "draft_a1", "withdrawn_a1")


async def put(house: House, unit: UUID, content: bytes = PNG, kind: str = "image/png") -> str:
    """A file in the bucket in a unit's name, uploaded with the secret key."""
    name = f"{unit}/{uuid4()}.{kind.rsplit('/')[-1]}"
    await house.services.service.upload(name, content, kind)
    return name


@pytest.fixture(scope="module")
async def files(house: House, world: World) -> dict[str, str]:
    """A file on each of some posts: object names by post."""
    named: dict[str, str] = {}
    for post in CARRIED_BY:
        unit = house.value("select unit_id from handbook.posts where id = %s", world.posts[post])
        named[post] = await put(house, unit)
        house.run(
            "insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name,"
            " content_type, size_bytes) values (%s, '', 'picture', %s, 'anh.png', 'image/png', 72)",
            world.posts[post],
            named[post],
        )
    return named


async def attempt(work: Any) -> str:
    """`ok`, or the whole refusal."""
    try:
        await work
    except StorageApiError as error:
        return f"{error.status} {error.code} {error.message}"
    return "ok"


@pytest.mark.parametrize("who", EVERYBODY)
async def test_a_file_is_read_by_exactly_the_readers_of_its_post(
    house: House, world: World, files: dict[str, str], who: str
) -> None:
    bucket = (await house.client(who)).storage.from_(BUCKET)
    for post, name in files.items():
        opened = await house.call(who, "post_open", post_id=world.posts[post])
        reads = opened.status == 200
        folder, _, leaf = name.partition("/")
        signed = await attempt(bucket.create_signed_url(name, 60))
        loaded = await attempt(bucket.download(name))
        told = await attempt(bucket.info(name))
        listed = leaf in {entry["name"] for entry in await bucket.list(folder)}
        found = (signed == "ok", loaded == "ok", told == "ok", listed)
        assert found == (reads, reads, reads, reads), (post, found)


@pytest.mark.parametrize("who", ("sibling", "secretary_b", "admin", "auditor", "no_member"))
async def test_a_foreign_file_looks_as_if_it_were_not_there(
    house: House, files: dict[str, str], who: str
) -> None:
    bucket = (await house.client(who)).storage.from_(BUCKET)
    foreign, missing = files["draft_a1"], f"{house.unit('cell-a1')}/{uuid4()}.png"
    assert await attempt(bucket.create_signed_url(foreign, 60)) == await attempt(
        bucket.create_signed_url(missing, 60)
    )
    assert await attempt(bucket.download(foreign)) == await attempt(bucket.download(missing))
    many = await bucket.create_signed_urls([foreign, missing], 60)
    assert [link["error"] for link in many] == [many[0]["error"]] * 2 != [None, None]
    assert [link["signedURL"] for link in many] == [None, None]


async def test_what_lies_in_the_bucket_is_listed_to_nobody_as_a_whole(house: House) -> None:
    for who in ("member", "admin", "auditor", "anonymous"):
        storage = (await house.client(who)).storage
        assert await storage.list_buckets() == []


@pytest.mark.parametrize("who", EVERYBODY)
async def test_only_publishers_upload_and_only_in_the_name_of_their_unit(
    house: House, who: str
) -> None:
    bucket = (await house.client(who)).storage.from_(BUCKET)
    publishes = {
        "secretary": "cell-a1",
        "secretary_b": "cell-b1",
        "office_a": "ward-a",
        "news": "city",
    }
    for unit in ("city", "ward-a", "cell-a1", "cell-a2", "cell-b1"):
        name = f"{house.unit(unit)}/{uuid4()}.png"
        outcome = await attempt(bucket.upload(name, PNG, {"content-type": "image/png"}))
        assert (outcome == "ok") == (publishes.get(who) == unit), (unit, outcome)
    for name in (f"{uuid4()}/{uuid4()}.png", f"{uuid4()}.png", f"{uuid4()}/a/b/c.png"):
        assert await attempt(bucket.upload(name, PNG, {"content-type": "image/png"})) != "ok"


async def test_other_types_and_sizes_are_refused_by_the_bucket(house: House) -> None:
    bucket = (await house.client("secretary")).storage.from_(BUCKET)
    name = f"{house.unit('cell-a1')}/{uuid4()}.html"
    refused = await attempt(bucket.upload(name, b"<script>", {"content-type": "text/html"}))
    assert refused != "ok"
    large = bytes(10 * 2**20 + 1)
    assert await attempt(bucket.upload(name, large, {"content-type": "image/png"})) != "ok"


@pytest.mark.parametrize("who", ("secretary", "member", "office_a", "secretary_b", "admin"))
async def test_a_file_is_never_overwritten_or_removed(
    house: House, files: dict[str, str], who: str
) -> None:
    name, path = files["news_a1"], house.config.storage_dir
    bucket = (await house.client(who)).storage.from_(BUCKET)
    kind: Any = {"content-type": "image/png"}
    over: Any = {**kind, "upsert": "true"}
    assert await attempt(bucket.upload(name, PDF, over)) != "ok"
    assert await attempt(bucket.update(name, PDF, kind)) != "ok"
    assert await bucket.remove([name]) == []
    await attempt(bucket.move(name, f"{house.unit('cell-b1')}/{uuid4()}.png"))
    await attempt(bucket.copy(name, f"{house.unit('cell-b1')}/{uuid4()}.png"))
    assert await (await house.client("member")).storage.from_(BUCKET).download(name) == PNG
    assert path.exists()


async def test_a_fresh_upload_is_seen_by_the_units_publishers_alone(house: House) -> None:
    name = await put(house, house.unit("cell-a1"))
    seen = {
        who
        for who in EVERYBODY
        if await attempt((await house.client(who)).storage.from_(BUCKET).download(name)) == "ok"
    }
    assert seen == {"secretary"}


async def test_a_link_works_without_a_key_and_dies_with_its_minute(
    house: House, files: dict[str, str]
) -> None:
    link = await (await house.as_("member")).posts.link(files["news_a1"])
    answer = await house.supabase.http.get(link)
    assert (answer.status_code, answer.content) == (200, PNG)
    forged = await house.supabase.http.get(link.replace(files["news_a1"], files["draft_a1"]))
    assert forged.status_code == 400


async def carrying(house: House, who: str, unit: str, *names: str, **more: object) -> str:
    file = {"kind": "picture", "file_name": "x.png", "content_type": "image/png", "size_bytes": 1,
            "alternative": "Ảnh thử"}  # fmt: skip
    answer = await house.call(
        who,
        "post_save",
        key=uuid4(),
        unit_id=house.unit(unit),
        category="news",
        title="Mượn tệp",
        files=[{**file, "object_name": name, **more} for name in names],
    )
    return answer.outcome


async def test_no_post_carries_a_file_of_another_unit(house: House, files: dict[str, str]) -> None:
    """Or it would open the file to the readers of that post."""
    fresh_of_a1 = await put(house, house.unit("cell-a1"))
    attempts = [
        ("secretary_b", "cell-b1", fresh_of_a1),
        ("secretary_b", "cell-b1", files["draft_a1"]),
        ("office_a", "ward-a", files["news_a1"]),
        ("office_a", "ward-a", fresh_of_a1),
        ("secretary", "cell-a1", files["news_a"]),
        ("secretary", "cell-a1", f"{house.unit('cell-a1')}/{uuid4()}.png"),
    ]
    for who, unit, name in attempts:
        assert await carrying(house, who, unit, name) == "file.not_found", (who, name)
    sneaked = house.value(
        "select count(*) from handbook.attachments where object_name = %s", fresh_of_a1
    )
    assert sneaked == 0
    assert await carrying(house, "secretary", "cell-a1", fresh_of_a1) == "ok"
    assert await carrying(house, "secretary", "cell-a1", fresh_of_a1) == "file.not_found"


async def test_type_and_size_are_storages_word_not_the_senders(house: House) -> None:
    name = await put(house, house.unit("cell-a1"), PDF, "application/pdf")
    refused = await carrying(house, "secretary", "cell-a1", name)
    assert refused == "23514", "a paper is no picture, whatever the sender says"
    assert await carrying(house, "secretary", "cell-a1", name, kind="document") == "ok"
    kept = house.value(
        "select content_type || ' ' || size_bytes from handbook.attachments where object_name = %s",
        name,
    )
    assert kept == f"application/pdf {len(PDF)}"
