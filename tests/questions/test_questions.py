"""Questions: who hears of them, who answers, what is published, and that nobody is counted by name."""

from uuid import UUID, uuid4

import pytest

from services.errors import Conflict, Invalid, NotFound, TooMany
from services.questions.models import Desk, Kind, Question, QuestionAsk
from tests.house import House, Person
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    """A ward of these tests."""
    return found_ward(house, "Đảng ủy phường thử hỏi đáp")


@pytest.fixture
async def post(house: House, ward: Ward) -> UUID:
    """A post of the ward's cell."""
    return await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))


@pytest.fixture
async def ward_post(house: House, ward: Ward) -> UUID:
    """A post of the ward."""
    return await (await house.as_(ward.office)).posts.save(a_post(ward.unit))


def a_question(post: UUID, **more: object) -> QuestionAsk:
    given = {
        "key": uuid4(), "post_id": post, "kind": Kind.QUESTION, "desk": Desk.EDITORS,
        "words": "Xin hỏi thêm về bài này", "may_publish": True,
    }  # fmt: skip
    return QuestionAsk.model_validate(given | more)


async def ask(house: House, who: Person, post: UUID, **more: object) -> UUID:
    return await (await house.as_(who)).questions.ask(a_question(post, **more))


async def opened(house: House, who: Person, question: UUID) -> Question:
    return await (await house.as_(who)).questions.open(question)


async def settle(
    house: House,
    who: Person,
    question: UUID,
    verb: str,
    words: str | None = None,
    *,
    publish: bool = False,
) -> str:
    services = await house.as_(who)
    return await services.questions.settle(uuid4(), question, verb, words, publish=publish)


async def waiting(house: House, who: Person) -> set[UUID]:
    return {q.question_id for q in await (await house.as_(who)).questions.waiting()}


async def test_asked_answered_privately_then_published_then_taken_back(
    house: House, ward: Ward, post: UUID
) -> None:
    asker, reader = house.newcomer(ward.cell, name="Trần Thị Hỏi"), house.newcomer(ward.cell)
    question = await ask(house, asker, post)
    seen = await opened(house, ward.secretary, question)
    assert seen.asker is not None
    assert (seen.asker.full_name, seen.may_answer, seen.mine) == ("Trần Thị Hỏi", True, False)
    assert (await opened(house, asker, question)).asker is None
    assert question in await waiting(house, ward.secretary)
    assert await settle(house, ward.secretary, question, "answer", "Xin trả lời") == "answered"
    assert question not in await waiting(house, ward.secretary)
    home = await (await house.as_(asker)).directives.home()
    assert home.questions.answers == 1
    mine = await (await house.as_(asker)).questions.mine()
    assert [(q.unseen, q.answer and q.answer.words) for q in mine] == [(True, "Xin trả lời")]
    await opened(house, asker, question)
    assert (await (await house.as_(asker)).directives.home()).questions.answers == 0
    under = (await house.as_(reader)).questions.under
    assert await under(post) == []
    await settle(house, ward.secretary, question, "publish")
    (public,) = await under(post)
    assert (public.question, public.answer) == ("Xin hỏi thêm về bài này", "Xin trả lời")
    assert "Trần Thị Hỏi" not in public.model_dump_json()
    await (await house.as_(asker)).questions.take_back(question, "consent")
    assert await under(post) == []
    with pytest.raises(Conflict, match=r"question\.not_agreed"):
        await settle(house, ward.secretary, question, "publish")


async def test_without_consent_nothing_is_published(house: House, ward: Ward, post: UUID) -> None:
    question = await ask(house, ward.member, post, may_publish=False)
    with pytest.raises(Conflict, match=r"question\.not_agreed"):
        await settle(house, ward.secretary, question, "answer", "Xin trả lời", publish=True)
    assert (await opened(house, ward.member, question)).state == "asked"
    assert await settle(house, ward.secretary, question, "answer", "Trả lời riêng") == "answered"
    assert await (await house.as_(ward.member)).questions.under(post) == []


