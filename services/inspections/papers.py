"""A cell's plan and its report as papers, and the overview of many cells as a sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from services.days import VIETNAM, today
from services.inspections import strings
from services.inspections.models import Figures, Line, Part, PlanCard
from services.inspections.overview import Overview, OverviewLine
from services.minutes import strings as papers
from services.minutes.layout import Layout, Signature, lines_of
from services.minutes.layout import Part as Block
from services.minutes.word import filled
from services.tasks.paper import Paper

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "templates" / "inspections"


def plan_layout(card: PlanCard, *, demo: bool = False) -> Layout:
    """The plan as it stands on the page. `card.plan` is there."""
    plan = card.plan
    assert plan is not None, "asked for a plan that was never begun"
    parts = [(strings.AIMS, lines_of(plan.aims))] if plan.aims.strip() else []
    said = [words for number, line in enumerate(card.lines, 1) for words in line_of(number, line)]
    parts.append((strings.LINES, said))
    signer = plan.adopted_by
    return replace(
        _frame(card, plan.adopted_on or today()),
        marks=[
            *([] if plan.adopted_on else [strings.DRAFT_PLAN]),
            strings.UNCONFIRMED,
            *([papers.DEMO] if demo else []),
        ],
        title=strings.PLAN,
        about=strings.plan_about(card.year),
        note=strings.adopted(plan.adopted_on) if plan.adopted_on else "",
        parts=_numbered(parts),
        right=_signature(signer.role if signer else None, signer.full_name if signer else ""),
    )


def report_layout(card: PlanCard, *, demo: bool = False) -> Layout:
    """The year's report as it stands on the page. `card.report` is there."""
    report = card.report
    assert report is not None, "asked for a report that was never begun"
    sent, signer = report.sent_at, report.sent_by
    goes = lines_of(papers.recipients(card.superior))
    parts = [
        (strings.RESULTS, counts(report.figures or card.figures)),
        (strings.GOOD, lines_of(report.good)),
        (strings.LACKING, lines_of(report.lacking)),
        (strings.PROPOSAL, lines_of(report.proposal)),
    ]
    day = sent.astimezone(VIETNAM).date() if sent else today()
    return replace(
        _frame(card, day),
        marks=[
            *([] if sent else [papers.DRAFT]),
            strings.UNCONFIRMED,
            *([papers.DEMO] if demo else []),
        ],
        title=strings.REPORT,
        about=strings.report_about(card.year),
        parts=_numbered([part for part in parts if part[1]]),
        recipients=[goes[0], goes[-1]],  # not to the members: it may tell what was found
        right=_signature(signer.role if signer else None, signer.full_name if signer else ""),
    )


def line_of(number: int, line: Line) -> list[str]:
    """A line of a plan in three sentences."""
    lead = next(iter(line.named(Part.LEAD)), "")
    said = strings.subject(line.target, line.named(Part.SUBJECT), line.group_name)
    when = strings.when(line.month, line.months)
    return [
        strings.line(number, line.kind, line.content),
        strings.line_subject(said, line.period),
        strings.line_when(when, lead, line.named(Part.DOER), line.form),
    ]


def counts(figures: list[Figures]) -> list[str]:
    """What of the plan was done, kind by kind."""
    return [strings.counted(f.kind, f.planned, f.done, f.moved, f.dropped) for f in figures]


def word(name: str, layout: Layout) -> bytes:
    """The Word document: `name` is plan or report. Run it in a thread."""
    return filled(FOLDER / f"{name}.docx", layout)


def of_overview(told: Overview, made_by: str, made_at: datetime) -> Paper:
    """Plans and reports of the cells below a unit, in counts."""
    there = made_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    return Paper(
        strings.OVERVIEW,
        [
            (strings.PLACE, told.name),
            (strings.YEAR, str(told.year)),
            (strings.MADE_BY, made_by),
            (strings.MADE_AT, there),
        ],
        strings.OVERVIEW_HEADS,
        [_row(child.name, child) for child in told.children],
        _row(strings.TOTAL, told),
        strings.OVERVIEW_NOTE,
        (66, 18, 22, 22, 16, 20, 16),
        (46, 10, 13, 13, 10, 13, 10),
    )


def _row(name: str, line: OverviewLine) -> tuple[str | int, ...]:
    return (name, line.cells, line.adopted, line.sent, line.planned, line.done, line.late)


def _frame(card: PlanCard, day: date) -> Layout:
    return Layout(
        superior=papers.above(card.superior),
        unit=card.unit_name.upper(),
        number=papers.number_line(""),
        party=papers.PARTY,
        place_day=papers.place_and_day(papers.place_of(card.superior), day),
        marks=[],
        title="",
        about="",
        note="",
        basis=[],
        parts=[],
        recipients_title=papers.TO,
        recipients=lines_of(papers.recipients(card.superior)),
        left=None,
        right=_signature(None, ""),
    )


def _signature(role: str | None, name: str) -> Signature:
    office = papers.ROLES.get(role or "", papers.ROLES["secretary"])
    return Signature([papers.FOR_CELL, office], "", name)


def _numbered(parts: list[tuple[str, list[str]]]) -> list[Block]:
    return [
        Block(f"{papers.ROMAN[place]}. {heading}", lines)
        for place, (heading, lines) in enumerate(parts)
    ]
