"""A paper as it stands on the page, apart from whether Word or PDF sets it."""

from __future__ import annotations

from dataclasses import dataclass

from services.days import VIETNAM, today
from services.minutes import strings
from services.minutes.models import Paper, PaperText, State


@dataclass(frozen=True)
class Part:
    """A numbered part."""

    heading: str
    lines: list[str]


@dataclass(frozen=True)
class Signature:
    """Who signs at the foot, on one side."""

    offices: list[str]
    signed: str
    name: str


@dataclass(frozen=True)
class Layout:
    """Everything that is set, from the head to the foot."""

    superior: str
    unit: str
    number: str
    party: str
    place_day: str
    marks: list[str]
    title: str
    about: str
    note: str
    basis: list[str]
    parts: list[Part]
    recipients_title: str
    recipients: list[str]
    left: Signature | None
    right: Signature


def laid_out(kind: Paper, paper: PaperText, *, demo: bool = False) -> Layout:
    """The paper in its parts; empty ones are left out and the others numbered."""
    texts = {section.key: lines_of(section.text) for section in paper.sections}
    names = strings.SECTIONS[kind.value]
    filled = [s.key for s in paper.sections if s.key not in strings.UNNUMBERED and texts[s.key]]
    parts = [
        Part(f"{strings.ROMAN[place]}. {names.get(key, key)}", texts[key])
        for place, key in enumerate(filled[: len(strings.ROMAN)])
    ]
    draft = paper.state is State.DRAFT
    day = paper.signed_at.astimezone(VIETNAM).date() if paper.signed_at else today()
    head = paper.head
    signed = "" if draft else strings.SIGNED_IN_APP
    if kind is Paper.MINUTES:
        left = Signature([strings.CLERK], "", head.clerk)
        right = Signature([strings.CHAIR], signed, head.signer or head.chair)
    else:
        left = None
        office = strings.ROLES.get(head.signer_role or "", strings.ROLES["secretary"])
        right = Signature([strings.FOR_CELL, office], signed, head.signer or "")
    return Layout(
        superior=strings.above(head.superior),
        unit=head.unit.upper(),
        number=strings.number_line(paper.number),
        party=strings.PARTY,
        place_day=strings.place_and_day(paper.place, day),
        marks=[
            *([strings.DRAFT] if draft else []),
            *([strings.DEMO] if demo else []),
        ],
        title=strings.TITLES[kind.value],
        about=strings.about(kind.value, head.title),
        note=strings.correction(paper.version, paper.note) if paper.note else "",
        basis=texts.get("basis", []),
        parts=parts,
        recipients_title=strings.TO if texts.get("recipients") else "",
        recipients=texts.get("recipients", []),
        left=left,
        right=right,
    )


def lines_of(text: str) -> list[str]:
    """Lines of a part; empty ones only part paragraphs on the screen."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def file_name(kind: Paper, paper: PaperText, ending: str) -> str:
    """The name under which a paper is saved: kind, day of the meeting, version."""
    held = (paper.head.opened_at or paper.head.starts_at).astimezone(VIETNAM)
    version = f"-ban-{paper.version}" if paper.version > 1 else ""
    return f"{strings.FILE_NAMES[kind.value]}-{held:%Y-%m-%d}{version}.{ending}"
