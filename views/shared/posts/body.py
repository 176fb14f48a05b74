"""The text of a post with its pictures where the text names them: in pieces, so that a long one is
drawn as it comes into sight and no picture is fetched before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import flet as ft

from services.posts.strings import PICTURE_MARK_PATTERN
from views.shared.flet_typed import keyed
from views.shared.markdown import MarkdownText
from views.shared.parts import note
from views.shared.posts import strings
from views.shared.posts.pictures import Picture
from views.shared.posts.quarantine.strings import PICTURE_IN_QUARANTINE

_MARK = re.compile(PICTURE_MARK_PATTERN)
_PIECE = 1_500
"""Characters after which a text may be parted: about two screens of a phone."""
# Lines that belong to what stands before them, or would be read otherwise on their own.
_GOES_ON = re.compile(r"^(?:\s|[-*+>|]|\d{1,3}[.)]\s)")


class Shown(Protocol):
    """A picture, as far as this needs to know it."""

    @property
    def object_name(self) -> str:
        """Its name in the bucket."""
        ...

    @property
    def alternative(self) -> str:
        """What it shows."""
        ...

    @property
    def quarantined(self) -> bool:
        """Whether it is out of circulation: then it is not shown."""
        ...


@dataclass(frozen=True)
class Part:
    """A piece of text, or a picture by its number from 1."""

    text: str = ""
    picture: int | None = None


def parts_of(body: str, pictures: int) -> list[Part]:
    """The text in pieces with its pictures between them; a picture is shown once, where it is first
    named, and what names none is plain text."""
    parts: list[Part] = []
    lines: list[str] = []
    seen: set[int] = set()
    fenced = False

    def flush() -> None:
        parts.extend(Part(text=piece) for piece in _pieces("\n".join(lines)))
        lines.clear()

    for line in body.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        found = None if fenced else _MARK.fullmatch(line.strip())
        number = int(found[1]) if found else 0
        if 1 <= number <= pictures:
            flush()
            if number not in seen:
                seen.add(number)
                parts.append(Part(picture=number))
        else:
            lines.append(line)
    flush()
    return parts


def _pieces(text: str) -> list[str]:
    """A text parted at blank lines, never inside a list, a table, a quotation or a block of code."""
    pieces: list[str] = []
    held: list[str] = []
    size, fenced, blank = 0, False, False
    for line in text.split("\n"):
        if blank and not fenced and size >= _PIECE and line.strip() and not _GOES_ON.match(line):
            pieces.append("\n".join(held))
            held, size = [], 0
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        held.append(line)
        size += len(line)
        blank = not line.strip()
    pieces.append("\n".join(held))
    return [piece.strip("\n") for piece in pieces if piece.strip()]


def body_controls(body: str, pictures: Sequence[Shown], *, cover_first: bool) -> list[ft.Control]:
    """Text and pictures as they are read. Where the text names none, the first stands on top if
    ``cover_first``; those that it does not name follow."""
    parts = parts_of(body, len(pictures))
    named = {part.picture for part in parts if part.picture is not None}
    left = [number for number in range(1, len(pictures) + 1) if number not in named]
    if cover_first and not named and left:
        parts.insert(0, Part(picture=left.pop(0)))
    parts += [Part(picture=number) for number in left]
    drawn: list[ft.Control] = []
    for place, part in enumerate(parts):
        if part.picture is None:
            drawn.append(keyed(f"text-{place}", MarkdownText, part.text))
            continue
        picture = pictures[part.picture - 1]
        if picture.quarantined:
            drawn.append(note(PICTURE_IN_QUARANTINE))
            continue
        says = picture.alternative or strings.picture_of(part.picture, len(pictures))
        drawn.append(keyed(picture.object_name, Picture, picture.object_name, says))
    return drawn
