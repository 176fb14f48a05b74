"""Word documents: headings, lists, tables and pictures as mammoth reads them."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, Protocol, cast
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

import mammoth

from services.articles.docx_package import open_package
from services.articles.draft import Draft
from services.articles.encoding import normalise
from services.articles.images import MAX_PICTURES, PictureError
from services.articles.models import Caution, Reason, Refusal

_SCHEME: Final = "in-package-"
_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p > strong:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""

# mammoth trusts a document's structure and fails in many ways where it is broken.
_BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    ExpatError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    zlib.error,
)


class _Image(Protocol):
    def open(self) -> IO[bytes]: ...


class _Result(Protocol):
    value: str


def read_docx(content: bytes, folder: Path) -> Draft:
    """A draft of a .docx file; pictures come from the package only. Raises Refusal."""
    del folder
    package = open_package(content)
    pictures: dict[str, bytes] = {}

    def keep(image: _Image) -> dict[str, str]:
        try:
            with image.open() as stream:
                data = stream.read()
        except (KeyError, ValueError, OSError):
            # A linked picture lies elsewhere, on the network perhaps: never fetched.
            data = b""
        name = f"{_SCHEME}{len(pictures)}"
        if len(pictures) <= MAX_PICTURES:
            pictures[name] = data
        return {"src": name}

    try:
        html = _convert(content, keep)
    except _BROKEN as error:
        raise Refusal(Reason.CORRUPT) from error

    def load(address: str) -> bytes:
        data = pictures.get(address)
        if not data:
            raise PictureError(Caution.PICTURE_REFUSED)
        return data

    return Draft(
        html=normalise(html),
        lines=[normalise(line) for line in package.lines],
        load_picture=load,
        property_title=normalise(package.title) if package.title else None,
        property_date=package.created,
    )


def _convert(content: bytes, keep: Callable[[_Image], dict[str, str]]) -> str:
    """mammoth without types, access to other files, or the document's own style map."""
    convert = cast("Callable[..., _Result]", mammoth.convert_to_html)
    as_element = cast(
        "Callable[[Callable[[_Image], dict[str, str]]], object]", mammoth.images.img_element
    )
    result = convert(
        io.BytesIO(content),
        style_map=_STYLES,
        convert_image=as_element(keep),
        include_embedded_style_map=False,
        external_file_access=False,
        ignore_empty_paragraphs=True,
    )
    return result.value
