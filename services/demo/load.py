"""Fills a newborn demo database: the small organisation, its cast's accounts, posts with pictures."""

import contextlib
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import bcrypt
import psycopg

from services.days import today
from services.demo import organisation
from services.demo.documents import load_documents
from services.demo.ids import demo_id
from services.demo.inspections import load_inspections
from services.demo.library import load_library
from services.demo.meetings import load_meetings
from services.demo.newsroom import load_manuscripts, pin
from services.demo.pictures import draw
from services.demo.posts import PostSeed, load_posts
from services.demo.reading import load_reading
from services.demo.records import load_records
from services.demo.seeds import BASE_DATE, DEMO_PASSWORD, MemberSeed, Organisation, UnitSeed
from services.demo.tasks import load_tasks
from services.errors import Conflict
from services.gateway import BUCKET, Service
from services.members.names import vietnamese_sort_key

Connection = psycopg.Connection[Any]
CAST = "cast-"


def birth(connection: Connection, kind: str, *, second_factor_lifted: bool) -> None:
    """Write down what the database is from birth. Raises psycopg.Error when it is born already."""
    connection.execute(
        "insert into handbook.installation (kind, second_factor_lifted) values (%s, %s)",
        (kind, second_factor_lifted),
    )


def load_organisation(connection: Connection, org: Organisation) -> None:
    """Units, members, roles, and accounts with the demo password for the cast."""
    for unit in org.units:
        _insert_unit(connection, unit)
    with connection.cursor() as cursor:
        cursor.executemany(
            """insert into handbook.members (id, unit_id, unit_path, full_name, sort_key, sex,
                 birth_date, card_number, phone, email, status, admission_date, official_date,
                 activity_exempt, working_away)
               values (%s, %s, '', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
            [_member_row(member) for member in org.members],
        )
        cursor.executemany(
            "insert into handbook.roles (member_id, unit_id, kind, starts_at) values (%s, %s, %s, %s)",
            [
                (
                    demo_id(r.member_key),
                    demo_id(r.unit_key),
                    r.role,
                    BASE_DATE - timedelta(days=400),
                )
                for r in org.roles
            ],
        )
    hashed = bcrypt.hashpw(DEMO_PASSWORD.encode(), bcrypt.gensalt(10)).decode()
    for member in org.members:
        if member.key.startswith(CAST) or member.key == organisation.group_leader():
            _open_account(connection, member, hashed)


def load_newsroom(connection: Connection, upload: Callable[[str, bytes, str], None]) -> int:
    """The newsroom's posts, backdated so that the newest is from today; returns how many."""
    shift = today() - BASE_DATE
    written = load_posts()
    for post in written:
        _insert_post(connection, post, shift, upload)
        if post.pinned:
            pin(connection, demo_id(f"post:{post.key}"), demo_id(post.author_key))
    _acknowledge_some(connection)
    return len(written)


def _insert_unit(connection: Connection, unit: UnitSeed) -> None:
    connection.execute(
        "insert into handbook.units (id, parent_id, kind, code, name) values (%s, %s, %s, %s, %s)",
        (
            demo_id(unit.key),
            demo_id(unit.parent_key) if unit.parent_key else None,
            unit.kind,
            unit.code or unit.key,
            unit.name,
        ),
    )


def _member_row(m: MemberSeed) -> tuple[object, ...]:
    return (
        demo_id(m.key), demo_id(m.unit_key), m.full_name, vietnamese_sort_key(m.full_name), m.sex,
        m.birth_date, m.card_number, m.phone, m.email, m.status, m.admission_date, m.official_date,
        m.exempt, m.working_away,
    )  # fmt: skip


def _open_account(connection: Connection, member: MemberSeed, hashed: str) -> None:
    user_id = demo_id(member.key)
    connection.execute(
        """insert into auth.users (id, aud, role, phone, encrypted_password, phone_confirmed_at,
             raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
           values (%s, 'authenticated', 'authenticated', %s, %s, now(),
             '{"provider": "phone", "providers": ["phone"]}', '{}', now(), now())""",
        (user_id, (member.phone or "").removeprefix("+"), hashed),
    )
    connection.execute(
        """insert into handbook.accounts (member_id, user_id, state, activated_at)
           values (%s, %s, 'active', now() - interval '60 days')""",
        (user_id, user_id),
    )


def _insert_post(
    connection: Connection,
    post: PostSeed,
    shift: timedelta,
    upload: Callable[[str, bytes, str], None],
) -> None:
    post_id, unit_id = demo_id(f"post:{post.key}"), demo_id(post.unit_key)
    moment = min(post.published_at + shift, datetime.now(UTC))
    connection.execute(
        """insert into handbook.posts (id, unit_id, unit_path, category, state, leaders_only, title,
             lead, body, author_id, published_at, created_at)
           values (%s, %s, '', %s, 'published', %s, %s, %s, %s, %s, %s, %s)""",
        (
            post_id, unit_id, post.category, post.leaders_only, post.title, post.lead,
            post.body_markdown, demo_id(post.author_key), moment, moment,
        ),
    )  # fmt: skip
    if post.category in ("directive", "notice", "document"):
        connection.execute(
            """insert into handbook.documents (post_id, unit_path, type, number, issued_on)
               values (%(post)s, '',
                 handbook.document_type_of(%(number)s, %(category)s::handbook.post_category),
                 %(number)s, %(issued)s)""",
            {
                "post": post_id,
                "category": post.category,
                "number": post.number,
                "issued": post.issued_on + shift if post.issued_on else None,
            },
        )
    if post.category in ("directive", "notice"):
        connection.execute(
            """insert into handbook.directives (post_id, unit_path, wants_acknowledgement, acknowledge_by)
               values (%s, '', %s, %s)""",
            (
                post_id,
                post.acknowledge_by is not None,
                post.acknowledge_by + shift if post.acknowledge_by else None,
            ),
        )
    if post.picture:
        content = draw(post.picture, seed=post.key)
        name = f"{unit_id}/{demo_id(f'picture:{post.key}')}.jpg"
        upload(name, content, "image/jpeg")
        connection.execute(
            """insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name,
                 content_type, size_bytes, alternative)
               values (%s, '', 'picture', %s, 'minh-hoa.jpg', 'image/jpeg', %s, %s)""",
            (post_id, name, len(content), post.picture_alt or ""),
        )


def _acknowledge_some(connection: Connection) -> None:
    """Two in three of those who are meant have acknowledged; never one of the cast, who shall try it."""
    cast = [demo_id(m.key) for m in organisation.build().members if m.key.startswith(CAST)]
    rows = connection.execute(
        """select d.post_id, m.id from handbook.directives d join handbook.posts p on p.id = d.post_id
           join handbook.members m on m.unit_path >= p.unit_path and m.unit_path < p.unit_path || '~'
           where d.wants_acknowledgement and not p.leaders_only and m.id <> all (%s)""",
        (cast,),
    ).fetchall()
    chosen = [row for row in rows if hashlib.sha256(f"{row[0]}{row[1]}".encode()).digest()[0] < 170]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into handbook.acknowledgements (post_id, member_id) values (%s, %s)", chosen
        )


