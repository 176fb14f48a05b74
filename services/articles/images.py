"""Pictures from a file's own folder or package, checked by content and re-encoded."""

from pathlib import Path, PurePosixPath
from typing import Final, cast
from urllib.parse import unquote, urlsplit

from services.articles.models import Caution, ImportedPicture, PictureType
from services.pictures import PictureRefused, clean

MAX_PICTURES: Final = 20
_MAX_BYTES: Final = 20 * 1024 * 1024
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
    """The picture upright, at most 1280 pixels, without metadata. Raises PictureError."""
    try:
        picture = clean(content)
    except PictureRefused as error:
        raise PictureError(Caution.PICTURE_REFUSED) from error
    content_type = cast(PictureType, picture.content_type)
    return ImportedPicture(
        name=f"picture-{number}.{_ENDINGS[content_type]}",
        content_type=content_type,
        content=picture.content,
        alternative=alternative,
    )
