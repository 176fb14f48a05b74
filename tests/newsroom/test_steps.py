"""The state machine: every step from every state by everybody, against one table.

A step's line says by whom, from which states, to which state; `publishes` needs the right for the unit it
is meant for as well. What the table does not allow is refused: as not there to those who do not see the
manuscript, as not theirs where others could, and else as impossible.
"""

# ruff: noqa: E501 - a table is read line by line

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.database import Connection
from tests.house import House
from tests.newsroom.conftest import Newsroom

#  step            by                     from                          to           publishes  reason
TABLE = {
    ("submit",     "author",              "draft returned",             "submitted", False,     False),
    ("recall",     "author",              "submitted",                  "draft",     False,     False),
    ("discard",    "author",              "draft returned",             "discarded", False,     False),
    ("restore",    "author",              "discarded",                  "draft",     False,     False),
    ("publish",    "author",              "draft returned",             "published", True,      False),
    ("schedule",   "author",              "draft returned",             "scheduled", True,      False),
    ("unschedule", "author",              "scheduled",                  "draft",     True,      False),
    ("take",       "desk",                "submitted",                  "taken",     False,     False),
    ("take_over",  "anyone at the desk",  "taken",                      "taken",     False,     False),
    ("release",    "desk",                "taken",                      "submitted", False,     False),
    ("return",     "desk",                "submitted taken",            "returned",  False,     True),
    ("pass_up",    "desk",                "submitted taken",            "submitted", False,     False),
    ("publish",    "desk",                "submitted taken",            "published", True,      False),
    ("schedule",   "desk",                "submitted taken",            "scheduled", True,      False),
    ("publish",    "anyone at the desk",  "scheduled",                  "published", True,      False),
    ("unschedule", "anyone at the desk",  "scheduled",                  "taken",     False,     False),
    ("publish_due", "clock",              "scheduled",                  "published", False,     False),
    ("publish_fail", "clock",             "scheduled",                  "returned",  False,     True),
    ("pin",        "publisher",           "published",                  "published", False,     False),
    ("unpin",      "publisher",           "published",                  "published", False,     False),
    ("correct",    "publisher",           "published",                  "published", False,     True),
    ("withdraw",   "publisher",           "published",                  "withdrawn", False,     True),
}  # fmt: skip
STATES = ("draft", "submitted", "taken", "returned", "scheduled", "published", "withdrawn", "discarded")  # fmt: skip
STEPS = [*sorted({line[0] for line in TABLE}), "no_such_step"]


@dataclass(frozen=True)
class Setting:
    """Where the manuscript lies, who is who there, and whom it is for."""

    author: str
    unit: str
    target: str
    desk: str
    level: str
    owner: str
    """Who has taken it, where it is taken."""
    colleagues: tuple[str, ...]
    passed: tuple[str, ...] = ()
    """Who saw it at an earlier desk, and still does."""
    publishes: bool = True
    author_publishes: bool = False
    end_of_the_line: bool = False
    """There is no desk above: passing up is not offered, and refused to who had it on the screen."""

    @property
    def at_desk(self) -> set[str]:
        return {self.owner, *self.colleagues}


SETTINGS = {
    "for the ward, at the ward": Setting("contributor", "cell", "ward", "ward", "editors", "editor", ("editor_2",)),
    "for the city, still at the ward": Setting(
        "contributor", "cell", "city", "ward", "editors", "editor", ("editor_2",), publishes=False
    ),
    "for the city, at the secretariat": Setting(
        "contributor", "cell", "city", "city", "editors", "secretariat", ("board",), passed=("editor", "editor_2")
    ),
    "for the city, before the board": Setting(
        "contributor", "cell", "city", "city", "board", "board", (), passed=("editor", "editor_2", "secretariat"),
        end_of_the_line=True,
    ),
    "for the cell, at its secretary": Setting("contributor", "cell", "cell", "cell", "board", "cell_secretary", ()),
    "by an editor, at the own desk": Setting(
        "editor_2", "ward", "ward", "ward", "editors", "editor", ("editor_2",), author_publishes=True
    ),
}  # fmt: skip
PEOPLE = (
    "contributor", "other_contributor", "sibling_contributor", "member", "cell_secretary", "editor", "editor_2",
    "secretariat", "board", "editor_elsewhere", "secretary_elsewhere",
)  # fmt: skip


