"""Nobody who holds the database, its log, its files, its dumps learns who chose what; and the same attacks
find it in a naive table, so that they are known to bite."""

from __future__ import annotations

import logging
import random
import subprocess
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import pytest
import pytest_asyncio

from services.backend.postgres.layout import Layout
from services.votes import counting, sealing
from services.votes.models import ForCount, PaperCount
from tests.house import House
from tests.votes import attacks
from tests.votes.attacks import Guess, Tables, found
from tests.votes.hall import PHRASES, Hall, hall

VOTERS = 24
OPTIONS = ["Phương án Hoa Sen", "Phương án Trống Đồng", "Phương án Cây Tre"]


@dataclass
class Loot:
    """What an attacker has after a vote: who voted, and copies of everything at two moments."""

    truth: dict[UUID, str]
    markers: dict[str, list[bytes]]
    words: dict[str, str]
    cast: Tables = field(default_factory=Tables)
    """Rows written while people voted, before anything was counted."""
    counted: Tables = field(default_factory=Tables)
    """The same after counting."""
    inserts: list[tuple[str, str, tuple[int, int]]] = field(
        default_factory=list[tuple[str, str, tuple[int, int]]]
    )
    dumps: list[str] = field(default_factory=list[str])
    disk: list[bytes] = field(default_factory=list[bytes])
    log: str = ""

    @property
    def voters(self) -> list[UUID]:
        return list(self.truth)


@dataclass
class Scene:
    """The vote of the product and a naive one, both robbed."""

    hall: Hall
    ours: Loot
    naive: Loot
    closed: ForCount
    stored: dict[UUID, bytes]
    ciphertexts: list[str]
    receipts: dict[UUID, str]


