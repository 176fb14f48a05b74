"""The one way to Supabase, hosted or embedded: the only module that imports supabase.

Two kinds of client: the member's (publishable key and the member's own token), which does everything a
person does; and the app server's (secret key), fenced in `AuthAdmin` and `Service` to a closed list.
"""

import json
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import httpx
from postgrest.exceptions import APIError
from storage3.exceptions import StorageApiError
from supabase import AsyncClient, AsyncClientOptions
from supabase_auth.errors import (
    AuthApiError,
    AuthError,
    AuthRetryableError,
    AuthSessionMissingError,
    AuthWeakPasswordError,
)
from supabase_auth.types import Session

from services.accounts.models import Device, Enrolment, SecondFactor, TokenPair
from services.errors import AppError, Invalid, SignedOut, Unavailable, from_status

SCHEMA = "api"
BUCKET = "attachments"
LINK_SECONDS = 60  # design: a link to a file lives a minute at most

# What the secret key may call at the REST surface, besides the closed list of AuthAdmin.
SERVICE_FUNCTIONS = frozenset(
    {
        "account_ask_reset",
        "account_check_code",
        "account_complete",
        "account_of_user",
        "import_post",
        "publish_due",
        "questions_upkeep",
        "reading_upkeep",
        "reads_count",
        "ready",
        "reset_mailed",
        "resets_to_mail",
        "seal_audit",
        "text_put",
        "texts_take",
        "tasks_turn",
        "unit_by_code",
        "upkeep",
    }
)


@dataclass(frozen=True)
class Supabase:
    """Where Supabase is and with which keys; `http` is shared by all clients of the process."""

    url: str
    publishable_key: str
    secret_key: str
    http: httpx.AsyncClient

    def client(self, key: str, headers: Mapping[str, str]) -> AsyncClient:
        """A light client with headers of its own on the shared connections."""
        options = AsyncClientOptions(
            schema=SCHEMA,
            headers=dict(headers),
            auto_refresh_token=False,
            persist_session=False,
            postgrest_client_retry=False,
            httpx_client=self.http,
        )
        return AsyncClient(self.url, key, options)


