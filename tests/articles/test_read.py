"""Each format: title, date, lead, body and category are recognised."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from services.articles.models import Caution, FileResult, ImportedArticle
from services.articles.reader import read_file
from tests.articles.builders import docx, para, table

DAY = date(2026, 11, 12)
TITLE = "Khu phố sạch, nhà nhà vui"
LEAD = "Hơn hai trăm người cùng dọn ngõ trong một buổi sáng."
BODY = "Sáng sớm, bà con đã có mặt đông đủ.\n\nAi cũng mang theo chổi."


def read(folder: Path, name: str, content: str | bytes) -> FileResult:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(file)


def article(result: FileResult) -> ImportedArticle:
    assert result.article is not None, result.reason
    assert result.outcome == "ok"
    return result.article


TEXT = (
    f"{TITLE}\nThứ Năm, ngày 12/11/2026\n\n{LEAD}\n\n"
    "Sáng sớm, bà con đã có mặt đông đủ.\n\nAi cũng mang theo chổi.\n"
)
MARKDOWN = f"---\ntitle: {TITLE}\ndate: 2026-11-12\nlead: {LEAD}\n---\n\n{BODY}\n"
HTML = f"""<!doctype html><html><head><meta charset="utf-8"><title>Trang | Báo</title>
<meta property="article:published_time" content="2026-11-11T20:30:00+00:00"></head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>{TITLE}</h1><p class="sapo">{LEAD}</p>
<p>Sáng sớm, bà con đã có mặt đông đủ.</p><p>Ai cũng mang theo chổi.</p></article>
<footer>Bản quyền</footer></body></html>"""
WORD = docx(
    para(TITLE, style="H1"),
    para("Sông Mẫu, ngày 12 tháng 11 năm 2026"),
    para(LEAD, bold=True),
    para("Sáng sớm, bà con đã có mặt đông đủ."),
    para("Ai cũng mang theo chổi."),
)
FORMATS: dict[str, str | bytes] = {
    "bai.txt": TEXT,
    "bai.md": MARKDOWN,
    "bai.html": HTML,
    "bai.htm": HTML,
    "BAI.DOCX": WORD,
}


@pytest.mark.parametrize("name", FORMATS)
def test_format_gives_the_same_article(tmp_path: Path, name: str) -> None:
    result = read(tmp_path, name, FORMATS[name])
    assert article(result) == ImportedArticle(
        title=TITLE,
        published_on=DAY,
        category="news",
        lead=LEAD,
        body_markdown=BODY + "\n",
        pictures=(),
        source_name=name,
    )
    assert result.warnings == ()


SOURCE = "Báo Sông Mẫu, 12/11/2026"
SOURCED: dict[str, str | bytes] = {
    "bai.txt": f"{TITLE}\nNguồn: {SOURCE}\n\n{LEAD}\n\n{BODY}\n",
    "cuoi.txt": f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\n(Theo nguồn: {SOURCE})\n",
    "bai.md": f"---\ntitle: {TITLE}\nlead: {LEAD}\nnguồn: {SOURCE}\n---\n\n{BODY}\n",
    "bai.html": f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{BODY.replace(chr(10) * 2, '</p><p>')}</p>"
    f"<p><em>Nguồn:</em> {SOURCE}</p>",
    "bai.docx": docx(
        para(TITLE, style="H1"),
        para(LEAD),
        *(para(part) for part in BODY.split("\n\n")),
        para(f"Nguồn: {SOURCE}", bold=True),
    ),
}


@pytest.mark.parametrize("name", SOURCED)
def test_the_source_is_recognised_and_leaves_the_text(tmp_path: Path, name: str) -> None:
    found = article(read(tmp_path, name, SOURCED[name]))
    assert (found.title, found.lead, found.source) == (TITLE, LEAD, SOURCE)
    assert found.body_markdown == BODY + "\n"


@pytest.mark.parametrize(
    "line", ["Nguồn ảnh: Báo Sông Mẫu", "Nguồn nước: đủ dùng", "Bà con nói nguồn: sạch", "Nguồn:"]
)
def test_other_words_are_no_source(tmp_path: Path, line: str) -> None:
    found = article(read(tmp_path, "bai.txt", f"{TITLE}\n\n{LEAD}\n\n{BODY}\n\n{line}\n"))
    assert found.source is None
    assert found.body_markdown == f"{BODY}\n\n{line}\n"


@pytest.mark.parametrize(
    ("encoding", "mark", "warnings"),
    [
        ("utf-8", b"", ()),
        ("utf-8", b"\xef\xbb\xbf", ()),
        ("utf-16", b"", ()),
        ("utf-16-le", b"", ()),
        ("utf-16-be", b"", ()),
        ("utf-32", b"", ()),
        ("cp1258", b"", (Caution.LEGACY_ENCODING,)),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_reads_alike_in_every_encoding(
    tmp_path: Path, encoding: str, mark: bytes, warnings: tuple[Caution, ...], form: str
) -> None:
    text = TEXT
    if encoding == "cp1258":
        # windows-1258 holds base letters ready-made and tones as marks after them.
        text = "".join(_as_cp1258(char) for char in text)
    elif form == "NFD":
        text = unicodedata.normalize("NFD", text)
    result = read(tmp_path, "bai.txt", mark + text.encode(encoding))
    assert article(result).title == TITLE
    assert article(result).lead == LEAD
    assert article(result).body_markdown == BODY + "\n"
    assert result.warnings == warnings


def test_text_with_a_broken_byte_is_read_and_marked(tmp_path: Path) -> None:
    content = TEXT.encode().replace("đông".encode(), b"\xc4\xf4ng", 1)
    result = read(tmp_path, "bai.txt", content)
    assert article(result).title == TITLE
    assert "\ufffd" in article(result).body_markdown
    assert result.warnings == (Caution.DAMAGED_LETTERS,)


def _as_cp1258(char: str) -> str:
    for form in ("NFC", "NFD"):
        try:
            unicodedata.normalize(form, char).encode("cp1258")
            return unicodedata.normalize(form, char)
        except UnicodeEncodeError:
            continue
    parts = unicodedata.normalize("NFD", char)
    tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone


@pytest.mark.parametrize("name", ["bai.txt", "bai.md", "bai.html"])
def test_decomposed_text_is_composed(tmp_path: Path, name: str) -> None:
    content = FORMATS[name]
    assert isinstance(content, str)
    result = article(read(tmp_path, name, unicodedata.normalize("NFD", content)))
    for text in (result.title, result.lead, result.body_markdown):
        assert unicodedata.is_normalized("NFC", text)
    assert result.title == TITLE


def test_text_labels_are_taken_from_the_top(tmp_path: Path) -> None:
    text = f"Tiêu đề: {TITLE}\nNgày đăng: 12.11.2026\nTóm tắt: {LEAD}\nChuyên mục: Học tập\n\nThân bài.\n"
    result = article(read(tmp_path, "a.txt", text))
    assert (result.title, result.published_on, result.lead) == (TITLE, DAY, LEAD)
    assert (result.category, result.body_markdown) == ("study", "Thân bài.\n")


def test_text_hard_wrapped_lines_flow_and_lists_stay(tmp_path: Path) -> None:
    text = (
        "Tiêu đề ngắn\n\nMở đầu có danh sách dưới đây:\n\n"
        "Đây là một đoạn dài được xuống dòng cứng ở cột bảy mươi như thư điện tử\n"
        "thời trước vẫn làm, nên hai dòng phải nối lại.\n- một\n- hai\n1. thứ nhất\n2. thứ hai\n"
    )
    assert article(read(tmp_path, "a.txt", text)).body_markdown == (
        "Mở đầu có danh sách dưới đây:\n\n"
        "Đây là một đoạn dài được xuống dòng cứng ở cột bảy mươi như thư điện tử "
        "thời trước vẫn làm, nên hai dòng phải nối lại.\n\n- một\n\n- hai\n\n1. thứ nhất\n\n2. thứ hai\n"
    )


def test_text_with_markdown_signs_shows_those_signs(tmp_path: Path) -> None:
    text = "Tiêu đề\n\nĐoạn đầu.\n\n# không phải đề mục *sao* [a](b) <b>\n\nĐoạn cuối."
    body = article(read(tmp_path, "a.txt", text)).body_markdown
    assert body == "\\# không phải đề mục \\*sao\\* \\[a\\](b) \\<b>\n\nĐoạn cuối.\n"


def test_markdown_keeps_its_structure(tmp_path: Path) -> None:
    text = (
        "# Tên bài\n\nĐoạn mở đầu.\n\nĐoạn hai.\n\n## Mục\n\n- a\n- b\n\n> trích\n\n"
        "| Cột | Hai |\n|---|---|\n| 1 | 2 |\n\n[liên kết](https://songmau.example/x)\n"
    )
    result = article(read(tmp_path, "a.md", text))
    assert (result.title, result.lead) == ("Tên bài", "Đoạn mở đầu.")
    assert result.body_markdown == (
        "Đoạn hai.\n\n## Mục\n\n- a\n- b\n\n> trích\n\n"
        "| Cột | Hai |\n| --- | --- |\n| 1 | 2 |\n\n[liên kết](https://songmau.example/x)\n"
    )


def test_html_prefers_meta_and_drops_furniture(tmp_path: Path) -> None:
    html = f"""<html><head><title>Tên trong tab - Báo Mẫu</title>
    <meta property="og:site_name" content="Báo Mẫu"><meta name="description" content="{LEAD}">
    </head><body><header>Banner</header><main><p>Đoạn một.</p>
    <p style="display: none">Ẩn</p><p hidden>Ẩn nữa</p><aside>Quảng cáo</aside>
    <time datetime="2026-11-12">hôm qua</time></main></body></html>"""
    result = article(read(tmp_path, "a.html", html))
    assert (result.title, result.lead, result.published_on) == ("Tên trong tab", LEAD, DAY)
    assert "Ẩn" not in result.body_markdown
    assert "Quảng cáo" not in result.body_markdown
    assert result.body_markdown.startswith("Đoạn một.")


def test_docx_official_letter_loses_its_head_and_joins_its_title(tmp_path: Path) -> None:
    content = docx(
        table(
            ("ĐẢNG ỦY PHƯỜNG MẪU A", "ĐẢNG CỘNG SẢN VIỆT NAM"),
            ("Số: 12-CT/ĐU", "Sông Mẫu, ngày 12 tháng 11 năm 2026"),
        ),
        para("CHỈ THỊ", bold=True),
        para("về phòng cháy trong khu dân cư", bold=True),
        para("Để chủ động phòng ngừa, Đảng ủy yêu cầu các chi bộ làm tốt những việc sau:"),
        para("1. Kiểm tra từng nhà."),
    )
    result = article(read(tmp_path, "a.docx", content))
    assert result.title == "CHỈ THỊ về phòng cháy trong khu dân cư"
    assert result.published_on == DAY
    assert "CỘNG SẢN" not in result.body_markdown
    assert result.body_markdown.endswith("1. Kiểm tra từng nhà.\n")


def test_docx_properties_help_where_the_text_says_nothing(tmp_path: Path) -> None:
    core = f"<dc:title>{TITLE}</dc:title><dcterms:created>2026-11-11T20:00:00Z</dcterms:created>"
    result = read(tmp_path, "a.docx", docx(para("Chỉ một đoạn văn."), core=core))
    assert (article(result).title, article(result).published_on) == (TITLE, DAY)
    assert result.warnings == (Caution.DATE_FROM_PROPERTIES,)


def test_file_name_is_the_last_resort_for_a_title(tmp_path: Path) -> None:
    result = read(tmp_path, "chuyen_ngo_nho.html", "<p>Một đoạn duy nhất, không có gì khác.</p>")
    assert article(result).title == "chuyen ngo nho"
    assert result.warnings == (Caution.NO_DATE, Caution.TITLE_FROM_NAME)


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Thông báo lịch tiếp dân", "notice"),
        ("Giấy mời dự lễ", "notice"),
        ("Tài liệu sinh hoạt chuyên đề quý IV", "study"),
        ("Ngày hội của cả khu phố", "news"),
    ],
)
def test_category_is_guessed_from_the_title(tmp_path: Path, title: str, category: str) -> None:
    assert article(read(tmp_path, "a.txt", f"{title}\n\nNội dung.\n")).category == category


def test_title_and_lead_that_are_too_long_are_cut_at_a_word(tmp_path: Path) -> None:
    text = f"---\ntitle: {'rất dài ' * 60}\nlead: {'mở đầu ' * 400}\ndate: 2026-11-12\n---\nThân.\n"
    result = read(tmp_path, "a.md", text)
    assert 250 < len(article(result).title) <= 300
    assert article(result).title.endswith("dài…")
    assert 1900 < len(article(result).lead) <= 2000
    assert result.warnings == (Caution.TITLE_CUT, Caution.LEAD_CUT)
