"""Lines of an import: with one fault, asking something, missing here, different, extra here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.imports.models import Line, Weight
from services.imports.strings import explained, field_name, in_general
from services.records.catalogue import CATALOGUE
from services.records.models import Value
from services.records.written import lines as words_of
from views.imports import strings
from views.imports.params import use_id
from views.session import use_services
from views.shared.buttons import secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action, use_query
from views.shared.look import current_look
from views.shared.parts import Tone, banner, body, card, flow, note, pill, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown

Decide = Callable[[Line, str], None]


@screen
def LinesScreen() -> ft.View:
    """A page of lines, each with its decision where there is one to take."""
    services = use_services()
    import_id = use_id("import_id")
    part, field, fault = told(ft.use_route_params().get("part", ""))
    after, set_after = use_state(_start)

    async def load() -> list[Line]:
        return await services.imports.lines(import_id, part, field=field, fault=fault, after=after)

    query = use_query(
        load,
        [str(import_id), part, field, fault, after.row_no if after else None],
        name="imports.lines",
    )

    async def decide(row_no: int, decision: str) -> None:
        await services.imports.decide(import_id, row_no, decision)

    deciding = use_action(decide, on_done=lambda _: query.reload(), name="imports.decide")

    def draw(found: list[Line]) -> list[ft.Control]:
        if not found:
            return [empty(strings.NO_LINES)]
        cards = [line_card(line, lambda x, d: deciding.run(x.row_no, d)) for line in found]
        more: list[ft.Control] = []
        if len(found) >= 50:
            more = [secondary_button(strings.NEXT, partial(set_after, found[-1]), key="next")]
        return [*cards, *more]

    title = strings.PARTS.get(part) or field_name(field)
    about: list[ft.Control] = []
    if part == "fault" and fault:
        about = [body(": ".join(in_general(fault)))]
    elif part == "extra":
        about = [banner(strings.EXTRA_WHAT)]
    return scaffold(
        title,
        [
            *about,
            *problem(deciding.error, strings.ERRORS),
            *shown(query, draw, room=strings.ERRORS),
        ],
        lazy=True,
    )


def _start() -> Line | None:
    return None


def told(part: str) -> tuple[str, str | None, str | None]:
    """What the last step of the address asks for: part, field, kind of fault."""
    name, _, rest = part.partition(".")
    if name != "fault":
        return part, None, None
    field, _, kind = rest.partition(".")
    return "fault", field or None, kind


def line_card(line: Line, decide: Decide) -> ft.Control:
    """One line: who, where, what is wrong or different, and what can be decided."""
    head = line.full_name or strings.row(line.row_no)
    where = [strings.row(line.row_no)] if line.row_no > 0 else []
    where += [x for x in (line.birth_date and _date(line.birth_date), line.unit_name) if x]
    rows: list[ft.Control] = [strong(head), note(" · ".join(where))]
    if line.matched_by:
        rows.append(note(strings.MATCHED[line.matched_by]))
    for fault in line.faults:
        wrong, remedy = explained(fault.kind, fault.seen, fault.hint)
        tone = Tone.FAULT if fault.weight is Weight.ERROR else Tone.WAITING
        rows.append(banner(f"{field_name(fault.field)}: {wrong}. {remedy}", tone))
    rows += [difference(field, line) for field in line.differences]
    if line.problem:
        words = strings.PROBLEMS.get(line.problem, strings.OTHER_PROBLEM)
        rows.append(banner(words, Tone.FAULT))
    if line.decision:
        rows.append(flow([pill(strings.DECIDED[line.decision], Tone.DONE)]))
    if line.state == "checked" and not any(f.weight is Weight.ERROR for f in line.faults):
        rows.append(flow(_choices(line, decide)))
    return card(rows)


def _date(written: str) -> str:
    return "/".join(reversed(written.split("-")))


def difference(field: str, line: Line) -> ft.Control:
    """One field, ours and theirs."""
    ours, theirs = shown_value(field, line.differences[field]), line.fields.get(field)
    pair = [
        body(f"{strings.OURS}: {ours}"),
        body(f"{strings.THEIRS}: {shown_value(field, theirs)}"),
    ]
    if current_look().large:
        return ft.Column([note(field_name(field)), *pair], tight=True, spacing=2)
    for words in pair:
        words.expand = True
    return ft.Column([note(field_name(field)), ft.Row([*pair])], tight=True, spacing=2)


def shown_value(field: str, value: Value) -> str:
    """A value in words."""
    kind = CATALOGUE[field].kind if field in CATALOGUE else "text"
    return ", ".join(words_of(kind, value)) or strings.BLANK


def _choices(line: Line, decide: Decide) -> list[ft.Control]:
    offered: list[tuple[str, str]]
    if line.kind == "extra":
        offered = [("keep", strings.KEEP), ("later", strings.LATER)]
    elif line.kind == "new":
        offered = [("take", strings.ADD_PERSON), ("keep", strings.SKIP), ("later", strings.LATER)]
    elif line.kind == "match":
        asks = any(fault.weight is Weight.ASK for fault in line.faults)
        offered = [("take", strings.SAME_PERSON if asks else strings.TAKE)]
        if line.matched_by == "name":
            offered.append(("new", strings.OTHER_PERSON))
        offered += [("keep", strings.KEEP), ("later", strings.LATER)]
    else:
        return []
    return [
        secondary_button(
            words,
            partial(decide, line, decision),
            disabled=line.decision == decision,
            key=f"{decision}-{line.row_no}",
        )
        for decision, words in offered
    ]