def dump(house: House) -> str:
    """A dump of all data as an operator makes it."""
    return subprocess.run(
        [house.server.tool("pg_dump"), "--data-only", house.server.conninfo("supabase_admin")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def disk(house: House) -> list[bytes]:
    """Everything on the disk after a checkpoint: tables with dead rows, the write-ahead log, storage."""
    attacks.as_owner(house, "checkpoint")
    cluster = layout(house).cluster
    return [
        *attacks.files_of(
            cluster
            / "base"
            / str(house.value("select oid from pg_database where datname = current_database()"))
        ),
        *attacks.files_of(cluster / "pg_wal"),
        *attacks.files_of(layout(house).data_dir / "storage"),
    ]


def layout(house: House) -> Layout:
    """Where everything of the house lies."""
    assert house.config.storage_dir is not None
    return Layout(house.config.storage_dir.parent)


def log_since(house: House, begin: int = 0) -> bytes:
    """The log of Postgres."""
    return layout(house).log.read_bytes()[begin:]


def lsn(house: House) -> str:
    return str(house.value("select pg_current_wal_flush_lsn()"))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def scene(house: House) -> Scene:
    """Twenty-four people vote at random; everything is copied before and after the count."""
    heard: list[str] = []
    hearing, root = Hearing(heard), logging.getLogger()
    level = root.level
    root.addHandler(hearing)
    root.setLevel(logging.DEBUG)
    try:
        return await _rob(house, heard)
    finally:
        root.setLevel(level)
        root.removeHandler(hearing)


class Hearing(logging.Handler):
    """Takes down whatever any part of the app says, from debug on."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


async def _rob(house: House, heard: list[str]) -> Scene:
    h = await hall(house, VOTERS - 1)
    dice = random.Random(2026)
    chosen = {p.id: dice.randrange(3) + 1 for p in h.everybody}
    vote_id = await h.opened(options=OPTIONS)
    for person in h.everybody:
        await h.votes_of(person)  # signed in before, as on the day
    payloads = {n: bytes([1]) + bytes(int(i + 1 == n) for i in range(20)) for n in (1, 2, 3)}
    ours = Loot(
        {member: OPTIONS[n - 1] for member, n in chosen.items()},
        {
            OPTIONS[n - 1]: [OPTIONS[n - 1].encode(), payloads[n], payloads[n].hex().encode()]
            for n in (1, 2, 3)
        },
        {option: option for option in OPTIONS},
    )  # fmt: skip
    said = len(log_since(house))
    begin, start = attacks.now_at(house), lsn(house)
    order = list(h.everybody)
    dice.shuffle(order)
    receipts: dict[UUID, str] = {}
    for person in order:
        receipts[person.id] = str(await h.cast(person, vote_id, chosen[person.id]))
    ours.cast = attacks.read_tables(house, begin)
    ours.inserts = attacks.wal_inserts(house, layout(house).cluster, start, lsn(house))
    ours.dumps.append(dump(house))
    stored = {
        UUID(r.values["member_id"]): bytes.fromhex(r.values["ciphertext"][2:])
        for r in ours.cast["handbook.ballots"]
    }
    await h.close(vote_id)
    answer = await h.call(h.secretary, "vote_for_count", vote_id=vote_id)
    again = await h.call(h.secretary, "vote_for_count", vote_id=vote_id)
    closed = ForCount.model_validate(answer.body)
    card = await h.count(vote_id, paper=PaperCount(total=0, counts=[0, 0, 0]))
    sums = [list(chosen.values()).count(n) for n in (1, 2, 3)]
    assert [o.votes for o in card.outcome or []] == sums
    ours.counted = attacks.read_tables(house, begin)
    ours.dumps.append(dump(house))
    ours.disk = disk(house)
    ours.log = log_since(house, said).decode(errors="replace") + "\n".join(heard)
    naive = _naive(house, ours.truth)
    return Scene(h, ours, naive, closed, stored, again.body["ballots"], receipts)


def _naive(house: House, truth: Mapping[UUID, str]) -> Loot:
    """What many would build: choices without names, names in a list of who has voted, a log line."""
    dice = random.Random(7)
    order = list(truth)
    dice.shuffle(order)
    loot = Loot(
        dict(truth),
        {option: [option.encode()] for option in OPTIONS},
        {option: option for option in OPTIONS},
    )
    with house.sql("supabase_admin") as connection:
        connection.execute(
            """create schema naive;
               create table naive.roll
                 (no bigserial, member_id uuid, at timestamptz default clock_timestamp());
               create table naive.choices
                 (no bigserial, choice text, at timestamptz default clock_timestamp());
               create table naive.keys (member_id uuid, content_digest bytea)"""
        )
        try:
            begin, start = attacks.now_at(house), lsn(house)
            said = len(log_since(house))
            connection.execute("set log_statement = 'all'")
            for member in order:
                with connection.transaction():
                    for statement in (
                        "insert into naive.roll (member_id) values ('{0}')",
                        "insert into naive.choices (choice) values ('{1}')",
                        "insert into naive.keys values ('{0}', sha256(convert_to('{1}', 'UTF8')))",
                        "select 'voted', '{0}', '{1}'",
                    ):
                        connection.execute(statement.format(member, truth[member]).encode())
            connection.execute("reset log_statement")
            loot.cast = loot.counted = attacks.read_tables(house, begin)
            loot.inserts = attacks.wal_inserts(house, layout(house).cluster, start, lsn(house))
            loot.dumps = [dump(house)]
            loot.disk = disk(house)
            loot.log = log_since(house, said).decode(errors="replace")
        finally:
            connection.execute("drop schema naive cascade")
    return loot


ATTACKS: dict[str, Callable[[Loot], dict[str, Guess]]] = {
    "the row that names the voter": lambda loot: attacks.same_row(loot.cast, loot.voters),
    "the same after counting": lambda loot: attacks.same_row(loot.counted, loot.voters),
    "xmin": lambda loot: attacks.same_transaction(loot.cast, loot.voters),
    "xmin after counting": lambda loot: attacks.same_transaction(loot.counted, loot.voters),
    "order by place, time, number": lambda loot: attacks.same_order(loot.cast, loot.voters),
    "the same order after counting": lambda loot: attacks.same_order(loot.counted, loot.voters),
    "transactions of the write-ahead log": lambda loot: attacks.same_wal_transaction(
        loot.inserts, loot.cast, loot.voters
    ),
    "bytes of the disk": lambda loot: attacks.near(loot.disk, loot.voters, loot.markers),
    "lines of the logs": lambda loot: attacks.same_line(loot.log, loot.voters, loot.words),
    "order in a dump": lambda loot: {
        k: v for d in loot.dumps for k, v in attacks.dump_order(d, loot.voters).items()
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_finds_nothing_here_and_all_in_a_naive_table(
    scene: Scene, name: str
) -> None:
    attack = ATTACKS[name]
    assert found(attack(scene.naive), scene.naive.truth), "this attack does not bite"
    assert found(attack(scene.ours), scene.ours.truth) == []


async def test_the_attacks_had_everything_to_look_at(scene: Scene) -> None:
    """The ballots were there, in the tables, in the log of transactions, in the dump and on the disk."""
    ours = scene.ours
    assert len(scene.stored) == VOTERS
    assert {UUID(r.values["member_id"]) for r in ours.cast["handbook.ballots"]} == set(ours.truth)
    assert sum(name == "handbook.ballots" for _, name, _ in ours.inserts) == VOTERS
    ballot = next(iter(scene.stored.values()))
    assert ballot.hex() in ours.dumps[0]
    assert ballot.hex() not in ours.dumps[1]
    assert any(ballot in blob for blob in ours.disk)
    assert ours.counted["handbook.ballots"] == []


async def test_voting_writes_one_row_and_nothing_else_of_the_voter(scene: Scene) -> None:
    """No log entry, no write key, no time, no number: tables written while people voted."""
    written = {name for name, rows in scene.ours.cast.items() if rows}
    assert written <= {"handbook.ballots", "handbook.votes"}, "the vote's own row is locked"
    assert set(scene.ours.cast["handbook.ballots"][0].values) == {
        "vote_id", "member_id", "ciphertext",
    }  # fmt: skip


async def test_what_is_handed_over_for_counting_has_no_voters_and_no_order(scene: Scene) -> None:
    first, again = scene.closed.ballots, scene.ciphertexts
    assert sorted(first) == sorted(again)
    assert first != again, "in a new order each time"
    text = scene.closed.model_dump_json()
    tellers = {str(t.member_id) for t in scene.closed.tellers}
    assert not [m for m in scene.ours.voters if str(m) in text and str(m) not in tellers]


async def test_receipts_are_published_apart_and_in_their_own_order(scene: Scene) -> None:
    rows = scene.ours.counted["handbook.vote_receipts"]
    held = [r.values["receipt"] for r in rows]
    assert held == sorted(held) == sorted(scene.receipts.values())
    assert set(rows[0].values) == {"vote_id", "receipt"}
    assert len({r.xmin for r in rows}) == 1, "all by the transaction that counted"


async def test_no_secret_of_the_vote_is_anywhere(scene: Scene) -> None:
    """Neither passphrases nor keys, in no table, no log, no file."""
    first, second = scene.closed.tellers[:2]
    private = counting.vote_key(
        scene.closed, {first.member_id: PHRASES[0], second.member_id: PHRASES[1]}
    )
    secrets = {
        "the vote's key": private.private_bytes_raw(),
        "the proof": sealing.proof(scene.closed.vote_id, private),
        "a teller's key": sealing.teller_key(PHRASES[0], b64decode(first.salt)).private_bytes_raw(),
        "a passphrase": PHRASES[0].encode(),
    }
    for name, secret in secrets.items():
        assert not any(secret in blob for blob in scene.ours.disk), name
        for text in (*scene.ours.dumps, scene.ours.log):
            assert secret.hex() not in text, name
    assert PHRASES[0] not in scene.ours.log
    assert not any(str(voter) in scene.ours.log for voter in scene.ours.voters)


async def test_one_passphrase_and_a_copy_made_before_counting_open_nothing(scene: Scene) -> None:
    """A teller alone with a backup; and what two of them with it could do: the limit that is told."""
    closed = scene.closed
    first, second = closed.tellers[:2]
    mine = sealing.teller_key(PHRASES[0], b64decode(first.salt))
    share = closed.shares[0]
    about = b"half " + closed.vote_id.bytes + share.first.bytes + share.second.bytes
    half = sealing.unseal(mine, b64decode(share.to_first), about)
    with pytest.raises(sealing.CannotOpenError):
        sealing.unseal(mine, b64decode(share.to_second), about)
    tries = [mine, sealing.X25519PrivateKey.from_private_bytes(half)]
    for ballot in scene.stored.values():
        for key in tries:
            assert sealing.open_ballot(closed.vote_id, key, ballot, 3) is None
    both = counting.vote_key(closed, {first.member_id: PHRASES[0], second.member_id: PHRASES[1]})
    opened: dict[UUID, str] = {}
    for member, ballot in scene.stored.items():
        picks = sealing.open_ballot(closed.vote_id, both, ballot, 3)
        assert picks
        opened[member] = OPTIONS[picks[0] - 1]
    assert opened == scene.ours.truth


async def test_a_receipt_fits_every_choice_alike(scene: Scene) -> None:
    """A receipt is of the sealed ballot: it sorts nobody."""
    for at in (0, 1, 2, 3, 5, 10, 18):
        guess: Guess = {m: r[at] for m, r in scene.receipts.items()}
        assert not attacks.tells(guess, scene.ours.truth)
