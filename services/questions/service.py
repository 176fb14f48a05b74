"""Verbs of questions."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter

from services.files import denied_stamp
from services.gateway import MemberGateway
from services.questions.models import PublicAnswer, Question, QuestionAsk

PAGE = 50
_QUESTIONS = TypeAdapter(list[Question])
_ANSWERS = TypeAdapter(list[PublicAnswer])


class Questions:
    """What a signed-in person asks and answers."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def ask(self, question: QuestionAsk, *, classified_confirmed: bool = False) -> UUID:
        """Send a question or a mistake. Raises NotFound, Invalid, TooMany, Conflict: `question.classified`
        until the asker confirms that what looks like a secrecy stamp is none; the log says who, not what."""
        stamped = denied_stamp("question.classified", question.words, classified_confirmed)
        answer = await self._gateway.rpc(
            "question_ask", **question.model_dump(mode="json"), stamp_denied=stamped
        )
        return UUID(answer["question_id"])

    async def mine(self, after: Question | None = None) -> list[Question]:
        """A page of what I asked, newest first."""
        rows = await self._gateway.rpc(
            "my_questions", **_cursor("before", after, after and after.asked_at)
        )
        return _QUESTIONS.validate_python(rows)

    async def waiting(self, after: Question | None = None) -> list[Question]:
        """A page of what waits at my desks, oldest first."""
        rows = await self._gateway.rpc(
            "questions_waiting", **_cursor("after", after, after and after.asked_at)
        )
        return _QUESTIONS.validate_python(rows)

    async def settled(self, after: Question | None = None) -> list[Question]:
        """A page of what my desks have answered or closed, newest first."""
        rows = await self._gateway.rpc(
            "questions_settled", **_cursor("before", after, after and after.settled_at)
        )
        return _QUESTIONS.validate_python(rows)

    async def open(self, question_id: UUID) -> Question:
        """One question; its answer is now seen, if I asked. Raises NotFound."""
        return Question.model_validate(
            await self._gateway.rpc("question_open", question_id=str(question_id))
        )

    async def settle(
        self,
        key: UUID,
        question_id: UUID,
        verb: str,
        words: str | None = None,
        *,
        publish: bool = False,
        classified_confirmed: bool = False,
    ) -> str:
        """Answer, close, publish, unpublish or pass on; returns the state. Raises NotFound, Invalid,
        Conflict: `question.classified` as for a question."""
        stamped = denied_stamp("question.classified", words, classified_confirmed)
        answer = await self._gateway.rpc(
            "question_settle",
            key=str(key),
            question_id=str(question_id),
            verb=verb,
            words=words,
            publish=publish,
            stamp_denied=stamped,
        )
        return str(answer["state"])

    async def take_back(self, question_id: UUID, what: str) -> None:
        """Delete my unanswered `question`, or take back my `consent` to its publication. Raises NotFound,
        Conflict."""
        await self._gateway.rpc("question_take_back", question_id=str(question_id), what=what)

    async def under(self, post_id: UUID) -> list[PublicAnswer]:
        """What stands under an article."""
        return _ANSWERS.validate_python(
            await self._gateway.rpc("post_answers", post_id=str(post_id))
        )


def _cursor(name: str, after: Question | None, at: datetime | None) -> dict[str, object]:
    return {
        name: at.isoformat() if at else None,
        f"{name}_id": str(after.question_id) if after else None,
        "page_size": PAGE,
    }
