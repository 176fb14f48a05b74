"""Stamps of classified papers are found; ordinary words are not taken for them."""

import unicodedata
from pathlib import Path

import pytest

from services.articles.models import Reason
from services.articles.reader import read_file, read_folder
from services.articles.stamps import stamped_lines, stamped_name
from tests.articles.builders import docx, header, para, table

STAMPED = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "  [ MẬT ]  ",
    "*** TUYỆT  MẬT ***",
    "M Ậ T",
    "Độ mật: xem dấu\nMẬT",
    "ĐỘ MẬT: TỐI MẬT",
    "TÀI LIỆU MẬT",
    "MẬT - Số: 12-BC/ĐU",
    "Kế hoạch (TỐI MẬT) năm 2026",
]
ORDINARY = [
    "Giữ bí mật nhà nước là trách nhiệm của mỗi người.",
    "BÍ MẬT CỦA MỘT KHU PHỐ SẠCH",
    "Quan hệ mật thiết với nhân dân",
    "QUAN HỆ MẬT THIẾT VỚI NHÂN DÂN",
    "Mật",
    "mật",
    "Mật ong rừng",
    "MẬT ONG RỪNG VÀO VỤ",
    "TÀI LIỆU MẬT ONG",
    "MẬT ĐỘ DÂN CƯ",
    "MẶT TRẬN TỔ QUỐC",
    "Đơn thư có nội dung mật không gửi ở đây",
    "ĐỔI MẬT KHẨU",
]


@pytest.mark.parametrize("text", STAMPED)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_stamp_is_found_at_the_head(text: str, form: str) -> None:
    written = unicodedata.normalize("NFD" if form == "NFD" else "NFC", text)
    assert stamped_lines(written.split("\n"))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_stamp(text: str) -> None:
    assert not stamped_lines([text])


def test_stamp_alone_on_a_line_is_found_anywhere() -> None:
    assert stamped_lines([*["dòng"] * 500, "TỐI MẬT", "dòng"])
    assert not stamped_lines([*["dòng"] * 500, "chuyện TỐI MẬT kể lại", "dòng"])


@pytest.mark.parametrize(
    "name",
    ["MẬT.docx", "12-BC-MẬT.docx", "MẬT kế hoạch.txt", "Báo cáo (TỐI MẬT).md", "TUYỆT_MẬT.html",
     "bao cao TOI MAT.docx", "TUYET_MAT_2026.txt", "BC 12 MAT.docx"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_stamp_in_a_file_name_is_found(name: str, form: str) -> None:
    assert stamped_name(Path(unicodedata.normalize("NFD" if form == "NFD" else "NFC", name)))


@pytest.mark.parametrize(
    "name",
    ["bí mật.docx", "BÍ MẬT KHU PHỐ.txt", "mật ong.md", "MẬT ONG.md", "MẬT ĐỘ DÂN CƯ.txt",
     "MAT TRAN TO QUOC.docx", "MAT_TRAN.docx", "FORMAT.txt", "Mật.txt", "toi mat ngu.txt"],
)  # fmt: skip
def test_ordinary_file_name_is_no_stamp(name: str) -> None:
    assert not stamped_name(Path(name))


WORD_STAMPS = {
    "body": docx(para("Kế hoạch"), para("TUYỆT MẬT"), para("Nội dung.")),
    "cell": docx(table(("MẬT", "Số 12")), para("Kế hoạch"), para("Nội dung.")),
    "header": docx(para("Kế hoạch"), para("Nội dung."), extra={"word/header1.xml": header(para("MẬT"))}),
    "split runs": docx(
        "<w:p><w:r><w:t>MẬ</w:t></w:r><w:r><w:t>T</w:t></w:r></w:p>", para("Nội dung.")
    ),
}  # fmt: skip
FILES: dict[str, str | bytes] = {
    "a.txt": "Kế hoạch\nMẬT\n\nNội dung.",
    "b.md": "# Kế hoạch\n\n**TỐI MẬT**\n\nNội dung.",
    "c.html": "<header>TUYỆT MẬT</header><article><h1>Kế hoạch</h1><p>Nội dung</p></article>",
    "d.md": "---\ntitle: Kế hoạch (TỐI MẬT)\n---\nNội dung.",
    **{f"{name}.docx": content for name, content in WORD_STAMPS.items()},
}


@pytest.mark.parametrize("name", FILES)
def test_stamped_file_is_refused_in_every_format(tmp_path: Path, name: str) -> None:
    content = FILES[name]
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    result = read_file(file)
    assert (result.outcome, result.reason, result.article) == ("refused", Reason.CLASSIFIED, None)


def test_bold_word_inside_a_sentence_is_no_stamp(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<h1>Chuyện làng</h1><p>Nuôi ong lấy <b>MẬT</b> ở vườn nhà.</p>", "utf-8")
    assert read_file(file).outcome == "ok"


def test_folder_name_with_a_stamp_refuses_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "TÀI LIỆU MẬT").mkdir()
    (tmp_path / "TÀI LIỆU MẬT" / "ke-hoach.txt").write_text("Kế hoạch\n\nNội dung.", "utf-8")
    (tmp_path / "tin.txt").write_text("Tin\n\nNội dung.", "utf-8")
    results = {result.file.name: result.reason for result in read_folder([tmp_path])}
    assert results == {"ke-hoach.txt": Reason.CLASSIFIED, "tin.txt": None}
