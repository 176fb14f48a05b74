"""Whose word counts for the client's address and scheme, and which names this server answers to."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from views.web.settings import Network, WebSettings, origin_of

_SECURE = {"http": "https", "websocket": "wss"}
_PLAIN = {"http": "http", "websocket": "ws"}


class TrustedProxies:
    """Rewrites client and scheme from X-Forwarded-* when the peer is a listed proxy, else never."""

    def __init__(self, app: ASGIApp, networks: tuple[Network, ...]) -> None:
        self.app = app
        self.networks = networks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] in ("http", "websocket") and self._trusts(_peer(scope)):
            scope = dict(scope)
            forwarded = [a.strip() for a in _all(scope, b"x-forwarded-for").split(",")]
            client = self._furthest_known(forwarded)
            if client is not None:
                scope["client"] = (str(client), 0)
            proto = _all(scope, b"x-forwarded-proto").split(",")[-1].strip().lower()
            if proto in ("http", "https"):
                scope["scheme"] = (_SECURE if proto == "https" else _PLAIN)[scope["type"]]
        await self.app(scope, receive, send)

    def _trusts(self, address: IPv4Address | IPv6Address | None) -> bool:
        return address is not None and any(address in n for n in self.networks)

    def _furthest_known(self, forwarded: list[str]) -> IPv4Address | IPv6Address | None:
        # From the nearest hop outwards: the first one that no listed proxy vouches for is the
        # client. What stands further left may be the client's own invention.
        found = None
        for words in reversed(forwarded):
            address = _address(words)
            if address is None:
                break
            found = address
            if not self._trusts(address):
                break
        return found


def client_host(scope: Scope) -> str:
    """The client's address as the socket or a listed proxy says; empty if unknown."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def header(scope: Scope, name: bytes) -> str:
    """The first value of a request header, or an empty string."""
    for key, value in scope.get("headers", ()):
        if key == name:
            return value.decode("latin-1")
    return ""


class Hosts:
    """The host names this server answers to.

    An address in the form of an IP number cannot be rebound by a foreign name server, so it is
    always accepted; a name must be this machine's or the public address. This keeps a foreign
    page from reaching a server on the visitor's own machine under its own name.
    """

    def __init__(self, settings: WebSettings) -> None:
        own = socket.gethostname().lower()
        self.names = {"localhost", own, own.partition(".")[0], f"{own.partition('.')[0]}.local"}
        self.public_origin = origin_of(settings.public_url) if settings.public_url else None
        if self.public_origin:
            self.names.add(urlsplit(self.public_origin).hostname or "")

    def allows_host(self, scope: Scope) -> bool:
        """Whether the Host header names this server."""
        origin = origin_of(f"http://{header(scope, b'host')}")
        host = urlsplit(origin).hostname if origin else None
        if host is None:
            return False
        return _address(host) is not None or host in self.names

    def allows_origin(self, scope: Scope) -> bool:
        """Whether a WebSocket was opened by one of our own pages (or by no page at all)."""
        given = header(scope, b"origin")
        if not given:
            return True  # not a browser: there is no foreign page to be protected from
        origin = origin_of(given)
        if origin is None or origin != given.lower():
            return False
        if self.public_origin and origin == self.public_origin:
            return True
        secure = scope.get("scheme") in ("wss", "https")
        here = origin_of(f"{'https' if secure else 'http'}://{header(scope, b'host')}")
        return origin == here and self.allows_host(scope)


def _peer(scope: Scope) -> IPv4Address | IPv6Address | None:
    return _address(client_host(scope))


def _all(scope: Scope, name: bytes) -> str:
    return ",".join(v.decode("latin-1") for k, v in scope.get("headers", ()) if k == name)


def _address(words: str) -> IPv4Address | IPv6Address | None:
    words = words.strip().strip('"')
    if words.startswith("["):  # [2001:db8::1]:443
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:  # 203.0.113.7:443
        words = words.partition(":")[0]
    try:
        address = ip_address(words)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
