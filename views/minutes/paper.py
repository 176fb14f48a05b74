"""Minutes, resolution and report of a meeting: written, signed, read, corrected, taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import flet as ft

from services.errors import NotFound
from services.files import looks_classified
from services.minutes.compose import prepared, task_lines
from services.minutes.models import Draft, Paper, PaperCard, PaperText, Saved, State
from views import paths
from views.minutes import strings
from views.minutes.editor import PaperEditor
from views.minutes.parts import PaperFiles, reading
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_action, use_query
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    column,
    heading,
    icon_button,
    key_values,
    list_card,
    list_item,
    note,
    section,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M


@screen
def PaperScreen() -> ft.View:
    """The paper in the address, in its newest version or the one asked for."""
    services = use_services()
    params = ft.use_route_params()
    wanted, name = params.get("meeting_id", ""), params.get("paper", "")
    number = params.get("version", "")
    kind = next((k for k in Paper if k == name), None)

    async def load() -> PaperCard:
        if kind is None:
            raise NotFound("minutes.not_found")
        return await services.minutes.open(wanted_id(wanted), kind, int(number) if number else None)

    query = use_query(load, [wanted, name, number], name="minutes.open")
    use_return(query.reload)

    def draw(card: PaperCard) -> list[ft.Control]:
        paper = card.paper
        rows: list[ft.Control] = [heading(card.title, level=2), note(text.moment(card.starts_at))]
        if paper is None:
            return [*rows, keyed("begin", Begin, card, query.reload)]
        if paper.state is State.DRAFT and card.may_keep and not number:
            # Keyed by the version alone: a reload never takes away what is being typed.
            editor = keyed(f"edit-{paper.version}", PaperEditor, card, paper, query.reload)
            return [*rows, editor, *versions(card)]
        return [*rows, *signed(card, paper, query.reload, old=bool(number))]

    return scaffold(
        strings.TITLES.get(name, words.NOTHING_HERE),
        shown(query, draw, room=strings.ERRORS, rows=6),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


@block
def Begin(card: PaperCard, begun: Callable[[], None]) -> ft.Control:
    """Nothing is written yet: the first draft is made from what happened in the meeting."""
    services = use_services()

    async def begin() -> Saved:
        draft = prepared(card.kind, await services.minutes.facts(card.meeting_id))
        # What was said in the meeting has passed the stamp's question there.
        return await services.minutes.save(
            uuid4(), card.meeting_id, card.kind, draft, None, classified_confirmed=True
        )

    beginning = use_action(begin, on_done=lambda _: begun(), name="minutes.begin")
    return column(
        [
            empty(strings.NOT_BEGUN, icon=ft.Icons.EDIT_NOTE),
            note(strings.BEGIN_NOTE),
            *problem(beginning.error, strings.ERRORS),
            primary_button(
                strings.BEGIN[card.kind.value], beginning.run, busy=beginning.busy, key="begin"
            ),
        ],
        spacing=GAP_M,
    )


def signed(
    card: PaperCard, paper: PaperText, reload: Callable[[], None], *, old: bool
) -> list[ft.Control]:
    """A version to read, its files, what else there is."""
    rows: list[ft.Control] = []
    newest = card.versions[0].version if card.versions else paper.version
    if paper.version != newest:
        rows.append(banner(strings.OLD, Tone.WAITING))
    elif card.may_keep and card.reported_at is None and paper.state is State.SIGNED:
        rows.append(banner(strings.SIGNED_WAITING, Tone.WAITING))
    if paper.note:
        rows.append(banner(strings.correction(paper.note)))
    pairs: list[tuple[str, str | ft.Control]] = []
    if paper.number:
        pairs.append((strings.NUMBER, paper.number))
    if paper.signed_at is not None:
        said = strings.version_by(paper.signed_at, paper.head.signer)
        pairs.append((strings.SIGNED_DONE, said))
    if pairs:
        rows.append(key_values(pairs))
    rows += [reading(card.kind, paper.sections), keyed("files", PaperFiles, card.kind, paper)]
    if card.may_run and not old and card.kind is not Paper.REPORT:
        rows += tasks(card, paper)
    rows += versions(card)
    if card.may_keep and not old:
        rows.append(keyed("correct", Correct, card, paper, reload))
    return rows


def tasks(card: PaperCard, paper: PaperText) -> list[ft.Control]:
    """Lines of the paper that may become tasks, and those that have."""
    lines = task_lines(paper.sections)
    given = tuple(task.title for task in card.tasks)
    found = [
        (place, line)
        for place, line in enumerate(lines, 1)
        if not (given and line.startswith(given))
    ]
    rows: list[ft.Control] = [section(strings.TASKS)]
    assign = partial(paths.task_from_meeting, card.meeting_id, card.kind.value, card.unit_id)
    if found:
        rows.append(note(strings.TASKS_NOTE))
        rows.append(
            list_card(
                [
                    list_item(line, on_tap=partial(go, assign(place)), key=f"line-{place}")
                    for place, line in found
                ]
            )
        )
    else:
        rows.append(note(strings.TASKS_ALL_GIVEN if lines else strings.TASKS_NONE))
    rows.append(
        ft.Row(
            [
                text_button(
                    strings.TASK_OTHER,
                    partial(go, assign(0)),
                    icon=ft.Icons.ADD_TASK,
                    key="task-other",
                )
            ]
        )
    )
    if card.tasks:
        rows += [
            section(strings.GIVEN),
            list_card(
                [
                    list_item(
                        task.title,
                        lines=[strings.task_line(task.title, task.people, text.day(task.due_on))],
                        key=f"given-{task.task_id}",
                    )
                    for task in card.tasks
                ]
            ),
        ]
    return rows


def versions(card: PaperCard) -> list[ft.Control]:
    """All versions, the newest first; one alone is not listed."""
    if len(card.versions) < 2:
        return []
    return [
        section(strings.VERSIONS),
        list_card(
            [
                list_item(
                    strings.version(v.version, signed=v.state is State.SIGNED),
                    lines=[
                        strings.version_by(v.at, v.by),
                        *([v.note] if v.note else []),
                    ],
                    on_tap=partial(
                        go, paths.paper_version(card.meeting_id, card.kind.value, v.version)
                    ),
                    key=f"version-{v.version}",
                )
                for v in card.versions
            ]
        ),
    ]


@block
def Correct(card: PaperCard, paper: PaperText, begun: Callable[[], None]) -> ft.Control:
    """A correction of a signed paper is a further version with a note."""
    opened, set_opened = use_state(lambda: False)
    if not opened:
        return secondary_button(
            strings.CORRECT, lambda: set_opened(True), icon=ft.Icons.EDIT_OUTLINED, key="correct"
        )
    return keyed("correct-form", CorrectForm, card, paper, begun)


@block
def CorrectForm(card: PaperCard, paper: PaperText, begun: Callable[[], None]) -> ft.Control:
    """What is corrected, in a few words; then the paper lies open again."""
    services = use_services()
    note_ = use_words(f"paper.correct.{card.kind.value}", card.meeting_id)
    typed = note_.words
    tried, set_tried = use_state(lambda: False)

    async def begin(why: str) -> Saved:
        draft = Draft(
            number=paper.number, place=paper.place, sections=tuple(paper.sections), note=why
        )
        saved = await services.minutes.save(
            uuid4(),
            card.meeting_id,
            card.kind,
            draft,
            None,
            classified_confirmed=not looks_classified(why),
        )
        await note_.sent()
        return saved

    beginning = use_action(begin, on_done=lambda _: begun(), name="minutes.correct")

    def submit() -> None:
        set_tried(True)
        if len(typed.strip()) >= 2:
            beginning.run(typed.strip())

    short = tried and len(typed.strip()) < 2
    return column(
        [
            section(strings.CORRECT_TITLE),
            *note_.around(
                keyed(
                    "note", TextInput, strings.CORRECT_NOTE, typed, note_.put,
                    kind=Kind.LONG, lines=2, max_length=500, help=strings.CORRECT_HELP,
                    error=strings.CORRECT_MISSING if short else None,
                )
            ),
            *problem(beginning.error, strings.ERRORS),
            primary_button(strings.CORRECT, submit, busy=beginning.busy, key="correct-begin"),
        ],
        spacing=GAP_M,
    )  # fmt: skip
