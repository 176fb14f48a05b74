"""What is done with posts: every move from every state by everybody of the cast, against one table.

Whoever publishes for the unit gets what the table says; to everybody else the post is not there.
Of what is scheduled there is no post yet: tests/newsroom/test_steps.py.
"""

# ruff: noqa: E501 - a table is read line by line

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.cast import CAST
from tests.database import Connection
from tests.house import House
from tests.permissions.world import Text, write

NO = "post.step_impossible"
SENT = "post.not_a_draft"
MOVES = ("edit", "publish",   "pin",              "unpin",     "correct",          "withdraw")  # fmt: skip
#  state              edit     publish      pin                 unpin        correct             withdraw
TABLE = {
    "draft":            ("draft", "published", NO,                 NO,          NO,                 NO),
    "published":        (SENT,    SENT,        "pinned",           NO,          "corrected",        "withdrawn"),
    "pinned":           (SENT,    SENT,        "pinned",           "published", "corrected pinned", "withdrawn"),
    "pin run out":      (SENT,    SENT,        "pinned",           "published", "corrected",        "withdrawn"),
    "corrected":        (SENT,    SENT,        "corrected pinned", NO,          "corrected",        "withdrawn"),
    "corrected pinned": (SENT,    SENT,        "corrected pinned", "corrected", "corrected pinned", "withdrawn"),
    "withdrawn":        (SENT,    SENT,        NO,                 NO,          NO,                 NO),
}  # fmt: skip
#  Buttons on the screen; a pin that stands is not offered once more.
OFFERED = {
    "draft":            "",
    "published":        "correct pin withdraw",
    "pinned":           "correct unpin withdraw",
    "pin run out":      "correct pin withdraw",
    "corrected":        "correct pin withdraw",
    "corrected pinned": "correct unpin withdraw",
    "withdrawn":        "",
}  # fmt: skip
PUBLISHER = {
    "city": "news",
    "ward-a": "office_a",
    "cell-a1": "secretary",
    "cell-b1": "secretary_b",
}
CALLS = {
    "edit": "api.post_save(%(key)s, %(unit)s, 'news', 'Bài sửa', publish => false, draft_id => %(post)s, draft_version => %(version)s)",
    "publish": "api.post_publish(%(key)s, %(post)s)",
    "pin": "api.post_step(%(key)s, %(post)s, 'pin', until => now() + interval '3 days')",
    "unpin": "api.post_step(%(key)s, %(post)s, 'unpin')",
    "correct": "api.post_correct(%(key)s, %(post)s, %(version)s, 'Bài viết thử', '', 'Đúng là thế này', 'Sửa lời')",
    "withdraw": "api.post_step(%(key)s, %(post)s, 'withdraw', 'Sai số liệu')",
}


@pytest.fixture
def arranged(house: House) -> Iterator[Connection]:
    with house.arranging() as connection:
        yield connection


def lay(house: House, connection: Connection, unit: str, state: str) -> UUID:
    """A post of a unit in a state, as the owner of the database would write it."""
    row = connection.execute(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, body, published_at, version)"
        " values (%s, '', 'news', %s, 'Bài viết thử', 'Nội dung', case when %s <> 'draft' then now() end, %s) returning id",
        (
            house.unit(unit),
            state if state in ("draft", "withdrawn") else "published",
            state,
            2 if "corrected" in state else 1,
        ),
    ).fetchone()
    assert row
    if "pin" in state:
        connection.execute(
            "insert into handbook.pins (post_id, unit_id, unit_path, pinned_until)"
            " values (%s, %s, '', now() + %s::interval)",
            (row[0], house.unit(unit), "-1 hour" if state == "pin run out" else "1 day"),
        )
    return row[0]


def state_of(connection: Connection, post: UUID) -> str:
    """How it stands: withdrawn, draft, published, or what has been done with it since."""
    row: Any = connection.execute(
        "select p.state::text, p.version > 1, exists (select from handbook.pins n where n.post_id = p.id and n.pinned_until > now())"
        " from handbook.posts p where p.id = %s",
        (post,),
    ).fetchone()
    state, corrected, pinned = row
    if state != "published":
        return str(state)
    return " ".join(["corrected"] * corrected + ["pinned"] * pinned) or "published"


def attempt(
    house: House, connection: Connection, who: UUID | None, unit: str, post: UUID, move: str
) -> str:
    """How the post stands then, or the refusal; rolled back."""
    version: Any = connection.execute(
        "select version from handbook.posts where id = %s", (post,)
    ).fetchone()
    given = {"key": uuid4(), "post": post, "unit": house.unit(unit), "version": version[0]}
    with house.acting(connection, who) as acting:
        try:
            acting.execute(f"select {CALLS[move]}".encode(), given)
        except psycopg.Error as refusal:
            return str(refusal.diag.message_primary)
        acting.execute("reset role")
        return state_of(connection, post)


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("unit", PUBLISHER)
def test_every_move_from_every_state_by_everybody(
    house: House, arranged: Connection, unit: str, state: str
) -> None:
    post = lay(house, arranged, unit, state)
    assert state_of(arranged, post) == ("published" if state == "pin run out" else state)
    wrong: dict[tuple[str, str], tuple[str, str]] = {}
    for move, meant in zip(MOVES, TABLE[state], strict=True):
        for who in (*CAST, "nobody"):
            elsewhere = "unit.not_found" if move == "edit" else "post.not_found"
            right = meant if who == PUBLISHER[unit] else elsewhere
            if who == "nobody":
                right = "session.ended"
            found = attempt(
                house, arranged, house.id(who) if who != "nobody" else None, unit, post, move
            )
            if found != right:
                wrong[move, who] = (found, right)
    assert wrong == {}


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("unit", PUBLISHER)
def test_what_the_screens_offer(house: House, arranged: Connection, unit: str, state: str) -> None:
    """To whoever publishes there, what would succeed; to every other reader nothing."""
    post = lay(house, arranged, unit, state)
    allowed = {
        move
        for move, out in zip(MOVES, TABLE[state], strict=True)
        if out not in (NO, SENT) and move not in ("edit", "publish")
    }
    assert set(OFFERED[state].split()) <= allowed
    for who in CAST:
        with house.acting(arranged, house.id(who)) as acting:
            try:
                row: Any = acting.execute("select api.post_open(%s)", (post,)).fetchone()
            except psycopg.Error as refusal:
                assert refusal.diag.message_primary == "post.not_found"
                assert who != PUBLISHER[unit]
                continue
        mine = who == PUBLISHER[unit]
        assert row[0]["steps"] == (OFFERED[state].split() if mine else []), who
        assert row[0]["may_publish"] == (mine and state == "draft"), who


def test_what_is_for_leaders_alone_is_handled_by_the_same_people(house: House) -> None:
    """Its readers are others; who pins, corrects and withdraws it is not."""
    post = write(house, Text("ward-a", "directive", leaders_only=True))
    with house.arranging() as connection:
        done = {
            who: attempt(house, connection, house.id(who), "ward-a", post, "pin") for who in CAST
        }
    assert {who for who, out in done.items() if out == "pinned"} == {"office_a"}
    assert {out for who, out in done.items() if who != "office_a"} == {"post.not_found"}
