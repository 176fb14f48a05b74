"""Verbs of tasks."""

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Conflict
from services.files import (
    accepted_name,
    content_type_of,
    denied_stamp,
    looks_classified,
    random_name,
    stamped_name,
)
from services.gateway import MemberGateway
from services.tasks.models import (
    Candidate,
    Given,
    GivenLine,
    State,
    TaskAdd,
    TaskCard,
    TaskCorrect,
    TaskCreate,
    TaskFigures,
    TaskFile,
    TaskLine,
    TasksHome,
    TaskStep,
    TaskYear,
)
from services.tasks.reporting import Period, TasksReport
from services.tasks.ties import CellFound, Ties

BUCKET = "tasks"
PAGE = 50
_LINES = TypeAdapter(list[TaskLine])
_GIVEN = TypeAdapter(list[GivenLine])
_CANDIDATES = TypeAdapter(list[Candidate])
_CELLS = TypeAdapter(list[CellFound])


class Tasks:
    """What a signed-in person does with tasks."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def home(self) -> TasksHome:
        """What the tab opens with."""
        return TasksHome.model_validate(await self._gateway.rpc("tasks_home", page_size=PAGE))

    async def mine(self, *, closed: bool = False, after: TaskLine | None = None) -> list[TaskLine]:
        """A page of my tasks: the open ones by due day, or the closed ones, latest first."""
        rows = await self._gateway.rpc(
            "my_tasks",
            closed=closed,
            before_due=after.due_on.isoformat() if after else None,
            before_id=str(after.assignment_id) if after else None,
            page_size=PAGE,
        )
        return _LINES.validate_python(rows)

    async def open(self, assignment_id: UUID) -> TaskCard:
        """One assignment in full. Raises NotFound."""
        row = await self._gateway.rpc("task_open", assignment_id=str(assignment_id))
        return TaskCard.model_validate(row)

    async def assign(self, task: TaskCreate, *, classified_confirmed: bool = False) -> UUID:
        """Give a task. Raises NotFound, Invalid; Conflict `task.classified` until it is confirmed
        that a text with a secrecy stamp is not classified."""
        stamped = looks_classified(task.title, task.why, task.details, task.source_note or "")
        if stamped and not classified_confirmed:
            raise Conflict("task.classified")
        row = await self._gateway.rpc(
            "task_assign", **task.model_dump(mode="json"), stamp_denied=stamped
        )
        return UUID(row["task_id"])

    async def correct(self, text: TaskCorrect, *, classified_confirmed: bool = False) -> None:
        """Give a task another text; the earlier one stays. Raises NotFound, Invalid
        `task.nothing_new`, Conflict `task.changed_meanwhile`, `task.wrong_state`, `task.classified`."""
        stamped = looks_classified(
            text.title, text.why, text.details, text.source_note or "", text.words or ""
        )
        if stamped and not classified_confirmed:
            raise Conflict("task.classified")
        await self._gateway.rpc(
            "task_correct", **text.model_dump(mode="json"), stamp_denied=stamped
        )

    async def add(self, people: TaskAdd, *, classified_confirmed: bool = False) -> None:
        """Give a given task to more members, or ask more to help. Raises NotFound, Invalid, Conflict
        `task.already_in`, `task.wrong_state`, `task.classified`."""
        stamped = denied_stamp("task.classified", people.words, classified_confirmed)
        await self._gateway.rpc("task_add", **people.model_dump(mode="json"), stamp_denied=stamped)

    async def upload(
        self, member_id: UUID, file_name: str, content: bytes, *, classified_confirmed: bool = False
    ) -> TaskFile:
        """Check a picture or paper by its content and put it into the bucket, in the folder of the
        member whose report it goes with. Raises Invalid, Forbidden, Conflict `task.classified`."""
        content_type = content_type_of(content)
        name = accepted_name(
            file_name, "task.classified", classified_confirmed=classified_confirmed
        )
        object_name = random_name(member_id, content_type)
        await self._gateway.upload(object_name, content, content_type, BUCKET)
        return TaskFile(
            object_name=object_name,
            file_name=name,
            content_type=content_type,
            size_bytes=len(content),
            stamp_denied=stamped_name(file_name),
        )

    async def link(self, file: TaskFile) -> str:
        """A link to a file of a report, good for a minute. Raises NotFound."""
        return await self._gateway.link(file.object_name, file.file_name, BUCKET)

    async def step(self, step: TaskStep, *, classified_confirmed: bool = False) -> State:
        """Take a step; returns the new state. Raises NotFound, Forbidden, Invalid, Conflict:
        `task.wrong_state`, `task.changed_meanwhile` when somebody was faster."""
        text = denied_stamp("task.classified", step.words, classified_confirmed)
        arguments: dict[str, Any] = step.model_dump(mode="json")
        row = await self._gateway.rpc(
            "task_step", **arguments, stamp_denied=text or any(f.stamp_denied for f in step.files)
        )
        return State(row["state"])

    async def revoke(self, key: UUID, event_id: int) -> State:
        """Take back what a proxy entered for me. Raises NotFound, Conflict."""
        row = await self._gateway.rpc("task_revoke", key=str(key), event_id=event_id)
        return State(row["state"])

    async def given(
        self, unit_id: UUID, which: Given = Given.OPEN, after: TaskLine | None = None
    ) -> list[GivenLine]:
        """A page of what a unit has given to whom, by due day."""
        rows = await self._gateway.rpc(
            "tasks_given",
            unit_id=str(unit_id),
            which=which.value,
            after_due=after.due_on.isoformat() if after else None,
            after_id=str(after.assignment_id) if after else None,
            page_size=PAGE,
        )
        return _GIVEN.validate_python(rows)

    async def from_post(self, post_id: UUID) -> list[GivenLine]:
        """Tasks that come from a post: my own, and those of units where I assign."""
        rows = await self._gateway.rpc("post_tasks", post_id=str(post_id))
        return _GIVEN.validate_python(rows)

    async def load(self, unit_id: UUID) -> list[Candidate]:
        """Whom a unit may give a task, those without any first."""
        rows = await self._gateway.rpc("task_load", unit_id=str(unit_id))
        return _CANDIDATES.validate_python(rows)

    async def year(self, year: int, member_id: UUID | None = None) -> TaskYear:
        """A year of mine, or of a member of my unit. Raises NotFound."""
        row = await self._gateway.rpc(
            "task_year", year=year, member_id=str(member_id) if member_id else None
        )
        return TaskYear.model_validate(row)

    async def report(self, unit_id: UUID, period: Period) -> TasksReport:
        """What is due in a unit within a month or a year. Raises NotFound."""
        row = await self._gateway.rpc(
            "tasks_report",
            unit_id=str(unit_id),
            from_on=period.first.isoformat(),
            until_on=period.last.isoformat(),
        )
        return TasksReport.model_validate(row)

    async def figures(self, unit_id: UUID, year: int) -> TaskFigures:
        """A year of a unit and of those below, in counts. Raises NotFound."""
        row = await self._gateway.rpc("task_figures", unit_id=str(unit_id), year=year)
        return TaskFigures.model_validate(row)

    async def introduce(
        self, key: UUID, member_id: UUID, unit_code: str, *, ended: bool = False
    ) -> str:
        """Introduce a member of my cell to the cell where the member lives, or end it; returns that
        cell's name. Raises NotFound."""
        row = await self._gateway.rpc(
            "residence_set",
            key=str(key),
            member_id=str(member_id),
            unit_code=unit_code,
            ended=ended,
        )
        return str(row["unit_name"])

    async def ties(self, member_id: UUID) -> Ties:
        """Residence cells and mentors of a member of my cell. Raises NotFound."""
        row = await self._gateway.rpc("member_ties", member_id=str(member_id))
        return Ties.model_validate(row)

    async def cells(self, words: str) -> list[CellFound]:
        """Cells by words of their names and of what is above them, or by code."""
        return _CELLS.validate_python(await self._gateway.rpc("cells_named", words=words))

    async def mentor(
        self, key: UUID, member_id: UUID, mentor_id: UUID, *, ended: bool = False
    ) -> None:
        """Make somebody of the cell a member's mentor, or end it. Raises NotFound, Invalid."""
        await self._gateway.rpc(
            "mentor_set",
            key=str(key),
            member_id=str(member_id),
            mentor_id=str(mentor_id),
            ended=ended,
        )
