"""Text brought from Word and the like, as clean Markdown: pure."""

import re
import unicodedata
from typing import Final

_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
                                        "\u2008\u2009\u200a\u202f\u205f\u3000"), " ")  # fmt: skip
_ENDS: Final = dict.fromkeys(map(ord, "\u2028\u0085\u000b"), "\n") | {
    ord("\u2029"): "\n\n",
    12: "\n\n",
}
# Signs of Word's symbol fonts, which other fonts do not have.
_SYMBOLS: Final = dict.fromkeys(
    map(ord, "\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf02d\uf0fc\uf06e\uf0e0"), "•"
)
_BULLET: Final = re.compile(r"^([ \t]*)(?:[•●◦○▪▫■□‣⁃∙·➢➤✓✔]|o(?=\t))[ \t]*(?=\S)")
_NUMBER: Final = re.compile(r"^([ \t]*)(\d{1,3})[.)][ \t]+(?=\S)")
_DASH: Final = re.compile(r"^([ \t]*)[-–—+*][ \t]+(?=\S)")
_LATER: Final = re.compile(r"^(?:o\t|[◦○▫□])")


def tidied(text: str) -> str:
    """The text as somebody meant it: one kind of space, line end and bullet, letters composed,
    nothing invisible. Markdown that is there already stays as it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(_ENDS).translate(_SPACES).translate(_SYMBOLS)
    text = unicodedata.normalize("NFC", "".join(c for c in text if _meant(c)))
    lines = [_line(line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def looks_pasted(text: str) -> bool:
    """Whether ``tidied`` would mend something that nobody types by hand."""
    return any(not _meant(c) or ord(c) in _UNTYPED for c in text) or (
        text != unicodedata.normalize("NFC", text)
        or bool(re.search(r"^[ ]*(?:[•●◦▪]|o\t)", text, re.M))
    )


_UNTYPED: Final = frozenset((*_SPACES, *_ENDS, *_SYMBOLS, 13))


def _meant(character: str) -> bool:
    """Neither invisible nor private nor lost; joiners inside emoji stay."""
    if character in "\n\t\u200d":
        return True
    return (
        unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs")
        and character != "\ufffd"
    )


def _line(line: str) -> str:
    tabs = len(line) - len(line.lstrip("\t"))
    deeper = "  " * min(tabs, 3)
    bullet = _BULLET.match(line)
    if bullet:
        below = deeper or ("  " if _LATER.match(line.lstrip()) else "")
        return f"{below}- {_words(line[bullet.end() :])}"
    dash = _DASH.match(line)
    if dash:
        return f"{deeper or _indent(dash[1])}- {_words(line[dash.end() :])}"
    number = _NUMBER.match(line)
    if number:
        return f"{deeper or _indent(number[1])}{number[2]}. {_words(line[number.end() :])}"
    # Four spaces or a tab ahead of a paragraph would make it a block of code.
    return _words(line)


def _indent(spaces: str) -> str:
    return spaces if len(spaces) <= 6 and "\t" not in spaces else ""


def _words(line: str) -> str:
    ending = "  " if line.endswith("  ") and line.strip() and "\t" not in line[-3:] else ""
    return re.sub(r"[ \t]+", " ", line).strip() + ending
