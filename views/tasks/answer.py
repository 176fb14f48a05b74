"""The form of one step: words, a day, a percentage, one file, as far as the step takes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.tasks.models import Part, Step, TaskCard, TaskFile, TaskStep
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, DateInput, Kind, SwitchInput, TextInput, fault
from views.shared.files import file_item
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, column, heading, key_values
from views.shared.picking import PickedFile, paper_input, use_picking
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M
from views.tasks import strings
from views.tasks.steps import named
from views.tasks.task import doer, wanted_id, whose

NEED_WORDS = frozenset(
    {
        Step.ASK_CHANGE,
        Step.ASK_TIME,
        Step.COMMENT,
        Step.KEEP,
        Step.REFUSE_TIME,
        Step.RETURN,
        Step.REOPEN,
        Step.CANCEL,
    }
)
NEED_DAY = frozenset({Step.ASK_TIME, Step.GIVE_TIME})
TAKE_FILE = frozenset({Step.REPORT, Step.HAND_IN, Step.COMMENT})
PERCENTS = tuple((str(n), f"{n} %") for n in (0, 10, 25, 50, 75, 90))
LONGEST = timedelta(days=3650)


@dataclass(frozen=True)
class Answer:
    """What has been filled in."""

    words: str = ""
    until: date | None = None
    percent: str | None = None
    beyond: bool = False
    file: TaskFile | None = None


@screen
def AnswerScreen() -> ft.View:
    """The step in the address, of the assignment in the address."""
    services = use_services()
    params, here = ft.use_route_params(), ft.use_view_path() or ""
    wanted, name = params.get("assignment_id", ""), params.get("step", "")
    query = use_query(lambda: services.tasks.open(wanted_id(wanted)), [wanted], name="tasks.open")
    step = next((s for s in Step if s == name), None)

    def draw(task: TaskCard) -> list[ft.Control]:
        if step is None or step not in task.steps:
            return [banner(strings.NO_LONGER, Tone.WAITING)]
        return [
            heading(task.title, level=2),
            *([] if task.mine else [key_values([(whose(task), doer(task))])]),
            keyed(f"answer-{step}", AnswerForm, task, step, here.rsplit("/", 1)[0]),
        ]

    title = strings.STEP_TITLES[step] if step else strings.TASK
    return scaffold(title, shown(query, draw, room=strings.ERRORS))


@block
def AnswerForm(task: TaskCard, step: Step, back: str) -> ft.Control:
    """What the step takes; what is typed stays through every error. Then ``back`` to the task."""
    services, ask = use_services(), use_confirm()
    answer, set_answer = use_state(lambda: Answer(percent=_nearest(task.percent)))
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(answer)

    async def send(filled: Answer, confirmed: bool, write_key: str) -> None:
        await services.tasks.step(
            TaskStep(
                key=UUID(write_key),
                assignment_id=task.assignment_id,
                step=step,
                version=task.version,
                words=filled.words.strip() or None,
                until=filled.until if step in NEED_DAY else None,
                percent=int(filled.percent) if step is Step.REPORT and filled.percent else None,
                beyond=filled.beyond,
                files=[filled.file] if filled.file else [],
            ),
            classified_confirmed=confirmed,
        )

    async def bring(picked: PickedFile) -> TaskFile:
        return await services.tasks.upload(
            task.member_id,
            picked.name,
            await picked.content(),
            classified_confirmed=picked.classified_confirmed,
        )

    def sent(_: None) -> None:
        toast(strings.SAID.get(step, strings.SAVED))
        go(back)

    def put(name: str, value: Any) -> None:
        set_answer(lambda old: replace(old, **{name: value}))

    sending = use_action(send, on_done=sent, name="tasks.step")
    picking = use_picking(bring, on_done=partial(put, "file"), name="tasks.upload")
    told = sending.error

    def submit() -> None:
        set_tried(True)
        if not faults(step, answer):
            unless_stamped(ask, answer.words, lambda sure: sending.run(answer, sure, key.value))

    found = faults(step, answer) if tried else {}
    if told is not None and told.field in ("words", "until"):
        found[told.field] = sentence(told, strings.ERRORS)
        told = None
    rows: list[ft.Control] = []
    if step is Step.REPORT:
        rows.append(
            keyed(
                "percent",
                ChoiceInput,
                strings.PERCENT,
                PERCENTS,
                answer.percent,
                partial(put, "percent"),
            )
        )
    if step in NEED_DAY:
        today = text.now().date()
        rows.append(
            keyed(
                "until", DateInput, strings.UNTIL, answer.until, partial(put, "until"),
                first=today, last=today + LONGEST, error=found.get("until"),
            )
        )  # fmt: skip
    rows.append(
        keyed(
            "words", TextInput, strings.WORDS[step], answer.words, partial(put, "words"),
            kind=Kind.LONG, lines=4, max_length=4000, optional=step not in NEED_WORDS,
            error=found.get("words"),
        )
    )  # fmt: skip
    if step is Step.APPROVE:
        rows.append(
            keyed(
                "beyond", SwitchInput, strings.BEYOND_LABEL, answer.beyond, partial(put, "beyond"),
                help=strings.BEYOND_HELP,
            )
        )  # fmt: skip
    if step in TAKE_FILE:
        rows.append(
            paper_input(
                strings.FILE,
                strings.FILE_HELP,
                picking,
                [_line(answer.file)] if answer.file else [],
                partial(put, "file", None),
                strings.ERRORS,
            )
        )
    return column(
        [
            *rows,
            *fault(strings.CHECK_FIELDS if found else None),
            *problem(told, strings.ERRORS),
            primary_button(
                named(step, task.part is Part.HELPER),
                submit,
                busy=sending.busy,
                key="send",
            ),
        ],
        spacing=GAP_M,
    )


def faults(step: Step, answer: Answer) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    if step in NEED_WORDS and len(answer.words.strip()) < 2:
        found["words"] = strings.WORDS_MISSING
    if step in NEED_DAY and answer.until is None:
        found["until"] = strings.DATE_MISSING
    return found


def _nearest(percent: int) -> str:
    return max((value for value, _ in PERCENTS if int(value) <= percent), key=int)


def _line(file: TaskFile) -> ft.Control:
    return file_item(
        file.file_name,
        file.content_type,
        text.file_size(file.size_bytes),
        key=f"file-{file.object_name}",
    )
