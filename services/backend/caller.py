"""Who sends a request: the key it names, the token it bears, the address it comes from."""

import hmac
import ipaddress
import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import Request

from services.backend.config import BackendConfig

ANON = "anon"
SERVICE = "service_role"

FORWARDED_FOR = "sb-forwarded-for"
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 -- stands for "no address", nothing listens on it

_BEARER = re.compile(r"^bearer\s+(\S+)\s*$", re.IGNORECASE)


class KeyRefusedError(Exception):
    """The request names no key of this gateway; `missing` tells it names none at all."""

    def __init__(self, *, missing: bool) -> None:
        super().__init__("missing" if missing else "unknown")
        self.missing = missing

    def body(self) -> dict[str, str]:
        """What hosted Supabase answers in front of all its services."""
        if self.missing:
            return {
                "message": "No API key found in request",
                "hint": "No `apikey` request header or url param was found.",
            }
        return {
            "message": "Invalid API key",
            "hint": "Double check your Supabase `anon` or `service_role` API key.",
        }


@dataclass(frozen=True, slots=True)
class Caller:
    """`key_role` is the role of the key; `bearer` the member's token, None when there is none."""

    key_role: str
    bearer: str | None
    address: str


def identify(request: Request, config: BackendConfig) -> Caller:
    """Read key, token and address of a request. Raises KeyRefusedError."""
    key = request.headers.get("apikey")
    if not key:
        raise KeyRefusedError(missing=True)
    if hmac.compare_digest(key.encode(), config.publishable_key.encode()):
        role = ANON
    elif hmac.compare_digest(key.encode(), config.secret_key.encode()):
        role = SERVICE
    else:
        raise KeyRefusedError(missing=False)
    bearer = bearer_of(request.headers)
    # Clients without a session repeat the key as their token.
    if bearer is not None and hmac.compare_digest(bearer.encode(), key.encode()):
        bearer = None
    return Caller(role, bearer, _address(request, trusted=role == SERVICE))


def bearer_of(headers: Headers) -> str | None:
    """The token of an Authorization header, None without one."""
    match = _BEARER.match(headers.get("authorization", ""))
    return match.group(1) if match else None


def _address(request: Request, *, trusted: bool) -> str:
    # Only our own server, which holds the secret key, may speak for somebody else's address.
    if trusted:
        forwarded = request.headers.get(FORWARDED_FOR, "").split(",", 1)[0].strip()
        if forwarded and (address := _normal(forwarded)):
            return address
    return (_normal(request.client.host) if request.client else None) or UNKNOWN_ADDRESS


def _normal(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
