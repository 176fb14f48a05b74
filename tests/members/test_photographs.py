"""Photographs: small, upright and bare of the camera's notes; seen by class and by what is shared."""

from __future__ import annotations

import io
from uuid import UUID, uuid4

import pytest
from PIL import Image
from storage3.exceptions import StorageApiError

from services.errors import AppError, Invalid, NotFound
from services.members.photographs import BUCKET, prepared
from tests.house import House, Person

ORIENTATION, GPS, LATITUDE, MAKER = 0x0112, 0x8825, 2, 0x010F


def picture(size: tuple[int, int] = (1600, 1200), *, turned: bool = False) -> bytes:
    """A picture as a phone takes it: its left half red, with the place where it was taken."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[MAKER] = "Máy ảnh có tên"
    exif.get_ifd(GPS)[LATITUDE] = (21.0, 1.0, 42.0)
    if turned:
        exif[ORIENTATION] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_is_made_small_and_tells_no_place() -> None:
    with Image.open(io.BytesIO(prepared(picture()))) as made:
        assert made.size == (512, 384)
        assert made.format == "JPEG"
        assert dict(made.getexif()) == {}
    assert b"Exif" not in prepared(picture())
    assert "Máy ảnh".encode() not in prepared(picture())
    assert len(prepared(picture())) < 200_000


def test_a_picture_taken_sideways_stands_upright() -> None:
    with Image.open(io.BytesIO(prepared(picture(turned=True)))) as made:
        assert made.size == (384, 512)
        top, bottom = made.getpixel((190, 20)), made.getpixel((190, 490))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > 60 > top[2]
    assert bottom[2] > 200 > 60 > bottom[0]


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(prepared(out.getvalue()))) as made:
        assert made.getpixel((50, 50)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photograph.unreadable"),
        (b"%PDF-1.7 no picture", "photograph.unreadable"),
        (picture()[:300], "photograph.unreadable"),
        (picture((40, 40)), "photograph.too_small"),
    ],
)
def test_what_is_no_portrait_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        prepared(content)
    assert refused.value.code == code


@pytest.fixture
def cell(house: House) -> UUID:
    """A cell of ward A of one's own."""
    return house.found("cell", "ward-a", f"Chi bộ {uuid4().hex[:6]}")


async def sees(house: House, who: str | Person, person: Person) -> bool:
    """Whether somebody gets a link to the photograph, and the file by it."""
    photographs = (await house.as_(who)).photographs
    return person.id in await photographs.links([person.id])


async def readable(house: House, who: str | Person, name: str) -> bool:
    """Whether Storage gives somebody the file by its name."""
    client = await house.client(who)
    try:
        await client.storage.from_(BUCKET).download(name)
    except StorageApiError:
        return False
    return True


def name_of(house: House, person: Person) -> str:
    return house.value(
        "select object_name from handbook.photographs where member_id = %s", person.id
    )


async def test_readers_of_records_see_it_fellows_only_when_it_is_shared(
    house: House, cell: UUID
) -> None:
    person, fellow = house.newcomer(cell), house.newcomer(cell)
    secretary = house.newcomer(cell, ("secretary", cell))
    mine = (await house.as_(person)).photographs
    await mine.put(uuid4(), person.id, picture())
    assert (await mine.mine()).there
    assert not (await mine.mine()).shared
    name = name_of(house, person)
    readers: list[str | Person] = [person, secretary, "staff_a", "city_staff"]
    others: list[str | Person] = [
        "sibling", "secretary", "secretary_b", "office_a", "admin", "auditor",
    ]  # fmt: skip
    for who in readers:
        assert await sees(house, who, person), who
        assert await readable(house, who, name), who
    for who in (fellow, *others):
        assert not await sees(house, who, person), who
        assert not await readable(house, who, name), who
    await mine.share(shared=True)
    assert await sees(house, fellow, person)
    assert await readable(house, fellow, name)
    for who in others:
        assert not await sees(house, who, person), who
    await mine.share(shared=False)
    assert not await sees(house, fellow, person)


