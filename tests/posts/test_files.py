"""Files of a post: uploaded, carried, stopped when they look classified."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from services.errors import Conflict, Invalid
from tests.house import House
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(100)


def picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


async def test_an_upload_becomes_part_of_the_post(house: House, ward: Ward) -> None:
    secretary, member = await house.as_(ward.secretary), await house.as_(ward.member)
    photo = await secretary.posts.upload(ward.cell, "Ảnh họp.jpg", picture())
    files = [
        photo.model_copy(update={"alternative": "Chi bộ họp ở nhà văn hóa"}),
        await secretary.posts.upload(ward.cell, "Kế hoạch.docx", PDF),
    ]
    assert [(f.kind, f.content_type) for f in files] == [
        ("picture", "image/png"), ("document", "application/pdf"),
    ]  # fmt: skip
    post = await secretary.posts.save(a_post(ward.cell, files=[f.model_dump() for f in files]))
    carried = (await member.posts.open(post)).attachments
    assert [(a.file_name, a.size_bytes) for a in carried] == [
        ("Ảnh họp.jpg", len(picture())), ("Kế hoạch.docx", len(PDF)),
    ]  # fmt: skip
    link = await member.posts.link(carried[1].object_name, download_as="Kế hoạch.pdf")
    assert (await house.supabase.http.get(link)).content == PDF
    first = next(item for item in await member.posts.feed() if not item.pinned_until)
    assert (first.cover, first.cover_alternative) == (
        carried[0].object_name, "Chi bộ họp ở nhà văn hóa",
    )  # fmt: skip
    latest = (await member.directives.home()).latest
    shown = next(item for item in latest if not item.pinned_until)
    assert shown.cover_alternative == first.cover_alternative


async def test_a_stamped_file_name_is_stopped_until_denied_and_the_post_says_so(
    house: House, ward: Ward
) -> None:
    secretary = await house.as_(ward.secretary)
    with pytest.raises(Conflict, match=r"post\.classified"):
        await secretary.posts.upload(ward.cell, "Công văn MẬT.pdf", PDF)
    file = await secretary.posts.upload(
        ward.cell, "Công văn MẬT.pdf", PDF, classified_confirmed=True
    )
    post = await secretary.posts.save(a_post(ward.cell, files=[file.model_dump()]))
    assert house.value("select stamp_denied from handbook.posts where id = %s", post) is True


async def test_forty_files_are_the_most(house: House, ward: Ward) -> None:
    secretary = await house.as_(ward.secretary)
    file = (await secretary.posts.upload(ward.cell, "a.png", picture())).model_dump()
    with pytest.raises(Invalid, match=r"post\.too_many_files"):
        await secretary.posts.save(a_post(ward.cell, files=[file] * 41))


async def test_a_file_that_is_not_there_stops_the_post(house: House, ward: Ward) -> None:
    secretary = await house.as_(ward.secretary)
    file = (await secretary.posts.upload(ward.cell, "a.png", picture())).model_dump()
    gone = file | {"object_name": f"{ward.cell}/{uuid4()}.png"}
    with pytest.raises(Invalid, match=r"file\.not_found"):
        await secretary.posts.save(a_post(ward.cell, title="Thiếu tệp", files=[file, gone]))
    assert house.value("select count(*) from handbook.posts where title = 'Thiếu tệp'") == 0
