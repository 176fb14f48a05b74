"""Files that people bring: known by content, named by the server, stopped when they look classified."""

from uuid import UUID, uuid4

import pytest

from services import files
from services.errors import Conflict, Invalid
from tests.posts.test_files import PDF, picture
from tests.stamps import STAMPS


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
    assert files.content_type_of(content) == kind


REFUSED = {
    "file.empty": b"",
    "file.too_large": PDF + bytes(10 * 2**20),
    "file.type": b"<html><script>alert(1)</script></html>",
}


@pytest.mark.parametrize("code", REFUSED)
def test_other_content_is_refused(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        files.content_type_of(REFUSED[code])
    assert (refused.value.code, refused.value.details["field"]) == (code, "file")


@pytest.mark.parametrize("content", [picture("GIF"), picture("TIFF"), b"MZ" + bytes(60)])
def test_types_that_readers_do_not_need_are_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"file\.type"):
        files.content_type_of(content)


def test_what_begins_like_a_word_file_and_is_none_is_damaged() -> None:
    with pytest.raises(Invalid, match=r"file\.damaged"):
        files.content_type_of(b"PK\x03\x04" + bytes(60))


def test_ten_megabytes_are_the_most() -> None:
    assert files.content_type_of(PDF + bytes(files.MOST_BYTES - len(PDF))) == "application/pdf"


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
    assert files.clean_file_name(sent) == kept


def test_nothing_of_the_senders_name_goes_into_the_bucket() -> None:
    unit = uuid4()
    folder, _, leaf = files.random_name(unit, "image/png").partition("/")
    assert (UUID(folder), leaf.endswith(".png")) == (unit, True)
    assert UUID(leaf.removesuffix(".png")).version == 4
    assert files.random_name(unit, "image/png") != files.random_name(unit, "image/png")


@pytest.mark.parametrize(("text", "stamped"), STAMPS)
def test_a_stamp_is_recognised_in_capitals_as_on_papers(text: str, stamped: bool) -> None:
    assert files.looks_classified(text) is stamped


@pytest.mark.parametrize(
    "name", ["báo cáo MẬT.pdf", "M\u200bẬT.pdf", "MẬT " + "dài " * 40 + ".pdf"]
)
def test_a_stamp_is_found_in_a_name_as_sent_and_as_shown(name: str) -> None:
    with pytest.raises(Conflict, match=r"room\.classified"):
        files.accepted_name(name, "room.classified", classified_confirmed=False)
    shown = files.accepted_name(name, "room.classified", classified_confirmed=True)
    assert shown == files.clean_file_name(name)
