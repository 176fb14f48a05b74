"""Reading, questions and figures in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from uuid import UUID, uuid4

from tests.cast import CAST
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

A1 = "member secretary probationary exempt"
OFFICES_OF_A = "office_a staff_a city_staff news"
NO_POST = "post.not_found"
NO_QUESTION = "question.not_found"
NO_UNIT = "unit.not_found"


def post(name: str, **more: object) -> Make:
    """About one post of the world."""
    return lambda world, who: {"post_id": world.posts[name], **more}


def kept(world: World, who: str) -> Arguments:
    """My list of what to keep; each of the cast keeps something of the city."""
    if who in CAST:
        world.database.run(
            "insert into handbook.bookmarks (member_id, post_id, list) values (%s, %s, 'kept')"
            " on conflict do nothing",
            world.database.id(who), world.posts["news_city"],
        )  # fmt: skip
    return {"list": "kept"}


def question(
    world: World,
    post_name: str = "news_a1",
    unit: str = "cell-a1",
    desk: str = "editors",
    *,
    answered: bool = False,
    asker: UUID | None = None,
) -> UUID:
    """A question of a newcomer of A1 that lies at the desk of a unit."""
    if asker is None:
        asker = world.database.newcomer("cell-a1", account=False).id
    asked: UUID = world.database.value(
        "insert into handbook.questions (post_id, asker_id, kind, desk, unit_id, unit_path, words,"
        " may_publish, state, settled_at)"
        " select %s, %s, 'question', %s, u.id, u.path, 'Xin hỏi thêm về bài này', true,"
        " case when %s then 'answered' else 'asked' end::handbook.question_state, case when %s then now() end"
        " from handbook.units u where u.id = %s returning id",
        world.posts[post_name], asker, desk, answered, answered, world.database.unit(unit),
    )  # fmt: skip
    if answered:
        world.database.run(
            "insert into handbook.question_answers (question_id, desk, unit_id, unit_path, words, answered_by)"
            " select q.id, q.desk, q.unit_id, q.unit_path, 'Xin trả lời như sau', %s from handbook.questions q where q.id = %s",
            world.database.id("secretary"), asked,
        )  # fmt: skip
        world.database.run(
            "insert into handbook.published_answers (question_id, post_id, question, answer, desk, unit_id, answered_at)"
            " select q.id, q.post_id, q.words, a.words, a.desk, a.unit_id, a.answered_at from handbook.questions q"
            " join handbook.question_answers a on a.question_id = q.id where q.id = %s",
            asked,
        )
    return asked


def question_of_a1(world: World) -> UUID:
    """The usual one."""
    return question(world)


def own_question(world: World, who: str) -> UUID:
    """A question that somebody of the cast has asked the city's editors; of a newcomer for others."""
    asker = world.database.id(who) if who in CAST else None
    return question(world, "news_city", "city", asker=asker)


def waits(world: World, who: str) -> Arguments:
    """No arguments; something lies at the desk of A1."""
    question(world)
    return {}


def settled(world: World, who: str) -> Arguments:
    """No arguments; the desk of A1 has answered something."""
    question(world, answered=True)
    return {}


def asked(world: World, who: str) -> Arguments:
    """No arguments; each of the cast has asked something."""
    own_question(world, who)
    return {}


def answered_under(name: str, unit: str) -> Make:
    """What stands under a post at which something is answered."""

    def make(world: World, who: str) -> Arguments:
        question(world, name, unit, answered=True)
        return {"post_id": world.posts[name]}

    return make


def asking(name: str, desk: str = "editors") -> Make:
    """A question about a post, with words of its own; what the cast asked before does not slow it down."""

    def make(world: World, who: str) -> Arguments:
        world.database.run("update handbook.questions set asked_at = now() - interval '2 hours'")
        return {
            "key": uuid4(),
            "post_id": world.posts[name],
            "kind": "question",
            "desk": desk,
            "words": f"Xin hỏi {uuid4()}",
        }

    return make


def settling(
    verb: str, words: str | None = None, post_name: str = "news_a1", unit: str = "cell-a1"
) -> Make:
    """Settles a question, a new one each time."""
    return lambda world, who: {
        "key": uuid4(),
        "question_id": question(world, post_name, unit),
        "verb": verb,
        "words": words,
    }


