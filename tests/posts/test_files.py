"""Files of a post: known by content, named by the server, stopped when they look classified."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from PIL import Image

from services.errors import Conflict, Invalid
from services.posts import rules
from tests.house import House
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post
from tests.stamps import STAMPS

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(100)


def picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("WEBP"), "image/webp"),
    ],
    ids=("pdf", "png", "jpeg", "webp"),
)
def test_the_type_is_told_by_the_content(content: bytes, kind: str) -> None:
    assert rules.content_type_of(content) == kind


REFUSED = {
    "file.empty": b"",
    "file.too_big": PDF + bytes(10 * 2**20),
    "file.type": b"<html><script>alert(1)</script></html>",
}


@pytest.mark.parametrize("code", REFUSED)
def test_other_content_is_refused(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.content_type_of(REFUSED[code])
    assert (refused.value.code, refused.value.details["field"]) == (code, "file")


@pytest.mark.parametrize(
    "content", [picture("GIF"), picture("TIFF"), b"PK\x03\x04" + bytes(60), b"MZ" + bytes(60)]
)
def test_types_that_readers_do_not_need_are_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"file\.type"):
        rules.content_type_of(content)


def test_ten_megabytes_are_the_most() -> None:
    assert rules.content_type_of(PDF + bytes(rules.MOST_BYTES - len(PDF))) == "application/pdf"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("C:\\Users\\a\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x\r\nSet-Cookie: a=b.pdf", "xSet-Cookie: a=b.pdf"),
        ("\x00", "tep"),
        ("", "tep"),
        ("dài" * 100 + ".pdf", ("dài" * 100 + ".pdf")[-120:]),
    ],
)
def test_a_file_name_is_cleaned_for_its_readers(sent: str, kept: str) -> None:
    assert rules.clean_file_name(sent) == kept


def test_nothing_of_the_senders_name_goes_into_the_bucket() -> None:
    unit = uuid4()
    folder, _, leaf = rules.random_name(unit, "image/png").partition("/")
    assert (UUID(folder), leaf.endswith(".png")) == (unit, True)
    assert UUID(leaf.removesuffix(".png")).version == 4
    assert rules.random_name(unit, "image/png") != rules.random_name(unit, "image/png")


@pytest.mark.parametrize(("text", "stamped"), STAMPS)
def test_a_stamp_is_recognised_in_capitals_as_on_papers(text: str, stamped: bool) -> None:
    assert rules.looks_classified(text) is stamped


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
    first = (await member.posts.feed())[0]
    assert (first.cover, first.cover_alternative) == (
        carried[0].object_name, "Chi bộ họp ở nhà văn hóa",
    )  # fmt: skip
    assert (await member.directives.home()).latest[0].cover_alternative == first.cover_alternative


async def test_a_stamped_file_name_is_stopped_until_denied_and_the_post_says_so(
    house: House, ward: Ward
) -> None:
    secretary = await house.as_(ward.secretary)
    with pytest.raises(Conflict, match=r"post\.looks_classified"):
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
