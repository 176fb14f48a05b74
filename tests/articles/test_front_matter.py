"""Headers of Markdown files, well and badly written."""

import pytest

from services.articles.front_matter import split_front_matter

TOML = {"title": "Tô", "date": "2026-11-12"}


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("---\ntitle: Một: hai\n---\nthân\n", {"title": "Một: hai"}, "thân\n"),
        ("---\ndate: 2026-11-12 # ghi chú\n---\n", {"date": "2026-11-12"}, ""),
        ('---\nTitle: "Có \\"nháy\\""\n---\n', {"title": 'Có "nháy"'}, ""),
        ("---\nlead: 'it''s'\n---\n", {"lead": "it's"}, ""),
        ("---\nlead: >-\n  dòng một\n  dòng hai\n---\nx", {"lead": "dòng một dòng hai"}, "x"),
        ("---\ntags:\n- a\n- b\ntitle: T\n---\nx", {"tags": "", "title": "T"}, "x"),
        ('+++\ntitle = "Tô"\ndate = 2026-11-12\n[x]\ny = 1\n+++\nx', TOML, "x"),
        ("không có đầu\n---\ntitle: x\n---\n", {}, "không có đầu\n---\ntitle: x\n---\n"),
        ("---\ntitle: chưa đóng\n", {}, "---\ntitle: chưa đóng\n"),
        ("---\n\nđoạn văn\n\n---\n", {}, "---\n\nđoạn văn\n\n---\n"),
        ("+++\nhỏng = = 1\n+++\nx", {}, "+++\nhỏng = = 1\n+++\nx"),
    ],
)
def test_front_matter_is_split(text: str, values: dict[str, str], body: str) -> None:
    result = split_front_matter(text)
    assert (result.values, result.body) == (values, body)
