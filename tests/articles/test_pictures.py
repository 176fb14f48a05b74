"""Pictures: only from the file's own folder or package, checked, shrunk, without metadata."""

import base64
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from services.articles.images import MAX_PICTURES
from services.articles.models import Caution, FileResult, ImportedArticle
from services.articles.reader import read_file
from tests.articles.builders import docx, image, para, photo


def read_page(folder: Path, *images: str) -> FileResult:
    folder.mkdir(exist_ok=True)
    page = folder / "bai.html"
    page.write_text(f"<h1>Tên</h1><p>Một.</p><p>Hai.</p>{''.join(images)}", "utf-8")
    return read_file(page)


def article(result: FileResult) -> ImportedArticle:
    assert result.article is not None, result.reason
    return result.article


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("name", ["anh.jpg", "hình ảnh/Ảnh 1.jpg"])
@pytest.mark.parametrize("suffix", ["html", "md"])
def test_local_picture_is_taken_with_its_description(
    tmp_path: Path, name: str, suffix: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(photo())
    file = tmp_path / f"bai.{suffix}"
    if suffix == "md":
        file.write_text(f"# Tên\n\nMột.\n\nHai.\n\n![Ngõ nhỏ](<{name}>)\n", "utf-8")
    else:
        file.write_text(
            f'<h1>Tên</h1><p>Một.</p><p>Hai.</p><img src="{name}" alt="Ngõ nhỏ">', "utf-8"
        )
    result = article(read_file(file))
    assert [(p.name, p.content_type, p.alternative) for p in result.pictures] == [
        ("picture-1.jpg", "image/jpeg", "Ngõ nhỏ")
    ]
    assert result.body_markdown == "Hai.\n\n[Ảnh 1]\n"


def test_caption_describes_the_picture_and_leaves_the_body(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo())
    figure = '<figure><img src="a.jpg"><figcaption>Bà con dọn ngõ</figcaption></figure>'
    result = article(read_page(tmp_path, figure, "<p>Cuối.</p>"))
    assert result.pictures[0].alternative == "Bà con dọn ngõ"
    assert result.body_markdown == "Hai.\n\n[Ảnh 1]\n\nCuối.\n"


def test_picture_loses_metadata_and_stands_upright(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo((320, 200), orientation=6))
    content = article(read_page(tmp_path, '<img src="a.jpg">')).pictures[0].content
    assert b"secret" not in content
    picture = opened(content)
    assert picture.size == (200, 320)
    assert not picture.getexif()
    # The red half, left in the file, is on top once turned.
    pixel = picture.getpixel((100, 40))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 150


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("GIF", "L", "image/png"),
    ],
)
def test_picture_is_reencoded_by_content_not_by_name(
    tmp_path: Path, kind: str, mode: str, expected: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(photo(kind=kind, mode=mode))
    picture = article(read_page(tmp_path, '<img src="a.jpg">')).pictures[0]
    assert picture.content_type == expected
    assert Image.MIME[opened(picture.content).format or ""] == expected


def test_large_picture_is_shrunk(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo((4000, 1000)))
    picture = article(read_page(tmp_path, '<img src="a.jpg">')).pictures[0]
    assert opened(picture.content).size == (1280, 320)


def test_noisy_screenshot_does_not_stay_a_huge_png(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (1500, 1000), os.urandom(1500 * 1000 * 3))
    noise.save(tmp_path / "a.png")
    picture = article(read_page(tmp_path, '<img src="a.png">')).pictures[0]
    assert picture.content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("address", "caution"),
    [
        ("../ngoai.jpg", Caution.PICTURE_OUTSIDE),
        ("con/../../ngoai.jpg", Caution.PICTURE_OUTSIDE),
        ("%2e%2e/ngoai.jpg", Caution.PICTURE_OUTSIDE),
        ("..%2fngoai.jpg", Caution.PICTURE_OUTSIDE),
        ("..\\ngoai.jpg", Caution.PICTURE_OUTSIDE),
        ("/etc/passwd", Caution.PICTURE_OUTSIDE),
        ("lien-ket.jpg", Caution.PICTURE_OUTSIDE),
        ("thu-muc-lien-ket/ngoai.jpg", Caution.PICTURE_OUTSIDE),
        ("file:///etc/passwd", Caution.PICTURE_REFUSED),
        ("data:image/png;base64,iVBORw0KGgo=", Caution.PICTURE_REFUSED),
        ("javascript:alert(1)", Caution.PICTURE_REFUSED),
        ("http://songmau.example/a.jpg", Caution.REMOTE_PICTURE),
        ("https://songmau.example/a.jpg", Caution.REMOTE_PICTURE),
        ("//songmau.example/a.jpg", Caution.REMOTE_PICTURE),
        ("khong-co.jpg", Caution.PICTURE_MISSING),
        ("con", Caution.PICTURE_MISSING),
        ("x" * 5000, Caution.PICTURE_MISSING),
    ],
)
def test_picture_from_elsewhere_is_never_opened(
    tmp_path: Path, address: str, caution: Caution
) -> None:
    (tmp_path / "ngoai.jpg").write_bytes(photo())
    home = tmp_path / "nha"
    (home / "con").mkdir(parents=True)
    (home / "lien-ket.jpg").symlink_to(tmp_path / "ngoai.jpg")
    (home / "thu-muc-lien-ket").symlink_to(tmp_path)
    result = read_page(home, f'<img src="{address}">')
    assert article(result).pictures == ()
    assert caution in result.warnings