async def test_passed_on_it_leaves_the_desk_and_the_asker_sees_where_it_went(
    house: House, ward: Ward, ward_post: UUID
) -> None:
    question = await ask(house, ward.member, ward_post)
    assert question in await waiting(house, ward.office)
    assert question not in await waiting(house, ward.secretary)
    assert await settle(house, ward.office, question, "pass_secretary") == "passed_on"
    with pytest.raises(NotFound):
        await opened(house, ward.office, question)
    assert question in await waiting(house, ward.secretary)
    with pytest.raises(Conflict, match=r"question\.already_there"):
        await settle(house, ward.secretary, question, "pass_secretary")
    await settle(house, ward.secretary, question, "pass_editors")
    seen = await opened(house, ward.member, question)
    assert [m.desk for m in seen.moves] == [Desk.SECRETARY, Desk.EDITORS]
    assert await settle(house, ward.office, question, "pass_above") == "passed_on"
    news = await (await house.as_("news")).questions.waiting()
    assert question in {q.question_id for q in news}  # the city's editors


async def test_who_sits_at_the_desk_asks_the_one_above(
    house: House, ward: Ward, post: UUID
) -> None:
    """Nobody answers the own question."""
    question = await ask(house, ward.secretary, post)
    assert question not in await waiting(house, ward.secretary)
    assert question in await waiting(house, ward.office)
    seen = await opened(house, ward.secretary, question)
    assert (seen.mine, seen.may_answer) == (True, False)
    with pytest.raises(NotFound):
        await settle(house, ward.secretary, question, "answer", "Tự trả lời")


async def test_a_mistake_goes_to_the_editors_and_brings_thanks(
    house: House, ward: Ward, ward_post: UUID
) -> None:
    words = "Ngày ghi trong bài là Chủ nhật, không phải thứ Bảy"
    mistake = await ask(
        house, ward.member, ward_post, kind=Kind.MISTAKE, desk=Desk.SECRETARY, words=words
    )
    seen = await opened(house, ward.office, mistake)
    assert (seen.desk, seen.kind, seen.may_publish) == (Desk.EDITORS, Kind.MISTAKE, False)
    await settle(house, ward.office, mistake, "answer", "Cảm ơn đồng chí, đã sửa.")
    answer = (await opened(house, ward.member, mistake)).answer
    assert answer is not None
    assert answer.words == "Cảm ơn đồng chí, đã sửa."


async def test_an_unanswered_question_is_deleted_without_a_trace(
    house: House, ward: Ward, post: UUID
) -> None:
    before = house.value("select count(*) from handbook.audit_entries")
    question = await ask(house, ward.member, post)
    await settle(house, ward.secretary, question, "pass_above")
    await (await house.as_(ward.member)).questions.take_back(question, "question")
    with pytest.raises(NotFound):
        await opened(house, ward.member, question)
    assert house.value("select count(*) from handbook.audit_entries") == before
    done = await ask(house, ward.member, post)
    await settle(house, ward.secretary, done, "close", "Đã trả lời ở bài khác")
    with pytest.raises(Conflict, match=r"question\.settled"):
        await (await house.as_(ward.member)).questions.take_back(done, "question")
    with pytest.raises(Conflict, match=r"question\.settled"):
        await settle(house, ward.secretary, done, "answer", "Trả lời nữa")


async def test_the_log_tells_that_a_desk_answered_and_nothing_of_the_asker(
    house: House, ward: Ward, post: UUID
) -> None:
    asker = house.newcomer(ward.cell, name="Lê Văn Kín")
    told = "select count(*) from handbook.audit_entries where actor_id = %s or member_id = %s"
    before = house.value(told, asker.id, asker.id)
    question = await ask(house, asker, post, words="Một chuyện riêng tư")
    await settle(house, ward.secretary, question, "answer", "Trả lời chuyện riêng", publish=True)
    await (await house.as_(asker)).questions.take_back(question, "consent")
    with house.sql() as connection:
        entries = connection.execute(
            "select e.actor_id, e.member_id, e.action, v.after::text from handbook.audit_entries e"
            " left join handbook.audit_values v on v.entry_id = e.id where e.subject like '%%question%%'"
            " and e.subject_id = %s",
            (str(question),),
        ).fetchall()
    assert [(e[0], e[1], e[2]) for e in entries] == [
        (ward.secretary.id, None, "question_answers.insert")
    ]
    assert not {w for w in ("riêng", str(asker.id), "Lê Văn Kín") if w in str(entries[0][3])}
    assert house.value(told, asker.id, asker.id) == before


