"""The score of a meeting on the form in force: points by people, added up while they type."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.minutes.compose import evidence
from services.minutes.models import Criterion, Form, Score, ScoreCard, ScoreLine, Side
from services.models import Frozen
from views.minutes import strings
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, text_button
from views.shared.drafts import use_draft
from views.shared.fields import Kind, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.parts import (
    Tone,
    banner,
    card,
    column,
    heading,
    icon_button,
    note,
    section,
    strong,
    sums,
)
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M, GAP_S, GAP_XS


class Typed(Frozen):
    """What stands in the fields of a criterion."""

    points: str = ""
    evidence: str = ""


class Scoring(Frozen):
    """What is filled in, over which version of the score; None where none has been given."""

    version: int | None = None
    lines: dict[str, Typed]


@screen
def ScoreScreen() -> ft.View:
    """The meeting in the address: the cell's own points, then those of an office above."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    query = use_query(
        lambda: services.minutes.score(wanted_id(wanted)), [wanted], name="minutes.score"
    )

    def draw(score: ScoreCard) -> list[ft.Control]:
        rows: list[ft.Control] = [
            heading(score.title, level=2),
            note(text.moment(score.starts_at)),
            banner(strings.CHECKED, Tone.DONE)
            if score.checked
            else banner(strings.NOT_CHECKED, Tone.WAITING),
            note(f"{strings.source(score.source)} {strings.PEOPLE_DECIDE}"),
        ]
        for side, name, may in (
            (Side.SELF, strings.SELF, score.may_self),
            (Side.SUPERIOR, strings.SUPERIOR, score.may_superior),
        ):
            given = score.score(side)
            if may:
                rows.append(section(name))
                over = given.version if given else 0  # given anew, one begins with what was given
                rows.append(keyed(f"form-{side}-{over}", ScoreForm, score, side, query.reload))
            elif given is not None:
                rows += [section(name), table(score.form, given)]
            elif side is Side.SELF:
                missing = strings.NOT_YET if score.state != "closed" else strings.SELF_MISSING
                rows.append(note(missing))
        return rows

    return scaffold(
        strings.SCORE,
        shown(query, draw, room=strings.ERRORS, rows=6),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


@block
def ScoreForm(score: ScoreCard, side: Side, saved: Callable[[], None]) -> ft.Control:
    """A field for the points of each criterion, and what they rest on."""
    services = use_services()
    given = score.score(side)
    first = Scoring(version=given.version if given else None, lines=start(score.form, given))
    scoring, set_scoring = use_state(lambda: first)
    tried, set_tried = use_state(lambda: False)
    kept = use_draft(
        f"score.{side.value}", score.meeting_id, scoring, set_scoring, first,
        fits=lambda found: found.version == first.version
        and found.lines.keys() == first.lines.keys(),
    )  # fmt: skip
    typed, version = scoring.lines, scoring.version
    key = use_request_key(tuple(typed.items()), version)
    proposals = evidence(score)

    async def save(lines: list[ScoreLine]) -> None:
        await services.minutes.give_score(UUID(key.value), score.meeting_id, side, lines, version)
        await kept.forget()

    def done(_: None) -> None:
        toast(strings.SCORE_SAVED)
        set_scoring(lambda old: old.model_copy(update={"version": (old.version or 0) + 1}))
        saved()

    saving = use_action(save, on_done=done, name="minutes.give_score")

    def put(name: str, part: str, value: str) -> None:
        def with_it(old: Scoring) -> Scoring:
            line = old.lines[name].model_copy(update={part: value})
            return old.model_copy(update={"lines": {**old.lines, name: line}})

        set_scoring(with_it)

    points = {c.key: parsed(typed[c.key].points, c, score.form.step) for c in score.form.criteria}

    def submit() -> None:
        set_tried(True)
        lines = [
            ScoreLine(key=name, points=value, evidence=typed[name].evidence.strip())
            for name, value in points.items()
            if value is not None
        ]
        if len(lines) == len(points):
            saving.run(lines)

    wrong = [name for name, value in points.items() if value is None]
    rows: list[ft.Control] = [
        criterion(
            c,
            typed[c.key],
            partial(put, c.key),
            proposals.get(c.key),
            wrong=c.key in wrong and (tried or bool(typed[c.key].points.strip())),
        )
        for c in score.form.criteria
    ]
    return column(
        [
            *kept.around(*rows),
            total(score.form, points),
            *fault(strings.CHECK_FIELDS if tried and wrong else None),
            *problem(saving.error, strings.ERRORS),
            primary_button(strings.SAVE_SCORE, submit, busy=saving.busy, key=f"save-{side}"),
        ],
        spacing=GAP_M,
    )


def criterion(
    c: Criterion,
    typed: Typed,
    put: Callable[[str, str], None],
    proposal: str | None,
    *,
    wrong: bool,
) -> ft.Control:
    """One criterion: its name, the points, the evidence with what the program proposes."""
    rows: list[ft.Control] = [
        column([strong(c.title), note(strings.most(c.most))], spacing=GAP_XS),
        keyed(
            f"points-{c.key}", TextInput, f"{strings.POINTS}: {c.title}", typed.points,
            partial(put, "points"),
            kind=Kind.NUMBER, max_length=5, error=strings.POINTS_WRONG if wrong else None,
        ),
        keyed(
            f"evidence-{c.key}", TextInput, f"{strings.EVIDENCE}: {c.title}", typed.evidence,
            partial(put, "evidence"),
            kind=Kind.LONG, lines=2, max_length=1000, optional=True,
        ),
    ]  # fmt: skip
    if proposal and not typed.evidence.strip():
        rows.append(note(strings.proposed(proposal)))
        rows.append(
            ft.Row(
                [
                    text_button(
                        strings.USE_PROPOSED,
                        lambda: put("evidence", proposal),
                        key=f"use-{c.key}",
                    )
                ]
            )
        )
    return card(rows, spacing=GAP_S)


def total(form: Form, points: dict[str, float | None]) -> ft.Control:
    """The sum so far; with the band by the form once nothing is missing."""
    found = [value for value in points.values() if value is not None]
    band = form.band_of(sum(found))
    if len(found) < len(points) or band is None:
        said = strings.total_partly(sum(found), len(points) - len(found))
        return banner(said, Tone.NEUTRAL)
    return banner(strings.total(sum(found), band.title), Tone.NEUTRAL)


def table(form: Form, score: Score) -> ft.Control:
    """Points that were given, with what they rest on."""
    given = {line.key: line for line in score.lines}
    rows: list[ft.Control] = []
    for c in form.criteria:
        line = given.get(c.key)
        if line is not None:
            said = sums([(c.title, strings.given(line.points, c.most))])
            below = [note(line.evidence)] if line.evidence else []
            rows.append(column([said, *below], spacing=GAP_XS))
    whole = strings.total(score.total, form.title_of(score.band))
    return card([strong(whole), *rows], spacing=GAP_S)


def start(form: Form, given: Score | None) -> dict[str, Typed]:
    """What the fields begin with: points given before, never points of the program's."""
    lines = {line.key: line for line in given.lines} if given else {}
    return {
        c.key: Typed(points=strings.points(lines[c.key].points), evidence=lines[c.key].evidence)
        if c.key in lines
        else Typed()
        for c in form.criteria
    }


def parsed(typed: str, c: Criterion, step: float) -> float | None:
    """Points as people type them (4,5 or 4.5), None for what the form does not allow."""
    try:
        value = float(typed.strip().replace(",", "."))
    except ValueError:
        return None
    inside = 0 <= value <= c.most and (value / step).is_integer()
    return value if inside else None
