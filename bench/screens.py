"""What one person's screens read, at the size of a city: none of it may grow with the city.

The plan of a list of ten rows can read half a million without being noticed in a ward. So every reading verb
is asked here, by a member, by the secretary of a cell and by an office, and held against `my_session`, the
smallest call.
"""

from dataclasses import dataclass
from typing import Any

from bench.context import Bench
from bench.measure import Line, in_turns
from bench.people import CELL, Connection, Somebody, sign_in

PROMISED = 12.0
"""Times `my_session`: what a screen waits for stays a matter of some hundredths of a second."""
SHOWN = 12
"""The slowest are printed; the others are counted."""

ELSEWHERE = {
    "feed": "reading", "home": "reading", "post_open": "reading", "posts_below": "reading",
    "search": "search", "directive_tracking": "tracking", "tasks_report": "tasks",
    "meeting_year": "meetings", "meetings_overview": "meetings",
    "member_list": "roster", "member_count": "roster", "my_session": "rpc",
}  # fmt: skip
"""Verbs that other benches measure, against baselines of their own."""
BY_UNITS = {
    "accounts_below", "audit_entries", "figures", "import_places", "inspections_overview", "task_figures",
    "units_outline", "search_places", "cells_named",
}  # fmt: skip
"""Verbs that sum up or search what lies below an office: these may grow with it."""
BY_CHANGES = {"my_record_data"}
"""Tells each change of one record and who made it: grows with these, not with the city. Not promised."""
NOT_ARRANGED = {
    "account_of_user", "audit_head", "import_lines", "import_open", "import_rows", "manuscript_history",
    "manuscript_versions", "meeting_code", "ready", "request_open", "unit_by_code", "vote_for_count",
}  # fmt: skip
"""Verbs of the service, or of what the demo does not hold: an open import, a running meeting, a count."""


@dataclass(frozen=True)
class _Ids:
    """Things of the cell with everything in it, and of the made-up cell."""

    cell: str
    other_cell: str
    meeting: str
    vote: str
    line: str
    assignment: str
    post: str
    file: str
    member: str


