"""What the small demo's people have read, kept and asked: the same every time, up to today."""

import tomllib
from typing import Any

import psycopg

from services.demo.ids import demo_id
from services.demo.names import DATA

Connection = psycopg.Connection[Any]

# Many on the first day, then fewer and fewer; more for a larger unit. No two posts alike.
_ACCESSES = """
insert into handbook.post_reads (post_id, day, slot, reads, readers)
select s.id, s.day, 0, s.reads, (s.reads * 7 + 9) / 10
from (
  select p.id, d.day, (
      (case length(p.unit_path) when 5 then 60 when 10 then 24 else 9 end)
      * (0.6 + (hashtext(p.id::text || d.day) & 255) / 320.0) / (1 + (d.day - b.day) * 0.4))::int as reads
  from handbook.posts p
  cross join lateral (select (p.published_at at time zone 'Asia/Ho_Chi_Minh')::date as day) b
  cross join lateral (select b.day + n as day from generate_series(0, 60) n) d
  where p.state = 'published' and d.day <= (now() at time zone 'Asia/Ho_Chi_Minh')::date) s
where s.reads > 0
"""
_READERS = """
insert into handbook.reader_periods (unit_id, span, starts_on, unit_path, readers)
select u.id, %(span)s::handbook.reading_span, c.starts_on, u.path, sum(c.readers)
from (
  select t.unit_path, g::date as starts_on,
    (t.members * (%(share)s + (hashtext(t.unit_path || g) & 255) / 800.0))::int as readers
  from handbook.unit_tallies t
  cross join generate_series(%(first)s::date, %(last)s::date, %(step)s::interval) g) c
cross join generate_series(1, length(c.unit_path) / 5) depth
join handbook.units u on u.path = left(c.unit_path, 5 * depth) and u.kind <> 'cell_group'
where %(span)s = 'month' or u.kind <> 'cell'
group by u.id, u.path, c.starts_on
"""
_ASK = """
insert into handbook.questions (id, post_id, asker_id, kind, desk, unit_id, unit_path, words, may_publish,
  state, asked_at, settled_at)
select %(id)s::uuid, %(post)s::uuid, %(member)s::uuid, %(kind)s::handbook.question_kind,
  %(desk)s::handbook.question_desk, u.id, u.path, %(words)s, %(may_publish)s,
  %(state)s::handbook.question_state,
  now() - make_interval(hours => %(age)s),
  case when %(state)s::text in ('answered', 'closed') then now() - make_interval(hours => %(age)s / 2) end
from handbook.units u where u.id = %(unit)s
"""
_ANSWER = """
insert into handbook.question_answers (question_id, desk, unit_id, unit_path, words, answered_by, answered_at)
select q.id, q.desk, q.unit_id, q.unit_path, %(answer)s, %(by)s, q.settled_at
from handbook.questions q where q.id = %(id)s
"""
_PUBLISH = """
insert into handbook.published_answers (question_id, post_id, question, answer, desk, unit_id, answered_at)
select q.id, q.post_id, q.words, a.words, a.desk, a.unit_id, a.answered_at
from handbook.questions q join handbook.question_answers a on a.question_id = q.id where q.id = %(id)s
"""
_MOVE = """
insert into handbook.question_moves (question_id, from_desk, from_unit, to_desk, to_unit, moved_by, moved_at)
select q.id, %(from_desk)s::handbook.question_desk, %(from_unit)s::uuid,
  q.desk, q.unit_id, %(by)s, q.asked_at + interval '1 day'
from handbook.questions q where q.id = %(id)s
"""


def load_reading(connection: Connection) -> None:
    """Accesses and readers of the past year, lists, and questions in every state."""
    pools = tomllib.loads((DATA / "reading.toml").read_text("utf-8"))
    connection.execute(_ACCESSES)
    connection.execute("select handbook.recount_publications()")
    _count_readers(connection)
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into handbook.bookmarks (member_id, post_id, list, added_at)"
            " values (%s, %s, %s, now() - make_interval(hours => %s))",
            [
                (demo_id(k["member"]), demo_id(f"post:{k['post']}"), k["list"], place)
                for place, k in enumerate(pools["kept"], 1)
            ],
        )
    for place, question in enumerate(pools["question"]):
        _ask(connection, place, question)


def _count_readers(connection: Connection) -> None:
    row = connection.execute(
        "select (now() at time zone 'Asia/Ho_Chi_Minh')::date,"
        " date_trunc('month', now() at time zone 'Asia/Ho_Chi_Minh')::date"
    ).fetchone()
    assert row
    today, month = row
    for span, share, back, step, before in (
        ("month", 0.5, "12 months", "1 month", month),
        ("day", 0.2, "30 days", "1 day", today),
    ):
        periods = connection.execute(
            "select (%(before)s::date - %(back)s::interval)::date,"
            " (%(before)s::date - %(step)s::interval)::date",
            {"before": before, "back": back, "step": step},
        ).fetchone()
        assert periods
        first, last = periods
        values = {"span": span, "share": share, "first": first, "last": last, "step": step}
        connection.execute(_READERS, values)
        connection.execute(
            "select handbook.close_readers(%(span)s::handbook.reading_span, g::date)"
            " from generate_series(%(first)s::date, %(last)s::date, %(step)s::interval) g",
            values,
        )


def _ask(connection: Connection, place: int, question: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "id": demo_id(f"question:{place}"),
        "post": demo_id(f"post:{question['post']}"),
        "member": demo_id(question["member"]),
        "unit": demo_id(question["unit"]),
        "by": demo_id(question["by"]) if "by" in question else None,
        "kind": "question",
        "may_publish": False,
        **{k: question[k] for k in ("kind", "desk", "words", "may_publish", "state", "age", "answer")
           if k in question},
    }  # fmt: skip
    connection.execute(_ASK, values)
    if "answer" in question:
        connection.execute(_ANSWER, values)
    if question.get("publish"):
        connection.execute(_PUBLISH, values)
    if "moved_from" in question:
        desk, unit = question["moved_from"].split(":")
        connection.execute(_MOVE, {**values, "from_desk": desk, "from_unit": demo_id(unit)})
