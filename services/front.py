"""Where the app listens, and what must hold before anybody outside this machine may reach it."""

import errno
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from services import strings
from services.refusal import Refused
from services.settings import Settings


@dataclass(frozen=True)
class Front:
    """The listening address, with TLS or a listed proxy when it is not loopback.

    Raises Refused when made with an address that would be served in the clear.
    """

    settings: Settings
    tls_cert: Path | None
    tls_key: Path | None
    demo_outside: bool

    def __post_init__(self) -> None:
        if (self.tls_cert is None) != (self.tls_key is None):
            raise Refused(strings.TLS_HALF)
        for path in (self.tls_cert, self.tls_key):
            if path is not None and not path.is_file():
                raise Refused(strings.TLS_MISSING.format(path=path))
        if not self.is_loopback and not self.is_tls and not self.settings.trusted_proxies:
            raise Refused(strings.TLS_NEEDED)

    @property
    def is_tls(self) -> bool:
        """Whether this process speaks TLS itself."""
        return self.tls_cert is not None

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.settings.host == "localhost":
            return True
        try:
            return ip_address(self.settings.host).is_loopback
        except ValueError:
            return False

    def check_demo(self, kind: str | None) -> None:
        """A demo stays on this machine unless told otherwise. Raises Refused."""
        if kind == "demo" and not self.is_loopback and not self.demo_outside:
            raise Refused(strings.DEMO_STAYS_HOME)


@contextmanager
def open_front(front: Front) -> Generator[socket.socket]:
    """Take the port before anything else is started. Raises Refused when it can't be had."""
    host, port = front.settings.host, front.settings.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise Refused(strings.HOST_UNKNOWN.format(host=host)) from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
            listening.listen(1024)
        except OSError as error:
            line = {
                errno.EADDRINUSE: strings.PORT_BUSY.format(host=host, port=port),
                errno.EACCES: strings.PORT_FORBIDDEN.format(port=port),
            }.get(error.errno or 0, strings.HOST_UNKNOWN.format(host=host))
            raise Refused(line) from None
        yield listening
    finally:
        listening.close()
