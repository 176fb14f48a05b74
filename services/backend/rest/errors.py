"""PostgREST's error bodies and its table from SQLSTATE to HTTP status."""

import json
from collections.abc import Mapping
from typing import cast

import psycopg
from psycopg_pool import PoolTimeout
from starlette.responses import Response

from services.backend.body import json_response


class RestError(Exception):
    """An answer of PostgREST's form: HTTP `status` and `{code, message, details, hint}`."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        details: object = None,
        hint: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.hint = hint
        self.headers = headers or {}

    def response(self) -> Response:
        """The HTTP answer."""
        body = {
            "code": self.code,
            "message": self.message,
            "details": self.details,
            "hint": self.hint,
        }
        headers = {"Proxy-Status": f"PostgREST; error={self.code}", **self.headers}
        return json_response(body, self.status, headers)


def unsupported(what: str) -> RestError:
    """501 for what PostgREST can do and this gateway can't."""
    return RestError(501, "GW501", f"{what} is not supported by the local gateway")


def token_refused(kind: str, parts: int) -> RestError:
    """401 for a token that tokens.decode refused with `kind`."""
    codes = {
        "parts": ("PGRST301", f"Expected 3 parts in JWT; got {parts}"),
        "algorithm": ("PGRST301", "Wrong or unsupported encoding algorithm"),
        "signature": ("PGRST301", "No suitable key or wrong key type"),
        "expired": ("PGRST303", "JWT expired"),
        "not_yet": ("PGRST303", "JWT not yet valid"),
        "issued": ("PGRST303", "JWT issued at future"),
        "audience": ("PGRST303", "JWT not in audience"),
    }
    code, message = codes.get(kind, ("PGRST303", "Parsing claims failed"))
    details = "None of the keys was able to decode the JWT" if kind == "signature" else None
    challenge = f'Bearer error="invalid_token", error_description="{message}"'
    return RestError(401, code, message, details, headers={"WWW-Authenticate": challenge})


def from_database(error: psycopg.Error, *, authenticated: bool) -> RestError:
    """The answer to an error that Postgres raised while it served a request."""
    if isinstance(error, PoolTimeout):
        text = "Timed out acquiring connection from connection pool."
        return RestError(504, "PGRST003", text)
    diag, state = error.diag, error.sqlstate
    if state is None and isinstance(error, psycopg.DataError):
        # psycopg refuses to send a NUL character; Postgres would have said this.
        return RestError(400, "22021", 'invalid byte sequence for encoding "UTF8": 0x00')
    if state is None:
        # The connection broke. Its text names hosts and users, so it is not passed on.
        return RestError(503, "PGRST001", "Database client error. Retrying the connection.")
    message = diag.message_primary or ""
    if state == "PGRST":
        return _raised_response(message, diag.message_detail)
    status = _status(state, message, authenticated=authenticated)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return RestError(status, state, message, diag.message_detail, diag.message_hint, headers)


_EXACT = {
    "23503": 409,
    "23505": 409,
    "25006": 405,
    "42883": 404,
    "42P01": 404,
    "42P17": 500,
    "53400": 500,
    "57P01": 503,
    "P0001": 400,
}
_CLASS = {
    **dict.fromkeys(("08", "53"), 503),
    **dict.fromkeys(("0L", "0P", "28"), 403),
    **dict.fromkeys(
        ("09", "25", "2D", "38", "39", "3B", "40", "54", "55", "57", "58", "F0", "HV", "P0", "XX"),
        500,
    ),
}


def _status(state: str, message: str, *, authenticated: bool) -> int:
    if state.startswith("PT"):
        number = state[2:]
        return int(number) if number.isdigit() and 200 <= int(number) <= 599 else 500
    if state == "42501":
        return 403 if authenticated else 401
    if state == "22023":
        unknown_role = message.startswith("role") and message.endswith("does not exist")
        return 401 if unknown_role else 400
    if state == "21000":
        return 400 if message.endswith("requires a WHERE clause") else 500
    if state == "42883" and message.startswith("function xmlagg("):
        return 406
    return _EXACT.get(state) or _CLASS.get(state[:2], 400)


def _raised_response(message: str, detail: str | None) -> RestError:
    """`raise sqlstate 'PGRST'`: the function says the whole answer in JSON."""
    try:
        body = cast("dict[str, object]", json.loads(message))
        frame = cast("dict[str, object]", json.loads(detail or ""))
        headers = cast("dict[str, object]", frame["headers"])
        return RestError(
            int(cast(int, frame["status"])),
            str(body["code"]),
            str(body["message"]),
            body.get("details"),
            cast("str | None", body.get("hint")),
            {str(name): str(value) for name, value in headers.items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        text = "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error"
        return RestError(500, "PGRST121", text)
