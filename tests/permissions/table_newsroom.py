"""The newsroom in the permission table: the same form as tests/permissions/table.py.

A manuscript comes from cell A1, by its secretary, and is meant for ward A unless said otherwise.
"""

# ruff: noqa: E501 - a table is read line by line

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from tests.cast import CAST
from tests.database import Database
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import Text, World, write

AUTHOR = "secretary"
NOT_THERE = "manuscript.not_found"
NO_POST = "post.not_found"
WAITING = ("submitted", "taken", "scheduled", "returned")


def manuscript_of(
    database: Database,
    state: str = "draft",
    *,
    author: UUID | None = None,
    unit: str = "cell-a1",
    target: str = "ward-a",
    desk: str = "ward-a",
    level: str = "editors",
    owner: str | None = None,
) -> UUID:
    """A manuscript as the owner of the database would write it, a new one each time."""
    author = author or database.id(AUTHOR)
    at_desk = state in WAITING
    manuscript_id: UUID = database.value(
        """insert into handbook.manuscripts (author_id, unit_id, unit_path, target_id, category, state, title, body,
             saved_by, desk_id, desk_level, desk_since, owner_id, publish_at)
           values (%s, %s, '', %s, 'news', %s, 'Bài của bàn biên tập', 'Nội dung', %s, %s, %s,
             case when %s then clock_timestamp() end, %s, case when %s then now() + interval '1 day' end) returning id""",
        author, database.unit(unit), database.unit(target), state, author,
        database.unit(desk) if at_desk else None, level if at_desk else None, at_desk,
        database.id(owner) if owner else None, state == "scheduled",
    )  # fmt: skip
    database.run(
        "insert into handbook.manuscript_versions (manuscript_id, version, saved_by, title, lead, body)"
        " values (%s, 1, %s, 'Bài của bàn biên tập', '', 'Nội dung')",
        manuscript_id, author,
    )  # fmt: skip
    if at_desk:
        database.run(
            "insert into handbook.manuscript_desks (manuscript_id, unit_id, unit_path, level) values (%s, %s, '', %s)",
            manuscript_id, database.unit(desk), level,
        )  # fmt: skip
    return manuscript_id


def about(state: str = "draft", **more: object) -> Make:
    """About a manuscript in a state that lies with the ward's editors."""
    return lambda world, who: {"manuscript_id": manuscript_of(world.database, state), **more}


def at_city(**more: object) -> Make:
    """About a manuscript that the ward has passed up to the city."""

    def make(world: World, who: str) -> Arguments:
        manuscript_id = manuscript_of(world.database, "submitted", target="city", desk="city")
        world.database.run(
            "insert into handbook.manuscript_desks (manuscript_id, unit_id, unit_path, level) values (%s, %s, '', 'editors')",
            manuscript_id, world.database.unit("ward-a"),
        )  # fmt: skip
        return {"manuscript_id": manuscript_id, **more}

    return make


def step(name: str, state: str, **more: object) -> Make:
    """A step of a manuscript at the ward's desk."""
    return lambda world, who: {
        "key": uuid4(),
        "version": 1,
        "step": name,
        **about(state, **more)(world, who),
    }


def save_new(unit: str, target: str) -> Make:
    """A new manuscript of a unit."""
    return lambda world, who: {
        "key": uuid4(), "unit_id": world.database.unit(unit), "target_id": world.database.unit(target), "title": "Thử",
    }  # fmt: skip


def save_old(state: str) -> Make:
    """An old one written anew."""
    return lambda world, who: {
        "key": uuid4(), "version": 1, "target_id": world.database.unit("ward-a"), "title": "Thử lại",
        **about(state)(world, who),
    }  # fmt: skip


def somebodys_own(world: World, who: str) -> Arguments:
    """A list that has something in it for everybody of the cast."""
    if who in CAST:
        manuscript_of(world.database, author=world.database.id(who))
    return {}


def something_at_each_desk(world: World, who: str) -> Arguments:
    """Something at the desks of cell A1, ward A and the city."""
    manuscript_of(world.database, "submitted", target="cell-a1", desk="cell-a1", level="board")
    manuscript_of(world.database, "submitted")
    manuscript_of(world.database, "submitted", target="city", desk="city")
    return {}


def carried(state: str) -> Make:
    """A file of a manuscript of cell A1 for ward A, a new one each time."""

    def make(world: World, who: str) -> Arguments:
        manuscript = manuscript_of(world.database, state)
        name = f"{manuscript}/{uuid4()}.jpg"
        world.database.run(
            "insert into handbook.manuscript_files (object_name, manuscript_id, kind, file_name, content_type, size_bytes)"
            " values (%s, %s, 'picture', 'a.jpg', 'image/jpeg', 9)",
            name,
            manuscript,
        )
        return {
            "key": uuid4(),
            "manuscript_id": manuscript,
            "object_name": name,
            "reason": "Có dấu mật",
        }

    return make


def published(unit: str, **more: object) -> Make:
    """About a published post of a unit, a new one each time."""
    return lambda world, who: {"post_id": write(world.database, Text(unit)), **more}


def post_step(name: str, unit: str, **more: object) -> Make:
    """A step of a published post."""
    return lambda world, who: {"key": uuid4(), "step": name, **published(unit, **more)(world, who)}


def correct(unit: str) -> Make:
    """A correction of a published post."""
    return lambda world, who: {
        "key": uuid4(), "version": 1, "title": "Bài đã sửa", "lead": "", "body": "Đúng", "note": "Sửa ngày giờ",
        **published(unit)(world, who),
    }  # fmt: skip


