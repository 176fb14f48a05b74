"""The roll-call: the changing code for all to see, and the list that the clerk marks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

import flet as ft

from services.meetings.models import Presence, Roll, RollCode, RollLine, State
from views import paths
from views.meetings import strings as room
from views.meetings.day import strings
from views.meetings.parts import reckoned
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.fields import TextInput
from views.shared.files import page_url
from views.shared.flet_typed import keyed, use_ref, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_every, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import current_look, go
from views.shared.parts import (
    Tone,
    body,
    card,
    column,
    flow,
    icon_button,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.qr import qr_png
from views.shared.returning import use_following, use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M

LOOK_AGAIN_S = 8.0
LARGEST = 320
SEARCH_FROM = 12
"""From so many members on, the list has a field to find a name."""


@screen
def RollScreen() -> ft.View:
    """Who is there, of the meeting in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    open_id, set_open = use_state(lambda: "")
    name, set_name = use_state(lambda: "")
    key = use_request_key(wanted, open_id)
    query = use_query(
        lambda: services.meetings.roll(wanted_id(wanted)), [wanted], name="meetings.roll"
    )
    use_return(query.reload)
    use_following(LOOK_AGAIN_S, query.reload)

    async def mark(member_id: UUID, presence: Presence) -> None:
        await services.meetings.mark(UUID(key.value), wanted_id(wanted), member_id, presence)

    def marked(_: None) -> None:
        key.renew()
        set_open("")
        toast(strings.MARKED)
        query.reload()

    marking = use_action(mark, on_done=marked, name="meetings.mark")

    def draw(roll: Roll) -> list[ft.Control]:
        if not roll.people:
            return [empty(strings.ROLL_EMPTY, icon=ft.Icons.GROUPS_OUTLINED)]
        rows: list[ft.Control] = []
        if roll.state in (State.RUNNING, State.CLOSED):
            rows.append(reckoned(roll.reckoning))
        if roll.state is State.RUNNING:
            rows.append(
                primary_button(
                    room.CODE,
                    partial(go, paths.meeting_part(roll.meeting_id, "code")),
                    icon=ft.Icons.QR_CODE_2,
                    key="code",
                )
            )
            rows.append(note(strings.MARK_HELP))
        if len(roll.people) >= SEARCH_FROM:
            rows.append(keyed("find", TextInput, strings.FOUND, name, set_name, optional=True))
        rows += problem(marking.error, room.ERRORS)
        people = [p for p in roll.people if text.folded(name) in text.folded(p.full_name)]
        if not people:
            rows.append(note(strings.FOUND_NONE))
        for title, part in grouped(people):
            rows += [
                section(f"{title} ({len(part)})"),
                list_card([line(p, roll.state, open_id, set_open, marking.run) for p in part]),
            ]
        return rows

    return scaffold(
        room.ROLL,
        shown(query, draw, room=room.ERRORS, rows=6),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def grouped(people: list[RollLine]) -> list[tuple[str, list[RollLine]]]:
    """Who is not marked yet first, then who is there, then who is not."""
    there = (Presence.PRESENT, Presence.ONLINE)
    groups = [
        (strings.UNMARKED, [p for p in people if p.presence is None]),
        (strings.THERE, [p for p in people if p.presence in there]),
        (strings.ABSENT, [p for p in people if p.presence is not None and p.presence not in there]),
    ]
    return [(title, part) for title, part in groups if part]


def line(
    who: RollLine,
    state: State,
    open_id: str,
    set_open: Callable[[str], None],
    mark: Callable[[UUID, Presence], None],
) -> ft.Control:
    """One member; a tap shows the four marks."""
    marks = [pill(room.PRESENCES[who.presence])] if who.presence else []
    if who.presence is None and who.reply is not None:
        marks.append(pill(room.REPLIED[who.reply], Tone.WAITING))
    for holds, said in (
        (who.status == "probationary", strings.PROBATIONARY),
        (who.exempt, room.EXEMPT),
        (who.away, room.AWAY),
    ):
        if holds:
            marks.append(pill(said))
    why = who.absence_reason or who.reason
    own = str(who.member_id)
    running = state is State.RUNNING
    arrow = ft.Icons.EXPAND_LESS if open_id == own else ft.Icons.EXPAND_MORE
    item = list_item(
        who.full_name,
        lines=[why] if why else [],
        marks=marks,
        on_tap=partial(set_open, "" if open_id == own else own) if running else None,
        trailing=ft.Icon(arrow) if running else None,
        key=f"roll-{own}",
    )
    if open_id != own or not running:
        return item
    buttons: list[ft.Control] = []
    for presence in Presence:
        draw = primary_button if presence is Presence.PRESENT else secondary_button
        buttons.append(
            draw(
                room.PRESENCES[presence],
                partial(mark, who.member_id, presence),
                key=f"mark-{presence}",
            )
        )
    below = ft.Padding.only(left=GAP_M, right=GAP_M, bottom=GAP_M)
    return column([item, ft.Container(flow(buttons), padding=below)], spacing=0)


@screen
def CodeScreen() -> ft.View:
    """The code of this half minute, large, for all to see."""
    wanted = ft.use_route_params().get("meeting_id", "")
    return scaffold(room.CODE, [keyed(f"code-{wanted}", CodeCard, wanted)])


def _never() -> tuple[str, int]:
    return "", 0


@block
def CodeCard(wanted: str) -> ft.Control:
    """Asks anew when the code has run out."""
    services = use_services()
    since = use_ref(_never)
    ticks, set_ticks = use_state(lambda: 0)
    query = use_query(
        lambda: services.meetings.code(wanted_id(wanted)), [wanted], name="meetings.code"
    )

    def tick() -> None:
        set_ticks(lambda n: n + 1)
        match query.state:
            case Ready(code) if left(code) <= 1:
                query.reload()
            case _:
                return

    def left(code: RollCode) -> int:
        if since.current[0] != code.digits:
            since.current = (code.digits, ticks)
        return code.seconds_left - (ticks - since.current[1])

    use_every(1.0, tick)

    def draw(code: RollCode) -> list[ft.Control]:
        side = min(LARGEST, current_look().width - 4 * GAP_M)
        return [
            card(
                [
                    ft.Container(
                        ft.Image(
                            src=qr_png(address(wanted, code.token)),
                            width=side,
                            height=side,
                            semantics_label=strings.CODE_ALT,
                        ),
                        alignment=ft.Alignment.CENTER,
                    ),
                    ft.Container(
                        ft.Text(
                            f"{code.digits[:3]} {code.digits[3:]}",
                            theme_style=ft.TextThemeStyle.DISPLAY_MEDIUM,
                            semantics_label=" ".join(code.digits),
                        ),
                        alignment=ft.Alignment.CENTER,
                    ),
                    ft.Container(
                        note(strings.code_left(max(left(code), 0))), alignment=ft.Alignment.CENTER
                    ),
                ]
            ),
            body(strings.CODE_HOW),
        ]

    return column(shown(query, draw, room=room.ERRORS), spacing=GAP_M)


def address(meeting_id: str, token: str) -> str:
    """What the camera opens; only the path where the site is not known."""
    parts = urlsplit(page_url() or "")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
    return f"{origin}{paths.arrive(meeting_id, token)}"
