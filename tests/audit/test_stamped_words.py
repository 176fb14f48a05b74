"""Short words with a secrecy stamp: stopped until whoever wrote them denies it, and the log says who.

It says the same of all of them, and not what they were: an entry that named a question would tell who asked.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.errors import Conflict
from services.newsroom.models import PostStep, Step
from services.questions.models import Desk, Kind, QuestionAsk
from services.tasks.models import Step as TaskStepName
from services.tasks.models import TaskStep
from tests.house import House, Person
from tests.newsroom.conftest import found_newsroom
from tests.permissions.world import Text, write
from tests.tasks.test_steps import given

STAMPED = "Theo công văn MẬT số 3"
Deed = Callable[[House], Awaitable[tuple[Person, Callable[[bool], Awaitable[object]]]]]


async def a_question(house: House) -> tuple[Person, Callable[[bool], Awaitable[object]]]:
    """A member asks about a post of the own cell."""
    person = house.newcomer("cell-a1")
    post = write(house, Text("cell-a1"))
    questions = (await house.as_(person)).questions
    ask = QuestionAsk(
        key=uuid4(), post_id=post, kind=Kind.QUESTION, desk=Desk.SECRETARY, words=STAMPED
    )
    return person, lambda sure: questions.ask(ask, classified_confirmed=sure)


async def an_answer(house: House) -> tuple[Person, Callable[[bool], Awaitable[object]]]:
    """The secretary of a new cell answers."""
    cell = house.found("cell", "ward-a")
    asker, secretary = house.newcomer(cell), house.newcomer(cell, ("secretary", cell))
    post: UUID = house.value(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
        " values (%s, '', 'news', 'published', 'Bài thử', now()) returning id",
        cell,
    )
    asked = await (await house.as_(asker)).questions.ask(
        QuestionAsk(
            key=uuid4(), post_id=post, kind=Kind.QUESTION, desk=Desk.SECRETARY, words="Xin hỏi"
        )
    )
    desk = (await house.as_(secretary)).questions
    return secretary, lambda sure: desk.settle(
        uuid4(), asked, "answer", STAMPED, classified_confirmed=sure
    )


async def a_report(house: House) -> tuple[Person, Callable[[bool], Awaitable[object]]]:
    """A member reports on a task."""
    person = house.newcomer("cell-a1")
    step = TaskStep(
        key=uuid4(),
        assignment_id=await given(house, person),
        step=TaskStepName.REPORT,
        version=1,
        words=STAMPED,
        percent=50,
    )
    tasks = (await house.as_(person)).tasks
    return person, lambda sure: tasks.step(step, classified_confirmed=sure)


async def a_return(house: House) -> tuple[Person, Callable[[bool], Awaitable[object]]]:
    """An editor gives an article back."""
    room = found_newsroom(house, "Đảng ủy phường thử lý do")
    saved = await room.at_the_ward()
    desk = (await room.of("editor")).newsroom
    return room.people["editor"], lambda sure: desk.step(
        uuid4(),
        saved.manuscript_id,
        Step.RETURN,
        version=saved.version,
        reason=STAMPED,
        classified_confirmed=sure,
    )


async def a_withdrawal(house: House) -> tuple[Person, Callable[[bool], Awaitable[object]]]:
    """Whoever published it takes an article down."""
    cell = house.found("cell", "ward-a")
    secretary = house.newcomer(cell, ("secretary", cell))
    post: UUID = house.value(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
        " values (%s, '', 'news', 'published', 'Bài thử', now()) returning id",
        cell,
    )
    desk = (await house.as_(secretary)).newsroom
    return secretary, lambda sure: desk.post_step(
        uuid4(), post, PostStep.WITHDRAW, reason=STAMPED, classified_confirmed=sure
    )


DEEDS = {
    "a question": (a_question, "question.classified"),
    "an answer": (an_answer, "question.classified"),
    "a report on a task": (a_report, "task.classified"),
    "an article returned": (a_return, "words.classified"),
    "a post withdrawn": (a_withdrawal, "words.classified"),
}


def entries(house: House, person: Person) -> list[Any]:
    """What the log holds of such denials by somebody."""
    with house.sql() as connection:
        return connection.execute(
            "select e.subject, e.subject_id, v.before, v.after from handbook.audit_entries e"
            " join handbook.audit_values v on v.entry_id = e.id"
            " where e.action = 'words.stamp_denied' and e.actor_id = %s",
            (person.id,),
        ).fetchall()


@pytest.mark.parametrize("name", DEEDS)
async def test_stopped_until_denied_and_then_logged_by_name(house: House, name: str) -> None:
    arrange, code = DEEDS[name]
    person, send = await arrange(house)
    with pytest.raises(Conflict) as refused:
        await send(False)
    assert refused.value.code == code
    assert entries(house, person) == []
    await send(True)
    assert entries(house, person) == [("words", "", None, None)]
    mine = await (await house.as_(person)).audit.my_log()
    assert "words.stamp_denied" in {entry.action for entry in mine}


async def test_the_database_refuses_what_was_not_asked_about(house: House) -> None:
    """Over REST as well, and a denial of what looks like nothing is logged by nobody."""
    room = found_newsroom(house, "Đảng ủy phường thử lý do qua REST")
    editor = room.people["editor"]
    saved = await room.at_the_ward()
    step = {"manuscript_id": saved.manuscript_id, "step": "return", "version": saved.version}
    refused = await house.call(editor, "manuscript_step", key=uuid4(), reason=STAMPED, **step)
    assert (refused.status, refused.outcome) == (409, "words.classified")
    plain = await house.call(
        editor, "manuscript_step", key=uuid4(), reason="Thiếu ảnh", stamp_denied=True, **step
    )
    assert plain.outcome == "ok"
    assert entries(house, editor) == []
    post = write(house, Text("cell-a1"))
    withdrawn = await house.call(
        "secretary", "post_step", key=uuid4(), post_id=post, step="withdraw", reason=STAMPED
    )
    assert withdrawn.outcome == "words.classified"


async def test_what_a_picture_shows_is_looked_at_as_well(house: House) -> None:
    room = found_newsroom(house, "Đảng ủy phường thử lời của ảnh")
    author = room.people["contributor"]
    saved = await room.write()
    files = [{"object_name": "x", "file_name": "a.jpg", "alternative": STAMPED}]
    refused = await house.call(
        author, "manuscript_save", key=uuid4(), manuscript_id=saved.manuscript_id, version=1,
        target_id=room.ward, title="Tin", body="Nội dung", files=files,
    )  # fmt: skip
    assert refused.outcome == "post.classified"
    post = await house.call(
        "secretary", "post_save", key=uuid4(), unit_id=house.unit("cell-a1"), category="news",
        title="Tin có ảnh", files=files,
    )  # fmt: skip
    assert post.outcome == "post.classified"
