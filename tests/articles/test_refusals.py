"""Bad files: each gets a reason, none stops the others, and none takes the machine along."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from services.articles import strings
from services.articles.models import Caution, FileResult, Reason
from services.articles.reader import MAX_FILE, read_file, read_folder
from tests.articles.builders import docx, para, photo

GOOD = docx(para("Tên", style="H1"), para("Một đoạn."), para("Hai đoạn."))


def _zip(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def _locked() -> bytes:
    """What Word writes for a document with a password: an OLE file with an encrypted package."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def _entities() -> bytes:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>"
    )
    return docx(para("&j;"), declaration=bomb).replace(b"&amp;j;", b"&j;")


def _encrypted_entry() -> bytes:
    content = bytearray(GOOD)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


# What an old document in the TCVN3 (ABC) font encoding looks like in bytes.
TCVN3 = ("C«ng b¸o: §¶ng bé häp. Nh©n d©n phÊn khëi. " * 5).encode("latin-1")
DEEP_TAGS = "<div>" * 5000
BAD: dict[str, tuple[bytes, Reason]] = {
    "rong.txt": (b"", Reason.EMPTY),
    "khoang-trang.txt": (b" \r\n\t \n", Reason.EMPTY),
    "chi-bom.txt": (b"\xff\xfe", Reason.EMPTY),
    "khong-chu.html": (b"<html><body><script>x</script></body></html>", Reason.EMPTY),
    "rong.docx": (docx(), Reason.EMPTY),
    "anh.txt": (photo(), Reason.NOT_TEXT),
    "png.md": (photo(kind="PNG"), Reason.NOT_TEXT),
    "zip.txt": (GOOD, Reason.NOT_TEXT),
    "pdf.html": (b"%PDF-1.7\n1 0 obj", Reason.NOT_TEXT),
    "ngau-nhien.txt": (bytes(range(256)) * 8, Reason.NOT_TEXT),
    "dieu-khien.txt": (b"abc\x01\x02\x03\x04\x05" * 50, Reason.NOT_TEXT),
    "utf16-hong.txt": (b"\xff\xfe" + b"\x00\xd8" * 20 + b"a", Reason.NOT_TEXT),
    "tcvn3.txt": (TCVN3, Reason.UNKNOWN_ENCODING),
    "mat-khau.docx": (_locked(), Reason.PASSWORD),
    "muc-ma-hoa.docx": (_encrypted_entry(), Reason.PASSWORD),
    "doc-cu.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Reason.NOT_DOCX),
    "van-ban.docx": ("Chỉ là chữ".encode(), Reason.NOT_DOCX),
    "bang-tinh.docx": (_zip(("xl/workbook.xml", b"<x/>")), Reason.NOT_DOCX),
    "cut.docx": (GOOD[: len(GOOD) // 2], Reason.CORRUPT),
    "xml-hong.docx": (_zip(("word/document.xml", b"<w:document")), Reason.CORRUPT),
    "khac-hinh.docx": (_zip(("word/document.xml", b"<x/>")), Reason.CORRUPT),
    "thuc-the.docx": (_entities(), Reason.CORRUPT),
    "bom-ty-le.docx": (docx(para("a"), extra={"word/media/x.bin": b"\0" * 40_000_000}), Reason.BOMB),
    "bom-xml.docx": (docx(para("a"), extra={"word/x.xml": os.urandom(64) * 900_000}), Reason.BOMB),
    "bom-so-tep.docx": (_zip(*((f"word/{n}", b"") for n in range(5001))), Reason.BOMB),
    "sau.html": (DEEP_TAGS.encode() + b"x", Reason.TOO_COMPLEX),
    "sau.md": (DEEP_TAGS.encode() + b"x", Reason.TOO_COMPLEX),
    "nhieu-the.html": (b"<b>x</b>" * 100_000, Reason.TOO_COMPLEX),
    "chu-thich.html": (b"<!--" * 100_000, Reason.TOO_COMPLEX),
    "ngoac.md": (b"[" * 500_000, Reason.TOO_LONG),
    "dai.txt": (("Tên\n\n" + "Một câu khá dài.\n\n" * 13_000).encode(), Reason.TOO_LONG),
    "to.txt": (b"a" * (MAX_FILE + 1), Reason.TOO_LARGE),
    "bang.xlsx": (b"PK", Reason.UNSUPPORTED),
    "van-ban.pdf": (b"%PDF-1.7", Reason.UNSUPPORTED),
    "khong-duoi": (b"x", Reason.UNSUPPORTED),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_with_its_reason(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    file = tmp_path / name
    file.write_bytes(content)
    start = time.monotonic()
    result = read_file(file)
    assert (result.outcome, result.reason, result.article) == ("refused", reason, None)
    assert time.monotonic() - start < 10


def test_missing_and_special_paths_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "ong.txt"
    os.mkfifo(pipe)
    assert read_file(tmp_path / "khong-co.txt").reason is Reason.NOT_FOUND
    assert read_file(pipe).reason is Reason.UNREADABLE
    assert read_file(tmp_path).reason is Reason.UNREADABLE
    folder = tmp_path / "thu-muc.txt"
    folder.mkdir()
    assert read_file(folder).reason is Reason.UNREADABLE
    nowhere = tmp_path / "dut.txt"
    nowhere.symlink_to(tmp_path / "khong-co.txt")
    assert read_file(nowhere).reason is Reason.NOT_FOUND


def test_a_file_that_the_system_does_not_let_us_read_is_refused(tmp_path: Path) -> None:
    """Root passes over permissions, but nobody reads the first bytes of a process's memory."""
    file = tmp_path / "kin.txt"
    file.symlink_to("/proc/self/mem")
    assert file.is_file()
    assert read_file(file).reason is Reason.UNREADABLE


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "bai"
    (folder / "con").mkdir(parents=True)
    (folder / ".an").mkdir()
    (folder / ".an" / "an.txt").write_text("x", "utf-8")
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / "anh.jpg").write_bytes(photo())
    for name, (content, _) in BAD.items():
        if len(content) < 1_000_000:
            (folder / name).write_bytes(content)
    (folder / "con" / "tot.docx").write_bytes(GOOD)
    (folder / "zz.txt").write_text("Tên\n\nNội dung.", "utf-8")
    (tmp_path / "ngoai.txt").write_text("Ngoài\n\nNội dung.", "utf-8")
    (folder / "ra-ngoai.txt").symlink_to(tmp_path / "ngoai.txt")

    results = list(read_folder([folder, folder / "zz.txt", tmp_path / "mat-tich.txt"]))
    by_name = {result.file.name: result for result in results}
    assert len(results) == len(by_name)
    expected = {name: reason for name, (content, reason) in BAD.items() if len(content) < 1_000_000}
    expected |= {"ra-ngoai.txt": Reason.OUTSIDE, "mat-tich.txt": Reason.NOT_FOUND}
    assert {r.file.name: r.reason for r in results if r.outcome == "refused"} == expected
    assert {r.file.name for r in results if r.outcome == "ok"} == {"tot.docx", "zz.txt"}


def test_every_reason_and_caution_has_its_sentence() -> None:
    assert set(strings.REASONS) == set(Reason)
    assert set(strings.CAUTIONS) == set(Caution)
    for sentence in (*strings.REASONS.values(), *strings.CAUTIONS.values()):
        assert sentence.endswith(".")


def test_long_but_honest_file_is_read_in_reasonable_time(tmp_path: Path) -> None:
    file = tmp_path / "dai.html"
    file.write_text("<h1>Tên</h1>" + "<p>Một <b>câu</b> vừa phải.</p>" * 5_000, "utf-8")
    start = time.monotonic()
    result: FileResult = read_file(file)
    assert result.outcome == "ok"
    assert time.monotonic() - start < 20
