"""What a report on acknowledgements says, apart from how it is set: rows for a page or a sheet."""

from datetime import date, datetime

from services.days import VIETNAM
from services.directives import strings
from services.directives.models import Report, TrackedPerson

Head = list[tuple[str, str]]
UnitRow = tuple[str, int, int, int, int, float | None]


def head(report: Report, made_at: datetime) -> Head:
    """What the report is about, who made it and when."""
    paper: Head = [(strings.PAPER, report.title)]
    if report.number:
        issued = report.issued_on
        said = strings.dated(report.number, day(issued)) if issued else report.number
        paper.append((strings.NUMBER, said))
    due = strings.NO_DEADLINE
    if report.acknowledge_by is not None:
        due = day(report.acknowledge_by)
        due = strings.day_over(due) if report.overdue else due
    return [
        (strings.PLACE, ", ".join(reversed(report.unit_names))),
        *paper,
        (strings.DEADLINE, due),
        (strings.MADE_BY, report.made_by),
        (strings.MADE_AT, moment(made_at)),
    ]


def total(report: Report) -> UnitRow:
    """The unit as a whole."""
    return _figures(strings.TOTAL, report.expected, report.acknowledged, report.late)


def units(report: Report) -> list[UnitRow]:
    """Expected, in time, late, not yet and the share of those who have, by unit below."""
    return [_figures(c.name, c.expected, c.acknowledged, c.late) for c in report.children]


def people(report: Report) -> list[tuple[str, str, str]]:
    """Name, state and moment, where the report is by name."""
    return [
        (p.full_name, _state(p, report), moment(p.acknowledged_at) if p.acknowledged_at else "")
        for p in report.people
    ]


def _figures(name: str, expected: int, acknowledged: int, late: int) -> UnitRow:
    share = acknowledged / expected if expected else None
    return name, expected, acknowledged - late, late, expected - acknowledged, share


def _state(person: TrackedPerson, report: Report) -> str:
    done = person.acknowledged_at is not None
    if person.exempt:
        return strings.EXEMPT_DONE if done else strings.EXEMPT
    if done:
        if report.acknowledge_by is None:
            return strings.DONE_PLAIN
        return strings.DONE_LATE if person.late else strings.DONE
    return strings.OVERDUE if person.late else strings.NOT_YET


def percent(share: float | None) -> str:
    """Never 100 while somebody is missing and never 0 once somebody has begun."""
    if share is None:
        return "–"
    whole = round(100 * share)
    if share < 1:
        whole = min(whole, 99)
    return f"{max(whole, 1) if share > 0 else whole}%"


def day(value: date) -> str:
    """As Vietnamese readers write it."""
    return value.strftime("%d/%m/%Y")


def moment(value: datetime) -> str:
    """Date and clock in Vietnam."""
    return value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
