"""What a REST request asks for in its headers: schema, form of the answer, preferences."""

from starlette.requests import Request

from services.backend.rest.errors import RestError, unsupported
from services.backend.rest.functions import SCHEMA

JSON = "application/json"
SINGLE = "application/vnd.pgrst.object+json"
_ANY = ("*/*", "application/*", JSON, "application/vnd.pgrst.array+json")
_KNOWN_ELSEWHERE = ("text/csv", "application/geo+json", "application/vnd.pgrst.plan")


def check_profile(request: Request) -> bool:
    """Whether a schema is named; raises RestError PGRST106 unless it is the exposed one."""
    header = "accept-profile" if request.method in ("GET", "HEAD") else "content-profile"
    profile = request.headers.get(header)
    if profile is None:
        return False
    if profile != SCHEMA:
        hint = f"Only the following schemas are exposed: {SCHEMA}"
        raise RestError(406, "PGRST106", f"Invalid schema: {profile}", None, hint)
    return True


def wants_single(request: Request) -> bool:
    """Whether exactly one object is asked for; raises RestError for forms not offered here."""
    accepted = request.headers.get("accept", "*/*").lower().replace(" ", "").split(",")
    for part in accepted:
        kind, _, parameters = part.partition(";")
        if kind.startswith(_KNOWN_ELSEWHERE) or "nulls=stripped" in parameters:
            raise unsupported(f"The media type {part}")
        if kind == SINGLE or kind in _ANY:
            return kind == SINGLE
    text = f"None of these media types are available: {', '.join(accepted)}"
    raise RestError(406, "PGRST107", text)


def wants_count(request: Request) -> bool:
    """Whether the number of rows is asked for (`Prefer: count=exact`)."""
    preferences = [part.strip() for part in request.headers.get("prefer", "").split(",")]
    return "count=exact" in preferences


def content_type(single: bool) -> str:
    """The Content-Type of the answer."""
    return f"{SINGLE if single else JSON}; charset=utf-8"
