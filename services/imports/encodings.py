"""Text in TCVN3 (ABC) and VNI, the encodings before Unicode, told by its syllables and converted.

Both are fonts rather than encodings: a file holds Latin letters that only look Vietnamese in the right
font. No maintained library does this (looked for in 2026), and the tables are closed since 2001.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

TCVN3: Final = "tcvn3"
VNI: Final = "vni"

# Letter by letter in the order of the alphabet; TCVN3 is one byte each, here as Latin-1 shows it.
_LETTERS: Final = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂĐÊÔƠƯ"
_TCVN3_LETTERS: Final = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ®¡¢§£¤¥¦"
)
_VNI_TEXT: Final = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï eâ eà eá eå eã eä "
    "ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï "
    "ö öø öù öû öõ öï yø yù yû yõ î ñ"
)
_VNI_LETTERS: Final = _VNI_TEXT.split()

_FROM_TCVN3: Final = dict(zip(_TCVN3_LETTERS, _LETTERS, strict=True))
_TO_TCVN3: Final = {letter: code for code, letter in _FROM_TCVN3.items()}
_FROM_VNI: Final = dict(zip(_VNI_LETTERS, _LETTERS[: len(_VNI_LETTERS)], strict=True)) | {
    code.upper(): letter.upper()
    for code, letter in zip(_VNI_LETTERS, _LETTERS[: len(_VNI_LETTERS)], strict=True)
}
_TO_VNI: Final = {letter: code for code, letter in _FROM_VNI.items()}

_ONSETS: Final = "ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdđghklmnprstvx]"
_RIMES: Final = (
    "(?:i|ia|ie|iê|iêu|iu|y|ya|yê|yêu|uy|uya|uyê|uyu|e|eo|ê|êu|ư|ưa|ưi|ươ|ươi|ươu|ưu|ơ|ơi|a|ai|ao|au|"
    "ay|â|âu|ây|ă|u|ua|ui|uê|uơ|uâ|uây|uô|uôi|uai|uay|uă|ue|uao|uau|o|oa|oai|oao|oay|oă|oe|oeo|oi|"
    "ô|ôi)(?:ch|ng|nh|[cmnpt])?"
)
_SYLLABLE: Final = re.compile(f"(?:{_ONSETS})?{_RIMES}")
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
# A word may hold the signs that TCVN3 uses for letters.
_RUN: Final = re.compile(r"(?:[^\W\d_]|[\u00a1-\u00bf\u00ad×÷])+")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese: its letters, their order, at most one tone."""
    lower = word[:1].lower() + (word[1:].lower() if word.isupper() else word[1:])
    parts = unicodedata.normalize("NFD", lower)
    tones = sum(parts.count(tone) for tone in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def share_vietnamese(text: str) -> float:
    """Which share of the words with letters beyond ASCII could be Vietnamese."""
    odd = [word for word in _RUN.findall(text) if not word.isascii()]
    return sum(is_syllable(word) for word in odd) / len(odd) if odd else 1.0


def from_tcvn3(text: str) -> str:
    """TCVN3 (ABC) to Unicode."""
    return "".join(_FROM_TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    """VNI (Windows) to Unicode."""
    found: list[str] = []
    place = 0
    while place < len(text):
        pair = text[place : place + 2]
        if len(pair) == 2 and pair in _FROM_VNI:
            found.append(_FROM_VNI[pair])
            place += 2
            continue
        # A capital letter with a mark written small, as one types it.
        mixed = pair[:1].lower() + pair[1:].lower()
        if len(pair) == 2 and mixed in _FROM_VNI:
            found.append(_FROM_VNI[mixed].upper() if pair[0].isupper() else _FROM_VNI[mixed])
            place += 2
            continue
        found.append(_FROM_VNI.get(text[place], text[place]))
        place += 1
    return "".join(found)


def to_tcvn3(text: str) -> str:
    """Unicode to TCVN3; capitals with tones have none there and become small letters."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(_TO_TCVN3.get(char, _TO_TCVN3.get(char.lower(), char)) for char in normal)


def to_vni(text: str) -> str:
    """Unicode to VNI."""
    return "".join(_TO_VNI.get(char, char) for char in unicodedata.normalize("NFC", text))


_CONVERTERS: Final = {TCVN3: from_tcvn3, VNI: from_vni}


def guess(texts: Iterable[str]) -> str | None:
    """The legacy encoding in which most of these texts are written, if one is."""
    votes = {TCVN3: 0, VNI: 0}
    telling = 0
    for text in texts:
        if text.isascii():
            continue
        telling += 1
        encoding = _better(text)
        if encoding:
            votes[encoding] += 1
    best = max(votes, key=lambda encoding: votes[encoding])
    return best if telling and votes[best] * 3 >= telling else None


def _better(text: str) -> str | None:
    """The encoding in which a text makes more sense than as it stands."""
    if text.isascii() or share_vietnamese(text) == 1:
        return None
    for encoding, convert in _CONVERTERS.items():
        if share_vietnamese(convert(text)) == 1:
            return encoding
    return None


def repaired(text: str, expected: str | None = None) -> tuple[str, str | None]:
    """The text in composed Unicode, and the legacy encoding that it was in.

    `expected` is the encoding of the list as a whole: where a text makes sense both ways, that decides.
    """
    if text.isascii():
        return text, None
    if expected in _CONVERTERS:
        converted = _CONVERTERS[expected](text)
        if converted != text and share_vietnamese(converted) == 1:
            return unicodedata.normalize("NFC", converted), expected
    normal = unicodedata.normalize("NFC", text)
    encoding = _better(normal)
    if encoding:
        return unicodedata.normalize("NFC", _CONVERTERS[encoding](normal)), encoding
    return normal, None
