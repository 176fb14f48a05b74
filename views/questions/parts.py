"""How a question looks, to who asked it and to who answers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import flet as ft

from services.questions.models import Kind, Question
from views.questions import strings
from views.shared import text
from views.shared.parts import (
    Tone,
    card,
    column,
    flow,
    heading,
    list_item,
    note,
    pill,
    selectable,
    strong,
)
from views.shared.posts.below.desks import desk_name
from views.shared.theme import GAP_XS

_TONES = {"asked": Tone.WAITING, "passed_on": Tone.WAITING, "answered": Tone.DONE}


def state_marks(question: Question) -> list[ft.Control]:
    """Kind and state, and what is new."""
    marks = [
        pill(strings.KINDS[question.kind]),
        pill(strings.STATES[question.state], _TONES.get(question.state, Tone.NEUTRAL)),
    ]
    if question.unseen:
        marks.insert(0, pill(strings.NEW_ANSWER, Tone.IMPORTANT))
    if question.published:
        marks.append(pill(strings.PUBLISHED, Tone.DONE))
    return marks


def question_row(question: Question, on_tap: Callable[[], None]) -> ft.Control:
    """A line of a list: the words, the post, how old, and for the desk who asked."""
    lines = [strings.about(question.post_title)]
    if question.asker is not None:
        lines.append(f"{question.asker.full_name} · {question.asker.unit_name}")
    lines.append(strings.asked(text.ago(question.asked_at)))
    marks = state_marks(question)
    if question.waits and question.may_answer:
        marks.append(pill(strings.waits_for(days_waiting(question, text.now())), Tone.NEUTRAL))
    return list_item(
        shortened(question.words),
        lines=lines,
        marks=marks,
        on_tap=on_tap,
        key=f"question-{question.question_id}",
    )


def days_waiting(question: Question, now: datetime) -> int:
    """Whole days since it was asked."""
    return (now.date() - text.local(question.asked_at).date()).days


def shortened(words: str, most: int = 120) -> str:
    """The beginning of a text, cut at a word."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def head(question: Question) -> list[ft.Control]:
    """What was asked, about what, and the way it went."""
    lines: list[ft.Control] = [note(strings.asked(text.moment(question.asked_at)))]
    lines += [
        note(strings.moved(desk_name(m.desk, m.unit_name), text.moment(m.moved_at)))
        for m in question.moves
    ]
    if question.waits:
        lines.append(note(strings.lies_at(desk_name(question.desk, question.unit_name))))
    return [
        flow(state_marks(question)),
        heading(strings.about(question.post_title), level=2),
        column(lines, spacing=2),
        card([selectable(question.words)]),
    ]


def reply(question: Question) -> list[ft.Control]:
    """What was answered, or why it was closed."""
    if question.answer is None:
        return []
    desk = desk_name(question.answer.desk, question.answer.unit_name)
    when = text.moment(question.answer.answered_at)
    closed = question.state == "closed"
    said = strings.closed_by(desk, when) if closed else strings.answered_by(desk, when)
    return [card([note(said), selectable(question.answer.words)], spacing=GAP_XS)]


def asker(question: Question) -> list[ft.Control]:
    """Who asked: for the desk alone."""
    if question.asker is None:
        return []
    return [
        column([strong(question.asker.full_name), note(question.asker.unit_name)], spacing=2),
    ]


def is_mistake(question: Question) -> bool:
    """Whether a mistake was reported."""
    return question.kind is Kind.MISTAKE
