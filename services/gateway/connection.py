"""Where Supabase is, a client for each caller, and what its errors mean here."""

import json
from collections.abc import Generator, Mapping
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

from services.errors import AppError, Invalid, SignedOut, Unavailable, from_status

SCHEMA = "api"


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


@contextmanager
def translated() -> Generator[None]:
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
