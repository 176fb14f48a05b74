"""Copies a large demo on top of the small one, in the caller's transaction."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString, cast

from psycopg import sql

from services.demo import strings
from services.demo.bulk import people, posts
from services.demo.bulk.copying import Connection, Meter, copy_rows, without_indexes
from services.demo.bulk.ids import day_text, dice, text_id
from services.demo.bulk.people import Person, Row
from services.demo.bulk.posts import Written
from services.demo.bulk.units import Place, Start, city, wards
from services.demo.hanoi import SIZES, Size
from services.demo.seeds import Role

_FILL = Path(__file__).with_name("fill.sql")
_TASKS = Path(__file__).with_name("tasks.sql")
_MEETINGS = Path(__file__).with_name("meetings.sql")
_INSPECTIONS = Path(__file__).with_name("inspections.sql")
_ACKNOWLEDGE = Path(__file__).with_name("acknowledge.sql")
_ROLES_SINCE = "2025-11-01T00:00:00Z"


@dataclass
class _Made:
    """What later tables need of the rows made up so far."""

    city: Place
    wards: list[Place] = field(default_factory=list[Place])
    cells: list[Place] = field(default_factory=list[Place])
    roles: list[Row] = field(default_factory=list[Row])
    authors: dict[str, str] = field(default_factory=dict[str, str])
    accounts: list[tuple[str, str | None, bool]] = field(
        default_factory=list[tuple[str, str | None, bool]]
    )
    posts: list[Written] = field(default_factory=list[Written])

    def units(self, kind: str) -> list[Place]:
        return {"city": [self.city], "ward": self.wards, "cell": self.cells}[kind]


def load_bulk(connection: Connection, scale: str, password_hash: str, meter: Meter) -> None:
    """Fill up to the totals of SIZES[scale], with triggers and foreign keys off.

    Needs a superuser's connection and the small demo in it; leaves the commit to the caller.
    Raises psycopg.Error.
    """
    size, now = SIZES[scale], datetime.now(UTC)
    start = _start(connection)
    connection.execute("set local session_replication_role = replica")
    made = _Made(city(start, size))
    branches = list(wards(start, size))
    made.wards = [ward for ward, _ in branches]
    made.cells = [cell for _, cells in branches for cell in cells]
    _copy_units(connection, made, meter)
    _copy_people(connection, branches, made, meter)
    _copy_accounts(connection, made, password_hash, meter)
    _copy_posts(connection, size.posts - start.posts, size, made, now, meter)
    _copy_reads(connection, size.reads - start.reads, made, now, meter)
    _give_tasks(connection, meter)
    last_label = start.label + len(made.wards) + len(made.cells) - 1
    _fill(connection, scale, size, last_label, meter)


def _start(connection: Connection) -> Start:
    row = connection.execute(
        """select c.id::text, c.path,
             (select count(*) from handbook.units where kind = 'ward'),
             (select count(*) from handbook.units where kind = 'cell'),
             (select count(*) from handbook.members), (select count(*) from handbook.posts),
             (select coalesce(sum(reads), 0) from handbook.post_reads),
             nextval('handbook.unit_labels')
           from handbook.units c where c.parent_id is null"""
    ).fetchone()
    assert row, "the small demo is loaded first"
    return Start(*row)


def _copy_units(connection: Connection, made: _Made, meter: Meter) -> None:
    units = [*made.wards, *made.cells]
    rows = ((u.id, u.parent_id, u.kind, u.code, u.name, u.path) for u in units)
    with meter(strings.LOADING_UNITS, len(units)) as step:
        columns = ("id", "parent_id", "kind", "code", "name", "path")
        copy_rows(connection, ("handbook", "units"), columns, rows, step)


def _copy_people(
    connection: Connection, branches: list[tuple[Place, list[Place]]], made: _Made, meter: Meter
) -> None:
    with (
        meter(strings.LOADING_MEMBERS, made.city.size) as step,
        without_indexes(connection, "handbook.members"),
    ):
        rows = (person.row for person in _everybody(branches, made))
        copy_rows(connection, ("handbook", "members"), people.MEMBER_COLUMNS, rows, step)
    columns = ("id", "member_id", "unit_id", "kind", "starts_at")
    with meter(strings.LOADING_ROLES, len(made.roles)) as step:
        copy_rows(connection, ("handbook", "roles"), columns, made.roles, step)


def _everybody(branches: list[tuple[Place, list[Place]]], made: _Made) -> Iterator[Person]:
    random = dice(1)
    made.authors[made.city.id] = text_id("cast-04")
    for ward, cells in branches:
        for cell in cells:
            persons = people.people_of(cell, random)
            for person, role in people.leaders_of(cell, persons):
                _appoint(made, person, cell, role)
            if cell is cells[-1]:
                for person, role in people.ward_posts(persons):
                    _appoint(made, person, ward, role)
            for person in persons:
                if person.phone:
                    made.accounts.append((person.id, person.phone, person.active))
            yield from persons


def _appoint(made: _Made, person: Person, unit: Place, role: Role) -> None:
    role_id = text_id(f"role-{unit.code}-{role}")
    made.roles.append((role_id, person.id, unit.id, role, _ROLES_SINCE))
    made.authors.setdefault(unit.id, person.id)


def _copy_accounts(connection: Connection, made: _Made, password_hash: str, meter: Meter) -> None:
    active = [(member, phone) for member, phone, is_active in made.accounts if is_active]
    moment = datetime.now(UTC).isoformat()
    users = (
        (
            member, "authenticated", "authenticated", (phone or "").removeprefix("+"),
            password_hash, moment, '{"provider": "phone", "providers": ["phone"]}', "{}", moment,
            moment,
        )
        for member, phone in active
    )  # fmt: skip
    columns = (
        "id", "aud", "role", "phone", "encrypted_password", "phone_confirmed_at",
        "raw_app_meta_data", "raw_user_meta_data", "created_at", "updated_at",
    )  # fmt: skip
    accounts = (
        (member, member, "active", moment) if is_active else (member, None, "invited", None)
        for member, _, is_active in made.accounts
    )
    with meter(strings.LOADING_ACCOUNTS, len(active) + len(made.accounts)) as step:
        copy_rows(connection, ("auth", "users"), columns, users, step)
        columns = ("member_id", "user_id", "state", "activated_at")
        copy_rows(connection, ("handbook", "accounts"), columns, accounts, step)


def _copy_posts(
    connection: Connection, count: int, size: Size, made: _Made, now: datetime, meter: Meter
) -> None:
    def written() -> Iterator[Row]:
        for post in posts.posts(count, size, now, made.units, lambda place: made.authors[place.id]):
            made.posts.append(post)
            yield post.row

    with meter(strings.LOADING_POSTS, count) as step:
        copy_rows(connection, ("handbook", "posts"), posts.POST_COLUMNS, written(), step)
    rows = [row for post in made.posts if (row := posts.directive_row(post, now))]
    with meter(strings.LOADING_DIRECTIVES, len(rows)) as step:
        copy_rows(connection, ("handbook", "directives"), posts.DIRECTIVE_COLUMNS, rows, step)
    papers = [row for post in made.posts if (row := posts.document_row(post))]
    with meter(strings.LOADING_DOCUMENTS, len(papers)) as step:
        copy_rows(connection, ("handbook", "documents"), posts.DOCUMENT_COLUMNS, papers, step)
    wanted = {str(row[0]) for row in rows if row[2] == "t"}
    _acknowledge(connection, [post for post in made.posts if post.id in wanted], meter)


def _acknowledge(connection: Connection, wanted: list[Written], meter: Meter) -> None:
    connection.execute("analyze handbook.units, handbook.members, handbook.roles")
    query = sql.SQL(cast(LiteralString, _ACKNOWLEDGE.read_text("utf-8")))
    cast_ids = [text_id(f"cast-{number:02}") for number in range(1, 13)]
    with (
        meter(strings.LOADING_ACKNOWLEDGEMENTS, len(wanted)) as step,
        without_indexes(connection, "handbook.acknowledgements"),
    ):
        for post in wanted:
            values = {"post": post.id, "path": post.place.path, "cast": cast_ids}
            connection.execute(query, values, prepare=False)  # each is planned for its own unit
            step(1)


def _copy_reads(
    connection: Connection, total: int, made: _Made, now: datetime, meter: Meter
) -> None:
    opened = list(posts.opened(total, made.posts, now))
    random = dice(4)
    days = [(of.post.id, day_text(day), 0, count) for of in opened for day, count in of.days]
    marks = [
        (text_id(f"member-{number}"), of.post.id, moment)
        for of in opened
        for number, moment in posts.readers(of, random, now)
    ]
    with meter(strings.LOADING_READS, len(days)) as step:
        columns = ("post_id", "day", "slot", "reads")
        copy_rows(connection, ("handbook", "post_reads"), columns, days, step)
    with (
        meter(strings.LOADING_MARKS, len(marks)) as step,
        without_indexes(connection, "handbook.read_marks"),
    ):
        columns = ("member_id", "post_id", "read_at")
        copy_rows(connection, ("handbook", "read_marks"), columns, marks, step)


def _give_tasks(connection: Connection, meter: Meter) -> None:
    statements = _TASKS.read_text("utf-8").split("\n--------\n")
    connection.execute("analyze handbook.units, handbook.members, handbook.roles")
    with (
        meter(strings.LOADING_TASKS, len(statements)) as step,
        without_indexes(connection, "handbook.task_assignments"),
    ):
        for statement in statements:
            connection.execute(sql.SQL(cast(LiteralString, statement)))
            step(1)


def _fill(connection: Connection, scale: str, size: Size, last_label: int, meter: Meter) -> None:
    values = {
        "label": last_label,
        "scale": scale,
        "counts": json.dumps({"cells": size.cells, "members": size.members, "posts": size.posts}),
    }
    statements = [
        statement
        for file in (_MEETINGS, _INSPECTIONS, _FILL)
        for statement in file.read_text("utf-8").split("\n--------\n")
    ]
    # All at once, and the index of words after it: words are entered one by one ten times as slowly.
    with (
        meter(strings.LOADING_WORDS, 1) as step,
        without_indexes(connection, "handbook.search_entries"),
    ):
        connection.execute("select handbook.enter_posts()")
        step(1)
    with meter(strings.LOADING_COUNTS, len(statements)) as step:
        for statement in statements:
            text = cast(LiteralString, statement)
            connection.execute(sql.SQL(text), values if "%(" in statement else None)
            step(1)
