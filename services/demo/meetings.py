"""Made-up meetings of a few cells, in every state but the running one."""

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from services.days import VIETNAM, today
from services.demo.held import Upload, hold_meetings
from services.demo.ids import demo_id
from services.demo.names import DATA

Connection = psycopg.Connection[Any]

AT = time(19, 30)
USUAL_DAY = 5


async def load_meetings(connection: Connection, upload: Upload) -> int:
    """Usual days, and meetings whose days count from today; returns how many meetings. What people did
    in them and after them is done by their verbs."""
    seeds = tomllib.loads((DATA / "meetings.toml").read_text("utf-8"))
    places: dict[str, str] = seeds["place"]
    for cell, place in places.items():
        connection.execute(
            "insert into handbook.meeting_days (unit_id, unit_path, day, at, minutes, place)"
            " values (%s, '', %s, %s, 90, %s)",
            (demo_id(cell), USUAL_DAY, AT, place),
        )
    agenda = connection.execute("select handbook.policy('meeting.agenda')").fetchone()
    assert agenda is not None
    for number, seed in enumerate(seeds["meeting"]):
        seed["absence"] = seeds["absence"]
        _insert(connection, demo_id(f"meeting:{number}"), seed, places[seed["cell"]], agenda[0])
    await hold_meetings(connection, seeds, upload)
    return len(seeds["meeting"])


def _insert(
    connection: Connection, meeting: object, seed: dict[str, Any], place: str, agenda: Any
) -> None:
    kind, state = seed.get("kind", "regular"), seed["state"]
    month = _month(seed.get("month", 0))
    day = (
        today() + timedelta(days=seed["day"]) if "day" in seed else month + timedelta(USUAL_DAY - 1)
    )
    if "day" in seed:
        month = day.replace(day=1)
    starts = datetime.combine(day, AT, VIETNAM)
    ends = starts + timedelta(minutes=95)
    title = seed.get("title") or agenda[kind]["title"] % f"{month.month}/{month.year}"
    closed = state == "closed"
    runs = demo_id("cast-02" if seed["cell"].startswith("cell-a") else "cast-07")
    connection.execute(
        """insert into handbook.meetings (id, unit_id, unit_path, kind, title, starts_at, minutes, place,
             guests, state, month, called_at, opened_at, closed_at, report_by, cancelled_why, chair_id,
             created_by)
           values (%s, %s, '', %s, %s, %s, 90, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
        (
            meeting, demo_id(seed["cell"]), kind, title, starts, place, seed.get("guests", ""), state, month,
            None if state == "planned" else starts - timedelta(days=5), starts if closed else None,
            ends if closed else None, day + timedelta(days=2) if closed else None, seed.get("why"),
            runs if closed and seed["cell"] != "cell-a2" else None, runs,
        ),
    )  # fmt: skip
    conclusions: list[str] = [] if seed.get("held") else seed.get("conclusions", [])
    connection.execute(
        """insert into handbook.meeting_items (meeting_id, position, kind, title, minutes, conclusion)
           select %s, x.nr, (x.item ->> 'kind')::handbook.meeting_item_kind, x.item ->> 'title',
             (x.item ->> 'minutes')::int, coalesce((%s::text[])[x.nr], '')
           from jsonb_array_elements(%s) with ordinality x(item, nr)""",
        (meeting, conclusions, Jsonb(agenda[kind]["items"])),
    )
    for person, reply in seed.get("replies", {}).items():
        connection.execute(
            "insert into handbook.meeting_replies (meeting_id, member_id, reply, reason, actor_id)"
            " values (%s, %s, %s, %s, %s)",
            (meeting, demo_id(person), reply, seed["reason"] if reply == "excused" else None,
             demo_id(person)),
        )  # fmt: skip
    if closed:
        _roll(connection, meeting, starts, seed["absence"])


def _roll(connection: Connection, meeting: object, starts: datetime, why: str) -> None:
    """Everybody of the cell was summoned; one in six was away with a reason, the exempt were not marked."""
    connection.execute(
        """insert into handbook.meeting_summons (meeting_id, member_id, status, exempt, away)
           select m.id, p.id, p.status, p.activity_exempt, p.working_away
           from handbook.meetings m
           join handbook.members p on p.unit_id = m.unit_id and p.life_state = 'active'
           where m.id = %s""",
        (meeting,),
    )
    connection.execute(
        """insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, reason, arrived_at)
           select s.meeting_id, s.member_id,
             case when n %% 6 = 4 then 'excused' else 'present' end::handbook.meeting_presence,
             case when n %% 3 = 0 then 'clerk' else 'qr' end::handbook.arrival_way,
             case when n %% 6 = 4 then %s end, %s::timestamptz + n * interval '20 seconds'
           from (select s.*, row_number() over (order by s.member_id <> m.created_by, s.member_id) as n
                 from handbook.meeting_summons s join handbook.meetings m on m.id = s.meeting_id
                 where s.meeting_id = %s and not s.exempt) s""",
        (why, starts - timedelta(minutes=10), meeting),
    )


def _month(away: int) -> date:
    """The first day of this month, of the one before (-1), of the next (1)."""
    present = today()
    months = present.year * 12 + present.month - 1 + away
    return date(months // 12, months % 12 + 1, 1)
