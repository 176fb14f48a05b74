"""Bytes of a text file to clean, composed Unicode, whatever they were written with."""

import re
import unicodedata
from typing import Final

from services.articles.models import Caution, Reason, Refusal

_BINARY_STARTS: Final = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF-",
    b"\x7fELF",
    b"MZ\x90",
    b"{\\rtf",
)
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff]")
# Marks that make Vietnamese letters out of Latin ones: tones, breve, circumflex, horn.
_MARKS: Final = frozenset("\u0300\u0301\u0303\u0309\u0323\u0306\u0302\u031b")
_D_BAR: Final = frozenset("\u0111\u0110")


def decode(content: bytes) -> tuple[str, Caution | None]:
    """The text, and what to look at if it was not clean Unicode.

    Understands UTF-8, UTF-16 and UTF-32 (by their mark, UTF-16 also without it) and
    windows-1258; a few broken bytes in UTF-8 are replaced. Raises Refusal (NOT_TEXT, UNKNOWN_ENCODING).
    """
    if content.startswith(_BINARY_STARTS):
        raise Refusal(Reason.NOT_TEXT)
    for mark, name in _BOMS:
        if content.startswith(mark):
            try:
                return _clean(content.decode(name)), None
            except UnicodeDecodeError as error:
                raise Refusal(Reason.NOT_TEXT) from error
    wide = _wide_without_mark(content)
    if wide is not None:
        return _clean(wide), None
    if b"\x00" in content:
        raise Refusal(Reason.NOT_TEXT)
    try:
        return _clean(content.decode("utf-8")), None
    except UnicodeDecodeError:
        return _repaired(content)


def normalise(text: str) -> str:
    """Composed letters, plain line ends, no invisible characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    composed = unicodedata.normalize("NFC", lines.replace("\u2029", "\n\n").replace("\f", "\n"))
    return _CONTROL.sub("", composed.replace("\x0b", "\n")).replace("\u00ad", "")


def _clean(text: str) -> str:
    sample = text[:100_000]
    odd = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\x0b\x1a")
    if odd > max(2, len(sample) // 200):
        raise Refusal(Reason.NOT_TEXT)
    return normalise(text)


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 without its mark: for Vietnamese, at least a third of one half are zero bytes."""
    sample = content[:4000]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros * 3 >= len(sample) // 2 and others * 4 <= zeros:
            try:
                return content.decode(name)
            except UnicodeDecodeError:
                return None
    return None


def _repaired(content: bytes) -> tuple[str, Caution]:
    """UTF-8 with a few broken bytes, else the legacy encoding."""
    text = content.decode("utf-8", errors="replace")
    letters = sum(1 for char in text if char > "\x7f")
    if text.count("\ufffd") * 10 <= letters:
        return _clean(text), Caution.DAMAGED_LETTERS
    return _clean(_legacy(content)), Caution.LEGACY_ENCODING


def _legacy(content: bytes) -> str:
    text = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    letters = [char for char in text[:200_000] if ord(char) > 0x7F and not _is_sign(char)]
    foreign = sum(1 for char in letters if not _is_vietnamese(char))
    if foreign * 10 > len(letters):
        raise Refusal(Reason.UNKNOWN_ENCODING)
    return text


def _is_sign(char: str) -> bool:
    """Quotes, dashes, bullets and the like, as a word processor writes them."""
    return char in "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u00a0\u00ab\u00bb\u00b0\u20ab"


def _is_vietnamese(char: str) -> bool:
    if char in _D_BAR:
        return True
    base, *marks = unicodedata.normalize("NFD", char)
    return base.isascii() and bool(marks) and _MARKS.issuperset(marks)
