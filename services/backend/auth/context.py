"""What one Auth request carries: its caller, its JSON body, the moment it came."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from starlette.requests import Request

from services.backend.auth.errors import AuthError
from services.backend.body import BodyTooLargeError, check_storable, read_limited
from services.backend.caller import Caller
from services.backend.config import MIB, BackendConfig

_LIMIT = 1 * MIB


@dataclass(frozen=True, slots=True)
class Context:
    """One request. `now` is taken once, so that everything in it happens at the same moment."""

    request: Request
    caller: Caller
    config: BackendConfig
    now: datetime

    @classmethod
    def of(cls, request: Request, caller: Caller, config: BackendConfig) -> "Context":
        """The context of a request that has just come."""
        return cls(request, caller, config, datetime.fromtimestamp(config.now(), UTC))

    @property
    def user_agent(self) -> str | None:
        """The client's name for itself, shortened."""
        return self.request.headers.get("user-agent", "")[:500] or None

    async def body(self, *, empty_allowed: bool = False) -> "Fields":
        """The JSON object of the body. Raises AuthError `bad_json`."""
        try:
            raw = await read_limited(self.request, _LIMIT)
        except BodyTooLargeError as error:
            text = f"Request body too large (max {error.limit} bytes)"
            raise AuthError(413, "request_entity_too_large", text) from error
        if not raw and empty_allowed:
            return Fields({})
        try:
            value = cast(object, json.loads(raw))
            check_storable(value)
        except (ValueError, RecursionError) as error:
            text = "Could not parse request body as JSON: invalid syntax"
            raise AuthError(400, "bad_json", text) from error
        if not isinstance(value, dict):
            text = "Could not parse request body as JSON: not an object"
            raise AuthError(400, "bad_json", text)
        return Fields(cast("dict[str, object]", value))


class Fields:
    """Typed access to a JSON object; null and missing are the same, as in GoTrue."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        """A string, empty when missing. Raises AuthError `bad_json` for another type."""
        return self.optional_text(name) or ""

    def optional_text(self, name: str) -> str | None:
        """A string or None."""
        value = self._values.get(name)
        if value is None or isinstance(value, str):
            return value
        raise _wrong_type(name)

    def flag(self, name: str) -> bool:
        """A boolean, false when missing."""
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise _wrong_type(name)

    def mapping(self, name: str) -> dict[str, object] | None:
        """A JSON object or None."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise _wrong_type(name)
        return cast("dict[str, object]", value)

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None


def _wrong_type(name: str) -> AuthError:
    text = f"Could not parse request body as JSON: field {name} has the wrong type"
    return AuthError(400, "bad_json", text)
