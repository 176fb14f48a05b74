"""What comes of a meeting in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from typing import Any
from uuid import UUID, uuid4

from tests.database import Database
from tests.minutes.desk import lines, sections
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.table_meetings import ABOVE_A, CELL_A1, KEEPS, NO_MEETING, meeting_of_a1
from tests.permissions.world import World

HEAD = '{"title": "Chuyên đề thử", "kind": "thematic", "unit": "Chi bộ", "superior": "Đảng ủy", "starts_at": "2026-11-01T12:00:00Z", "place": "Nhà văn hóa"}'


def paper_of(
    database: Database, *, signed: bool = False, reported: bool = False, cell: str = "cell-a1"
) -> UUID:
    """A meeting of A1 (or another) that has ended, with minutes; signed and reported if said so."""
    meeting = meeting_of_a1(database, "closed", cell)
    database.run(
        "insert into handbook.meeting_documents (meeting_id, kind, version, unit_path, sections, head) values"
        """ (%s, 'minutes', 1, '', '[{"key": "opening", "text": "Nội dung"}]', %s)""",
        meeting, HEAD,
    )  # fmt: skip
    if signed:
        database.run(
            "update handbook.meeting_documents set state = 'signed', signed_at = now() where meeting_id = %s",
            meeting,
        )
    if reported:
        database.run("update handbook.meetings set reported_at = now() where id = %s", meeting)
    return meeting


def scored_of(database: Database, cell: str = "cell-a1") -> UUID:
    """A meeting that was reported and has its self-score."""
    meeting = paper_of(database, signed=True, reported=True, cell=cell)
    database.run(
        "insert into handbook.meeting_scores (meeting_id, side, unit_path, policy_id, lines, total, band)"
        " select %s, 'self', '', id, (select jsonb_agg(jsonb_build_object('key', c ->> 'key', 'points', 1, 'evidence', '') order by nr)"
        "  from jsonb_array_elements(content -> 'criteria') with ordinality f(c, nr)), 0, ''"
        " from handbook.policy_versions where topic = 'meeting.score'",
        meeting,
    )  # fmt: skip
    return meeting


def task_of_a1(database: Database) -> UUID:
    """A task that cell A1 has given."""
    task: UUID = database.value(
        "insert into handbook.tasks (unit_id, unit_path, title, due_on, series_id)"
        " values (%s, '', 'Việc thử', '2030-01-01', gen_random_uuid()) returning id",
        database.unit("cell-a1"),
    )
    return task


def of(
    *, signed: bool = False, reported: bool = False, keyed: bool = False, **more: object
) -> Make:
    """About new minutes of A1."""

    def make(world: World, who: str) -> Arguments:
        key = {"key": uuid4()} if keyed else {}
        return {
            **key,
            "meeting_id": paper_of(world.database, signed=signed, reported=reported),
            **more,
        }

    return make


def score(side: str, *, reported: bool = False) -> Make:
    """Full marks for a new meeting of A1."""
    return of(signed=reported, reported=reported, keyed=True, side=side, lines=lines())


SAVE: dict[str, Any] = {"kind": "minutes", "number": "", "place": "", "sections": sections("Thử")}
TABLE = (
    Case("meeting_facts", "of A1", of(), KEEPS, NO_MEETING),
    Case("meeting_paper", "a draft of A1", of(kind="minutes"), KEEPS, NO_MEETING),
    Case("meeting_paper", "reported, of A1", of(signed=True, reported=True, kind="minutes"), {"ok": f"{CELL_A1} {ABOVE_A}"}, NO_MEETING),
    Case("meeting_paper_save", "of A1", of(keyed=True, edits=1, **SAVE), KEEPS, NO_MEETING),
    Case("meeting_paper_sign", "of A1", of(keyed=True, kind="minutes", edits=1), KEEPS, NO_MEETING),
    Case("meeting_score", "of A1", of(), KEEPS, NO_MEETING),
    Case("meeting_score", "reported, of A1", of(signed=True, reported=True), {"ok": f"{CELL_A1} {ABOVE_A}"}, NO_MEETING),
    Case("meeting_score_save", "self, of A1", score("self"), KEEPS, NO_MEETING),
    Case("meeting_score_save", "superior, of A1", score("superior", reported=True), {"ok": ABOVE_A}, NO_MEETING),
    Case("meeting_report", "of A1", of(signed=True, keyed=True), KEEPS, NO_MEETING),
)  # fmt: skip
BY_ID = {case.function for case in TABLE}
