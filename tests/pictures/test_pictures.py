"""Pictures of strangers: upright, small, silent about their place; what is dangerous is refused."""

from __future__ import annotations

import io
import resource
import struct
import threading
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from services.pictures import SIDE, CleanPicture, Fault, PictureRefused, clean

ORIENTATION, GPS, LATITUDE, MAKER = 0x0112, 0x8825, 2, 0x010F


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def halves(size: tuple[int, int] = (320, 200), mode: str = "RGB") -> Image.Image:
    """Its left half red, its right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def notes(orientation: int = 1) -> Image.Exif:
    """What a phone writes into a picture."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "May anh bi mat"
    exif.get_ifd(GPS)[LATITUDE] = (21.0, 1.0, 42.0)
    return exif


def drawn(picture: CleanPicture) -> Image.Image:
    """The picture, decoded; that it says of itself what was promised is checked on the way."""
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    assert Image.MIME[image.format or ""] == picture.content_type
    assert image.size == (picture.width, picture.height)
    return image


def colour(image: Image.Image, across: float, down: float) -> str:
    """red, blue or what else is there, at a share of width and height."""
    at = (int(image.width * across), int(image.height * down))
    pixel = image.convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    red, _, blue = pixel
    return "red" if red > 150 > 100 > blue else "blue" if blue > 150 > 100 > red else "other"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_and_the_camera_are_left_behind(kind: str) -> None:
    source = encoded(halves(), kind, exif=notes())
    assert b"May anh bi mat" in source
    made = clean(source)
    image = drawn(made)
    assert dict(image.getexif()) == {}
    assert dict(image.getexif().get_ifd(GPS)) == {}
    for left in (b"May anh", b"Exif", b"eXIf", b"EXIF"):
        assert left not in made.content
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)


def test_comments_profiles_and_texts_are_left_behind() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>noi chup</x:xmpmeta>")
    info.add_text("Comment", "noi chup")
    for source in (
        encoded(halves(), "PNG", pnginfo=info, icc_profile=b"noi chup" * 20),
        encoded(halves(), "JPEG", comment=b"noi chup", icc_profile=b"noi chup" * 20),
        encoded(halves(mode="P"), "GIF", comment=b"noi chup"),
    ):
        assert b"noi chup" in source
        assert b"noi chup" not in clean(source).content


# Where the red half, at the left of the file, stands once the picture is upright.
UPRIGHT = {
    1: "left",
    2: "right",
    3: "right",
    4: "left",
    5: "top",
    6: "top",
    7: "bottom",
    8: "bottom",
}
SIDES = {"left": (0.2, 0.5), "right": (0.8, 0.5), "top": (0.5, 0.2), "bottom": (0.5, 0.8)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", UPRIGHT)
def test_a_picture_stands_upright(kind: str, orientation: int) -> None:
    image = drawn(clean(encoded(halves(), kind, exif=notes(orientation))))
    assert image.size == ((320, 200) if orientation < 5 else (200, 320))
    assert colour(image, *SIDES[UPRIGHT[orientation]]) == "red"


def test_a_large_one_is_shrunk_turned_and_light() -> None:
    source = encoded(halves((4000, 3000)), exif=notes(6))
    made = clean(source)
    assert (made.width, made.height) == (SIDE * 3 // 4, SIDE)
    assert len(made.content) < 300_000


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "L", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("GIF", "P", "image/png"),
        ("BMP", "RGB", "image/png"),
    ],
)
def test_any_mode_becomes_one_that_every_browser_shows(kind: str, mode: str, expected: str) -> None:
    made = clean(encoded(halves(mode=mode), kind))
    assert made.content_type == expected
    image = drawn(made)
    assert image.mode in ("RGB", "RGBA")
    if mode in ("RGB", "RGBA", "P", "CMYK"):
        assert (colour(image, 0.2, 0.5), colour(image, 0.8, 0.5)) == ("red", "blue")


def test_sixteen_bits_stay_a_picture_instead_of_becoming_white() -> None:
    deep = Image.new("I;16", (100, 100), 20_000)
    value = drawn(clean(encoded(deep, "PNG"))).convert("L").getpixel((50, 50))
    assert isinstance(value, (int, float))
    assert 70 <= value <= 85


def test_what_shows_through_stays_so() -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    clear.paste((255, 0, 0, 255), (0, 0, 50, 100))
    assert drawn(clean(encoded(clear, "PNG"))).getpixel((80, 50)) == (0, 0, 0, 0)


def test_of_what_moves_the_first_picture_is_taken() -> None:
    frames = [Image.new("RGB", (64, 64), c) for c in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        source = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        image = drawn(clean(source))
        assert getattr(image, "n_frames", 1) == 1
        assert colour(image, 0.5, 0.5) == "red"


@pytest.mark.parametrize(
    "tail",
    [
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>endobj",
        b"PK\x03\x04 a package",
        b"MZ a program",
    ],
)
def test_a_file_that_is_two_things_becomes_a_picture_alone(tail: bytes) -> None:
    made = clean(encoded(halves()) + tail)
    assert tail not in made.content
    assert made.content.endswith(b"\xff\xd9")
    hidden = encoded(halves(), "JPEG", comment=tail)
    assert tail not in clean(hidden).content


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x", "y")
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + kind + data
        chunks += struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.UNREADABLE),
        (b"no picture", Fault.UNREADABLE),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Fault.UNREADABLE),
        (b"<html><script>alert(1)</script></html>", Fault.UNREADABLE),
        (b"%PDF-1.7", Fault.UNREADABLE),
        (_zip(), Fault.UNREADABLE),
        (encoded(halves())[:500], Fault.UNREADABLE),
        (encoded(halves(), "PNG")[:200], Fault.UNREADABLE),
        (encoded(halves(), "WEBP")[:60], Fault.UNREADABLE),
        (encoded(halves(), "TIFF"), Fault.UNREADABLE),  # readers of rare formats are rarely mended
        (encoded(halves(), "PPM"), Fault.UNREADABLE),
        (png_claiming(1000, 1000), Fault.UNREADABLE),
        (png_claiming(7_000, 7_000), Fault.TOO_MANY_PIXELS),
        (png_claiming(30_000, 30_000), Fault.TOO_MANY_PIXELS),
        (png_claiming(2**31 - 1, 2**31 - 1), Fault.TOO_MANY_PIXELS),
        (encoded(Image.new("RGB", (1, 1))), Fault.TOO_SMALL),
    ],
)
def test_what_is_no_picture_or_a_bomb_is_refused(content: bytes, fault: Fault) -> None:
    with pytest.raises(PictureRefused) as refused:
        clean(content)
    assert refused.value.fault is fault


def test_the_largest_photograph_never_lies_in_memory_whole() -> None:
    source = encoded(Image.new("RGB", (9_600, 6_000), "green"), quality=50)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = clean(source)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert max(made.width, made.height) == SIDE
    assert grown < 120, f"{grown:.0f} MB for a picture of 58 million pixels"


def test_several_at_once_do_not_disturb_each_other() -> None:
    good, bad = encoded(halves()), png_claiming(30_000, 30_000)
    outcomes: list[str] = []

    def work(content: bytes) -> None:
        try:
            clean(content)
        except PictureRefused:
            outcomes.append("refused")
        else:
            outcomes.append("taken")

    threads = [threading.Thread(target=work, args=(c,)) for c in [good, bad] * 8]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 8 + ["taken"] * 8