async def fill_small(connection: Connection, service: Service) -> dict[str, int]:
    """The whole small demo; returns what was loaded. The commit is the caller's."""
    org = organisation.build()
    birth(connection, "demo", second_factor_lifted=True)
    load_organisation(connection, org)
    load_records(connection, org)
    files: list[tuple[str, bytes, str]] = []

    def keep(name: str, content: bytes, content_type: str) -> None:
        files.append((name, content, content_type))

    async def put(name: str, content: bytes, content_type: str, bucket: str) -> None:
        # A load that was broken off leaves its files behind, and they are the same.
        with contextlib.suppress(Conflict):
            await service.upload(name, content, content_type, bucket)

    count = load_newsroom(connection, keep) + load_documents(connection, org, today())
    load_library(connection, keep)
    load_manuscripts(connection, org, keep)
    load_reading(connection)
    load_tasks(connection)
    await load_meetings(connection, put)
    load_inspections(connection)
    for name, content, content_type in files:
        await put(name, content, content_type, BUCKET)
    return {"units": len(org.units), "members": len(org.members), "posts": count}


async def load_small(connection: Connection, service: Service) -> dict[str, int]:
    """The whole small demo in one transaction; returns what was loaded."""
    loaded = await fill_small(connection, service)
    connection.commit()
    return loaded
