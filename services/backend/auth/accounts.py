"""Writing accounts and their identities, in the rows that Supabase Auth would write."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from services.backend.auth import users
from services.backend.auth.context import Fields
from services.backend.auth.errors import unexpected, validation_failed
from services.backend.auth.logins import duration, valid_email, valid_phone
from services.backend.auth.users import Json, User
from services.backend.pool import DictConnection
from services.backend.tokens import AUDIENCE

_BCRYPT = re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a request of an administrator says about an account; empty means unchanged."""

    email: str = ""
    phone: str = ""
    role: str = ""
    email_confirmed: bool = False
    phone_confirmed: bool = False
    ban: timedelta | None = None
    user_metadata: Json | None = None
    app_metadata: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount(Changes):
    """An account to be made."""

    id: UUID = field(default_factory=uuid4)
    password_hash: str = ""


def changes(fields: Fields) -> Changes:
    """Read and check the fields of an update. Raises AuthError."""
    email, phone, ban = fields.text("email"), fields.text("phone"), fields.text("ban_duration")
    return Changes(
        email=valid_email(email) if email else "",
        phone=valid_phone(phone) if phone else "",
        role=fields.text("role").strip(),
        email_confirmed=fields.flag("email_confirm"),
        phone_confirmed=fields.flag("phone_confirm"),
        ban=duration(ban) if ban else None,
        user_metadata=fields.mapping("user_metadata"),
        app_metadata=fields.mapping("app_metadata"),
    )


def new_account(fields: Fields) -> NewAccount:
    """Read and check the fields of a new account. Raises AuthError."""
    if not fields.text("email") and not fields.text("phone"):
        raise validation_failed("Cannot create a user without either an email or phone")
    asked = changes(fields)
    password_hash = fields.text("password_hash")
    if password_hash and not _BCRYPT.fullmatch(password_hash):
        raise unexpected("Error creating user")
    return NewAccount(
        **{name: getattr(asked, name) for name in Changes.__slots__},
        id=_new_id(fields.text("id")),
        password_hash=password_hash,
    )


def random_password() -> str:
    """A password that nobody knows, for an account that gets one later."""
    return secrets.token_urlsafe(48)


async def insert(conn: DictConnection, new: NewAccount, hashed: str, now: datetime) -> None:
    """Store a new account with one identity for each login. Raises psycopg.Error."""
    providers = [name for name, used in (("email", new.email), ("phone", new.phone)) if used]
    app_metadata: Json = {"provider": providers[0], "providers": providers}
    confirmed: Json = {"email_verified": True} if new.email_confirmed else {}
    await conn.execute(
        "insert into auth.users (id, aud, role, email, phone, encrypted_password,"
        " email_confirmed_at, phone_confirmed_at, banned_until, raw_app_meta_data,"
        " raw_user_meta_data, created_at, updated_at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::jsonb, %s, %s)",
        (
            new.id,
            AUDIENCE,
            new.role or "authenticated",
            new.email or None,
            new.phone or None,
            hashed,
            now if new.email_confirmed else None,
            now if new.phone_confirmed else None,
            now + new.ban if new.ban else None,
            users.as_json(users.merged(app_metadata, new.app_metadata or {})),
            users.as_json({**(new.user_metadata or {}), **confirmed}),
            now,
            now,
        ),
    )
    for provider, login in (("email", new.email), ("phone", new.phone)):
        if login:
            await _write_identity(conn, new.id, provider, login, verified=False, now=now)


async def update(
    conn: DictConnection, user: User, new: Changes, hashed: str | None, now: datetime
) -> None:
    """Apply the changes; a new password ends every session. Raises psycopg.Error."""
    row = dict(user.row)
    app_metadata, user_metadata = user.app_metadata, user.user_metadata
    if new.email_confirmed:
        user_metadata = {**user_metadata, "email_verified": True}
    for provider, login, verified in (
        ("email", new.email, new.email_confirmed),
        ("phone", new.phone, new.phone_confirmed),
    ):
        if login:
            await _write_identity(conn, user.id, provider, login, verified=verified, now=now)
    banned_until = row["banned_until"]
    if new.ban is not None:
        banned_until = now + new.ban if new.ban else None
    await conn.execute(
        "update auth.users set role = %s, email = %s, phone = %s, encrypted_password = %s,"
        " email_confirmed_at = %s, phone_confirmed_at = %s, banned_until = %s,"
        " raw_app_meta_data = %s::jsonb, raw_user_meta_data = %s::jsonb, updated_at = %s"
        " where id = %s",
        (
            new.role or row["role"],
            new.email or row["email"],
            new.phone or row["phone"],
            row["encrypted_password"] if hashed is None else hashed,
            now if new.email_confirmed else row["email_confirmed_at"],
            now if new.phone_confirmed else row["phone_confirmed_at"],
            banned_until,
            users.as_json(users.merged(app_metadata, new.app_metadata or {})),
            users.as_json(users.merged(user_metadata, new.user_metadata or {})),
            now,
            user.id,
        ),
    )
    if hashed is not None:
        await conn.execute("delete from auth.sessions where user_id = %s", (user.id,))


async def _write_identity(
    conn: DictConnection,
    user_id: UUID,
    provider: str,
    login: str,
    *,
    verified: bool,
    now: datetime,
) -> None:
    data = {
        "sub": str(user_id),
        provider: login,
        "email_verified": verified and provider == "email",
        "phone_verified": verified and provider == "phone",
    }
    await conn.execute(
        "insert into auth.identities (provider_id, user_id, identity_data, provider,"
        " last_sign_in_at, created_at, updated_at) values (%s, %s, %s::jsonb, %s, %s, %s, %s)"
        " on conflict (provider_id, provider) do update"
        " set identity_data = excluded.identity_data, updated_at = excluded.updated_at",
        (str(user_id), user_id, users.as_json(data), provider, now, now, now),
    )


def _new_id(text: str) -> UUID:
    if not text:
        return uuid4()
    try:
        wanted = UUID(text)
    except ValueError as error:
        raise validation_failed("ID must conform to the uuid v4 format") from error
    if wanted.int == 0:
        raise validation_failed("ID cannot be a nil uuid")
    return wanted
