"""Verbs of meetings."""

from datetime import date, time
from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Conflict
from services.files import (
    accepted_name,
    content_type_of,
    looks_classified,
    random_name,
    stamped_name,
)
from services.gateway import MemberGateway
from services.meetings.models import (
    Arrival,
    MeetingCard,
    MeetingDraft,
    MeetingYear,
    MemberAttendance,
    Overview,
    Paper,
    Part,
    Presence,
    Reckoning,
    Reply,
    Roll,
    RollCode,
    State,
    Step,
)
from services.meetings.standing import Standing
from services.signals import Signals

BUCKET = "meetings"
_ATTENDANCE = TypeAdapter(list[MemberAttendance])


class Meetings:
    """What a signed-in person does with meetings. What others have on their screens is told by `signals`."""

    def __init__(self, gateway: MemberGateway, signals: Signals | None = None) -> None:
        self._gateway = gateway
        self._signals = signals or Signals()

    async def year(self, year: int, unit_id: UUID | None = None) -> MeetingYear:
        """A year of my cell with my attendance, or of one I look after. Raises NotFound."""
        row = await self._gateway.rpc(
            "meeting_year", year=year, unit_id=str(unit_id) if unit_id else None
        )
        return MeetingYear.model_validate(row)

    async def open(self, meeting_id: UUID, *parts: Part) -> MeetingCard:
        """One meeting in full, with what else the screen shows. Raises NotFound."""
        row = await self._gateway.rpc(
            "meeting_open", meeting_id=str(meeting_id), parts=[part.value for part in parts]
        )
        return MeetingCard.model_validate(row)

    async def standing(self, meeting_id: UUID) -> Standing:
        """Where a meeting stands for the caller, and no more. Raises NotFound."""
        row = await self._gateway.rpc("meeting_standing", meeting_id=str(meeting_id))
        return Standing.model_validate(row)

    async def set_day(
        self, key: UUID, unit_id: UUID, day: int, at: time, minutes: int, place: str
    ) -> None:
        """When and where a cell meets as a rule. Raises NotFound, Invalid."""
        await self._gateway.rpc(
            "meeting_day_set",
            key=str(key),
            unit_id=str(unit_id),
            day=day,
            at=at.isoformat(),
            minutes=minutes,
            place=place,
        )

    async def plan(self, key: UUID, unit_id: UUID, year: int) -> int:
        """Plan the regular meetings of a year that are still to come; returns how many were made.
        Raises NotFound, Invalid, Conflict `meeting.no_day`."""
        row = await self._gateway.rpc(
            "meetings_plan", key=str(key), unit_id=str(unit_id), year=year
        )
        return int(row["made"])

    async def save(self, draft: MeetingDraft, *, classified_confirmed: bool = False) -> UUID:
        """Plan a meeting or change one that has not begun. Raises NotFound, Invalid, Conflict:
        `meeting.changed_meanwhile`, `meeting.classified` until that is confirmed to be wrong."""
        titles = [item.title for item in draft.items or []]
        stamped = looks_classified(draft.title, draft.guests, *titles)
        if stamped and not classified_confirmed:
            raise Conflict("meeting.classified")
        row = await self._gateway.rpc(
            "meeting_save", **draft.model_dump(mode="json"), stamp_denied=stamped
        )
        if draft.meeting_id is not None:
            self._signals.send(draft.meeting_id)
        return UUID(row["meeting_id"])

    async def step(
        self, key: UUID, meeting_id: UUID, step: Step, version: int, reason: str | None = None
    ) -> State:
        """Call, cancel, open or close a meeting. Raises NotFound, Invalid, Conflict."""
        row = await self._gateway.rpc(
            "meeting_step",
            key=str(key),
            meeting_id=str(meeting_id),
            step=step.value,
            version=version,
            reason=reason,
        )
        self._signals.send(meeting_id)
        return State(row["state"])

    async def reply(
        self,
        key: UUID,
        meeting_id: UUID,
        reply: Reply,
        reason: str | None = None,
        member_id: UUID | None = None,
    ) -> None:
        """Answer the invitation, or enter what a member of the cell said. Raises NotFound, Invalid,
        Conflict."""
        await self._gateway.rpc(
            "meeting_reply",
            key=str(key),
            meeting_id=str(meeting_id),
            reply=reply.value,
            reason=reason,
            member_id=str(member_id) if member_id else None,
        )

    async def add_paper(
        self,
        key: UUID,
        meeting_id: UUID,
        file_name: str,
        content: bytes,
        *,
        classified_confirmed: bool = False,
    ) -> None:
        """Check a file by its content and put it among the papers. Raises NotFound, Invalid,
        Conflict `meeting.classified`."""
        content_type = content_type_of(content)
        name = accepted_name(
            file_name, "meeting.classified", classified_confirmed=classified_confirmed
        )
        object_name = random_name(meeting_id, content_type)
        await self._gateway.upload(object_name, content, content_type, BUCKET)
        await self._gateway.rpc(
            "meeting_paper_add",
            key=str(key),
            meeting_id=str(meeting_id),
            object_name=object_name,
            file_name=name,
            stamp_denied=stamped_name(file_name),
        )
        self._signals.send(meeting_id)

    async def remove_paper(self, key: UUID, object_name: str) -> None:
        """Take a paper away. Raises NotFound."""
        await self._gateway.rpc("meeting_paper_remove", key=str(key), object_name=object_name)
        self._signals.send(UUID(object_name.partition("/")[0]))  # it lies below its meeting's id

    async def link(self, paper: Paper) -> str:
        """A link to a paper, good for a minute. Raises NotFound."""
        return await self._gateway.link(paper.object_name, paper.file_name, BUCKET)

    async def code(self, meeting_id: UUID) -> RollCode:
        """The code of this half minute. Raises NotFound."""
        row = await self._gateway.rpc("meeting_code", meeting_id=str(meeting_id))
        return RollCode.model_validate(row)

    async def arrive(self, meeting_id: UUID, code: str, *, held: bool = False) -> Arrival:
        """I am here, by a code or by what was held for me. Raises NotFound."""
        row = await self._gateway.rpc(
            "meeting_arrive", meeting_id=str(meeting_id), code=code, held=held
        )
        return Arrival.model_validate(row)

    async def roll(self, meeting_id: UUID) -> Roll:
        """The roll, for who keeps the meeting. Raises NotFound."""
        row = await self._gateway.rpc("meeting_roll", meeting_id=str(meeting_id))
        return Roll.model_validate(row)

    async def reckon(self, meeting_id: UUID) -> Reckoning:
        """What quorum and votes are reckoned from. Raises NotFound."""
        row = await self._gateway.rpc("meeting_reckon", meeting_id=str(meeting_id))
        return Reckoning.model_validate(row)

    async def mark(
        self,
        key: UUID,
        meeting_id: UUID,
        member_id: UUID,
        presence: Presence,
        reason: str | None = None,
    ) -> None:
        """The clerk's mark. Raises NotFound, Invalid."""
        await self._gateway.rpc(
            "meeting_mark",
            key=str(key),
            meeting_id=str(meeting_id),
            member_id=str(member_id),
            presence=presence.value,
            reason=reason,
        )
        self._signals.send(member_id)

    async def write_item(
        self,
        key: UUID,
        item_id: UUID,
        conclusion: str | None = None,
        *,
        running: bool | None = None,
        classified_confirmed: bool = False,
    ) -> None:
        """Write down what an item came to, begin it or end it. Raises NotFound, Invalid, Conflict."""
        stamped = looks_classified(conclusion or "")
        if stamped and not classified_confirmed:
            raise Conflict("meeting.classified")
        await self._gateway.rpc(
            "meeting_item_save",
            key=str(key),
            item_id=str(item_id),
            conclusion=conclusion,
            running=running,
            stamp_denied=stamped,
        )
        if running is not None:  # what is being typed is no news to a whole cell at each pause
            self._signals.send(item_id)

    async def note_speaker(
        self, key: UUID, item_id: UUID, member_id: UUID, *, spoke: bool = True
    ) -> None:
        """Note that somebody took the floor, or take it back. Raises NotFound."""
        await self._gateway.rpc(
            "meeting_speaker",
            key=str(key),
            item_id=str(item_id),
            member_id=str(member_id),
            spoke=spoke,
        )

    async def attendance(self, unit_id: UUID, year: int) -> list[MemberAttendance]:
        """A year of a cell, member by member."""
        rows = await self._gateway.rpc("cell_attendance", unit_id=str(unit_id), year=year)
        return _ATTENDANCE.validate_python(rows)

    async def overview(self, unit_id: UUID, month: date) -> Overview:
        """A month of a unit and of those below, in counts. Raises NotFound."""
        row = await self._gateway.rpc(
            "meetings_overview", unit_id=str(unit_id), month=month.isoformat()
        )
        return Overview.model_validate(row)
