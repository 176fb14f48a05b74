"""What the web front needs to know; made from the product's settings or by a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from services.settings import Settings

Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class WebSettings:
    """Limits and addresses of the web front. Times are in seconds, sizes in bytes."""

    cache_dir: Path
    """Compressed copies of static files, named by content."""
    upload_dir: Path
    """Where an upload lies until it is moved to Storage; made 0700, emptied at start."""
    public_url: str | None = None
    """The address members use, if it is not an IP address or this machine's name."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks whose X-Forwarded-For and -Proto count."""
    file_origin: str | None = None
    """Another origin that serves pictures: a hosted Supabase."""
    session_seconds: int = 900
    """How long a disconnected screen is kept in memory."""
    register_seconds: float = 15
    """How long a socket may stay open without registering."""
    max_unregistered: int = 200
    max_sockets: int = 4000
    max_frame: int = 512 * 1024
    """Largest message a client may send over the socket; files go another way."""
    max_upload: int = 10 * 1024 * 1024
    compress: bool = True
    """Make compressed copies: both cores for a minute with a new folder; not if a proxy does it."""
    networks: tuple[Network, ...] = field(init=False)

    def __post_init__(self) -> None:
        nets = tuple(ip_network(n, strict=False) for n in self.trusted_proxies)
        object.__setattr__(self, "networks", nets)

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The part of the product's settings that concerns the web front."""
        hosted = settings.supabase_url
        return cls(
            cache_dir=settings.data_dir / "cache" / "web",
            upload_dir=settings.data_dir / "uploads",
            public_url=settings.public_url,
            trusted_proxies=settings.trusted_proxies,
            file_origin=origin_of(hosted) if hosted else None,
            session_seconds=settings.session_seconds,
            compress=settings.compress,
        )


def origin_of(url: str) -> str | None:
    """Scheme, host and port of an http(s) address as browsers write an Origin; None if it is none.

    The default port is left out, as browsers do.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    return f"{parts.scheme}://{host}"
