"""Nothing active gets through: no scripts, handlers, odd addresses or raw HTML, in any format."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from services.articles.reader import read_file
from tests.articles.builders import docx, para

HOSTILE = """
<p>Trước</p><script>alert(1)</script><p onclick="alert(2)">Giữa</p>
<a href="javascript:alert(3)">một</a> <a href=" JaVaScRiPt:alert(4)">hai</a>
<a href="data:text/html,<script>alert(5)</script>">ba</a> <a href="vbscript:x">bốn</a>
<a href="https://songmau.example/a)(b [c]<d>">năm</a> <a href="/goc">sáu</a>
<img src="javascript:alert(6)"><img src="data:image/svg+xml,<svg onload=alert(7)>">
<iframe src="https://x.example"></iframe><object data="x"></object><style>p{}</style>
<svg><script>alert(8)</script></svg><form action="https://x.example"><input name="a"></form>
<p>[bấm](javascript:alert(9)) ![x](data:image/png;base64,AA) &lt;script&gt;alert(10)&lt;/script&gt;</p>
<pre>```
[bấm](javascript:alert(11))
```</pre><p>`` ` <code>`[b](javascript:alert(12))`</code></p>
<p>&#106;avascript:alert(13) &amp;lt;b&amp;gt;</p><p>Sau</p><p>[ref]: javascript:alert(14)</p>
"""


def body_of(tmp_path: Path, name: str, content: str | bytes) -> str:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    article = read_file(file).article
    assert article is not None
    return article.body_markdown


def assert_harmless(markdown: str) -> None:
    """As a renderer that even allows raw HTML would show it."""
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z][\w-]*)", html))
    assert tags <= {"p", "h2", "h3", "a", "em", "strong", "br", "li", "ul", "ol"}, html
    for address in re.findall(r'(?:href|src)="([^"]*)"', html):
        assert address.startswith("https://songmau.example/")
    assert not re.search(r"<[^>]*\son\w+\s*=", html)


def test_html_comes_out_harmless(tmp_path: Path) -> None:
    body = body_of(tmp_path, "a.html", f"<article><h1>Tên</h1><p>Mở.</p>{HOSTILE}</article>")
    assert_harmless(body)
    for word in ("Trước", "Giữa", "Sau", "một", "sáu", "alert(9)"):
        assert word in body
    assert "alert(1)" not in body


def test_markdown_with_raw_html_comes_out_harmless(tmp_path: Path) -> None:
    body = body_of(
        tmp_path,
        "a.md",
        f"# Tên\n\nMở đầu.\n\nĐoạn.\n\n{HOSTILE}\n\n[x](javascript:alert(1)) <javascript:alert(2)>\n\n"
        "[y][r]\n\n[r]: javascript:alert(3)\n\n```\n<script>alert(4)</script>\n```\n",
    )
    assert_harmless(body)
    assert "Đoạn" in body


def test_text_comes_out_harmless_and_complete(tmp_path: Path) -> None:
    body = body_of(tmp_path, "a.txt", f"Tên\n\nMở đầu.\n\n{HOSTILE}")
    assert_harmless(body)
    # In a plain text these are only letters, and none is lost.
    assert body.count("alert") == HOSTILE.count("alert")


def test_docx_comes_out_harmless(tmp_path: Path) -> None:
    body = body_of(
        tmp_path,
        "a.docx",
        docx(para("Tên", style="H1"), para("Mở đầu."), para("Hai."), para(HOSTILE)),
    )
    assert_harmless(body)
    assert body.count("alert") == HOSTILE.count("alert")


@pytest.mark.parametrize(
    "text",
    ["a * b * c", "_x_ và snake_case", "# đầu dòng", "1 < 2 > 0", "a | b", "~~bỏ~~", "\\ chéo", "---",
     "===", "> trích", "&lt; &amp; &#106;", "![x](y)", "[x]: y", "`mã`", "x^2", "<!-- x -->"],
)  # fmt: skip
def test_signs_in_a_sentence_show_as_they_are(tmp_path: Path, text: str) -> None:
    body = body_of(tmp_path, "a.txt", f"Tên bài\n\nMở đầu.\n\n{text}\n\nKết.")
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(body)
    shown = re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">")
    assert shown.replace("&quot;", '"').replace("&amp;", "&").split("\n")[0] == text
