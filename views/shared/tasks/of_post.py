"""Below a directive: giving a task that comes from it, and where those given stand."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.posts.models import Post
from services.tasks.models import GivenLine, State
from views import paths
from views.session import use_me, use_services
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Ready, use_query
from views.shared.look import go
from views.shared.parts import column, flow, list_card, list_item, note, section
from views.shared.returning import use_return
from views.shared.screens import block
from views.shared.tasks import strings
from views.shared.tasks.rows import due_words, marks
from views.shared.theme import GAP_S

FEW = 5
"""Lines shown before somebody asks for all."""


def tasks_of_post(post: Post, here: str) -> list[ft.Control]:
    """The block, below papers alone."""
    return [keyed("tasks", TasksOfPost, post, here)] if post.document is not None else []


@block
def TasksOfPost(post: Post, here: str) -> ft.Control:
    """For those who may assign the button and everybody's tasks; for who does one the own; else nothing."""
    services, me = use_services(), use_me()
    whole, set_whole = use_state(lambda: False)

    async def load() -> list[GivenLine]:
        return await services.tasks.from_post(post.post_id)

    query = use_query(load, [str(post.post_id)], name="tasks.from_post")
    use_return(query.reload)
    lines = query.state.value if isinstance(query.state, Ready) else []
    places = me.where("task.assign")
    if not lines and not places:
        return ft.Container(visible=False)
    rows: list[ft.Control] = [section(strings.ARISEN)]
    if places:
        buttons: list[ft.Control] = [
            secondary_button(
                strings.GIVE if len(places) == 1 else strings.give_at(place.unit_name),
                partial(go, paths.task_from_post(here, place.unit_id)),
                icon=ft.Icons.ADD_TASK,
                key=f"give-{place.unit_id}",
            )
            for place in places
        ]
        rows.append(flow(buttons))
    if lines:
        done = sum(line.state is State.DONE for line in lines)
        drawn = lines if whole else lines[:FEW]
        rows += [
            note(strings.arisen(len(lines), done)),
            list_card([_row(line, here, own=line.member_id == me.member_id) for line in drawn]),
        ]
    if len(lines) > FEW and not whole:
        more = text_button(strings.all_of(len(lines)), lambda: set_whole(True), key="all-tasks")
        rows.append(flow([more]))
    return column(rows, spacing=GAP_S)


def _row(line: GivenLine, here: str, *, own: bool) -> ft.Control:
    """My own task by its title, another's by the name."""
    return list_item(
        line.title if own else line.full_name,
        lines=[due_words(line)] if own else [line.title, due_words(line)],
        marks=marks(line),
        on_tap=partial(go, paths.task(line.assignment_id, f"{here}/done")),
        key=f"task-{line.assignment_id}",
    )
