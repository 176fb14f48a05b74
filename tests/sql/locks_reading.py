"""The second lock of reading, questions and figures: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from tests.cast import CAST
from tests.permissions.table_reading import own_question, question
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import Attempt, keyed, learned, same

A1 = {"member", "secretary", "probationary", "exempt"}
OFFICES_OF_A = {"office_a", "staff_a", "city_staff", "news"}


def of_a1(world: World) -> list[tuple[object, ...]]:
    """A post of A1 and one for leaders of its ward."""
    return [(world.posts["news_a1"],), (world.posts["leaders_a"],)]


def at_a1(world: World) -> list[tuple[object, ...]]:
    """A question at the desk of A1, one at the secretary of ward A, one at its editors."""
    return [
        (question(world),),
        (question(world, "news_a", "ward-a", "secretary"),),
        (question(world, "news_a", "ward-a"),),
    ]


def answered(world: World) -> list[tuple[object, ...]]:
    """A post of A1 and one for leaders, with an answer under each."""
    question(world, answered=True)
    question(world, "leaders_a", "ward-a", answered=True)
    return of_a1(world)


def units(world: World) -> list[tuple[object, ...]]:
    """Units at every level, in both wards."""
    return [
        (world.database.unit(name),) for name in ("city", "ward-a", "ward-b", "cell-a1", "cell-b1")
    ]


def own_lists(asking: Asking, world: World, function: str) -> None:
    """A list of what to read is under row security of its own."""
    for who in CAST:
        asking.connection.execute(
            b"insert into handbook.bookmarks (member_id, post_id, list) values (%s, %s, 'later')"
            b" on conflict do nothing",
            (asking.database.id(who), world.posts["news_city"]),
        )
    query = f"select post_id from {function}('later')"
    before = asking.each(query)
    unlock(asking.connection, function)
    assert asking.each(query) == before
    assert all(world.posts["news_city"] in [*found] for found in before.values())


def only_questions_that_open(asking: Asking, world: World, function: str) -> None:
    """Without the lock a list shows what one may open all the same, and others nothing."""
    at_a1(world)
    question(world, answered=True)
    for who in CAST:
        own_question(world, who)
    unlock(asking.connection, function)
    found = asking.each(f"select (q ->> 'question_id')::uuid from {function}() q")
    for who, ids in found.items():
        for one in ids:
            opened = asking.rows(who, "select api.question_open(%s) is not null", one)
            assert one is None or opened == [True], who
    desks = {who for who, ids in found.items() if len([i for i in ids if i is not None]) > 1}
    assert desks <= {"secretary", "office_a", "news", *CAST}
    named = asking.each(f"select q #>> '{{asker,full_name}}' from {function}() q")
    told = {who for who, names in learned(named).items() if names}
    assert told <= {"secretary", "secretary_b", "office_a", "news"}, told


def nobody_takes_back_for_others(asking: Asking, world: World, function: str) -> None:
    """The helper knows the asker by itself."""
    asked = question(world)
    unlock(asking.connection, function)
    answers = asking.each(f"select {function}(%s, 'question')", asked)
    assert learned(answers) == {}
    assert set(map(str, answers.values())) == {"PT404 question.not_found"}


def related_stays_within(asking: Asking, world: World, function: str) -> None:
    """Without the lock a leader's post is near to others for leaders alone."""
    query = f"select (r ->> 'post_id')::uuid from {function}(%s, 10) r"
    asked = world.posts["directive_a"]
    before = asking.each(query, asked)
    unlock(asking.connection, function)
    assert asking.each(query, asked) == before
    assert world.posts["leaders_a"] in [*before["secretary"]]
    assert world.posts["leaders_a"] not in [*before["member"]]
    assert learned(before).keys() == A1 | OFFICES_OF_A | {"sibling"}


READING: dict[str, tuple[Attempt, ...]] = {
    "reading_keep": (same("select api.reading_keep(%s, 'kept', true)", of_a1, A1 | OFFICES_OF_A),),
    "my_reading": (own_lists,),
    "post_related": (related_stays_within,),
    "question_ask": (
        same(
            "select api.question_ask(%s, %s, 'question', 'editors', 'Xin hỏi thêm') is not null",
            keyed(of_a1),
            A1 | OFFICES_OF_A,
        ),
    ),
    "my_questions": (only_questions_that_open,),
    "questions_waiting": (only_questions_that_open,),
    "questions_settled": (only_questions_that_open,),
    "question_open": (
        same("select api.question_open(%s) ->> 'words'", at_a1, {"secretary", "office_a"}),
    ),
    "question_settle": (
        same(
            "select api.question_settle(%s, %s, 'answer', 'Xin trả lời') ->> 'state'",
            keyed(at_a1),
            {"secretary", "office_a"},
        ),
    ),
    "question_take_back": (nobody_takes_back_for_others,),
    "post_answers": (same("select answer from api.post_answers(%s)", answered, A1 | OFFICES_OF_A),),
    "figures": (
        same(
            "select jsonb_build_array(f #> '{unit,name}', f -> 'published', f -> 'readers', f -> 'members')"
            " from api.figures(%s) f where (f ->> 'members')::int > 0",
            units,
            {"secretary", "secretary_b", "office_a", "news"},
        ),
    ),
}
