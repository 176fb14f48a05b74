"""Papers of the small demo in every state: replaced, not yet in force, run out, and one that is overdue."""

import hashlib
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import psycopg

from services.days import VIETNAM
from services.demo.ids import demo_id
from services.demo.names import DATA
from services.demo.posts import author_of
from services.demo.seeds import Organisation

Connection = psycopg.Connection[Any]


def load_documents(connection: Connection, org: Organisation, today: date) -> int:
    """Write them down, older ones first, since a paper names the one it replaces; returns how many."""
    papers: list[dict[str, Any]] = tomllib.loads((DATA / "documents.toml").read_text("utf-8"))[
        "document"
    ]
    for paper in papers:
        _insert(connection, paper, org, today)
    return len(papers)


def _insert(connection: Connection, paper: dict[str, Any], org: Organisation, today: date) -> None:
    def day(name: str) -> date | None:
        return today + timedelta(days=paper[name]) if name in paper else None

    issued = today + timedelta(days=paper["days"])
    post = {
        "post": demo_id(f"document:{paper['key']}"),
        "unit": demo_id(paper["unit"]),
        "author": demo_id(author_of(paper["unit"], org)),
        "at": datetime.combine(issued, time(9), VIETNAM),
        "type": paper.get("type"),
        "number": paper.get("number"),
        "issued": issued if "number" in paper else None,
        "signatory": paper.get("signatory"),
        "subject": paper.get("subject"),
        "from": day("valid_from"),
        "until": day("valid_until"),
        "due": day("acknowledge_by"),
        "replaces": demo_id(f"document:{paper['replaces']}") if "replaces" in paper else None,
        "replaces_text": paper.get("replaces_text"),
        "category": paper["category"],
        "title": paper["title"],
        "lead": paper["lead"],
        "body": paper["body"] + "\n",
    }
    connection.execute(
        """insert into handbook.posts (id, unit_id, unit_path, category, state, title, lead, body,
             author_id, published_at, created_at)
           values (%(post)s, %(unit)s, '', %(category)s, 'published', %(title)s, %(lead)s, %(body)s,
             %(author)s, %(at)s, %(at)s)""",
        post,
    )
    connection.execute(
        """insert into handbook.documents (post_id, unit_path, type, number, issued_on, signatory,
             subject, valid_from, valid_until, replaces, replaces_text)
           values (%(post)s, '', coalesce(%(type)s::handbook.document_type,
               handbook.document_type_of(%(number)s, %(category)s::handbook.post_category)),
             %(number)s, %(issued)s, %(signatory)s, %(subject)s, %(from)s, %(until)s, %(replaces)s,
             %(replaces_text)s)""",
        post,
    )
    if post["due"] is not None:
        connection.execute(
            """insert into handbook.directives (post_id, unit_path, wants_acknowledgement,
                 acknowledge_by) values (%(post)s, '', true, %(due)s)""",
            post,
        )
        _acknowledge(connection, paper, post)


def _acknowledge(connection: Connection, paper: dict[str, Any], post: dict[str, Any]) -> None:
    """Some in time, some after the deadline, some not at all; never one of the cast, who shall try it."""
    rows = connection.execute(
        """select m.id from handbook.members m join handbook.posts p on p.id = %(post)s
           where m.unit_path >= p.unit_path and m.unit_path < p.unit_path || '~'
             and not exists (select from handbook.accounts a where a.member_id = m.id)""",
        post,
    ).fetchall()
    in_time = datetime.combine(post["due"] - timedelta(days=2), time(19), VIETNAM)
    too_late = min(in_time + timedelta(days=4), datetime.now(UTC))
    given: list[tuple[object, ...]] = []
    for (member,) in rows:
        drawn = hashlib.sha256(f"{post['post']}{member}".encode()).digest()[0] * 100 // 256
        if drawn < paper["share"]:
            when = too_late if drawn < paper["late_share"] else in_time
            given.append((post["post"], member, when))
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into handbook.acknowledgements (post_id, member_id, acknowledged_at)"
            " values (%s, %s, %s)",
            given,
        )
