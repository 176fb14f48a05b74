"""Every step and version of an article, and what was changed from one version to another."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.errors import NotFound
from services.newsroom.differences import differences
from services.newsroom.models import History, HistoryStep, VersionLine, VersionText
from views import paths
from views.newsroom import strings
from views.newsroom.drawing import changes
from views.newsroom.refusals.strings import ERRORS
from views.newsroom.sentences import strings as said
from views.session import use_services
from views.shared import text
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import card, column, list_card, list_item, note, section
from views.shared.posts.press.strings import FIELD_PERMISSION, FIELD_SOURCE
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def HistoryScreen() -> ft.View:
    """The steps, the newest first, and the versions."""
    services = use_services()
    wanted = ft.use_route_params().get("manuscript_id", "")
    here = ft.use_view_path()
    query = use_query(
        lambda: services.newsroom.history(wanted_id(wanted)), [wanted], name="manuscript.history"
    )

    def draw(history: History) -> list[ft.Control]:
        steps = [step_item(step) for step in reversed(history.steps)]
        drawn: list[ft.Control] = [section(strings.STEPS_TAKEN)]
        drawn.append(list_card(steps) if steps else note(strings.NOTHING_YET))
        drawn.append(section(strings.VERSIONS))
        before = {
            one.version: two.version
            for one, two in zip(history.versions, history.versions[1:], strict=False)
        }
        article = here.rsplit("/", 1)[0]
        drawn.append(
            list_card(
                [
                    version_item(v, _comparison(article, before.get(v.version), v.version))
                    for v in history.versions
                ]
            )
        )
        return drawn

    return scaffold(strings.HISTORY, shown(query, draw, room=ERRORS), lazy=True)


def _comparison(article: str, before: int | None, after: int) -> Callable[[], None] | None:
    if before is None:
        return None
    return lambda: go(paths.article_changes(article, before, after))


def step_item(step: HistoryStep) -> ft.Control:
    """What was done, by whom, when, why."""
    lines = [strings.step_line(step.done_by, text.moment(step.done_at))]
    if step.desk_name and step.step in ("submit", "pass_up"):
        lines.append(strings.at_desk(step.desk_name, step.desk_level))
    if step.publish_at is not None and step.step == "schedule":
        lines.append(strings.goes_out(text.moment(step.publish_at)))
    if step.until is not None:
        lines.append(strings.until(text.day(text.local(step.until).date())))
    if step.reason:
        lines.append(ERRORS.get(step.reason, step.reason))
    return list_item(said.HISTORY_STEPS.get(step.step, step.step), lines=lines)


def version_item(version: VersionLine, compare: Callable[[], None] | None) -> ft.Control:
    """Whose a version is; a tap shows what it changed."""
    return list_item(
        strings.version(version.version),
        lines=[
            strings.version_line(version.saved_by, text.moment(version.saved_at)),
            *([strings.SEE_CHANGES] if compare else []),
        ],
        on_tap=compare,
        key=f"version-{version.version}",
    )


@screen
def ChangesScreen() -> ft.View:
    """What was changed between two versions: those of the address, or from the last that its author
    saved to the present one."""
    services = use_services()
    params = ft.use_route_params()
    wanted = params.get("manuscript_id", "")
    pair = (params.get("before", ""), params.get("after", ""))

    async def load() -> list[VersionText]:
        manuscript_id = wanted_id(wanted)
        if all(part.isdigit() for part in pair):
            chosen = [int(part) for part in pair]
        else:
            history = await services.newsroom.history(manuscript_id)
            chosen = whole_change(history)
        texts = await services.newsroom.versions(manuscript_id, chosen)
        if not texts:
            raise NotFound("manuscript.not_found")
        return texts

    query = use_query(load, [wanted, *pair], name="manuscript.changes")
    return scaffold(strings.CHANGES, shown(query, changes_content, room=ERRORS), lazy=True)


def whole_change(history: History) -> list[int]:
    """The version that was last sent in by its author, and the last one of all."""
    numbers = [v.version for v in history.versions]
    if not numbers:
        return []
    sent = [step.version for step in history.steps if step.step == "submit" and step.version]
    before = sent[-1] if sent and sent[-1] in numbers else numbers[-1]
    after = numbers[0]
    if before == after and len(numbers) > 1:
        before = numbers[1]
    return sorted({before, after})


def changes_content(texts: list[VersionText]) -> list[ft.Control]:
    """The two versions laid over each other: title, lead, text, source."""
    before, after = texts[0], texts[-1]
    if len(texts) < 2:
        return [empty(strings.NO_CHANGES, icon=ft.Icons.DIFFERENCE_OUTLINED)]
    drawn: list[ft.Control] = [
        column(
            [
                note(said.before(_version(before))),
                note(said.after(_version(after))),
                note(strings.LEGEND),
            ],
            spacing=2,
        ),
    ]
    parts = (
        (strings.FIELD_TITLE, before.title, after.title),
        (strings.FIELD_LEAD, before.lead, after.lead),
        (strings.FIELD_BODY, before.body, after.body),
        (FIELD_SOURCE, before.source or "", after.source or ""),
        (FIELD_PERMISSION, before.permission or "", after.permission or ""),
    )
    for name, old, new in parts:
        if old != new:
            drawn += [section(name), card(changes(differences(old, new)))]
    if [f.object_name for f in before.files] != [f.object_name for f in after.files]:
        drawn.append(note(strings.FILES_CHANGED))
    if len(drawn) == 1:
        drawn.append(note(strings.NO_CHANGES))
    return drawn


def _version(version: VersionText) -> str:
    who = strings.version_line(version.saved_by, text.moment(version.saved_at))
    return f"{strings.version(version.version)}, {who}"
