"""Files that somebody should look at, and those out of circulation: for officers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.library.models import FilesToCheck, Paper, Quarantine, SuspectedFile
from views import paths
from views.library import strings
from views.library.library import as_uuid
from views.session import use_services
from views.shared import text
from views.shared.buttons import danger_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    flow,
    heading,
    note,
    section,
    strong,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_S

_SHORTEST = 3


@screen
def ToCheckScreen() -> ft.View:
    """What waits, what is out of circulation, what has come back."""
    services = use_services()
    query = use_query(services.library.to_check, [], name="library.to_check")
    use_return(query.reload)

    def draw(files: FilesToCheck) -> list[ft.Control]:
        if not files.suspected and not files.quarantined:
            return [empty(strings.NOTHING_TO_CHECK, icon=ft.Icons.VERIFIED_USER_OUTLINED)]
        out = [q for q in files.quarantined if q.released_at is None]
        back = [q for q in files.quarantined if q.released_at is not None]
        rows: list[ft.Control] = []
        if files.suspected:
            rows += [section(strings.SUSPECTED), note(strings.SUSPECTED_NOTE)]
            rows += [
                keyed(str(f.attachment_id), SuspectedCard, f, query.reload) for f in files.suspected
            ]
        if out:
            rows.append(section(strings.QUARANTINED))
            rows += [keyed(str(q.quarantine_id), HeldCard, q, query.reload) for q in out]
        if back:
            rows.append(section(strings.RELEASED))
            rows += [card(held_lines(q)) for q in back]
        return rows

    return scaffold(strings.TO_CHECK, shown(query, draw, room=strings.ERRORS))


@block
def SuspectedCard(file: SuspectedFile, reload: Callable[[], None]) -> ft.Control:
    """A file whose text seems to carry a stamp, and the two answers to it."""
    services = use_services()
    ask = use_confirm()
    key, clear_key = use_request_key(file.attachment_id), use_request_key(file.attachment_id)

    def done(words: str) -> None:
        toast(words)
        reload()

    stop = use_action(
        lambda: services.library.quarantine(
            UUID(key.value), file.attachment_id, strings.STAMP_REASON
        ),
        on_done=lambda _: done(strings.STOPPED),
        name="library.quarantine",
    )
    clear = use_action(
        lambda: services.library.clear(UUID(clear_key.value), file.attachment_id),
        on_done=lambda _: done(strings.CLEARED),
        name="library.clear",
    )
    opened = paths.file(paths.post(file.post_id, paths.LIBRARY), file.attachment_id)
    return card(
        [
            strong(file.file_name),
            column([note(file.title), note(file.unit_name)], spacing=2),
            *problem(stop.error or clear.error, strings.ERRORS),
            flow(
                [
                    secondary_button(strings.OPEN, lambda: go(opened), key="open-file"),
                    danger_button(
                        strings.STOP_NOW,
                        lambda: ask(
                            strings.STOP_TITLE, strings.STOP_TEXT, strings.STOP_NOW, stop.run,
                            danger=True,
                        ),
                        busy=stop.busy,
                        key="stop-now",
                    ),
                    text_button(
                        strings.NOT_CLASSIFIED,
                        lambda: ask(
                            strings.CLEAR_TITLE, strings.CLEAR_TEXT, strings.NOT_CLASSIFIED, clear.run
                        ),
                        key="clear-file",
                    ),
                ]
            ),
        ]
    )  # fmt: skip


def held_lines(held: Quarantine) -> list[ft.Control]:
    """What was taken out of circulation, by whom and why; and how it came back."""
    lines = [
        held.title or "",
        strings.stopped_by(held.placed_by, text.moment(held.placed_at)),
        strings.because(held.reason),
    ]
    if held.released_at is not None:
        lines.append(strings.released_by(held.released_by or "", text.moment(held.released_at)))
        lines.append(strings.because(held.release_reason or ""))
    return [strong(held.file_name), column([note(words) for words in lines if words], spacing=2)]


@block
def HeldCard(held: Quarantine, reload: Callable[[], None]) -> ft.Control:
    """A file out of circulation, and the way to give it back."""
    opened, set_opened = use_state(lambda: False)
    rows = held_lines(held)
    if opened:
        rows.append(keyed("release-form", ReleaseForm, held, reload))
    else:
        rows.append(
            flow([text_button(strings.RELEASE, lambda: set_opened(True), key="open-release")])
        )
    return card(rows, spacing=GAP_S)


@block
def ReleaseForm(held: Quarantine, reload: Callable[[], None]) -> ft.Control:
    """Giving a file back, with a reason."""
    services = use_services()
    typed = use_words("file.release", held.quarantine_id)
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(held.quarantine_id, reason)

    def done(_: object) -> None:
        toast(strings.RELEASED_TOAST)
        reload()

    async def give_back() -> None:
        await services.library.release(UUID(key.value), held.quarantine_id, reason.strip())
        await typed.sent()

    release = use_action(give_back, on_done=done, name="library.release")

    def send() -> None:
        set_tried(True)
        if len(reason.strip()) >= _SHORTEST:
            release.run()

    return column(
        [
            *typed.around(
                keyed("reason", TextInput, strings.REASON, reason, typed.put, lines=2,
                      help=strings.REASON_HELP, error=missing(reason, tried=tried))
            ),
            *problem(release.error, strings.ERRORS),
            flow([secondary_button(strings.RELEASE, send, busy=release.busy, key="release")]),
        ],
        spacing=GAP_S,
    )  # fmt: skip


def missing(reason: str, *, tried: bool) -> str | None:
    """What is said below the field once somebody has tried without a reason."""
    short = tried and len(reason.strip()) < _SHORTEST
    return strings.ERRORS["quarantine.reason_length"] if short else None


@screen
def StopFileScreen() -> ft.View:
    """Taking one file out of circulation, with a reason."""
    services = use_services()
    wanted = ft.use_route_params().get("attachment_id", "")
    typed = use_words("file.stop", wanted)
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    ask = use_confirm()
    key = use_request_key(wanted, reason)

    async def load() -> Paper:
        attachment_id = as_uuid(wanted)
        if attachment_id is None:
            raise NotFound("file.not_found")
        return await services.library.paper(attachment_id)

    query = use_query(load, [wanted], name="library.paper")

    def done(_: object) -> None:
        toast(strings.STOPPED)
        go(paths.FILES_TO_CHECK)

    async def stop(attachment_id: UUID) -> None:
        await services.library.quarantine(UUID(key.value), attachment_id, reason.strip())
        await typed.sent()

    stopping = use_action(stop, on_done=done, name="library.quarantine")

    def send(paper: Paper) -> None:
        set_tried(True)
        if len(reason.strip()) >= _SHORTEST:
            ask(
                strings.STOP_TITLE, strings.STOP_TEXT, strings.STOP_NOW,
                lambda: stopping.run(paper.attachment_id), danger=True,
            )  # fmt: skip

    def draw(paper: Paper) -> list[ft.Control]:
        if not paper.may_quarantine:
            return [empty(strings.ERRORS["file.not_found"])]
        return [
            heading(paper.file_name, level=2),
            body(paper.title),
            banner(strings.STOP_TEXT, Tone.WAITING),
            *typed.around(
                keyed("reason", TextInput, strings.REASON, reason, typed.put, lines=3,
                      help=strings.REASON_HELP, error=missing(reason, tried=tried))
            ),
            *problem(stopping.error, strings.ERRORS),
            danger_button(strings.STOP_NOW, lambda: send(paper), busy=stopping.busy, key="stop-now"),
        ]  # fmt: skip

    return scaffold(strings.STOP, shown(query, draw, room=strings.ERRORS))
