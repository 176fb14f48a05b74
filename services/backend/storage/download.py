"""Sending a file, with headers that keep a browser from making more of it than it is."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from services.backend.storage.errors import StorageError

# What a browser would run as a page; a Word file is named after XML and is none.
_ACTIVE = ("html", "xml", "svg", "javascript", "ecmascript")


def respond(
    request: Request, path: Path, metadata: Mapping[str, Any], expires: datetime | None = None
) -> Response:
    """The answer that carries the file at `path`. Raises StorageError when it is gone."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        text = "The resource was not found"
        raise StorageError(404, "NoSuchKey", text, error="Not found") from error
    kind = str(metadata.get("mimetype") or "application/octet-stream")
    # Pictures are shown; everything else is saved and never opened in the app's place, without any rights.
    saved = not kind.lower().startswith("image/") or any(word in kind.lower() for word in _ACTIVE)
    headers = {
        "ETag": str(metadata.get("eTag") or f'"{path.name}"'),
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "none",
        "Cross-Origin-Resource-Policy": "same-site",
    }
    if expires is not None:
        headers["Expires"] = format_datetime(expires, usegmt=True)
    if saved:
        headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    disposition = _disposition(request.query_params.get("download"), force=saved)
    if disposition:
        headers["Content-Disposition"] = disposition
    if headers["ETag"] in _listed(request.headers.get("if-none-match", "")):
        return Response(None, 304, {k: headers[k] for k in ("ETag", "Cache-Control")})
    shown = "text/plain; charset=utf-8" if "html" in kind.lower() else kind
    return FileResponse(path, headers=headers, media_type=shown, stat_result=found)


def _disposition(download: str | None, *, force: bool) -> str | None:
    if download is None:
        return "attachment" if force else None
    name = download.replace("\r", "").replace("\n", "").strip()[:255]
    if not name:
        return "attachment"
    # RFC 5987 for Vietnamese names; the plain parameter is for clients that don't know it.
    plain = name.encode("ascii", "replace").decode().replace("\\", "_").replace('"', "_")
    plain = plain.replace("?", "_").replace("/", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _listed(header: str) -> list[str]:
    return [part.strip().removeprefix("W/") for part in header.split(",")]
