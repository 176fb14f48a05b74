"""What happened to a unit, and who held which office, in sentences."""

from __future__ import annotations

from datetime import timedelta

from services.units.models import Office, UnitEvent, UnitVerb
from views.shared import text
from views.units import strings


def sentence(event: UnitEvent) -> str:
    """One change, told from the side of the unit that is open."""
    members = text.number(event.members)
    other, name = event.other_name or "", event.unit_name
    told = {
        UnitVerb.FOUNDED: strings.founded(),
        UnitVerb.RENAMED: strings.renamed(
            str(event.details.get("from", "")), str(event.details.get("to", ""))
        ),
        UnitVerb.MOVED: strings.moved(str(event.details.get("from") or ""), other, members)
        if event.about_me
        else strings.moved_here(name, members),
        UnitVerb.MERGED: strings.merged(other, members)
        if event.about_me
        else strings.merged_here(name, members),
        UnitVerb.SPLIT: strings.split(other, members)
        if event.about_me
        else strings.split_here(name, members),
        UnitVerb.CLOSED: strings.closed(),
    }
    return told[event.kind]


def source(event: UnitEvent) -> str:
    """From when, and by which decision."""
    return f"{text.day(event.on_date)} · {event.decision}"


def held(office: Office) -> str:
    """From when to when an office is or was held."""
    first = text.day(text.local(office.starts_at).date())
    if office.ends_at is None:
        return strings.since(first)
    if office.ends_at <= office.starts_at:
        return strings.never_began(first)
    # An end at midnight is the end of the day before.
    last = text.local(office.ends_at - timedelta(seconds=1)).date()
    return strings.from_to(first, text.day(last))