class MemberGateway:
    """What one signed-in person does. The token is the person's; the database decides."""

    def __init__(self, supabase: Supabase, pair: TokenPair, device: Device) -> None:
        self._supabase = supabase
        self._device = device
        self.before: Callable[[], Awaitable[object]] | None = None
        """Awaited before each call: brings a pair that ends soon up to date."""
        self.use(pair)

    async def _live(self) -> None:
        if self.before is not None:
            await self.before()

    def use(self, pair: TokenPair) -> None:
        """Go on with a new pair of tokens of the same person."""
        self.pair = pair
        self._client = self._supabase.client(
            self._supabase.publishable_key,
            {
                "Authorization": f"Bearer {pair.access_token.get_secret_value()}",
                "x-handbook-address": self._device.address,
            },
        )

    async def rpc(self, function: str, **arguments: Any) -> Any:
        """Call an `api` function. Raises AppError with the function's stable code."""
        await self._live()
        answer = await _rpc(self._client, function, arguments)
        if answer == []:
            # A function that lists answers an ended session with nothing; tell the two apart.
            await _rpc(self._client, "my_session", {})
        return answer

    async def upload(
        self, object_name: str, content: bytes, content_type: str, bucket_id: str = BUCKET
    ) -> None:
        """Put a file into a private bucket. Raises AppError."""
        await self._live()
        bucket = self._client.storage.from_(bucket_id)
        with _translated():
            await bucket.upload(object_name, content, {"content-type": content_type})

    async def link(
        self, object_name: str, download_as: str | None = None, bucket_id: str = BUCKET
    ) -> str:
        """A link to a file, good for a minute, after the right is checked again. Raises AppError."""
        await self._live()
        bucket = self._client.storage.from_(bucket_id)
        with _translated():
            signed = await bucket.create_signed_url(
                object_name, LINK_SECONDS, {"download": download_as} if download_as else {}
            )
        return signed["signedURL"] or ""

    async def download(self, object_name: str, bucket_id: str = BUCKET) -> bytes:
        """A file of a private bucket. Raises AppError."""
        await self._live()
        with _translated():
            return await self._client.storage.from_(bucket_id).download(object_name)

    async def links(self, object_names: list[str], bucket_id: str) -> dict[str, str]:
        """Links to several files in one request, good for a minute; what the caller may not see is
        not among them. Raises AppError."""
        await self._live()
        bucket = self._client.storage.from_(bucket_id)
        with _translated():
            signed = await bucket.create_signed_urls(object_names, LINK_SECONDS)
        return {str(one["path"]): one["signedURL"] for one in signed if one["signedURL"]}

    async def remove(self, object_names: list[str], bucket_id: str) -> None:
        """Remove files from a private bucket. Raises AppError."""
        await self._live()
        with _translated():
            await self._client.storage.from_(bucket_id).remove(object_names)

    async def _with_session(self) -> AsyncClient:
        await self._live()
        client = self._supabase.client(self._supabase.publishable_key, {})
        with _translated():
            await client.auth.set_session(
                self.pair.access_token.get_secret_value(),
                self.pair.refresh_token.get_secret_value(),
            )
        return client

    async def change_password(self, current: str, password: str) -> None:
        """Set a new password and end all other sessions. Raises AppError."""
        client = await self._with_session()
        with _translated():
            await client.auth.update_user(
                cast(Any, {"password": password, "current_password": current})
            )
            await client.auth.sign_out({"scope": "others"})

    async def factors(self) -> list[SecondFactor]:
        """My authenticator apps. Raises AppError."""
        client = await self._with_session()
        with _translated():
            listed = await client.auth.mfa.list_factors()
        return [
            SecondFactor(factor_id=f.id, verified=f.status == "verified")
            for f in listed.all
            if f.factor_type == "totp"
        ]

    async def enrol(self) -> Enrolment:
        """Begin with a new authenticator app; unfinished ones are dropped. Raises AppError."""
        client = await self._with_session()
        with _translated():
            for old in (await client.auth.mfa.list_factors()).all:
                if old.status != "verified":
                    await client.auth.mfa.unenroll({"factor_id": old.id})
            new = await client.auth.mfa.enroll(
                {"factor_type": "totp", "issuer": "So tay dang vien"}
            )
        totp = new.totp
        if totp is None:
            raise Unavailable("auth.unexpected")
        return Enrolment.model_validate(
            {"factor_id": new.id, "secret": totp.secret, "uri": totp.uri}
        )

    async def verify_factor(self, factor_id: str, code: str) -> TokenPair:
        """Pass the second factor; returns the stronger pair of the same session. Raises AppError."""
        client = await self._with_session()
        with _translated():
            await client.auth.mfa.challenge_and_verify({"factor_id": factor_id, "code": code})
            session = await client.auth.get_session()
        return _pair(session)


class AuthAdmin:
    """The secret key at Auth: a closed list of verbs, each on behalf of a named address."""

    def __init__(self, supabase: Supabase) -> None:
        self._supabase = supabase

    def _client(self, device: Device | None = None) -> AsyncClient:
        headers: dict[str, str] = {}
        if device:
            headers = {"sb-forwarded-for": device.address, "User-Agent": device.user_agent[:300]}
        return self._supabase.client(self._supabase.secret_key, headers)

    async def sign_in(
        self, *, phone: str | None, email: str | None, password: str, device: Device
    ) -> TokenPair:
        """Password grant. Raises AppError: auth.invalid_credentials, TooMany, Unavailable."""
        who: dict[str, str] = {"email": email} if email else {"phone": phone or ""}
        with _translated():
            answer = await self._client(device).auth.sign_in_with_password(
                cast(Any, {**who, "password": password})
            )
        return _pair(answer.session)

    async def refresh(self, refresh_token: str, device: Device) -> TokenPair:
        """Rotate a refresh token. Raises SignedOut when it is no longer good."""
        with _translated():
            try:
                answer = await self._client(device).auth.refresh_session(refresh_token)
            except AuthApiError as error:
                if error.status in (400, 401, 403, 404):
                    raise SignedOut("session.ended") from error
                raise
        return _pair(answer.session)

    async def create(
        self, *, phone: str | None, email: str | None, password: str, user_id: str
    ) -> None:
        """Create a confirmed user with an id of our choosing. Raises AppError."""
        attributes: dict[str, Any] = {"id": user_id, "password": password}
        if phone:
            attributes |= {"phone": phone, "phone_confirm": True}
        if email:
            attributes |= {"email": email, "email_confirm": True}
        with _translated():
            await self._client().auth.admin.create_user(cast(Any, attributes))

    async def set_password(self, user_id: str, password: str) -> None:
        """A new password after a code was shown. Raises AppError."""
        with _translated():
            await self._client().auth.admin.update_user_by_id(user_id, {"password": password})

    async def sign_out(self, pair: TokenPair, *, everywhere: bool) -> None:
        """End this session, or all of the person's. A session already gone is no error."""
        with _translated():
            try:
                await self._client().auth.admin.sign_out(
                    pair.access_token.get_secret_value(), "global" if everywhere else "local"
                )
            except AuthApiError as error:
                if error.status not in (401, 403, 404):
                    raise


