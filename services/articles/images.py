"""Pictures from a file's own folder or package, checked by content and re-encoded."""

import io
import warnings
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageOps, UnidentifiedImageError

from services.articles.models import Caution, ImportedPicture, PictureType

MAX_SIDE: Final = 1600
MAX_PICTURES: Final = 20
_MAX_BYTES: Final = 20 * 1024 * 1024
_MAX_PIXELS: Final = 60_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_PNG_LIMIT: Final = 1_500_000
_ENDINGS: Final[dict[PictureType, str]] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}


class PictureError(Exception):
    """A picture that can't be taken over; the article is read without it."""

    def __init__(self, caution: Caution) -> None:
        super().__init__(caution.value)
        self.caution = caution


def load_local(folder: Path, reference: str) -> bytes:
    """The bytes of a picture named relative to `folder`.

    Nothing is fetched, and nothing outside `folder` is opened, not through '..', an absolute
    path or a symbolic link. Raises PictureError.
    """
    parts = urlsplit(reference.strip())
    if parts.scheme.lower() in ("http", "https") or parts.netloc:
        raise PictureError(Caution.REMOTE_PICTURE)
    if parts.scheme:
        raise PictureError(Caution.PICTURE_REFUSED)
    name = unquote(parts.path)
    if not name or "\x00" in name or "\\" in name or PurePosixPath(name).is_absolute():
        raise PictureError(Caution.PICTURE_OUTSIDE)
    root = folder.resolve()
    try:
        target = (root / name).resolve()
        if not target.is_relative_to(root):
            raise PictureError(Caution.PICTURE_OUTSIDE)
        if not target.is_file():
            raise PictureError(Caution.PICTURE_MISSING)
        if target.stat().st_size > _MAX_BYTES:
            raise PictureError(Caution.PICTURE_REFUSED)
        return target.read_bytes()
    except OSError as error:
        raise PictureError(Caution.PICTURE_MISSING) from error


def take_over(content: bytes, number: int, alternative: str) -> ImportedPicture:
    """The picture upright, at most 1600 pixels, without metadata. Raises PictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as source:
                if source.width * source.height > _MAX_PIXELS:
                    raise PictureError(Caution.PICTURE_REFUSED)
                if min(source.size) < 16:
                    # Spacers and tracking pixels are no pictures of an article.
                    raise PictureError(Caution.PICTURE_REFUSED)
                photo = source.format in ("JPEG", "WEBP")
                upright = ImageOps.exif_transpose(source)
        clean = _without_metadata(upright)
        clean.thumbnail((MAX_SIDE, MAX_SIDE))
        content_type, encoded = _encode(clean, photo=photo)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,  # Pillow's PNG reader raises it for broken chunks
        ValueError,
    ) as error:
        raise PictureError(Caution.PICTURE_REFUSED) from error
    return ImportedPicture(
        name=f"picture-{number}.{_ENDINGS[content_type]}",
        content_type=content_type,
        content=encoded,
        alternative=alternative,
    )


def _without_metadata(image: Image.Image) -> Image.Image:
    """A copy of nothing but pixels: encoders would carry EXIF, comments and profiles along."""
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    pixels = image.convert("RGBA" if transparent else "RGB")
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return clean


def _encode(image: Image.Image, *, photo: bool) -> tuple[PictureType, bytes]:
    """JPEG for photographs; PNG for drawings and screenshots unless that gets large."""
    opaque = image.mode == "RGB"
    if photo and opaque:
        return "image/jpeg", _saved(image, "JPEG")
    png = _saved(image, "PNG")
    if len(png) <= _PNG_LIMIT:
        return "image/png", png
    return (
        ("image/jpeg", _saved(image, "JPEG")) if opaque else ("image/webp", _saved(image, "WEBP"))
    )


def _saved(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "PNG":
        image.save(out, kind)
    elif kind == "JPEG":
        image.save(out, kind, quality=85, progressive=True, optimize=True)
    else:
        image.save(out, kind, quality=85)
    return out.getvalue()