async def run(bench: Bench) -> list[Line]:
    """The slowest verbs of one person's screens, and how many were asked."""
    keeper, ids = _arranged(bench)
    lines: list[Line] = []
    for who, label, verbs in (
        (bench.cast.member, "a member", _of_everybody(ids)),
        (keeper, "a secretary", _of_everybody(ids) | _of_a_secretary(ids)),
        (bench.cast.city, "an office", _of_everybody(ids) | _of_an_office(ids)),
        (bench.cast.records_city, "keepers of records", _of_records(ids)),
    ):
        base = bench.rpc(who, "my_session")
        for verb, arguments in verbs.items():
            lines.append(
                await in_turns(
                    f"{verb}, {label}",
                    bench.rpc(who, verb, **arguments),
                    base,
                    max(bench.rounds // 10, 2),
                    limit=None if verb in BY_CHANGES else PROMISED,
                    same=False,
                )
            )
    lines.sort(key=lambda line: line.ratio or 0, reverse=True)
    rest = lines[SHOWN:]
    return [
        *lines[:SHOWN],
        Line(f"{len(rest)} more", rest[0].ours, rest[0].base, limit=PROMISED, note="the slowest"),
    ]


def uncovered(connection: Connection) -> set[str]:
    """Reading verbs of members that no bench asks and no list names."""
    rows = connection.execute(
        "select proname::text from pg_proc where pronamespace = 'api'::regnamespace and provolatile = 's'"
        " and proname not like 'bench%' and has_function_privilege('authenticated', oid, 'execute')"
    ).fetchall()
    ids = _Ids(*("" for _ in range(9)))
    asked = {*_of_everybody(ids), *_of_a_secretary(ids), *_of_an_office(ids), *_of_records(ids)}
    return {str(row[0]) for row in rows} - asked - set(ELSEWHERE) - BY_UNITS - NOT_ARRANGED


def _of_everybody(ids: _Ids) -> dict[str, dict[str, Any]]:
    mine = (
        "card", "card_number", "cell", "consents", "devices", "drafts", "filters", "imports", "log",
        "manuscripts", "photograph", "questions", "record", "record_data", "record_views", "requests",
        "resets", "tasks",
    )  # fmt: skip
    return {f"my_{name}": dict[str, Any]() for name in mine} | {
        "drafts": {},
        "library_facets": {},
        "library_list": {},
        "tasks_home": {},
        "draft": {"form": "task.done"},
        "file_open": {"attachment_id": ids.file},
        "my_reading": {"list": "later"},
        "photographs": {"member_ids": [ids.member]},
        "post_answers": {"post_id": ids.post},
        "post_related": {"post_id": ids.post},
        "post_tasks": {"post_id": ids.post},
        "task_year": {"year": 2026},
    }


def _of_a_secretary(ids: _Ids) -> dict[str, dict[str, Any]]:
    meeting = {"meeting_id": ids.meeting}
    return {
        "account_resets": {},
        "cell_attendance": {"unit_id": ids.cell, "year": 2026},
        "document_choices": {"unit_id": ids.cell},
        "inspection_line": {"line_id": ids.line},
        "inspection_plan": {},
        "meeting_facts": meeting,
        "meeting_open": meeting | {"parts": ["votes", "after", "people"]},
        "meeting_opinions": meeting,
        "meeting_paper": meeting | {"kind": "minutes"},
        "meeting_reckon": meeting,
        "meeting_roll": meeting,
        "meeting_score": meeting,
        "meeting_standing": meeting,
        "member_ties": {"member_id": ids.member},
        "questions_settled": {},
        "questions_waiting": {},
        "requests_waiting": {},
        "task_load": {"unit_id": ids.cell},
        "task_open": {"assignment_id": ids.assignment},
        "tasks_given": {"unit_id": ids.cell},
        "unit_open": {"unit_id": ids.cell},
        "vote_people": meeting,
        "vote_receipts": {"vote_id": ids.vote},
        "vote_see": {"vote_id": ids.vote},
        "vote_standing": {"vote_id": ids.vote},
    }


def _of_an_office(ids: _Ids) -> dict[str, dict[str, Any]]:
    return {
        "files_to_check": {},
        "library_below": {},
        "manuscript_counts": {},
        "manuscript_places": {},
        "manuscript_queue": {},
        "meeting_questions_up": {"unit_id": ids.other_cell},
        "post_history": {"post_id": ids.post},
    }


def _of_records(ids: _Ids) -> dict[str, dict[str, Any]]:
    return {
        "my_record": {},
        "requests_waiting": {},
        "role_proposals": {},
        "unit_open": {"unit_id": ids.other_cell},
    }


def _arranged(bench: Bench) -> tuple[Somebody, _Ids]:
    """The secretary of a cell of the demo that has voted, and what there is in it."""
    meeting = bench.value(
        "select v.meeting_id::text from handbook.votes v join handbook.meetings m on m.id = v.meeting_id"
        " where m.state = 'closed' and v.secret and v.state = 'counted' order by m.starts_at desc limit 1"
    )
    cell = bench.value("select unit_id::text from handbook.meetings where id::text = %s", meeting)
    keeper = bench.value(
        "select r.member_id::text from handbook.roles r where r.unit_id::text = %s and r.kind = 'secretary'"
        " and r.starts_at <= now() and (r.ends_at is null or r.ends_at > now()) limit 1",
        cell,
    )
    of_cell = {
        "vote": "handbook.votes where meeting_id::text = %(meeting)s and secret and state = 'counted'",
        "line": "handbook.inspection_lines where plan_id in (select p.id from handbook.inspection_plans p"
        " where p.unit_id::text = %(cell)s and p.adopted_on is not null)",
        "assignment": "handbook.task_assignments where unit_id::text = %(cell)s",
        "member": "handbook.members where unit_id::text = %(cell)s",
    }
    found: dict[str, str] = {}
    for name, where in of_cell.items():
        row = bench.admin.execute(
            f"select id::text from {where} order by id limit 1".encode(),
            {"meeting": meeting, "cell": cell},
        ).fetchone()
        assert row, f"the demo has no {name}"
        found[name] = str(row[0])
    ids = _Ids(
        cell=cell,
        other_cell=bench.value("select id::text from handbook.units where code = %s", CELL),
        meeting=meeting,
        post=bench.value(
            "select p.id::text from handbook.posts p join handbook.units u on u.id = p.unit_id"
            " where p.state = 'published' and not p.leaders_only and u.kind = 'city'"
            " order by p.published_at desc limit 1"
        ),
        file=bench.value(
            "select a.id::text from handbook.attachments a join handbook.posts p on p.id = a.post_id"
            " join handbook.units u on u.id = p.unit_id"
            " where p.state = 'published' and not p.leaders_only and u.kind = 'city' order by a.id limit 1"
        ),
        **found,
    )
    return sign_in(bench.admin, bench.embedded, keeper), ids
