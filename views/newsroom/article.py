"""One article before it is published: how it reads, where it stands, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid5

import flet as ft

from services.newsroom.models import Manuscript, Moved, State, Step
from views import paths
from views.newsroom import strings
from views.newsroom.drawing import state_pill
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services, use_session
from views.shared import text
from views.shared.buttons import danger_button, primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.ids import wanted_id
from views.shared.look import current_look, go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    flow,
    heading,
    icon_button,
    note,
    section,
    selectable,
)
from views.shared.posts.body import body_controls
from views.shared.posts.press.strings import FIELD_PERMISSION, FIELD_SOURCE
from views.shared.posts.quarantine.strings import FILES
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_S

# The one that matters most first; the others follow in this order.
_MAIN = (Step.TAKE, Step.SUBMIT, Step.PUBLISH, Step.PASS_UP, Step.RESTORE, Step.UNSCHEDULE)
_ICONS = {
    Step.TAKE: ft.Icons.PAN_TOOL_ALT_OUTLINED,
    Step.SUBMIT: ft.Icons.SEND_OUTLINED,
    Step.PUBLISH: ft.Icons.PUBLISH_OUTLINED,
    Step.PASS_UP: ft.Icons.ARROW_UPWARD,
    Step.SCHEDULE: ft.Icons.SCHEDULE,
    Step.RETURN: ft.Icons.UNDO,
}


@screen
def ArticleScreen() -> ft.View:
    """An article by the id in the address."""
    services, session, ask = use_services(), use_session(), use_confirm()
    wanted = ft.use_route_params().get("manuscript_id", "")
    here = ft.use_view_path()

    query = use_query(
        lambda: services.newsroom.open(wanted_id(wanted)), [wanted], name="manuscript.open"
    )
    use_return(query.reload)

    async def act(m: Manuscript, step: Step) -> tuple[Step, Moved]:
        key = uuid5(
            m.manuscript_id, f"{session.user_id} {step} {m.version} {m.state} {m.updated_at}"
        )
        return step, await services.newsroom.step(key, m.manuscript_id, step, version=m.version)

    def done(what: tuple[Step, Moved]) -> None:
        step, moved = what
        toast(strings.DONE[step])
        if moved.post_id is not None:
            go(paths.post(moved.post_id))
        else:
            query.reload()

    acting = use_action(act, on_done=done, name="manuscript.step")

    def start(m: Manuscript, step: Step) -> Callable[[], None]:
        run = partial(acting.run, m, step)

        def tap() -> None:
            if step is Step.RETURN:
                go(f"{here}/return")
            elif step is Step.SCHEDULE:
                go(f"{here}/schedule")
            elif step is Step.PUBLISH:
                ask(strings.PUBLISH_TITLE, publish_text(m), strings.STEPS[step], run)
            elif step is Step.SUBMIT:
                ask(strings.SUBMIT_TITLE, submit_text(m), strings.STEPS[step], run)
            elif step in strings.ASK:
                title, words = strings.ASK[step]
                ask(title, words, strings.STEPS[step], run, danger=step is Step.DISCARD)
            else:
                run()

        return tap

    def draw(m: Manuscript) -> list[ft.Control]:
        steps = [open_step.step for open_step in m.steps]
        main = main_step(m)
        more = [step for step in steps if step is not main]
        return [
            *article_head(m),
            *problem(acting.error, ERRORS),
            *article_text(m),
            section(strings.WHAT_NOW),
            _more(m, more, start, here, busy=acting.busy),
        ]

    bottom: list[ft.Control] = []
    value = _ready(query.state)
    if value is not None:
        buttons: list[ft.Control] = []
        main = main_step(value)
        if value.may_write and (value.mine or value.by_me or main is not Step.TAKE):
            edit = secondary_button(
                strings.EDIT, lambda: go(f"{here}/edit"), icon=ft.Icons.EDIT_OUTLINED, key="edit"
            )
            buttons.append(edit)
        if main is not None:
            buttons.append(
                primary_button(
                    strings.STEPS[main],
                    start(value, main),
                    busy=acting.busy,
                    icon=_ICONS.get(main),
                    key=f"step-{main}",
                )
            )
        bottom = [_side_by_side(buttons)] if buttons else []
    return scaffold(
        strings.ARTICLE,
        shown(query, draw, room=ERRORS),
        bottom=bottom,
        lazy=True,
        actions=[icon_button(ft.Icons.HISTORY, strings.HISTORY, lambda: go(f"{here}/history"))],
    )


def _ready(state: object) -> Manuscript | None:
    value = getattr(state, "value", None)
    return value if isinstance(value, Manuscript) else None


def main_step(m: Manuscript) -> Step | None:
    """The step that the screen is for, of those that are open."""
    steps = {open_step.step for open_step in m.steps}
    if m.state is State.DRAFT and m.by_me and Step.SUBMIT in steps:
        return Step.SUBMIT
    return next((step for step in _MAIN if step in steps), None)


def _is_cell(m: Manuscript) -> bool:
    return any(t.unit_id == m.target_id and t.unit_kind == "cell" for t in m.targets)


def publish_text(m: Manuscript) -> str:
    """Asked before it is published: who will read it."""
    return strings.publish_text(strings.for_whom(m.target_name, is_cell=_is_cell(m)))


def schedule_text(m: Manuscript) -> str:
    """Said where an hour is set: who will read it then."""
    return strings.schedule_text(strings.for_whom(m.target_name, is_cell=_is_cell(m)))


def submit_text(m: Manuscript) -> str:
    """Asked before it is sent: to whom, for whom."""
    desk = next((t.desk_name for t in m.targets if t.unit_id == m.target_id), None)
    return strings.submit_text(strings.for_whom(m.target_name, is_cell=_is_cell(m)), desk)


def article_head(m: Manuscript) -> list[ft.Control]:
    """State, title, from whom for whom, who has it, why it came back."""
    lines = [note(strings.written_for(m.unit_name, m.target_name))]
    if m.author_name and not m.by_me:
        lines.append(note(strings.by(m.author_name)))
    if m.state in (State.SUBMITTED, State.TAKEN):
        lines.append(
            note(
                strings.state_line(
                    m.state, desk=m.desk_name, level=m.desk_level, owner=m.owner_name
                )
            )
        )
    if m.waiting_since is not None and m.state is State.SUBMITTED:
        waited = (text.now() - m.waiting_since).total_seconds()
        lines.append(note(strings.waits(waited)))
    if m.publish_at is not None:
        lines.append(note(strings.goes_out(text.moment(m.publish_at))))
    lines.append(note(strings.saved_by(m.saved_by, text.moment(m.saved_at))))
    drawn: list[ft.Control] = [
        flow([state_pill(m.state)]),
        heading(m.title or strings.UNTITLED),
        column(lines, spacing=2),
    ]
    if m.reason and m.state in (State.RETURNED, State.WITHDRAWN):
        title = (
            strings.REASON_OF_RETURN if m.state is State.RETURNED else strings.REASON_OF_WITHDRAWAL
        )
        drawn.append(card([heading(title, level=2), selectable(ERRORS.get(m.reason, m.reason))]))
    if m.others:
        names = ", ".join(
            strings.me_elsewhere() if one.by_me else one.full_name or strings.SOMEBODY
            for one in m.others
        )
        drawn.append(banner(strings.others_here(names), Tone.WAITING))
    drawn += wider(m)
    if not m.may_write and m.state in (State.SUBMITTED, State.TAKEN, State.SCHEDULED) and m.by_me:
        drawn.append(note(strings.NOT_YOURS_TO_EDIT))
    return drawn


def wider(m: Manuscript) -> list[ft.Control]:
    """Told to who has taken an article and publishes for other units than the one it is meant for."""
    mine_to_give = [t.unit_name for t in m.targets if t.may_publish]
    if m.state is not State.TAKEN or not m.mine or m.may(Step.PUBLISH) or not mine_to_give:
        return []
    return [banner(strings.meant_for_others(m.target_name, mine_to_give[0]), Tone.WAITING)]


def article_text(m: Manuscript) -> list[ft.Control]:
    """As its readers will see it, with source and permission."""
    drawn: list[ft.Control] = []
    if m.lead:
        lead = body(m.lead)
        lead.weight = ft.FontWeight.W_700
        drawn.append(lead)
    pictures = [file for file in m.files if file.kind == "picture"]
    drawn += body_controls(m.body, pictures, cover_first=True)
    if m.source:
        drawn.append(note(f"{FIELD_SOURCE}: {m.source}"))
    if m.permission:
        drawn.append(note(f"{FIELD_PERMISSION}: {m.permission}"))
    return drawn


def _more(
    m: Manuscript,
    steps: list[Step],
    start: Callable[[Manuscript, Step], Callable[[], None]],
    here: str,
    *,
    busy: bool,
) -> ft.Control:
    """The other steps, the differences, the history, the post it became."""
    rows: list[ft.Control] = []
    if m.post_id is not None:
        post = m.post_id
        rows.append(
            secondary_button(strings.SEE_POST, lambda: go(paths.post(post)), key="see-post")
        )
    for step in steps:
        if step is Step.DISCARD:
            rows.append(
                danger_button(strings.STEPS[step], start(m, step), busy=busy, key="discard")
            )
        else:
            rows.append(
                secondary_button(
                    strings.STEPS[step],
                    start(m, step),
                    disabled=busy,
                    icon=_ICONS.get(step),
                    key=f"step-{step}",
                )
            )
    rows.append(
        secondary_button(
            strings.SEE_CHANGES,
            lambda: go(f"{here}/changes"),
            icon=ft.Icons.DIFFERENCE_OUTLINED,
            key="changes",
        )
    )
    if m.may_quarantine and m.files:
        files = paths.files(here)
        rows.append(
            secondary_button(
                FILES, lambda: go(files), icon=ft.Icons.GPP_MAYBE_OUTLINED, key="article-files"
            )
        )
    rows.append(
        secondary_button(
            strings.SEE_HISTORY,
            lambda: go(f"{here}/history"),
            icon=ft.Icons.HISTORY,
            key="history",
        )
    )
    return column(rows, spacing=GAP_S)


def _side_by_side(buttons: list[ft.Control]) -> ft.Control:
    if current_look().large or len(buttons) == 1:
        return column(buttons, spacing=GAP_S)
    for button, share in zip(buttons, (2, 3), strict=False):
        button.expand = share
    return ft.Row(buttons, spacing=GAP_S)
