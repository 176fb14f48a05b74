"""Whose word counts for addresses, schemes and host names."""

from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from views.web.proxies import Hosts, TrustedProxies, client_host
from views.web.settings import WebSettings, origin_of


def settings(**more: Any) -> WebSettings:
    return WebSettings(cache_dir=Path("c"), upload_dir=Path("u"), **more)


def scope(peer: str, kind: str = "http", **headers: str) -> Scope:
    return {
        "type": kind,
        "scheme": "http" if kind == "http" else "ws",
        "client": (peer, 5),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }


async def through(proxies: tuple[str, ...], given: Scope) -> Scope:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: Any) -> Any:
        return None

    await TrustedProxies(app, settings(trusted_proxies=proxies).networks)(given, nothing, nothing)
    return seen[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("198.51.100.9", "203.0.113.7", "198.51.100.9"),  # not listed: its word is nothing
        ("10.0.0.2", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.2", "6.6.6.6, 203.0.113.7", "203.0.113.7"),  # the left is the client's invention
        ("10.0.0.2", "6.6.6.6, 203.0.113.7, 10.0.0.3", "203.0.113.7"),  # two listed hops
        ("10.0.0.2", "evil, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.2", "203.0.113.7, evil", "10.0.0.2"),
        ("10.0.0.2", "203.0.113.7:4711", "203.0.113.7"),
        ("10.0.0.2", "[2001:db8::1]:4711", "2001:db8::1"),
        ("10.0.0.2", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.4", "10.0.0.4"),
        ("::ffff:10.0.0.2", "203.0.113.7", "203.0.113.7"),
    ],
)
async def test_the_client_is_the_first_that_no_listed_proxy_vouches_for(
    peer: str, forwarded: str, expected: str
) -> None:
    given = scope(peer, x_forwarded_for=forwarded)
    assert client_host(await through(("10.0.0.0/24",), given)) == expected


async def test_the_scheme_comes_from_a_listed_proxy_only() -> None:
    for kind, secure in (("http", "https"), ("websocket", "wss")):
        told = await through(("10.0.0.2",), scope("10.0.0.2", kind, x_forwarded_proto="https"))
        assert told["scheme"] == secure
        lied = await through(("10.0.0.2",), scope("10.0.0.3", kind, x_forwarded_proto="https"))
        assert lied["scheme"] in ("http", "ws")


def test_no_listed_proxy_means_no_forwarding() -> None:
    assert settings().networks == ()
    with pytest.raises(ValueError, match="does not appear"):
        settings(trusted_proxies=("nonsense",))


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://So-Tay.example:443/a?b", "https://so-tay.example"),
        ("http://x.example:80", "http://x.example"),
        ("http://x.example:8080/", "http://x.example:8080"),
        ("http://[2001:db8::1]:8000", "http://[2001:db8::1]:8000"),
        ("ftp://x.example", None),
        ("https://", None),
        ("https://x:99999", None),
        ("null", None),
        ("", None),
    ],
)
def test_origins_are_written_as_browsers_do(url: str, origin: str | None) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("[::1]:8000", True),
        ("192.168.1.20", True),
        ("so-tay.example", True),
        ("so-tay.example:444", True),
        ("evil.example", False),
        ("so-tay.example.evil.example", False),
        ("", False),
        ("a b", False),
    ],
)
def test_only_own_names_are_answered(host: str, allowed: bool) -> None:
    hosts = Hosts(settings(public_url="https://so-tay.example/"))
    assert hosts.allows_host(scope("1.1.1.1", host=host)) is allowed


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("https://so-tay.example", "internal:9000", True),  # the proxy rewrote Host
        ("http://evil.example", "127.0.0.1:8000", False),
        ("http://127.0.0.1:9999", "127.0.0.1:8000", False),
        ("https://127.0.0.1:8000", "127.0.0.1:8000", False),  # another scheme
        ("http://evil.example:8000", "evil.example:8000", False),  # a rebound name
        ("null", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000/x", "127.0.0.1:8000", False),
        ("", "127.0.0.1:8000", True),
    ],
)
def test_only_own_pages_may_open_a_socket(origin: str, host: str, allowed: bool) -> None:
    hosts = Hosts(settings(public_url="https://so-tay.example"))
    assert hosts.allows_origin(scope("1.1.1.1", "websocket", origin=origin, host=host)) is allowed
