"""What is done with a published post: pinned, withdrawn with a reason; its history."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import uuid5

import flet as ft

from services.newsroom.differences import differences
from services.newsroom.models import PostHistory, PostStep
from services.posts.models import Post
from views.newsroom import strings
from views.newsroom.drawing import changes
from views.newsroom.facts.fields import old_facts
from views.newsroom.facts.strings import OLD_FACTS
from views.newsroom.history import step_item
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services, use_session
from views.shared import text
from views.shared.buttons import danger_button, primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import DateInput, Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import body, card, column, heading, key_values, list_card, note, section
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M

NOTE_MOST = 1000


def end_of(day: date) -> datetime:
    """The last moment of a day in Vietnam."""
    return datetime.combine(day, time(23, 59, 59), text.VIETNAM)


@screen
def PostDeskScreen() -> ft.View:
    """The deeds that are open, and what was done so far."""
    services, session, ask = use_services(), use_session(), use_confirm()
    wanted = ft.use_route_params().get("post_id", "")
    here = ft.use_view_path()
    post = use_query(lambda: services.posts.open(wanted_id(wanted)), [wanted], name="post")
    history = use_query(
        lambda: services.newsroom.post_history(wanted_id(wanted)), [wanted], name="post.history"
    )

    def reload() -> None:
        post.reload()
        history.reload()

    use_return(reload)

    async def unpin(opened: Post) -> None:
        key = uuid5(opened.post_id, f"{session.user_id} unpin {opened.pinned_until}")
        await services.newsroom.post_step(key, opened.post_id, PostStep.UNPIN)

    def unpinned(_: None) -> None:
        toast(strings.UNPINNED)
        reload()

    unpinning = use_action(unpin, on_done=unpinned, name="post.unpin")

    def draw(opened: Post) -> list[ft.Control]:
        open_steps = set(opened.steps)
        drawn: list[ft.Control] = [heading(opened.title or strings.UNTITLED, level=2)]
        if not open_steps:
            drawn.append(empty(strings.NOTHING_TO_DO))
        if PostStep.CORRECT in open_steps:
            drawn += [
                secondary_button(
                    strings.CORRECT,
                    lambda: go(f"{here}/correct"),
                    icon=ft.Icons.EDIT_OUTLINED,
                    key="correct",
                ),
                note(strings.CORRECT_HELP),
            ]
        if PostStep.PIN in open_steps:
            drawn.append(
                secondary_button(
                    strings.PIN, lambda: go(f"{here}/pin"), icon=ft.Icons.PUSH_PIN, key="pin"
                )
            )
        if PostStep.UNPIN in open_steps and opened.pinned_until is not None:
            last = text.day(text.local(opened.pinned_until).date())
            drawn += [
                body(strings.pinned_until(last)),
                secondary_button(
                    strings.PIN_MOVE,
                    lambda: go(f"{here}/pin"),
                    icon=ft.Icons.PUSH_PIN,
                    key="pin-longer",
                ),
                secondary_button(
                    strings.UNPIN,
                    lambda: ask(
                        strings.UNPIN_TITLE,
                        strings.UNPIN_TEXT,
                        strings.UNPIN,
                        lambda: unpinning.run(opened),
                    ),
                    busy=unpinning.busy,
                    key="unpin",
                ),
            ]
        drawn += problem(unpinning.error, ERRORS)
        if PostStep.WITHDRAW in open_steps:
            drawn += [
                danger_button(strings.WITHDRAW, lambda: go(f"{here}/withdraw"), key="withdraw"),
                note(strings.WITHDRAW_HELP),
            ]
        drawn += _past(history.state.value if isinstance(history.state, Ready) else None, opened)
        return drawn

    return scaffold(strings.POST_DESK, shown(post, draw, room=ERRORS), lazy=True)


def _past(history: PostHistory | None, post: Post) -> list[ft.Control]:
    """The steps, and what the text said before each correction."""
    if history is None or not (history.steps or history.texts):
        return []
    drawn: list[ft.Control] = [
        section(strings.HISTORY),
        list_card([step_item(step) for step in reversed(history.steps)]),
    ]
    newer = post.body
    for old in history.texts:
        drawn += [
            section(strings.OLD_TEXTS),
            note(strings.version_line(old.replaced_by, text.moment(old.replaced_at))),
            *([note(strings.LEGEND)] if old.body != newer else []),
            *([card(changes(differences(old.body, newer)))] if old.body != newer else []),
        ]
        if old.facts:
            drawn.append(card([heading(OLD_FACTS, level=3), key_values(old_facts(old.facts))]))
        newer = old.body
    return drawn


@screen
def PinScreen() -> ft.View:
    """Until when the post stands on top; of one that does already, until which other day."""
    services = use_services()
    wanted = ft.use_route_params().get("post_id", "")
    here = ft.use_view_path()
    post = use_query(lambda: services.posts.open(wanted_id(wanted)), [wanted], name="post")

    def draw(opened: Post) -> list[ft.Control]:
        if not {PostStep.PIN, PostStep.UNPIN} & set(opened.steps):
            return [empty(strings.NOTHING_TO_DO)]
        return [keyed("pin-form", PinForm, opened, here.rsplit("/", 1)[0])]

    return scaffold(strings.PIN_TITLE, shown(post, draw, room=ERRORS))


@block
def PinForm(post: Post, back: str) -> ft.Control:
    """The day; three more than it stands already. Then ``back``."""
    services, session = use_services(), use_session()
    today = text.now().date()
    last = today + timedelta(days=364)
    stands = text.local(post.pinned_until).date() if post.pinned_until is not None else None
    day, set_day = use_state(lambda: _some_day(min((stands or today) + timedelta(days=3), last)))

    async def pin(until: date) -> None:
        key = uuid5(post.post_id, f"{session.user_id} pin {until} {text.now():%Y%m%d%H%M}")
        await services.newsroom.post_step(key, post.post_id, PostStep.PIN, until=end_of(until))

    def pinned(_: None) -> None:
        toast(strings.PINNED if stands is None else strings.PIN_MOVED)
        go(back)

    pinning = use_action(pin, on_done=pinned, name="post.pin")

    def send() -> None:
        if day is not None:
            pinning.run(day)

    return column(
        [
            heading(post.title or strings.UNTITLED, level=2),
            *([] if stands is None else [body(strings.pinned_until(text.day(stands)))]),
            keyed(
                "until", DateInput, strings.PIN_UNTIL, day, set_day,
                first=today, last=last,
            ),
            note(strings.PIN_HELP),
            *problem(pinning.error, ERRORS),
            primary_button(
                strings.PIN if stands is None else strings.PIN_SAVE,
                send, busy=pinning.busy, disabled=day is None, key="pin",
            ),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def _some_day(day: date) -> date | None:
    return day


@screen
def WithdrawScreen() -> ft.View:
    """Why the post goes; its readers see it."""
    services, session, ask = use_services(), use_session(), use_confirm()
    wanted = ft.use_route_params().get("post_id", "")
    here = ft.use_view_path()
    typed = use_words("post.withdraw", wanted)
    reason = typed.words
    tried, set_tried = use_state(lambda: False)

    async def withdraw(why: str, confirmed: bool) -> None:
        await services.newsroom.post_step(
            uuid5(wanted_id(wanted), f"{session.user_id} withdraw {why} {confirmed}"),
            wanted_id(wanted),
            PostStep.WITHDRAW,
            reason=why,
            classified_confirmed=confirmed,
        )
        await typed.sent()

    def withdrawn(_: None) -> None:
        toast(strings.WITHDRAWN)
        go(here.removesuffix("/desk/withdraw"))

    acting = use_action(withdraw, on_done=withdrawn, name="post.withdraw")
    short = len(reason.strip()) < 3

    def send() -> None:
        set_tried(True)
        if not short:
            ask(
                strings.WITHDRAW_TITLE,
                strings.WITHDRAW_TEXT,
                strings.WITHDRAW,
                lambda: unless_stamped(ask, reason, partial(acting.run, reason.strip())),
                danger=True,
            )

    return scaffold(
        strings.WITHDRAW,
        [
            note(strings.WITHDRAW_HELP),
            *typed.around(
                keyed(
                    "reason",
                    TextInput,
                    strings.WITHDRAW_REASON,
                    reason,
                    typed.put,
                    kind=Kind.LONG,
                    lines=4,
                    max_length=NOTE_MOST,
                    help=strings.WITHDRAW_REASON_HELP,
                    error=strings.REASON_SHORT if tried and short else None,
                )
            ),
        ],
        bottom=[
            *problem(acting.error, ERRORS),
            danger_button(strings.WITHDRAW, send, busy=acting.busy, key="withdraw"),
        ],
    )
