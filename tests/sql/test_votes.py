"""A secret vote by the functions alone, on every Postgres: opened, cast, on paper, closed, counted."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.database import Connection, Database
from tests.permissions.table_votes import PROOF, tellers, vote_of_a1


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.arranging() as opened:
        yield opened


def ask(database: Database, connection: Connection, who: str, query: str, *values: object) -> Any:
    """As one of the cast; what is written stays until the end of the test."""
    with connection.transaction():
        claims = database.claims(database.id(who))
        connection.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
        connection.execute("set local role authenticated")
        row = connection.execute(query.encode(), values).fetchone()
        connection.execute("reset role")
    return row[0] if row else None


def text(content: bytes) -> str:
    return b64encode(content).decode()


def test_from_opening_to_the_count(database: Database, connection: Connection) -> None:
    vote = vote_of_a1(database, "prepared")
    first, second = tellers(database)
    half = {"first": first, "second": second, "to_first": "AA==", "to_second": "AA=="}
    sealing: dict[str, Any] = {
        "public_key": text(bytes(32)),
        "commitment": text(sha256(PROOF).digest()),
        "shares": [half],
    }

    def by(who: str, query: str, *values: object) -> Any:
        return ask(database, connection, who, query, *values)

    for place, who in enumerate(("member", "secretary")):
        key = text(bytes([place]) * 32)
        by(who, "select api.vote_teller_key(%s, %s, %s)", vote, text(bytes(16)), key)
    seen = by("secretary", "select api.vote_see(%s) ->> 'version'", vote)
    opening = "select api.vote_open(%s, %s, %s)"
    turned = half | {"first": second, "second": first}
    nothing: list[dict[str, str]] = []
    for shares in (nothing, [half, turned], [turned]):
        with pytest.raises(psycopg.Error, match=r"vote\.sealing_wrong"):
            by("secretary", opening, vote, int(seen), Jsonb(sealing | {"shares": shares}))
    by("secretary", opening, vote, int(seen), Jsonb(sealing))
    receipts = {
        by(who, "select api.ballot_cast(%s, %s)", vote, text(bytes([n]) * 69))
        for n, who in enumerate(("member", "exempt"), 1)
    }
    paper = database.id("secretary")
    by("secretary", "select api.vote_paper(%s, %s, %s)", uuid4(), vote, paper)
    by("secretary", "select api.vote_close(%s, %s)", uuid4(), vote)
    handed = by("member", "select api.vote_for_count(%s)", vote)
    assert (len(handed["ballots"]), handed["paper"]) == (2, 1)
    by(
        "member",
        "select api.vote_count(%s, %s, array[1, 1], 0, 0, %s::uuid[], 1, array[1, 0])",
        vote, text(PROOF), [first, second],
    )  # fmt: skip
    card = by("exempt", "select api.vote_see(%s)", vote)
    assert [o["votes"] for o in card["outcome"]] == [2, 1]
    assert (card["ballots"], card["state"]) == (3, "counted")
    published = connection.execute(
        "select receipt from handbook.vote_receipts where vote_id = %s order by ctid", (vote,)
    ).fetchall()
    assert [row[0] for row in published] == sorted(receipts)