SOON = (datetime.now(UTC) + timedelta(days=2)).isoformat()
MINE = {"ok": AUTHOR}
AT_WARD = {"ok": f"{AUTHOR} office_a"}
IN_CITY = {"ok": f"{AUTHOR} office_a news"}
DESK = {"ok": "office_a", "manuscript.not_yours": AUTHOR}

TABLE = (
    Case("manuscript_places", "own", outcomes={"ok": "secretary secretary_b office_a news"}, others="empty"),
    Case("manuscript_save", "new, of cell A1", save_new("cell-a1", "ward-a"), MINE, "unit.not_found"),
    Case("manuscript_save", "new, of ward A", save_new("ward-a", "city"), {"ok": "office_a"}, "unit.not_found"),
    Case("manuscript_save", "new, of the city", save_new("city", "city"), {"ok": "news"}, "unit.not_found"),
    Case("manuscript_save", "a draft", save_old("draft"), MINE, NOT_THERE),
    Case("manuscript_save", "at the ward", save_old("submitted"),
         {"ok": "office_a", "manuscript.not_open": AUTHOR}, NOT_THERE),
    Case("manuscript_save", "returned", save_old("returned"),
         {"ok": AUTHOR, "manuscript.not_open": "office_a"}, NOT_THERE),
    Case("manuscript_step", "submit a draft", step("submit", "draft"), MINE, NOT_THERE),
    Case("manuscript_step", "recall", step("recall", "submitted"),
         {"ok": AUTHOR, "manuscript.not_yours": "office_a"}, NOT_THERE),
    Case("manuscript_step", "take", step("take", "submitted"), DESK, NOT_THERE),
    Case("manuscript_step", "return", step("return", "submitted", reason="Thiếu ảnh"), DESK, NOT_THERE),
    Case("manuscript_step", "publish for the ward", step("publish", "submitted"), DESK, NOT_THERE),
    Case("manuscript_step", "take at the city", lambda world, who: {"key": uuid4(), "step": "take", **at_city()(world, who)},
         {"ok": "news", "manuscript.not_yours": "secretary office_a"}, NOT_THERE),
    Case("manuscript_file_quarantine", "at the ward", carried("submitted"), AT_WARD, NOT_THERE),
    Case("manuscript_file_quarantine", "a draft", carried("draft"), MINE, NOT_THERE),
    Case("manuscript_open", "a draft", about("draft"), MINE, NOT_THERE),
    Case("manuscript_open", "thrown away", about("discarded"), MINE, NOT_THERE),
    Case("manuscript_open", "at the ward", about("submitted"), AT_WARD, NOT_THERE),
    Case("manuscript_open", "at the city", at_city(), IN_CITY, NOT_THERE),
    Case("manuscript_present", "a draft", about("draft"), MINE, NOT_THERE),
    Case("manuscript_present", "at the ward", about("submitted"), AT_WARD, NOT_THERE),
    Case("manuscript_history", "a draft", about("draft"), MINE, NOT_THERE),
    Case("manuscript_history", "at the city", at_city(), IN_CITY, NOT_THERE),
    Case("manuscript_versions", "a draft", about("draft", versions=[1]), MINE, NOT_THERE),
    Case("manuscript_versions", "at the ward", about("submitted", versions=[1]), AT_WARD, NOT_THERE),
    Case("my_manuscripts", "own", somebodys_own, stranger="empty"),
    Case("manuscript_queue", "my desks", something_at_each_desk, {"ok": "secretary office_a news"}, "empty", "empty"),
    Case("manuscript_counts", "own", something_at_each_desk),
    Case("post_step", "pin for ward B, where nobody here publishes", post_step("pin", "ward-b", until=SOON), {}, NO_POST),
    Case("post_step", "withdraw, of cell A1", post_step("withdraw", "cell-a1", reason="Sai số liệu"), MINE, NO_POST),
    Case("post_step", "withdraw, of ward A", post_step("withdraw", "ward-a", reason="Sai số liệu"), {"ok": "office_a"}, NO_POST),
    Case("post_correct", "of ward A", correct("ward-a"), {"ok": "office_a"}, NO_POST),
    Case("post_correct", "of the city", correct("city"), {"ok": "news"}, NO_POST),
    Case("post_history", "of ward A", published("ward-a"), {"ok": "office_a"}, NO_POST),
    Case("post_history", "of cell B1", published("cell-b1"), {"ok": "secretary_b"}, NO_POST),
)  # fmt: skip

# Functions that name a thing by its id: how, and a thing of cell A1.
DRAFTS: dict[str, dict[str, object]] = {
    "manuscript_save": {"version": 1, "title": "Thử"},
    "manuscript_step": {"step": "submit", "version": 1},
    "manuscript_file_quarantine": {"object_name": "x", "reason": "Có dấu mật"},
    "manuscript_open": {},
    "manuscript_present": {},
    "manuscript_history": {},
    "manuscript_versions": {"versions": [1]},
}
POSTS: dict[str, dict[str, object]] = {
    "post_step": {"step": "withdraw", "reason": "Sai số liệu"},
    "post_correct": {"version": 1, "title": "Bài sửa", "lead": "", "body": "x", "note": "Sửa lỗi"},
    "post_history": {},
}
KEYED = {
    "manuscript_save",
    "manuscript_step",
    "manuscript_file_quarantine",
    "post_step",
    "post_correct",
}
EMPTY_OR_OK_FOR_ALL = {"my_manuscripts", "manuscript_counts"}
