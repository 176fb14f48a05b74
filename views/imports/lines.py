"""Lines of an import: with one fault, asking something, missing here, different, extra here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.imports.models import Fault, Line, Weight
from services.imports.strings import explained, field_name, in_general
from services.records.catalogue import CATALOGUE
from services.records.models import Value
from services.records.written import lines as words_of
from views import paths
from views.imports import strings
from views.imports.params import use_id
from views.session import use_services
from views.shared.buttons import secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action, use_query
from views.shared.look import current_look, go
from views.shared.parts import Tone, banner, body, card, flow, note, pill, strong
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown

Decide = Callable[[Line, str], None]
Open = Callable[[Line], None]


@screen
def LinesScreen() -> ft.View:
    """A page of lines, each with its decision where there is one to take."""
    services = use_services()
    import_id = use_id("import_id")
    written = ft.use_route_params().get("part", "")
    part, field, fault = told(written)
    after, set_after = use_state(_start)

    async def load() -> list[Line]:
        return await services.imports.lines(import_id, part, field=field, fault=fault, after=after)

    query = use_query(
        load,
        [str(import_id), part, field, fault, after.row_no if after else None],
        name="imports.lines",
    )
    use_return(query.reload)

    async def decide(row_no: int, decision: str) -> None:
        await services.imports.decide(import_id, row_no, decision)

    def by_field(line: Line) -> None:
        go(paths.import_line(import_id, written, line.row_no))

    deciding = use_action(decide, on_done=lambda _: query.reload(), name="imports.decide")

    def draw(found: list[Line]) -> list[ft.Control]:
        if not found:
            return [empty(strings.NO_LINES)]
        cards = [
            line_card(line, lambda x, d: deciding.run(x.row_no, d), by_field) for line in found
        ]
        more: list[ft.Control] = []
        if len(found) >= 50:
            more = [secondary_button(strings.NEXT, partial(set_after, found[-1]), key="next")]
        return [*cards, *more]

    title = strings.PARTS.get(part) or field_name(field)
    what: list[ft.Control] = []
    if part == "fault" and fault:
        what = [body(": ".join(in_general(fault)))]
    elif part == "extra":
        what = [banner(strings.EXTRA_WHAT)]
    return scaffold(
        title,
        [
            *what,
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


def line_card(line: Line, decide: Decide, open_: Open) -> ft.Control:
    """One line: who, where, what is wrong or different, and what can be decided."""
    rows: list[ft.Control] = [strong(line.full_name or strings.row(line.row_no)), *about(line)]
    rows += [fault_banner(fault) for fault in line.faults]
    rows += [difference(field, line) for field in line.differences]
    if line.problem:
        words = strings.PROBLEMS.get(line.problem, strings.OTHER_PROBLEM)
        rows.append(banner(words, Tone.FAULT))
    if line.decision:
        rows.append(flow([pill(decided(line), Tone.DONE)]))
    if line.state == "checked" and not any(f.weight is Weight.ERROR for f in line.faults):
        rows.append(flow(_choices(line, decide, open_)))
    return card(rows)


def about(line: Line) -> list[ft.Control]:
    """Where a line stands and how its person was found."""
    where = [strings.row(line.row_no)] if line.row_no > 0 else []
    where += [x for x in (line.birth_date and _date(line.birth_date), line.unit_name) if x]
    matched = [note(strings.MATCHED[line.matched_by])] if line.matched_by else []
    return [note(" · ".join(where)), *matched]


def fault_banner(fault: Fault) -> ft.Control:
    """What is wrong, and what would put it right."""
    wrong, remedy = explained(fault.kind, fault.seen, fault.hint)
    tone = Tone.FAULT if fault.weight is Weight.ERROR else Tone.WAITING
    return banner(f"{field_name(fault.field)}: {wrong}. {remedy}", tone)


def decided(line: Line) -> str:
    """The decision in words."""
    if line.decision == "take" and line.take_fields is not None:
        return strings.decided_in_part(len(line.take_fields), len(line.differences))
    return strings.DECIDED[line.decision or "later"]


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


def _choices(line: Line, decide: Decide, open_: Open) -> list[ft.Control]:
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
    buttons = [
        secondary_button(
            words,
            partial(decide, line, decision),
            disabled=line.decision == decision and line.take_fields is None,
            key=f"{decision}-{line.row_no}",
        )
        for decision, words in offered
    ]
    if len(line.differences) > 1:
        by_field = partial(open_, line)
        buttons.insert(1, secondary_button(strings.BY_FIELD, by_field, key=f"some-{line.row_no}"))
    return buttons
