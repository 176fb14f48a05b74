"""Nobody who holds the database, its log or its dumps learns who sent what without a name; the same attacks
find it in a naive table, so that they are known to bite."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from tests.house import House
from tests.meetings.desk import Cell
from tests.votes import attacks
from tests.votes.attacks import Guess, Tables, found
from tests.votes.test_secrecy import Hearing, dump, layout, log_since, lsn

AUTHORS = 24
SAID = ("Họp muộn quá", "Nên bớt giấy tờ", "Ít người dám nói")


@dataclass
class Loot:
    """What an attacker has when everybody has answered the invitation and sent an opinion."""

    truth: dict[UUID, str]
    tables: Tables
    inserts: list[tuple[str, str, tuple[int, int]]]
    dump: str
    log: str

    @property
    def authors(self) -> list[UUID]:
        return list(self.truth)


@dataclass
class Scene:
    """Our table and a naive one, both robbed; what else was written meanwhile."""

    ours: Loot
    naive: Loot
    meeting: UUID


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def scene(house: House) -> Scene:
    """Each member answers the invitation and then sends an opinion without a name, one after the other."""
    cell = Cell(house)
    authors = [cell.member() for _ in range(AUTHORS)]
    meeting = await cell.planned()
    dice = random.Random(2026)
    truth = {a.id: SAID[dice.randrange(3)] for a in authors}
    for author in authors:
        await house.pair(author)  # signed in before
    heard: list[str] = []
    hearing, root = Hearing(heard), logging.getLogger()
    level = root.level
    root.addHandler(hearing)
    root.setLevel(logging.DEBUG)
    said = len(log_since(house))
    begin, start = attacks.now_at(house), lsn(house)
    try:
        for author in authors:
            sent = await house.call(
                author, "meeting_reply", key=uuid4(), meeting_id=meeting, reply="coming"
            )
            assert sent.outcome == "ok"
            sent = await house.call(
                author,
                "meeting_voice",
                voice_id=uuid4(),
                meeting_id=meeting,
                words=truth[author.id],
            )
            assert sent.outcome == "ok"
    finally:
        root.setLevel(level)
        root.removeHandler(hearing)
    ours = Loot(
        truth,
        attacks.read_tables(house, begin),
        attacks.wal_inserts(house, layout(house).cluster, start, lsn(house)),
        dump(house),
        log_since(house, said).decode(errors="replace") + "\n".join(heard),
    )
    return Scene(ours, _naive(house, truth), meeting)


def _naive(house: House, truth: Mapping[UUID, str]) -> Loot:
    """What many would build: words without names, and a write key or a log line with them."""
    with house.sql("supabase_admin") as connection:
        connection.execute(
            """create schema naive;
               create table naive.replies
                 (no bigserial, member_id uuid, at timestamptz default clock_timestamp());
               create table naive.opinions
                 (no bigserial, words text, at timestamptz default clock_timestamp())"""
        )
        try:
            begin, start = attacks.now_at(house), lsn(house)
            said = len(log_since(house))
            connection.execute("set log_statement = 'all'")
            for member, words in truth.items():
                with connection.transaction():
                    for statement in (
                        "insert into naive.replies (member_id) values ('{0}')",
                        "insert into naive.opinions (words) values ('{1}')",
                        "select 'sent', '{0}', '{1}'",
                    ):
                        connection.execute(statement.format(member, words).encode())
            connection.execute("reset log_statement")
            return Loot(
                dict(truth),
                attacks.read_tables(house, begin),
                attacks.wal_inserts(house, layout(house).cluster, start, lsn(house)),
                dump(house),
                log_since(house, said).decode(errors="replace"),
            )
        finally:
            connection.execute("drop schema naive cascade")


ATTACKS: dict[str, Callable[[Loot], dict[str, Guess]]] = {
    "xmin": lambda loot: attacks.same_transaction(loot.tables, loot.authors),
    "order by place, time, number": lambda loot: attacks.same_order(loot.tables, loot.authors),
    "transactions of the write-ahead log": lambda loot: attacks.same_wal_transaction(
        loot.inserts, loot.tables, loot.authors
    ),
    "lines of the logs": lambda loot: attacks.same_line(
        loot.log, loot.authors, {words: words for words in SAID}
    ),
    "order in a dump": lambda loot: attacks.dump_order(loot.dump, loot.authors),
}


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_finds_nothing_here_and_all_in_a_naive_table(
    scene: Scene, name: str
) -> None:
    attack = ATTACKS[name]
    assert found(attack(scene.naive), scene.naive.truth), "this attack does not bite"
    assert found(attack(scene.ours), scene.ours.truth) == []


async def test_no_row_anywhere_names_an_author_beside_words(scene: Scene) -> None:
    names = {str(author) for author in scene.ours.authors}
    for table, rows in scene.ours.tables.items():
        for row in rows:
            told = str(row.values)
            assert not (any(n in told for n in names) and any(w in told for w in SAID)), table


async def test_the_words_were_there_to_be_found_and_stand_shuffled_in_one_transaction(
    scene: Scene,
) -> None:
    rows = scene.ours.tables["handbook.meeting_voices"]
    assert sorted(r.values["words"] for r in rows) == sorted(scene.ours.truth.values())
    assert set(rows[0].values) == {"id", "meeting_id", "item_id", "words"}, "no author, no time"
    assert len({r.xmin for r in rows}) == 1, "each new one has all of them written anew"
    assert SAID[0] in scene.ours.dump


async def test_no_log_and_no_write_key_tells_of_it(scene: Scene) -> None:
    """Answers to the invitation are logged and have keys; opinions without a name have neither."""
    tables = scene.ours.tables
    assert len(tables["handbook.idempotency_keys"]) == AUTHORS
    assert {r.values["verb"] for r in tables["handbook.idempotency_keys"]} == {"meeting_reply"}
    entries = [rows for name, rows in tables.items() if name.startswith("handbook.audit_entries")]
    actions = {r.values["action"] for rows in entries for r in rows}
    assert actions == {"meeting_replies.insert"}
    assert not any(words in scene.ours.log for words in SAID)