def expected(setting: Setting, state: str, step: str, who: str) -> str:
    """The new state, or the refusal."""
    author = who == setting.author
    seen = author or (
        state not in ("draft", "discarded") and who in {*setting.at_desk, *setting.passed}
    )
    if not seen:
        return "manuscript.not_found"
    at_desk = who in setting.at_desk
    lines = [line for line in TABLE if line[0] == step and state in line[2].split()]
    for _, by, _, to_state, publishes, _ in sorted(lines, key=lambda line: line[1] == "author"):
        may_publish = (
            setting.author_publishes if by == "author" and not at_desk else setting.publishes
        )
        allowed = {
            "author": author,
            "desk": at_desk and (state != "taken" or who == setting.owner),
            "anyone at the desk": at_desk and (step != "take_over" or who != setting.owner),
        }.get(by, False)
        if allowed and (may_publish or not publishes):
            if step == "pass_up" and setting.end_of_the_line:
                return "manuscript.nothing_above"
            return to_state
    if any(line[1] not in ("publisher", "clock") for line in lines):
        return "manuscript.not_yours"
    return "manuscript.step_impossible"


@pytest.fixture(scope="module")
def people(house: House, newsroom: Newsroom) -> dict[str, UUID]:
    found = {name: person.id for name, person in newsroom.people.items()}
    elsewhere = house.found("ward", "city", "Đảng ủy phường khác")
    cell = house.found("cell", elsewhere)
    found["editor_elsewhere"] = house.newcomer(cell, ("editor", elsewhere)).id
    found["secretary_elsewhere"] = house.newcomer(cell, ("secretary", cell)).id
    return found


@pytest.fixture
def arranged(house: House) -> Iterator[Connection]:
    with house.arranging() as connection:
        yield connection


def lay(
    connection: Connection,
    newsroom: Newsroom,
    people: dict[str, UUID],
    setting: Setting,
    state: str,
) -> UUID:
    """A manuscript in a state, as the owner of the database would write it."""
    unit = {"cell": newsroom.cell, "ward": newsroom.ward, "city": newsroom.city}
    waits = state in ("submitted", "taken", "scheduled", "returned", "published", "withdrawn")
    post = None
    if state in ("published", "withdrawn"):
        row = connection.execute(
            "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
            " values (%s, '', 'news', %s, 'Bài thử', now()) returning id",
            (unit[setting.target], state),
        ).fetchone()
        post = row[0] if row else None
    row = connection.execute(
        """insert into handbook.manuscripts (author_id, unit_id, unit_path, target_id, category, state, title, body,
             saved_by, desk_id, desk_level, desk_since, owner_id, publish_at, post_id)
           values (%(author)s, %(unit)s, '', %(target)s, 'news', %(state)s, 'Bài thử', 'Nội dung', %(author)s,
             %(desk)s, %(level)s, %(since)s, %(owner)s, %(at)s, %(post)s) returning id""",
        {
            "author": people[setting.author], "unit": unit[setting.unit], "target": unit[setting.target],
            "state": state, "desk": unit[setting.desk] if waits else None,
            "level": setting.level if waits else None, "since": "2026-11-01" if waits else None,
            "owner": people[setting.owner] if state in ("taken", "scheduled") else None,
            "at": "2046-01-01" if state == "scheduled" else None, "post": post,
        },
    ).fetchone()  # fmt: skip
    assert row
    desks = {(setting.desk, setting.level)} if waits else set[tuple[str, str]]()
    if waits and setting.passed:
        desks |= {("ward", "editors")} | (
            {("city", "editors")} if setting.level == "board" else set()
        )
    for desk, level in desks:
        connection.execute(
            "insert into handbook.manuscript_desks (manuscript_id, unit_id, unit_path, level) values (%s, %s, '', %s)",
            (row[0], unit[desk], level),
        )
    return row[0]


