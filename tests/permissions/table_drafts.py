"""Drafts of forms in the permission table: the same form as tests/permissions/table.py."""

from uuid import UUID, uuid4

from tests.cast import CAST
from tests.house import Database
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

FORM = "test.form"


def draft_of(database: Database, person: str, words: str = "Viết dở") -> UUID:
    """Something that one of the cast has not sent, a new one each time; returns what it is about."""
    about = uuid4()
    database.run(
        "insert into handbook.form_drafts (member_id, form, about, content)"
        " values (%s, %s, %s, jsonb_build_object('words', %s::text))",
        database.id(person), FORM, about, words,
    )  # fmt: skip
    return about


def own(world: World, who: str) -> Arguments:
    """Each of the cast has written something."""
    about = draft_of(world.database, who) if who in CAST else uuid4()
    return {"form": FORM, "about": about}


def of(person: str) -> Make:
    """What one of the cast has written."""
    return lambda world, who: {"form": FORM, "about": draft_of(world.database, person)}


def keeping(world: World, who: str) -> Arguments:
    """Words of one's own."""
    return {"form": FORM, "about": uuid4(), "content": {"words": "Viết dở"}}


def none(world: World, who: str) -> Arguments:
    """Nothing is asked: each has written something."""
    own(world, who)
    return {}


TABLE = (
    Case("draft_keep", "own", keeping),
    Case("draft", "own", own, stranger="empty"),
    Case("draft", "the member's", of("member"), {"ok": "member"}, "empty", "empty"),
    Case("draft", "the secretary's", of("secretary"), {"ok": "secretary"}, "empty", "empty"),
    Case("draft_drop", "own", own),
    Case("my_drafts", "own", none, others="ok", stranger="empty"),
)
