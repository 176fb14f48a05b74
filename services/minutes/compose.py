"""What a paper is prepared with, from the facts of the meeting: sentences that people then change."""

from __future__ import annotations

from datetime import datetime

from services.days import VIETNAM
from services.minutes import strings
from services.minutes.models import Draft, Evidence, Facts, Paper, ScoreCard, Section


def prepared(kind: Paper, facts: Facts) -> Draft:
    """The first draft of a paper."""
    made = {Paper.MINUTES: _minutes, Paper.RESOLUTION: _resolution, Paper.REPORT: _report}[kind](
        facts
    )
    sections = tuple(
        Section(key=key, text=made.get(key, "")) for key in strings.SECTIONS[kind.value]
    )
    return Draft(
        number=strings.number_of(facts.next_numbers.get(kind, 1), kind.value),
        place=strings.place_of(facts.head.superior),
        sections=sections,
    )


def held_at(facts: Facts) -> datetime:
    """When it was opened, in Vietnam."""
    return (facts.head.opened_at or facts.head.starts_at).astimezone(VIETNAM)


def _there(facts: Facts) -> int:
    return len(facts.present) + len(facts.online)


def _minutes(facts: Facts) -> dict[str, str]:
    head = facts.head
    closing = strings.closing(head.closed_at.astimezone(VIETNAM)) if head.closed_at else ""
    return {
        "opening": "\n".join(
            [
                strings.opening(held_at(facts), head.place, head.unit, head.title),
                strings.presided(head.chair, head.clerk),
            ]
        ),
        "attendance": "\n".join(_attendance(facts)),
        "content": "\n".join(_content(facts)),
        "votes": "\n".join(_votes(facts)),
        "assignments": "\n".join(_assignments(facts)),
        "score": "\n".join(_score(facts)),
        "closing": closing,
    }


def _resolution(facts: Facts) -> dict[str, str]:
    head = facts.head
    return {
        "basis": strings.basis(
            held_at(facts).date(), head.unit, head.title, _there(facts), facts.summoned
        ),
        "results": _concluded(facts, "last_month"),
        "next_month": _concluded(facts, "discussion", "example", "vote", "other"),
        "assignments": "\n".join(_assignments(facts)),
        "score": "\n".join(_score(facts)),
        "recipients": strings.recipients(head.superior),
    }


def _report(facts: Facts) -> dict[str, str]:
    head = facts.head
    return {
        "meeting": strings.met(
            held_at(facts),
            head.place,
            _there(facts),
            facts.summoned,
            len(facts.excused),
            len(facts.unexcused),
        ),
        "results": _concluded(facts, "last_month", "discussion", "example", "assignment", "vote"),
        "score": "\n".join(_score(facts)[:1]),
        "proposals": strings.NO_PROPOSALS,
        "recipients": strings.recipients(head.superior),
    }


def _attendance(facts: Facts) -> list[str]:
    said = [strings.attendance(facts.summoned, facts.probationary, _there(facts))]
    for label, names in (
        (strings.PRESENT, facts.present),
        (strings.ONLINE, facts.online),
        (strings.EXCUSED, facts.excused),
        (strings.UNEXCUSED, facts.unexcused),
        (strings.EXCEPTED, facts.unmarked),
    ):
        if names:
            said.append(strings.named(label, names))
    if facts.guests:
        said.append(strings.guests(facts.guests))
    return [*said, strings.QUORUM if facts.reckoning.quorum else strings.NO_QUORUM]


def _content(facts: Facts) -> list[str]:
    said: list[str] = []
    for number, item in enumerate(facts.items, 1):
        said.append(strings.item(number, item.title))
        if item.speakers:
            said.append(strings.spoke(item.speakers))
        if item.conclusion.strip():
            said.append(item.conclusion.strip())
        if item.kind == "criticism":
            said += [strings.noted(n.kind, n.full_name, n.words) for n in facts.notes]
    return said


def _votes(facts: Facts) -> list[str]:
    said: list[str] = []
    for vote in facts.votes:
        said.append(
            strings.vote(vote.title, secret=vote.secret, base=vote.base, ballots=vote.ballots)
        )
        said += [strings.vote_option(o.option, o.votes, o.stands) for o in vote.options]
        if vote.blank or vote.invalid:
            said.append(strings.vote_others(vote.blank, vote.invalid))
    return said


def _assignments(facts: Facts) -> list[str]:
    said = _concluded(facts, "assignment")
    tasks = [strings.task(t.title, t.people, t.due_on) for t in facts.tasks]
    return [*([said] if said else []), *tasks]


def _concluded(facts: Facts, *kinds: str) -> str:
    return "\n".join(
        item.conclusion.strip()
        for item in facts.items
        if item.kind in kinds and item.conclusion.strip()
    )


def _score(facts: Facts) -> list[str]:
    score = facts.score
    if score is None:
        return []
    given = {line.key: line.points for line in score.lines}
    return [
        strings.score(score.total, score.form.title_of(score.band)),
        *(strings.score_line(c.title, given.get(c.key, 0), c.most) for c in score.form.criteria),
    ]


def task_lines(sections: tuple[Section, ...] | list[Section]) -> list[str]:
    """What a paper assigns, line by line: each may become a task."""
    text = next((s.text for s in sections if s.key == "assignments"), "")
    lines = (line.strip().lstrip("-–•+").strip() for line in text.split("\n"))
    return [line for line in lines if line]


def evidence(card: ScoreCard) -> dict[str, str]:
    """Words that may stand as evidence, by criterion. Never points."""
    facts: Evidence = card.evidence
    counts = facts.reckoning
    there = counts.present + counts.online
    expected = counts.summoned - counts.unmarked
    late = int((facts.opened_at - facts.planned_at).total_seconds() // 60)
    length = None
    if facts.closed_at is not None:
        length = round((facts.closed_at - facts.opened_at).total_seconds() / 60)
    found = {
        "time": strings.evidence_time(late, length),
        "attendance": strings.evidence_attendance(there, expected),
        "preparation": strings.evidence_papers(facts.papers, facts.papers_in_time),
    }
    if facts.speakers is not None:
        found["conduct"] = strings.evidence_speakers(facts.speakers, there)
    return found
