"""The demo's manuscripts: every state of the newsroom, read from data/newsroom.toml."""

# ruff: noqa: E501 - SQL is read line by line

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from services.demo.ids import demo_id
from services.demo.names import DATA
from services.demo.pictures import draw
from services.demo.seeds import Organisation

Connection = psycopg.Connection[Any]
Upload = Callable[[str, bytes, str], None]
PINNED_FOR = timedelta(days=30)


def load_manuscripts(connection: Connection, org: Organisation, upload: Upload) -> int:
    """Write them with their versions, desks and history, as old as they say; returns how many."""
    raw = tomllib.loads((DATA / "newsroom.toml").read_text("utf-8"))["manuscript"]
    described = tomllib.loads((DATA / "pictures.toml").read_text("utf-8"))
    for number, row in enumerate(raw):
        try:
            _Loading(connection, org, upload, described, row, number).run()
        except KeyError as error:
            raise ValueError(f"newsroom.toml: {row.get('key')}: {error!r}") from error
    return len(raw)


class _Loading:
    """One manuscript on its way through the steps."""

    def __init__(
        self,
        connection: Connection,
        org: Organisation,
        upload: Upload,
        described: dict[str, Any],
        row: dict[str, Any],
        number: int,
    ) -> None:
        self.sql = connection
        self.org = org
        self.upload = upload
        self.described = described
        self.row = row
        self.id = demo_id(f"manuscript:{row['key']}")
        self.post_id = demo_id(f"post:manuscript:{row['key']}")
        self.author = self._person(row["author"])
        # Minutes of their own, so that no two are of the same moment.
        self.now = datetime.now(UTC) - timedelta(minutes=7 * number + 3)
        self.state = "draft"
        self.version = 2 if "before" in row and not self._was("correct") else 1

    def run(self) -> None:
        """Insert it as a draft, then take its steps."""
        row, begun = self.row, self._ago(self.row["hours"])
        self.sql.execute(
            """insert into handbook.manuscripts (id, author_id, unit_id, unit_path, target_id, category, title, lead,
                 body, from_press, source, permission, version, saved_by, saved_at, created_at, updated_at)
               values (%s, %s, %s, '', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
            (
                self.id, self.author, demo_id(row["unit"]), demo_id(row["target"]), row["category"], row["title"],
                row["lead"], self._body(), row.get("from_press", False), row.get("source"), row.get("permission"),
                self.version, self.author, begun, begun, begun,
            ),
        )  # fmt: skip
        self._picture()
        self._versions(begun)
        for step in row.get("path", []):
            self._step(*step)

    def _body(self) -> str:
        return str(self.row["body"]).strip() + "\n"

    def _was(self, step: str) -> bool:
        return any(taken[0] == step for taken in self.row.get("path", []))

    def _ago(self, hours: float) -> datetime:
        return self.now - timedelta(hours=hours)

    def _person(self, name: str) -> UUID:
        if name == "author":
            return self.author
        role, _, unit = name.partition(":")
        if not unit:
            return demo_id(name)
        return demo_id(
            next(r.member_key for r in self.org.roles if (r.role, r.unit_key) == (role, unit))
        )

    def _picture(self) -> None:
        scene = self.row.get("picture")
        if scene is None:
            return
        content = draw(scene, seed=self.row["key"])
        key = f"picture:manuscript:{self.row['key']}"
        name = f"{self.id}/{demo_id(key)}.jpg"
        self.upload(name, content, "image/jpeg")
        self.sql.execute(
            """insert into handbook.manuscript_files (object_name, manuscript_id, kind, file_name, content_type,
                 size_bytes, alternative) values (%s, %s, 'picture', 'minh-hoa.jpg', 'image/jpeg', %s, %s)""",
            (name, self.id, len(content), self.described[scene]),
        )

    def _versions(self, begun: datetime) -> None:
        """The text as its author wrote it and, where an editor has changed it, as it is now."""
        bodies = [self._body()]
        if self.version == 2:
            bodies.insert(0, str(self.row["before"]).strip() + "\n")
        for number, body in enumerate(bodies, start=1):
            edited = number == 2
            by = self._person(self.row["path"][-1][1]) if edited else self.author
            at = self._ago(self.row["path"][-1][2] - 1) if edited else begun
            self.sql.execute(
                """insert into handbook.manuscript_versions (manuscript_id, version, saved_by, begun_at, saved_at, kept,
                     title, lead, body, files) values (%s, %s, %s, %s, %s, true, %s, %s, %s, handbook.files_of_manuscript(%s))""",
                (self.id, number, by, at, at, self.row["title"], self.row["lead"], body, self.id),
            )
            if edited:
                self.sql.execute(
                    "update handbook.manuscripts set saved_by = %s, saved_at = %s where id = %s",
                    (by, at, self.id),
                )

    def _step(self, step: str, who: str, hours: float, reason: str = "", desk: str = "") -> None:
        at, by = self._ago(hours), self._person(who)
        found = self.sql.execute(
            "select to_state::text from handbook.manuscript_steps where step = %s and %s = any (from_states::text[])",
            (step, self.state),
        ).fetchone()
        if found is None:
            raise KeyError(f"{step} from {self.state}")
        earlier, self.state = self.state, found[0]
        unit, _, level = desk.partition(":")
        if desk:
            self.sql.execute(
                "insert into handbook.manuscript_desks (manuscript_id, unit_id, unit_path, level, since)"
                " values (%s, %s, '', %s, %s)",
                (self.id, demo_id(unit), level, at),
            )
        if self.state == "published" and earlier != "published":
            self._publish(at)
        if step in ("pin", "correct", "withdraw"):
            self._published_step(step, by, at, reason)
        due = (
            self.now + timedelta(hours=self.row.get("publish_in_hours", 24))
            if step == "schedule"
            else None
        )
        self.sql.execute(
            """update handbook.manuscripts set state = %(state)s,
                 desk_id = coalesce(%(desk)s, desk_id), desk_level = coalesce(%(level)s, desk_level),
                 desk_since = case when %(desk)s::uuid is null then desk_since else %(at)s end,
                 owner_id = %(owner)s, owned_since = case when %(owner)s::uuid is not null then %(at)s::timestamptz end,
                 publish_at = %(due)s, updated_at = %(at)s
               where id = %(id)s""",
            {
                "id": self.id, "state": self.state, "at": at, "due": due,
                "desk": demo_id(unit) if desk else None, "level": level or None,
                "owner": by if self.state in ("taken", "scheduled", "published", "withdrawn") else None,
            },
        )  # fmt: skip
        self.sql.execute(
            """insert into handbook.newsroom_history (manuscript_id, post_id, step, from_state, to_state, done_by, done_at,
                 version, reason, details)
               select m.id, m.post_id, %s, %s, %s, %s, %s, m.version, nullif(%s, ''), jsonb_strip_nulls(
                 jsonb_build_object('desk_id', m.desk_id, 'desk_level', m.desk_level, 'publish_at', m.publish_at))
               from handbook.manuscripts m where m.id = %s""",
            (step, earlier, self.state, by, at, reason, self.id),
        )

    def _publish(self, at: datetime) -> None:
        self.sql.execute(
            """insert into handbook.posts (id, unit_id, unit_path, category, state, title, lead, body, source, permission,
                 author_id, published_at, created_at)
               select %s, target_id, '', category, 'published', title, lead, body, source, permission, author_id, %s, %s
               from handbook.manuscripts where id = %s""",
            (self.post_id, at, at, self.id),
        )
        self.sql.execute(
            "update handbook.manuscripts set post_id = %s where id = %s", (self.post_id, self.id)
        )
        self.sql.execute(
            """insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name, content_type, size_bytes,
                 alternative)
               select %s, '', kind, object_name, file_name, content_type, size_bytes, alternative
               from handbook.manuscript_files where manuscript_id = %s""",
            (self.post_id, self.id),
        )

    def _published_step(self, step: str, by: UUID, at: datetime, reason: str) -> None:
        if step == "pin":
            pin(self.sql, self.post_id, by)
        elif step == "correct":
            self.sql.execute(
                """insert into handbook.post_texts (post_id, unit_path, version, title, lead, body, replaced_by, replaced_at)
                   select id, unit_path, version, title, lead, %s, %s, %s from handbook.posts where id = %s""",
                (str(self.row["before"]).strip() + "\n", by, at, self.post_id),
            )
            self.sql.execute(
                "insert into handbook.post_corrections (post_id, version, note, corrected_at) values (%s, 1, %s, %s)",
                (self.post_id, reason, at),
            )
            self.sql.execute(
                "update handbook.posts set version = 2, saved_by = %s where id = %s",
                (by, self.post_id),
            )
        else:
            self.sql.execute(
                """insert into handbook.withdrawals (post_id, unit_id, category, unit_path, leaders_only, reason,
                     withdrawn_by, withdrawn_at)
                   select id, unit_id, category, unit_path, leaders_only, %s, %s, %s from handbook.posts where id = %s""",
                (reason, by, at, self.post_id),
            )
            self.sql.execute(
                "update handbook.posts set state = 'withdrawn' where id = %s", (self.post_id,)
            )


def pin(connection: Connection, post_id: UUID, by: UUID) -> None:
    """Put a post on top for a month."""
    connection.execute(
        "insert into handbook.pins (post_id, unit_id, unit_path, pinned_until, pinned_by)"
        " select id, unit_id, '', %s, %s from handbook.posts where id = %s",
        (datetime.now(UTC) + PINNED_FOR, by, post_id),
    )
