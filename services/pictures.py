"""Pictures that people bring: opened with care, turned upright, made small, bare of all but pixels.

The one place that opens a picture of a stranger. What comes out was encoded here: nothing of the
file that came in is kept, neither the place where it was taken nor anything hidden behind its end.
"""

import asyncio
import io
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final, cast

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError
from pydantic import BaseModel, ConfigDict

from services.errors import Invalid

SIDE: Final = 1280
"""Pixels of the longer side of a picture in an article: sharp on any phone, some 200 kB, and some
14 MB of a phone's memory once drawn, of which an article may have thirty."""
LEAST_SIDE: Final = 16
"""Spacers and tracking pixels are no pictures."""
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_MOST_PIXELS: Final = 60_000_000
_MOST_PIXELS_WHOLE: Final = 40_000_000
"""Of what can only be decoded at full size; JPEG is decoded smaller."""
_PNG_LIMIT: Final = 1_500_000
_LARGE: Final = 700_000
_QUALITY, _LESS = 85, 72
# Sixteen bits a pixel: shortened to eight, or all that is not black would become white.
_DEEP: Final = frozenset({"I", "I;16", "I;16L", "I;16B", "I;16N"})


class Fault(StrEnum):
    """Why a picture was refused."""

    UNREADABLE = "unreadable"
    TOO_SMALL = "too_small"
    TOO_MANY_PIXELS = "too_many_pixels"


class PictureRefused(Exception):
    """A file that is no picture we can show, or would be dangerous to open."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class CleanPicture(BaseModel):
    """A picture as it may be stored and served."""

    model_config = ConfigDict(frozen=True)

    content: bytes
    content_type: str  # image/jpeg | image/png | image/webp
    width: int
    height: int


def looks_like_picture(content: bytes) -> bool:
    """Whether it begins as a picture does; whether it is one, only opening it shows."""
    kind = cast("str | None", filetype.guess_mime(content))  # pyright: ignore[reportUnknownMemberType]
    return (kind or "").startswith("image/")


async def bare(content: bytes) -> tuple[bytes, str]:
    """A picture as it may be stored, and its type. Raises Invalid: picture.unreadable,
    picture.too_small, picture.too_many_pixels."""
    try:
        picture = await asyncio.to_thread(clean, content, least=1)
    except PictureRefused as refused:
        raise Invalid(f"picture.{refused.fault}", {"field": "file"}) from refused
    return picture.content, picture.content_type


def clean(content: bytes, *, side: int = SIDE, least: int = LEAST_SIDE) -> CleanPicture:
    """The picture upright, at most `side` pixels wide or high, encoded anew. Blocking: some tenths
    of a second. Raises PictureRefused."""
    pixels, photo = opened(content, side=side, least=least)
    with _refusing():
        content_type, encoded = _encode(pixels, photo=photo)
    return CleanPicture(
        content=encoded, content_type=content_type, width=pixels.width, height=pixels.height
    )


def opened(
    content: bytes,
    *,
    side: int = SIDE,
    least: int = LEAST_SIDE,
    formats: tuple[str, ...] = FORMATS,
) -> tuple[Image.Image, bool]:
    """Nothing but the pixels (RGB, or RGBA where something shows through), upright and small, and
    whether it is a photograph rather than a drawing. Raises PictureRefused."""
    with _refusing(), Image.open(io.BytesIO(content), formats=formats) as source:
        jpeg = source.format == "JPEG"
        most = _MOST_PIXELS if jpeg else _MOST_PIXELS_WHOLE
        if source.width * source.height > most:
            raise PictureRefused(Fault.TOO_MANY_PIXELS)
        if min(source.size) < least:
            raise PictureRefused(Fault.TOO_SMALL)
        photo = jpeg or (source.format == "WEBP" and not getattr(source, "is_animated", False))
        if jpeg:
            # Decoded at a half, a quarter, an eighth: a phone's 50 million pixels never lie here whole.
            source.draft("RGB", (2 * side, 2 * side))
        pixels = _plain(_eight_bits(source))
        pixels.thumbnail((side, side))  # before anything else copies it
        return _bare(ImageOps.exif_transpose(pixels)), photo


def on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if image.mode == "RGB":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def as_jpeg(image: Image.Image, quality: int = _QUALITY) -> bytes:
    """An opaque picture as JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    return out.getvalue()


def _eight_bits(source: Image.Image) -> Image.Image:
    if source.mode not in _DEEP:
        return source
    # Pillow shortens these by cutting off; dividing keeps the picture. Their notes are kept for
    # turning it upright.
    wide = source.convert("I")
    low = wide.point(lambda value: value / 256).convert("L")  # pyright: ignore[reportUnknownMemberType]
    low.info.update(source.info)
    return low


def _plain(image: Image.Image) -> Image.Image:
    """RGB or RGBA; shrinking needs real colours, not the numbers of a palette."""
    transparent = image.mode.endswith(("A", "a")) or "transparency" in image.info
    mode = "RGBA" if transparent else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _bare(image: Image.Image) -> Image.Image:
    """A copy of nothing but pixels: encoders would carry EXIF, comments and profiles along."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _encode(image: Image.Image, *, photo: bool) -> tuple[str, bytes]:
    """JPEG for photographs; PNG for drawings and screenshots unless that gets large."""
    opaque = image.mode == "RGB" or image.getchannel("A").getextrema() == (255, 255)
    if opaque:
        image = image.convert("RGB")
    if not (photo and opaque):
        out = io.BytesIO()
        image.save(out, "PNG")
        if out.tell() <= _PNG_LIMIT:
            return "image/png", out.getvalue()
    if opaque:
        encoded = as_jpeg(image)
        return "image/jpeg", encoded if len(encoded) <= _LARGE else as_jpeg(image, _LESS)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY)
    return "image/webp", out.getvalue()


@contextmanager
def _refusing() -> Generator[None]:
    """Whatever Pillow says of a broken or oversized file is one refusal."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        # Pillow's own limits are above ours; its warning is an error where warnings are.
        raise PictureRefused(Fault.TOO_MANY_PIXELS) from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,  # Pillow's PNG reader raises it for broken chunks
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,  # notes of a camera that say another type than they have
        OverflowError,
        ZeroDivisionError,
    ) as error:
        raise PictureRefused(Fault.UNREADABLE) from error