class Service:
    """The app's own work with the secret key: functions granted to service_role, nothing else."""

    def __init__(self, supabase: Supabase) -> None:
        self._client = supabase.client(supabase.secret_key, {})

    async def rpc(self, function: str, **arguments: Any) -> Any:
        """Call one of SERVICE_FUNCTIONS. Raises AppError."""
        if function not in SERVICE_FUNCTIONS:
            raise AssertionError(f"{function} is not on the service's list")
        return await _rpc(self._client, function, arguments)

    async def download(self, object_name: str) -> bytes:
        """A file of the private bucket, for reading its text. Raises AppError."""
        with _translated():
            return await self._client.storage.from_(BUCKET).download(object_name)

    async def upload(self, object_name: str, content: bytes, content_type: str) -> None:
        """Put an imported picture into the private bucket. Raises AppError."""
        with _translated():
            await self._client.storage.from_(BUCKET).upload(
                object_name, content, {"content-type": content_type}
            )


async def _rpc(client: AsyncClient, function: str, arguments: dict[str, Any]) -> Any:
    with _translated():
        answer = await client.rpc(function, arguments).execute()
    return answer.data


def _pair(session: Session | None) -> TokenPair:
    if session is None:
        raise SignedOut("session.ended")
    claims = _claims(session.access_token)
    return TokenPair.model_validate(
        {
            "access_token": session.access_token,
            "refresh_token": session.refresh_token,
            "expires_at": session.expires_at or claims["exp"],
            "session_id": claims["session_id"],
            "user_id": claims["sub"],
            "aal": claims.get("aal", "aal1"),
        }
    )


def _claims(token: str) -> dict[str, Any]:
    """The claims of a token that Auth has just given us over our own connection."""
    import jwt

    return jwt.decode(token, options={"verify_signature": False})


@contextmanager
def _translated() -> Generator[None]:
    """Any failure of the three surfaces inside becomes a typed error with a stable code."""
    try:
        yield
    except (APIError, AuthError, StorageApiError, httpx.HTTPError) as error:
        raise _typed(error) from error


def _typed(error: Exception) -> AppError:
    if isinstance(error, APIError):
        return _from_rest(error)
    if isinstance(error, StorageApiError):
        status = int(error.status) if str(error.status).isdigit() else 500
        return from_status(
            404 if status == 400 and "not" in error.message else status, "file.refused"
        )
    if isinstance(error, AuthWeakPasswordError):
        return Invalid("password.weak", {"field": "password"})
    if isinstance(error, AuthSessionMissingError):
        return SignedOut("session.ended")
    if isinstance(error, AuthRetryableError):
        return Unavailable("auth.unavailable")
    if isinstance(error, AuthApiError):
        if error.status == 429:
            return from_status(429, "auth.slow_down")
        return from_status(
            error.status if error.status != 400 else 422, f"auth.{error.code or 'refused'}"
        )
    return Unavailable("database.unavailable")


def _from_rest(error: APIError) -> AppError:
    code = error.code or ""
    if code.startswith("PT") and code[2:].isdigit():
        details: dict[str, Any] = {}
        if error.details:
            parsed = json.loads(str(error.details))
            details = cast(dict[str, Any], parsed) if isinstance(parsed, dict) else {}
        return from_status(int(code[2:]), error.message or "refused", details)
    if code in {"PGRST301", "PGRST302", "PGRST303"}:
        return SignedOut("session.expired")
    if code == "42501":
        return from_status(403, "forbidden")
    if code == "PGRST202":
        return from_status(404, "function.not_found")
    if code[:2] in {"22", "23"}:
        return Invalid("input.refused")
    return Unavailable("database.unavailable")
