"""Supabase Auth's error bodies, in both of its API versions."""

import math
from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from services.backend.body import json_response

_VERSION_HEADER = "x-supabase-api-version"
_VERSION = date(2024, 1, 1)


class AuthError(Exception):
    """An answer of GoTrue's form: HTTP `status`, a stable `code`, a text for developers.

    `retry_after` is in seconds; `weak_reasons` belongs to code `weak_password`.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        retry_after: float | None = None,
        weak_reasons: Sequence[str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after
        self.weak_reasons = weak_reasons

    def response(self, request: Request) -> Response:
        """The HTTP answer in the version that the client asked for."""
        headers = {"x-sb-error-code": self.code}
        if self.retry_after is not None:
            headers["Retry-After"] = str(max(1, math.ceil(self.retry_after)))
        body: dict[str, object]
        if _wants_current(request):
            headers[_VERSION_HEADER] = _VERSION.isoformat()
            body = {"code": self.code, "message": self.message}
        else:
            body = {"code": self.status, "error_code": self.code, "msg": self.message}
        if self.weak_reasons is not None:
            body["weak_password"] = {"reasons": list(self.weak_reasons)}
        return json_response(body, self.status, headers)


def invalid_credentials() -> AuthError:
    """The one answer to everything that is wrong with a login or a password."""
    return AuthError(400, "invalid_credentials", "Invalid login credentials")


def validation_failed(message: str, status: int = 400) -> AuthError:
    """A malformed request."""
    return AuthError(status, "validation_failed", message)


def unexpected(message: str) -> AuthError:
    """500, with GoTrue's text for the place where it happened."""
    return AuthError(500, "unexpected_failure", message)


def unsupported(what: str) -> AuthError:
    """501 for what Supabase Auth can do and this gateway can't."""
    return AuthError(501, "feature_disabled", f"{what} is not supported by the local gateway")


def _wants_current(request: Request) -> bool:
    try:
        return date.fromisoformat(request.headers.get(_VERSION_HEADER, "")) >= _VERSION
    except ValueError:
        return False