async def test_a_page_of_links_is_one_request_for_names_and_one_for_links(
    house: House, cell: UUID
) -> None:
    people = [house.newcomer(cell) for _ in range(3)]
    staff = (await house.as_("staff_a")).photographs
    for person in people[:2]:
        await staff.put(uuid4(), person.id, picture((200, 200)))
    foreign = house.newcomer("cell-b1")
    await (await house.as_("city_staff")).photographs.put(uuid4(), foreign.id, picture())
    found = await staff.links([*(p.id for p in people), foreign.id])
    assert set(found) == {p.id for p in people[:2]}


async def test_a_new_one_takes_the_place_of_the_old_and_its_file_goes(
    house: House, cell: UUID
) -> None:
    person = house.newcomer(cell)
    mine = (await house.as_(person)).photographs
    await mine.put(uuid4(), person.id, picture())
    first = name_of(house, person)
    await mine.share(shared=True)
    await mine.put(uuid4(), person.id, picture((300, 300)))
    assert name_of(house, person) != first
    assert (await mine.mine()).shared, "who sees it is asked once"
    files = "select count(*) from storage.objects where bucket_id = 'photographs' and name like %s"
    assert house.value(files, f"{person.id}/%") == 1
    await mine.remove(uuid4(), person.id)
    assert house.value(files, f"{person.id}/%") == 0
    assert await mine.links([person.id]) == {}


@pytest.mark.parametrize("who", ["secretary", "sibling", "secretary_b", "office_a", "admin"])
async def test_nobody_else_sets_or_removes_it(house: House, who: str) -> None:
    person = house.newcomer("cell-a1")
    await (await house.as_(person)).photographs.put(uuid4(), person.id, picture())
    theirs = (await house.as_(who)).photographs
    name = name_of(house, person)
    with pytest.raises(AppError):
        await theirs.put(uuid4(), person.id, picture())
    with pytest.raises(NotFound):
        await theirs.remove(uuid4(), person.id)
    client = await house.client(who)
    await client.storage.from_(BUCKET).remove([name])
    assert await readable(house, person, name), "the file is still there"


async def test_staff_set_it_and_it_is_logged(house: House) -> None:
    person = house.newcomer("cell-a1")
    await (await house.as_("staff_a")).photographs.put(uuid4(), person.id, picture())
    assert await sees(house, person, person)
    logged = house.value(
        "select count(*) from handbook.audit_entries where member_id = %s"
        " and action = 'photographs.insert'",
        person.id,
    )
    assert logged == 1


async def test_a_file_of_somebody_else_is_no_photograph_of_mine(house: House) -> None:
    one, other = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    await (await house.as_(one)).photographs.put(uuid4(), one.id, picture())
    answer = await house.call(
        other, "photograph_set", key=uuid4(), member_id=other.id, object_name=name_of(house, one)
    )
    assert answer.outcome == "file.not_found"


async def test_it_is_erased_with_the_record(house: House) -> None:
    person = house.newcomer("cell-a1")
    await (await house.as_(person)).photographs.put(uuid4(), person.id, picture())
    house.run("update handbook.members set life_state = 'left' where id = %s", person.id)
    await (await house.as_("city_staff")).records.erase(uuid4(), person.id, "Hết căn cứ lưu giữ")
    files = "select count(*) from storage.objects where bucket_id = 'photographs' and name like %s"
    assert house.value(files, f"{person.id}/%") == 0
    rows = "select count(*) from handbook.photographs where member_id = %s"
    assert house.value(rows, person.id) == 0


async def test_a_key_stands_for_one_picture(house: House) -> None:
    person = house.newcomer("cell-a1")
    key = uuid4()
    taken_away = {"key": key, "member_id": person.id, "object_name": None}
    assert (await house.call(person, "photograph_set", **taken_away)).outcome == "ok"
    assert (await house.call(person, "photograph_set", **taken_away)).outcome == "ok"
    other = taken_away | {"object_name": f"{person.id}/{uuid4()}.jpg"}
    assert (await house.call(person, "photograph_set", **other)).outcome == "write.key_reused"
