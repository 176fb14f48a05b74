"""What can be done with a task now: the main step as the one big button, the others below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from services.tasks.models import Part, State, Step, TaskCard
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.parts import column, flow, note
from views.shared.theme import GAP_S
from views.tasks import strings
from views.tasks.people import strings as people

MEMBERS_OWN = (
    Step.ACCEPT,
    Step.HAND_IN,
    Step.REPORT,
    Step.ASK_TIME,
    Step.ASK_CHANGE,
    Step.TAKE_BACK,
)
ASSIGNERS = (
    Step.APPROVE,
    Step.RETURN,
    Step.KEEP,
    Step.GIVE_TIME,
    Step.REFUSE_TIME,
    Step.COMMENT,
    Step.REOPEN,
    Step.CANCEL,
)
MAIN = frozenset({Step.ACCEPT, Step.HAND_IN, Step.APPROVE})
"""Steps that lead on; the others are never the one big button."""
ONE_TAP = (Step.ACCEPT, Step.TAKE_BACK)
QUICK = (25, 50, 75)
"""Percentages that are reported by one tap."""


@dataclass(frozen=True)
class Doing:
    """What a screen of a task hands to its parts: taking a step at once, or opening its form."""

    at_once: Callable[[Step, int | None], None]
    form: Callable[[Step], None]
    busy: bool
    helper: bool = False

    def take(self, step: Step) -> Callable[[], None]:
        """What a button of this step does."""
        return partial(self.at_once, step, None) if step in ONE_TAP else partial(self.form, step)


def what_now(
    task: TaskCard, doing: Doing, standing_in: bool, toggle: Callable[[], None]
) -> list[ft.Control]:
    """The steps of whoever looks; a proxy's behind a tap of its own."""
    own = [step for step in MEMBERS_OWN if step in task.steps]
    others = [step for step in ASSIGNERS if step in task.steps]
    if task.state is State.ASSIGNED and Step.REPORT in own:
        own.remove(Step.REPORT)  # first it is accepted, by one tap
    if task.mine or task.part is Part.HELPER:
        return steps([*own, *others], doing, quick=Step.REPORT in own)
    rows = steps(others, doing, quick=False)
    if own:
        rows.append(
            text_button(
                strings.PROXY, toggle, icon=ft.Icons.RECORD_VOICE_OVER_OUTLINED, key="proxy"
            )
        )
        if standing_in:
            buttons: list[ft.Control] = [_button(step, doing) for step in own]
            rows += [note(strings.PROXY_HELP), flow(buttons)]
    return rows


def steps(offered: Sequence[Step], doing: Doing, *, quick: bool) -> list[ft.Control]:
    """Buttons of the steps; the first as the main one if it leads on."""
    rows: list[ft.Control] = []
    rest = list(offered)
    if rest and rest[0] in MAIN:
        main = rest.pop(0)
        rows.append(
            primary_button(
                strings.STEPS[main], doing.take(main), busy=doing.busy, key=f"step-{main}"
            )
        )
    if quick:
        buttons: list[ft.Control] = [
            secondary_button(
                f"{percent} %",
                partial(doing.at_once, Step.REPORT, percent),
                disabled=doing.busy,
                key=f"quick-{percent}",
            )
            for percent in QUICK
        ]
        if Step.REPORT in rest:
            rest.remove(Step.REPORT)
            buttons.append(_button(Step.REPORT, doing, strings.REPORT_MORE))
        rows.append(column([note(strings.QUICK), flow(buttons)], spacing=GAP_S))
    if rest:
        rows.append(flow([_button(step, doing) for step in rest]))
    return rows


def named(step: Step, helper: bool) -> str:
    """What a step is called on its button and above its form."""
    return people.LEAVE_HELPER if helper and step is Step.CANCEL else strings.STEPS[step]


def _button(step: Step, doing: Doing, words: str | None = None) -> ft.Control:
    return secondary_button(
        words or named(step, doing.helper),
        doing.take(step),
        disabled=doing.busy,
        key=f"step-{step}",
    )
