"""What is left to do after a meeting: its papers, its score, posting and reporting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.minutes.models import After, PaperStanding, Reported
from views import paths
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.meetings import strings
from views.shared.parts import Tone, banner, column, list_card, list_item, note, section
from views.shared.returning import use_return
from views.shared.screens import block
from views.shared.states import problem, shown
from views.shared.theme import GAP_M, GAP_S

ICONS = {
    "minutes": ft.Icons.EDIT_NOTE,
    "resolution": ft.Icons.GAVEL,
    "report": ft.Icons.OUTBOX_OUTLINED,
}


@block
def AfterMeeting(meeting_id: UUID, reload: Callable[[], None]) -> ft.Control:
    """Doors to the papers and the score of a meeting that is under way or over; ``reload`` brings what
    stands around it up to date."""
    services = use_services()
    query = use_query(
        lambda: services.minutes.after(meeting_id), [str(meeting_id)], name="minutes.after"
    )
    use_return(query.reload)

    def posted() -> None:
        query.reload()
        reload()

    def draw(after: After) -> list[ft.Control]:
        rows = doors(after)
        if not rows:
            return []
        title = strings.AFTER if after.state == "closed" else strings.WHILE
        parts: list[ft.Control] = [section(title), *standing(after), list_card(rows)]
        if after.may_run and after.state == "closed" and after.reported_at is None:
            parts.append(keyed("post", PostButton, after, posted))
        return parts

    return column(shown(query, draw, room=strings.ERRORS, rows=1), spacing=GAP_M)


@block
def PostButton(after: After, done: Callable[[], None]) -> ft.Control:
    """Posting and reporting, once everything wanted is signed."""
    services, ask = use_services(), use_confirm()
    key = use_request_key(str(after.meeting_id))
    missing = [kind.value for kind in after.wanted if not is_signed(after, kind.value)]

    async def post() -> Reported:
        return await services.minutes.report(UUID(key.value), after.meeting_id)

    def posted(_: Reported) -> None:
        toast(strings.POSTED)
        done()

    posting = use_action(post, on_done=posted, name="minutes.report")
    scored = any(score.side == "self" for score in after.scores)
    words = strings.POST_TEXT if scored else f"{strings.POST_NO_SCORE} {strings.POST_TEXT}"
    return column(
        [
            *([note(strings.missing(missing))] if missing else []),
            *problem(posting.error, strings.ERRORS),
            primary_button(
                strings.POST,
                lambda: ask(strings.POST_TITLE, words, strings.POST, posting.run),
                busy=posting.busy,
                disabled=bool(missing),
                key="post",
            ),
        ],
        spacing=GAP_S,
    )


def standing(after: After) -> list[ft.Control]:
    """When it was reported, and whether that was late."""
    if after.reported_at is not None:
        said = strings.reported(after.reported_at, late=after.late)
        return [banner(said, Tone.WAITING if after.late else Tone.DONE)]
    return []  # until then the head of the meeting says by when


def doors(after: After) -> list[ft.Control]:
    """What the caller may read or write; nothing before it is posted for who only reads."""
    rows: list[ft.Control] = []
    for paper in after.papers:
        if after.may_keep or paper.signed:
            rows.append(
                list_item(
                    strings.PAPERS[paper.kind],
                    lines=[state_of(paper)],
                    leading=ft.Icon(ICONS[paper.kind]),
                    on_tap=partial(go, paths.meeting_part(after.meeting_id, paper.kind.value)),
                    key=f"paper-{paper.kind}",
                )
            )
    if after.may_keep or after.scores or (after.may_oversee and after.reported_at is not None):
        lines = [strings.score_line(s.side, s.total, s.band_title) for s in after.scores]
        rows.append(
            list_item(
                strings.SCORE,
                lines=lines or [strings.NOT_SCORED],
                leading=ft.Icon(ft.Icons.STARS_OUTLINED),
                on_tap=partial(go, paths.meeting_part(after.meeting_id, "score")),
                key="score",
            )
        )
    return rows


def state_of(paper: PaperStanding) -> str:
    """Where a paper stands, in words."""
    if paper.signed and paper.draft:
        return strings.CORRECTING
    if paper.signed and paper.signed_at is not None:
        return strings.signed(paper.signed_at, paper.signed)
    return strings.DRAFTING if paper.draft else strings.NOT_BEGUN


def is_signed(after: After, kind: str) -> bool:
    """Whether a version of a paper is signed."""
    return any(paper.kind == kind and paper.signed for paper in after.papers)
