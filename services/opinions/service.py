"""Verbs of opinions."""

from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Conflict
from services.files import looks_classified
from services.gateway import MemberGateway
from services.opinions.models import NoteKind, QuestionUp, Voices

PAGE = 50
_QUESTIONS = TypeAdapter(list[QuestionUp])


class Opinions:
    """What a signed-in person says beside a meeting's agenda, and reads of it."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def of(self, meeting_id: UUID) -> Voices:
        """What was said beside the agenda. Raises NotFound."""
        row = await self._gateway.rpc("meeting_opinions", meeting_id=str(meeting_id))
        return Voices.model_validate(row)

    async def send(
        self,
        key: UUID,
        meeting_id: UUID,
        words: str,
        item_id: UUID | None = None,
        *,
        classified_confirmed: bool = False,
    ) -> None:
        """Send an opinion under my name. Raises NotFound, Invalid, Conflict `meeting.classified`."""
        stamped = _stamped(words, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "meeting_opinion",
            key=str(key),
            meeting_id=str(meeting_id),
            words=words,
            item_id=str(item_id) if item_id else None,
            stamp_denied=stamped,
        )

    async def send_unnamed(
        self, voice_id: UUID, meeting_id: UUID, words: str, item_id: UUID | None = None
    ) -> None:
        """Send an opinion without a name; `voice_id` is random and used for nothing else. Raises
        NotFound, Invalid, Conflict `meeting.voice_classified`."""
        await self._gateway.rpc(
            "meeting_voice",
            voice_id=str(voice_id),
            meeting_id=str(meeting_id),
            words=words,
            item_id=str(item_id) if item_id else None,
        )

    async def note(
        self,
        key: UUID,
        meeting_id: UUID,
        member_id: UUID,
        kind: NoteKind,
        words: str,
        item_id: UUID | None = None,
    ) -> None:
        """Note criticism and ask the person. Raises NotFound, Invalid, Conflict."""
        await self._gateway.rpc(
            "meeting_note",
            key=str(key),
            meeting_id=str(meeting_id),
            member_id=str(member_id),
            kind=kind.value,
            words=words,
            item_id=str(item_id) if item_id else None,
        )

    async def answer_note(self, key: UUID, note_id: UUID, *, agreed: bool) -> None:
        """Agree to what was noted about me, or have it deleted. Raises NotFound."""
        await self._gateway.rpc(
            "meeting_note_answer", key=str(key), note_id=str(note_id), agreed=agreed
        )

    async def add_question(
        self,
        key: UUID,
        meeting_id: UUID,
        words: str,
        *,
        pass_up: bool,
        classified_confirmed: bool = False,
    ) -> None:
        """Write down what members ask those above. Raises NotFound, Invalid, Conflict."""
        stamped = _stamped(words, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "meeting_question_add",
            key=str(key),
            meeting_id=str(meeting_id),
            words=words,
            pass_up=pass_up,
            stamp_denied=stamped,
        )

    async def pass_up(self, key: UUID, question_id: UUID) -> None:
        """Pass a question up. Raises NotFound."""
        await self._gateway.rpc("meeting_question_pass", key=str(key), question_id=str(question_id))

    async def answer(
        self, key: UUID, question_id: UUID, words: str, *, classified_confirmed: bool = False
    ) -> None:
        """Answer what a cell passed up. Raises NotFound, Invalid, Conflict."""
        stamped = _stamped(words, confirmed=classified_confirmed)
        await self._gateway.rpc(
            "meeting_question_answer",
            key=str(key),
            question_id=str(question_id),
            words=words,
            stamp_denied=stamped,
        )

    async def waiting(
        self, unit_id: UUID, after: QuestionUp | None = None, *, answered: bool = False
    ) -> list[QuestionUp]:
        """A page of questions that cells below have passed up."""
        rows = await self._gateway.rpc(
            "meeting_questions_up",
            unit_id=str(unit_id),
            answered=answered,
            after_at=after.passed_up_at.isoformat() if after and after.passed_up_at else None,
            after_id=str(after.question_id) if after else None,
            page_size=PAGE,
        )
        return _QUESTIONS.validate_python(rows)


def _stamped(words: str, *, confirmed: bool) -> bool:
    """Whether the words look classified; raises Conflict until that is denied."""
    stamped = looks_classified(words)
    if stamped and not confirmed:
        raise Conflict("meeting.classified")
    return stamped
