"""The page and its files: found once at start, compressed in the background, cached by content.

Everything a page loads stands under ``/-/<hash of all files>/`` and never changes there, so a
browser keeps it for a year; only the page itself is asked for anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flet_web import get_package_web_dir
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from views.web.compress import Compressor
from views.web.headers import page_policy
from views.web.settings import WebSettings

log = logging.getLogger("handbook.web")

_UNUSED = ("pyodide/", "canvaskit/experimental_webparagraph/", "canvaskit/wimp", "python")
"""Parts of Flet's web client for Python in the browser and for experiments."""
_NO_PAGES = ("/-/", "/upload/", "/storage/", "/ws")
"""Addresses that are never a screen's, so that a mistake there is not answered with the page."""
_FOREVER = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=3600"
_TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".otf": "font/otf"}


@dataclass(frozen=True)
class StaticFile:
    """A file as it is served."""

    path: Path
    media_type: str
    digest: str
    size: int


class Whole(FileResponse):
    """A file in fewer pieces: each one is a change of threads, and the client's programs have 15 MB."""

    chunk_size = 256 * 1024


class Pages:
    """ASGI app for everything that is neither a socket nor a route of its own.

    Raises FileNotFoundError at once if the page's templates are missing.
    """

    def __init__(self, assets_dir: Path, settings: WebSettings) -> None:
        self.files = _collect(Path(get_package_web_dir()), assets_dir)
        everything = "".join(f"{name}:{f.digest};" for name, f in sorted(self.files.items()))
        self.prefix = f"/-/{hashlib.sha256(everything.encode()).hexdigest()[:16]}/"
        templates = assets_dir / "templates"
        html = (templates / "index.html").read_text(encoding="utf-8")
        config = json.dumps({"static": self.prefix})
        html = html.replace("{{static}}", self.prefix).replace("{{config}}", config)
        self.html = html.encode()
        self.html_tag = f'"{hashlib.sha256(self.html).hexdigest()[:16]}"'
        self.policy = page_policy(settings)
        self.manifest = (templates / "manifest.json").read_bytes()
        self.compressor = Compressor(settings.cache_dir)

    def compress(self) -> None:
        """Begin making the compressed copies that are missing, in a thread of low priority."""
        self.compressor.start([(f.path, f.digest, f.size) for f in self.files.values()])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["method"] not in ("GET", "HEAD"):
            answer: Response = PlainTextResponse("Method not allowed", 405)
        else:
            answer = self._answer(str(scope["path"]), Headers(scope=scope))
        await answer(scope, receive, send)

    def _answer(self, path: str, headers: Headers) -> Response:
        if path.startswith(self.prefix):
            file = self.files.get(path[len(self.prefix) :])
            return self._file(file, headers, _FOREVER) if file else _missing()
        if path == "/manifest.json":
            return Response(
                self.manifest,
                media_type="application/manifest+json",
                headers={"Cache-Control": _SHORT},
            )
        file = self.files.get(path.lstrip("/"))
        if file is not None and not path.startswith("/-/"):
            return self._file(file, headers, _SHORT)
        last = path.rsplit("/", 1)[-1]
        if "." in last or path.startswith(_NO_PAGES):
            return _missing()
        return self._page(headers)

    def _page(self, headers: Headers) -> Response:
        own = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": self.policy,
            "ETag": self.html_tag,
        }
        if self.html_tag in headers.get("if-none-match", ""):
            return Response(status_code=304, headers=own)
        return Response(self.html, media_type="text/html; charset=utf-8", headers=own)

    def _file(self, file: StaticFile, headers: Headers, cache: str) -> Response:
        packed, encoding = self.compressor.find(file.digest, headers.get("accept-encoding", ""))
        tag = f'"{file.digest[:16]}-{encoding or "id"}"'
        own = {"Cache-Control": cache, "ETag": tag, "Vary": "Accept-Encoding"}
        if encoding:
            own["Content-Encoding"] = encoding
        if tag in headers.get("if-none-match", ""):
            return Response(status_code=304, headers=own)
        return Whole(packed or file.path, media_type=file.media_type, headers=own)


def _missing() -> Response:
    return PlainTextResponse("Not found", 404)


def _collect(web_dir: Path, assets_dir: Path) -> dict[str, StaticFile]:
    """All files by name; those of the product win over Flet's."""
    found: dict[str, StaticFile] = {}
    for root in (web_dir, assets_dir):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if not path.is_file() or path.suffix in (".map", ".symbols") or name == "index.html":
                continue
            if root is web_dir and name.startswith(_UNUSED):
                continue
            if root is assets_dir and name.startswith("templates/"):
                continue
            data = path.read_bytes()
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
            found[name] = StaticFile(
                path,
                kind or "application/octet-stream",
                hashlib.sha256(data).hexdigest(),
                len(data),
            )
    return found