def attempt(house: House, connection: Connection, who: UUID, manuscript: UUID, step: str) -> str:
    """The new state, or the refusal; rolled back."""
    with house.acting(connection, who) as acting:
        try:
            row: Any = acting.execute(
                "select api.manuscript_step(%s, %s, %s, 1, 'Lý do thử', case when %s then now() + interval '1 day' end)",
                (uuid4(), manuscript, step, step == "schedule"),
            ).fetchone()
            return str(row[0]["state"])
        except psycopg.Error as refusal:
            return str(refusal.diag.message_primary)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", SETTINGS)
def test_every_step_from_every_state_by_everybody(
    house: House,
    newsroom: Newsroom,
    people: dict[str, UUID],
    arranged: Connection,
    name: str,
    state: str,
) -> None:
    setting = SETTINGS[name]
    manuscript = lay(arranged, newsroom, people, setting, state)
    wrong = {
        (step, who): (found, meant)
        for step in STEPS
        for who in PEOPLE
        if (found := attempt(house, arranged, people[who], manuscript, step))
        != (meant := expected(setting, state, step, who))
    }
    assert wrong == {}


def test_the_database_has_the_same_table(house: House) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select step, who, array_to_string(from_states, ' '), to_state::text, publishes, needs_reason"
            " from handbook.manuscript_steps"
        ).fetchall()
    assert {tuple(row) for row in rows} == TABLE


def test_what_the_screens_offer_is_what_is_allowed(
    house: House, newsroom: Newsroom, people: dict[str, UUID], arranged: Connection
) -> None:
    """`manuscript_open` names exactly the steps that would succeed."""
    for setting in SETTINGS.values():
        for state in STATES:
            manuscript = lay(arranged, newsroom, people, setting, state)
            for who in PEOPLE:
                meant = {s: expected(setting, state, s, who) for s in STEPS}
                allowed = {s for s, out in meant.items() if out in STATES}
                with house.acting(arranged, people[who]) as acting:
                    try:
                        row: Any = acting.execute(
                            "select api.manuscript_open(%s)", (manuscript,)
                        ).fetchone()
                        offered = {step["step"]: step["to_state"] for step in row[0]["steps"]}
                    except psycopg.Error:
                        offered = {}
                assert offered.keys() == allowed, (setting, state, who)
                assert all(meant[s] == to for s, to in offered.items())


@pytest.mark.parametrize(
    "step", [line[0] for line in sorted(TABLE) if line[5] and line[1] == "desk"]
)
def test_without_a_reason_it_stays_where_it_is(
    house: House, newsroom: Newsroom, people: dict[str, UUID], arranged: Connection, step: str
) -> None:
    manuscript = lay(arranged, newsroom, people, SETTINGS["for the ward, at the ward"], "taken")
    refused = pytest.raises(psycopg.Error, match=r"manuscript\.reason_missing")
    with house.acting(arranged, people["editor"]) as acting, refused:
        acting.execute(
            "select api.manuscript_step(%s, %s, %s, 1, ' x ')", (uuid4(), manuscript, step)
        )


def test_what_an_editor_who_left_had_taken_is_anybodys_again(
    house: House, newsroom: Newsroom, people: dict[str, UUID], arranged: Connection
) -> None:
    """Or it would lie there for good: the author may recall it, a colleague take it."""
    manuscript = lay(arranged, newsroom, people, SETTINGS["for the ward, at the ward"], "taken")
    arranged.execute(
        "update handbook.roles set ends_at = now() where member_id = %s", (people["editor"],)
    )
    assert attempt(house, arranged, people["contributor"], manuscript, "recall") == "draft"
    assert attempt(house, arranged, people["editor_2"], manuscript, "take") == "taken"
    assert (
        attempt(house, arranged, people["editor"], manuscript, "release") == "manuscript.not_found"
    )


def test_who_may_write_no_more_submits_no_more_but_keeps_the_own_draft(
    house: House, newsroom: Newsroom, people: dict[str, UUID], arranged: Connection
) -> None:
    manuscript = lay(arranged, newsroom, people, SETTINGS["for the ward, at the ward"], "draft")
    arranged.execute(
        "update handbook.roles set ends_at = now() where member_id = %s", (people["contributor"],)
    )
    assert (
        attempt(house, arranged, people["contributor"], manuscript, "submit")
        == "manuscript.not_yours"
    )
    assert attempt(house, arranged, people["contributor"], manuscript, "discard") == "discarded"