READING = (
    Case("reading_keep", "of the city", post("news_city", list="later", kept=True)),
    Case("reading_keep", "of cell A1", post("news_a1", list="later", kept=True), {"ok": f"{A1} {OFFICES_OF_A}"}, NO_POST),
    Case("reading_keep", "of ward A, for leaders", post("leaders_a", list="kept", kept=True), {"ok": f"secretary {OFFICES_OF_A}"}, NO_POST),
    Case("reading_keep", "a draft of A1", post("draft_a1", list="kept", kept=True), {}, NO_POST),
    Case("my_reading", "own", kept, stranger="empty"),
    Case("post_related", "to one of ward A", post("news_a"), {"ok": f"{A1} sibling {OFFICES_OF_A}"}, "empty", "empty"),
)  # fmt: skip

QUESTIONS = (
    Case("question_ask", "about one of the city", asking("news_city")),
    Case("question_ask", "about one of the city, the own secretary", asking("news_city", "secretary")),
    Case("question_ask", "about one of A1", asking("news_a1"), {"ok": f"{A1} {OFFICES_OF_A}"}, NO_POST),
    Case("question_ask", "about one of B1", asking("news_b1"), {"ok": "secretary_b city_staff news"}, NO_POST),
    Case("my_questions", "own", asked, stranger="empty"),
    Case("questions_waiting", "at the own desk", waits, outcomes={"ok": "secretary secretary_b office_a news"}, others="empty", stranger="empty"),
    Case("questions_settled", "by the own desk", settled, outcomes={"ok": "secretary office_a news"}, others="empty", stranger="empty"),
    Case("question_open", "at the desk of A1", lambda world, who: {"question_id": question(world)}, {"ok": "secretary"}, NO_QUESTION),
    Case("question_open", "at the editors of ward A", lambda world, who: {"question_id": question(world, "news_a", "ward-a")},
         {"ok": "office_a"}, NO_QUESTION),
    Case("question_open", "at the secretary of ward A", lambda world, who: {"question_id": question(world, "news_a", "ward-a", "secretary")},
         {}, NO_QUESTION),
    Case("question_settle", "answer, at the desk of A1", settling("answer", "Xin trả lời"), {"ok": "secretary"}, NO_QUESTION),
    Case("question_settle", "answer, at the editors of ward A", settling("answer", "Xin trả lời", post_name="news_a", unit="ward-a"),
         {"ok": "office_a"}, NO_QUESTION),
    Case("question_settle", "pass on from A1", settling("pass_above"), {"ok": "secretary"}, NO_QUESTION),
    Case("question_take_back", "of a newcomer", lambda world, who: {"question_id": question(world), "what": "question"}, {}, NO_QUESTION),
    Case("question_take_back", "own", lambda world, who: {"question_id": own_question(world, who), "what": "question"}),
    Case("post_answers", "of A1", answered_under("news_a1", "cell-a1"), {"ok": f"{A1} {OFFICES_OF_A}"}, "empty", "empty"),
    Case("post_answers", "of B1", answered_under("news_b1", "cell-b1"), {"ok": "secretary_b city_staff news"}, "empty", "empty"),
)  # fmt: skip


def unit(name: str) -> Make:
    """Figures of a unit."""
    return lambda world, who: {"unit_id": world.database.unit(name)}


FIGURES = (
    Case("figures", "topmost", outcomes={"ok": "secretary secretary_b office_a news"}, others=NO_UNIT),
    Case("figures", "cell A1", unit("cell-a1"), {"ok": "secretary office_a news"}, NO_UNIT),
    Case("figures", "ward A", unit("ward-a"), {"ok": "office_a news"}, NO_UNIT),
    Case("figures", "ward B", unit("ward-b"), {"ok": "news"}, NO_UNIT),
    Case("figures", "cell B1", unit("cell-b1"), {"ok": "secretary_b news"}, NO_UNIT),
)  # fmt: skip

TABLE = (*READING, *QUESTIONS, *FIGURES)
BY_ID = {
    "figures",
    "post_answers",
    "post_related",
    "question_ask",
    "question_open",
    "question_settle",
    "question_take_back",
    "reading_keep",
}
