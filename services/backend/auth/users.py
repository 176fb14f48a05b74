"""Accounts: reading them, and their form in JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString, cast
from uuid import UUID

from services.backend.pool import DictConnection

Json = dict[str, object]

_SELECT: LiteralString = """
select u.*,
  coalesce((select jsonb_agg(jsonb_build_object(
      'id', f.id, 'friendly_name', f.friendly_name, 'factor_type', f.factor_type,
      'status', f.status, 'phone', coalesce(f.phone, ''), 'created_at', f.created_at,
      'updated_at', f.updated_at, 'last_challenged_at', f.last_challenged_at)
      order by f.created_at) from auth.mfa_factors f where f.user_id = u.id), '[]') as factors,
  coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'email', i.email,
      'identity_data', i.identity_data, 'provider', i.provider,
      'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at,
      'updated_at', i.updated_at)) order by i.created_at, i.provider)
      from auth.identities i where i.user_id = u.id), '[]') as identities
from auth.users u
"""
# The condition that the hosted service puts on every look-up; its index begins with it.
_OURS: LiteralString = (
    " u.instance_id = '00000000-0000-0000-0000-000000000000' and not u.is_sso_user"
)


@dataclass(frozen=True, slots=True)
class User:
    """One account as read; `row` has the columns of auth.users."""

    row: Mapping[str, Any]

    @property
    def id(self) -> UUID:
        """The account's id."""
        return self.row["id"]

    @property
    def email(self) -> str:
        """The e-mail address, empty without one."""
        return self.row["email"] or ""

    @property
    def phone(self) -> str:
        """The phone number in E.164 without the plus sign, empty without one."""
        return self.row["phone"] or ""

    @property
    def password_hash(self) -> str | None:
        """The bcrypt hash, None for an account without password."""
        return self.row["encrypted_password"] or None

    @property
    def app_metadata(self) -> Json:
        """What only administrators write."""
        return self.row["raw_app_meta_data"] or {}

    @property
    def user_metadata(self) -> Json:
        """What the owner may write."""
        return self.row["raw_user_meta_data"] or {}

    @property
    def factors(self) -> Sequence[Mapping[str, Any]]:
        """The second factors, verified and not."""
        return self.row["factors"]

    @property
    def has_verified_factor(self) -> bool:
        """Whether a second factor is in use."""
        return any(factor["status"] == "verified" for factor in self.factors)

    def banned_at(self, now: datetime) -> bool:
        """Whether the account may not be used at this moment."""
        until: datetime | None = self.row["banned_until"]
        return until is not None and now < until

    def json(self) -> Json:
        """The public form, fields without a value left out as GoTrue does."""
        row = self.row
        optional = {
            name: _moment(row[name])
            for name in (
                "email_confirmed_at",
                "phone_confirmed_at",
                "confirmed_at",
                "last_sign_in_at",
                "invited_at",
                "banned_until",
                "deleted_at",
            )
            if row[name] is not None
        }
        shown: Json = {
            "id": str(self.id),
            "aud": row["aud"],
            "role": row["role"],
            "email": self.email,
            "phone": self.phone,
            **optional,
            "app_metadata": self.app_metadata,
            "user_metadata": self.user_metadata,
            "identities": row["identities"],
            "created_at": _moment(row["created_at"]),
            "updated_at": _moment(row["updated_at"]),
            "is_anonymous": row["is_anonymous"],
        }
        if self.factors:
            shown["factors"] = self.factors
        return shown


async def by_id(conn: DictConnection, user_id: UUID) -> User | None:
    """The account of this id."""
    return await _one(conn, _SELECT + " where u.id = %s and" + _OURS, user_id)


async def by_email(conn: DictConnection, email: str, aud: str) -> User | None:
    """The account of this e-mail address, whatever its letters' case."""
    query = _SELECT + " where lower(u.email) = %s and u.aud = %s and" + _OURS
    return await _one(conn, query, email.lower(), aud)


async def by_phone(conn: DictConnection, phone: str, aud: str) -> User | None:
    """The account of this phone number (E.164 without the plus sign)."""
    query = _SELECT + " where u.phone = %s and u.aud = %s and" + _OURS
    return await _one(conn, query, phone, aud)


async def page(conn: DictConnection, aud: str, number: int, size: int) -> tuple[list[User], int]:
    """One page of all accounts, newest first, and how many there are."""
    counted = await conn.execute("select count(*) as n from auth.users where aud = %s", (aud,))
    total = cast("dict[str, int]", await counted.fetchone())["n"]
    cursor = await conn.execute(
        _SELECT + " where u.aud = %s order by u.created_at desc, u.id limit %s offset %s",
        (aud, size, (number - 1) * size),
    )
    return [User(row) for row in await cursor.fetchall()], total


def as_json(value: Mapping[str, object]) -> str:
    """Text for a jsonb parameter."""
    return json.dumps(value, ensure_ascii=False)


def merged(current: Mapping[str, object], changes: Mapping[str, object]) -> Json:
    """`current` with the keys of `changes` overwritten, and those that are null dropped."""
    return {key: value for key, value in {**current, **changes}.items() if value is not None}


async def _one(conn: DictConnection, query: LiteralString, *parameters: object) -> User | None:
    row = await (await conn.execute(query, parameters)).fetchone()
    return User(row) if row else None


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
