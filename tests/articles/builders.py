"""Files as people have them, built in the test: Word documents by hand, pictures by Pillow."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

from PIL import Image

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="jpg" ContentType="image/jpeg"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_STYLES = (
    f'<w:styles {_NAMESPACES}><w:style w:type="paragraph" w:styleId="H1">'
    '<w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="H2">'
    '<w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="T">'
    '<w:name w:val="Title"/></w:style></w:styles>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def para(text: str, *, style: str = "", bold: bool = False) -> str:
    """A Word paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A Word table of plain cells."""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{body}</w:tbl>"


def image(relation: str, alternative: str, *, linked: bool = False) -> str:
    """A paragraph with a picture, embedded or linked."""
    how = "link" if linked else "embed"
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{escape(alternative)}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{how}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def docx(
    *body: str,
    pictures: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    core: str | None = None,
    extra: Mapping[str, bytes] | None = None,
    declaration: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> bytes:
    """A .docx; `pictures` by relation id are embedded, `links` point elsewhere."""
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/image" Target="media/{key}.png"/>'
        for key in pictures or {}
    ) + "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/image" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="s" Type="{_OFFICE}/styles" '
            f'Target="styles.xml"/>{relations}</Relationships>',
        )
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr(
            "word/document.xml",
            f"{declaration}<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        )
        for key, content in (pictures or {}).items():
            archive.writestr(f"word/media/{key}.png", content)
        if core:
            archive.writestr(
                "docProps/core.xml",
                '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
                'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
            )
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def header(*body: str) -> bytes:
    """The part of a page header."""
    return f"<w:hdr {_NAMESPACES}>{''.join(body)}</w:hdr>".encode()


def photo(
    size: tuple[int, int] = (320, 200),
    *,
    kind: str = "JPEG",
    mode: str = "RGB",
    orientation: int | None = None,
) -> bytes:
    """A picture with a red left half, EXIF (with a place) and a comment."""
    picture = Image.new(mode, size, (20, 90, 60, 255)[: len(mode)])
    picture.paste((200, 30, 30, 255)[: len(mode)], (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    exif[0x010E] = "a secret description"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, kind, exif=exif, comment=b"a secret comment", quality=95)
    elif kind == "GIF":
        picture.save(out, kind)
    else:
        picture.save(out, kind, exif=exif)
    return out.getvalue()