async def test_stamps_lengths_and_haste_are_stopped_and_nobody_is_locked_out(
    house: House, ward: Ward, post: UUID
) -> None:
    asker = house.newcomer(ward.cell)
    with pytest.raises(Conflict, match=r"question\.classified"):
        await ask(house, asker, post, words="Văn bản MẬT số 3 nói gì?")
    rest = await house.call(
        asker, "question_ask", key=uuid4(), post_id=post, kind="question", desk="editors",
        words="Văn bản MẬT số 3 nói gì?",
    )  # fmt: skip
    assert rest.outcome == "question.classified"
    with pytest.raises(Invalid, match=r"question\.length"):
        await ask(house, asker, post, words="hả")
    for n in range(6):
        await ask(house, asker, post, words=f"Câu hỏi thứ {n}")
    with pytest.raises(TooMany) as slowed:
        await ask(house, asker, post, words="Câu hỏi nữa")
    assert 0 < slowed.value.retry_after <= 3600
    house.run(
        "update handbook.questions set asked_at = now() - interval '61 minutes' where asker_id = %s",
        asker.id,
    )
    await ask(house, asker, post, words="Câu hỏi sau khi nghỉ")


async def test_a_lost_answer_asks_once_and_another_content_is_refused(
    house: House, ward: Ward, post: UUID
) -> None:
    questions = (await house.as_(house.newcomer(ward.cell))).questions
    asked = a_question(post)
    assert await questions.ask(asked) == await questions.ask(asked)
    with pytest.raises(Conflict, match=r"write\.key_reused"):
        await questions.ask(asked.model_copy(update={"words": "Nội dung khác hẳn"}))
    assert len(await questions.mine()) == 1


async def test_no_function_answers_with_who_asked_or_how_often(house: House) -> None:
    """Whatever reads the asker's column is listed here, with what it does."""
    with house.sql() as connection:
        names = connection.execute(
            "select proname from pg_proc where prosrc like '%asker_id%' and pronamespace in"
            " ('api'::regnamespace, 'handbook'::regnamespace)"
        ).fetchall()
    assert {name for (name,) in names} == {
        "at_my_desk", "question_card",  # the name, to the desk alone
        "ask_question", "settle_question", "take_back_question", "see_answer", "questions_upkeep",
        "my_questions", "question_open", "question_take_back",  # the caller's own
        "questions_waiting", "questions_settled", "questions_of_me",  # never the own
    }  # fmt: skip


async def test_after_a_year_nobody_knows_who_asked(house: House, ward: Ward, post: UUID) -> None:
    question = await ask(house, ward.member, post)
    await settle(house, ward.secretary, question, "answer", "Xin trả lời", publish=True)
    age = (
        "update handbook.questions set settled_at = now() - make_interval(days => %s) where id = %s"
    )
    asker = "select asker_id from handbook.questions where id = %s"
    house.run(age, 364, question)
    await house.services.service.rpc("questions_upkeep")
    assert house.value(asker, question) == ward.member.id
    house.run(age, 366, question)
    await house.services.service.rpc("questions_upkeep")
    assert house.value(asker, question) is None
    assert len(await (await house.as_(ward.member)).questions.under(post)) == 1


@pytest.mark.parametrize("who", ("sibling", "secretary_b", "auditor", "admin", "city_staff"))
async def test_others_learn_nothing(house: House, ward: Ward, post: UUID, who: str) -> None:
    question = await ask(house, house.newcomer(ward.cell), post)
    await settle(house, ward.secretary, question, "answer", "Xin trả lời")
    with house.arranging() as connection, house.acting(connection, house.id(who)) as acting:
        for table in ("questions", "question_answers", "question_moves"):
            key = "id" if table == "questions" else "question_id"
            found = acting.execute(
                f"select count(*) from handbook.{table} where {key} = %s".encode(), (question,)
            ).fetchone()
            assert found == (0,), table
