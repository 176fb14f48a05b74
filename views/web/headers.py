"""Security headers of every answer, and the policy of what a page may load."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.web.proxies import Hosts, header
from views.web.settings import WebSettings

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    # Flutter draws in several threads only on an isolated page.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def page_policy(settings: WebSettings) -> str:
    """The Content-Security-Policy of the page: own files only, no inline script, wasm allowed.

    Flutter sets styles from script, runs its renderer as WebAssembly and starts a worker from a
    blob; nothing comes from a CDN.
    """
    files = f" {settings.file_origin}" if settings.file_origin else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{files}",
            "font-src 'self' data:",
            f"connect-src 'self'{files}",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecureAnswers:
    """Adds the headers, refuses foreign host names, and lets no exception's text out."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secure = scope.get("scheme") == "https"

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                if headers.get("content-type") != "application/pdf":  # viewers need more
                    headers.setdefault("Content-Security-Policy", "default-src 'none'")
                headers.setdefault("Cache-Control", "no-store")
                if secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
                del headers["server"]
            await send(message)

        if not self.hosts.allows_host(scope):
            shown = header(scope, b"host").encode("ascii", "replace").decode()[:80]
            answer = PlainTextResponse(f"Unknown host name: {shown}. Set PUBLIC_URL.", 421)
            await answer(scope, receive, send_secured)
            return
        await self.app(scope, receive, send_secured)