def _png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + kind + data
        chunks += struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


BROKEN = {
    "text": b"not a picture",
    "cut": photo()[:400],
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "bomb": _png_claiming(30_000, 30_000),
    "large": _png_claiming(9_000, 9_000),
    "spacer": photo((1, 1)),
    "empty": b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_picture_is_left_out_and_the_article_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.png").write_bytes(BROKEN[name])
    (tmp_path / "b.jpg").write_bytes(photo())
    result = read_page(tmp_path, '<img src="a.png"><img src="b.jpg">')
    assert [picture.name for picture in article(result).pictures] == ["picture-1.jpg"]
    assert Caution.PICTURE_REFUSED in result.warnings


def test_pictures_are_limited_and_taken_once(tmp_path: Path) -> None:
    for number in range(MAX_PICTURES + 2):
        (tmp_path / f"{number}.jpg").write_bytes(photo((40, 40)))
    images = [f'<img src="{number}.jpg"><img src="0.jpg">' for number in range(MAX_PICTURES + 2)]
    result = read_page(tmp_path, *images)
    assert len(article(result).pictures) == MAX_PICTURES
    assert Caution.TOO_MANY_PICTURES in result.warnings


def test_docx_pictures_come_from_the_package(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(
        docx(
            para("Tên", style="H1"),
            para("Một."),
            para("Hai."),
            image("p1", "Cổng làng"),
            image("p2", "Ảnh hỏng"),
            pictures={"p1": photo(kind="PNG"), "p2": b"EMF"},
        )
    )
    result = read_file(file)
    assert [p.alternative for p in article(result).pictures] == ["Cổng làng"]
    assert article(result).body_markdown == "Hai.\n\n[Ảnh 1]\n"
    assert Caution.PICTURE_REFUSED in result.warnings


STANDING = {
    "the only one on top needs no line": ('<img src="1.jpg"><p>Một.</p><p>Hai.</p>', "Hai."),
    "behind the lead it is on top as well": (
        '<p>Một.</p><p><img src="1.jpg"></p><p>Hai.</p>', "Hai."
    ),
    "two: each where it stands": (
        '<p>Một.</p><p>Hai.</p><img src="1.jpg"><p>Ba.</p><p><a href="x"><img src="2.jpg"></a></p>',
        "Hai.\n\n[Ảnh 1]\n\nBa.\n\n[Ảnh 2]",
    ),
    "two, the first on top: it would follow at the end otherwise": (
        '<img src="1.jpg"><p>Một.</p><p>Hai.</p><img src="2.jpg">',
        "[Ảnh 1]\n\nHai.\n\n[Ảnh 2]",
    ),
    "in a sentence: behind its paragraph": (
        '<p>Một.</p><p>Hai<img src="1.jpg"> và<img src="2.jpg"> ba.</p><p>Cuối.</p>',
        "Hai và ba.\n\n[Ảnh 1]\n\n[Ảnh 2]\n\nCuối.",
    ),
    "ahead of a sentence: ahead of its paragraph": (
        '<p>Một.</p><p>Hai.</p><p><img src="1.jpg">Ba.</p>', "Hai.\n\n[Ảnh 1]\n\nBa."
    ),
    "in a list: behind it": (
        '<p>Một.</p><p>Hai.</p><ul><li>Ba<img src="1.jpg"></li><li>Bốn</li></ul>',
        "Hai.\n\n- Ba\n- Bốn\n\n[Ảnh 1]",
    ),
    "twice the same: where it stands first": (
        '<p>Một.</p><p>Hai.</p><img src="1.jpg"><p>Ba.</p><img src="1.jpg">',
        "Hai.\n\n[Ảnh 1]\n\nBa.",
    ),
    "one that is refused takes no number": (
        '<p>Một.</p><p>Hai.</p><img src="không có.jpg"><p>Ba.</p><img src="2.jpg">',
        "Hai.\n\nBa.\n\n[Ảnh 1]",
    ),
    "who writes such a line means the words": (
        "<p>Một.</p><p>Hai.</p><p>[Ảnh 1]</p><hr>", "Hai.\n\n\\[Ảnh 1\\]\n\n---"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STANDING)
def test_pictures_stand_where_they_stood(tmp_path: Path, case: str) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.jpg").write_bytes(photo((40 + number, 40)))
    text, body = STANDING[case]
    page = tmp_path / "bai.html"
    page.write_text(f"<h1>Tên</h1>{text}", "utf-8")
    assert article(read_file(page)).body_markdown == f"{body}\n"


def test_docx_linked_picture_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "ngoai.png"
    secret.write_bytes(photo(kind="PNG"))
    for target in (secret.as_uri(), "ngoai.png", "http://127.0.0.1:9/a.png"):
        file = tmp_path / "a.docx"
        file.write_bytes(
            docx(
                para("Tên", style="H1"),
                para("Một."),
                image("l", "x", linked=True),
                links={"l": target},
            )
        )
        result = read_file(file)
        assert article(result).pictures == ()
        assert Caution.PICTURE_REFUSED in result.warnings


def test_embedded_data_picture_in_markdown_is_left_out(tmp_path: Path) -> None:
    data = base64.b64encode(photo()).decode()
    file = tmp_path / "a.md"
    file.write_text(f"# Tên\n\nMột.\n\nHai.\n\n![x](data:image/jpeg;base64,{data})\n", "utf-8")
    result = article(read_file(file))
    assert result.pictures == ()
    assert data[:40] not in result.body_markdown
