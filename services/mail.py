"""Tells members with an e-mail address of a reset in their name. No links, no secrets in the letter."""

import asyncio
import logging
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import unquote, urlsplit

from services import strings
from services.days import VIETNAM, now

if TYPE_CHECKING:
    from services.gateway import Service
    from services.settings import Settings

log = logging.getLogger(__name__)

TIMEOUT_S = 20


class NoServer(Exception):
    """The mail server can't be used; `str()` says why, without anybody's address or password."""


def is_smtp_address(url: str) -> bool:
    """Whether it names a mail server, as smtp:// (STARTTLS where offered) or smtps://."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises when it is no number of a port
    except ValueError:
        return False
    return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname)


def is_ca_file(path: Path) -> bool:
    """Whether certificates to trust can be read from it (PEM)."""
    try:
        ssl.create_default_context(cafile=path)
    except OSError:  # ssl.SSLError is one
        return False
    return True


@dataclass(frozen=True)
class Mailer:
    """A mail server, the sender's address, and whose certificates are trusted: None is the system's."""

    url: str
    sender: str
    ca_file: Path | None = None

    @classmethod
    def from_settings(cls, settings: "Settings") -> Self | None:
        """None where no mail server is set up."""
        if settings.smtp_url is None or settings.mail_from is None:
            return None
        return cls(settings.smtp_url.get_secret_value(), settings.mail_from, settings.smtp_ca_file)

    def send(self, to: str, subject: str, body: str) -> None:
        """Send one letter; blocks. Raises NoServer, OSError (smtplib's errors are some), ValueError."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message["Date"] = format_datetime(now())
        message["Message-ID"] = make_msgid(domain=parseaddr(self.sender)[1].rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers
        message.set_content(body)
        server = self._ready()
        try:
            server.send_message(message)
            with suppress(OSError):  # it has been accepted: a bad farewell must not send it twice
                server.quit()
        finally:
            server.close()

    def _ready(self) -> smtplib.SMTP:
        """A connection that takes letters. Raises NoServer."""
        try:
            return self._connect()
        except ssl.SSLCertVerificationError as error:
            raise NoServer(
                f"certificate refused: {error.verify_message}; is SMTP_CA_FILE missing?"
            ) from None
        except smtplib.SMTPResponseException as error:
            raise NoServer(f"{type(error).__name__} {error.smtp_code}") from None
        except OSError as error:
            raise NoServer(type(error).__name__) from None

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port or 0
        trusted = ssl.create_default_context(cafile=self.ca_file)
        server: smtplib.SMTP
        if parts.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=trusted)
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
        try:
            server.ehlo_or_helo_if_needed()  # only then does it say whether it offers STARTTLS
            if parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=trusted)
            elif parts.scheme == "smtp" and not _is_here(host):
                # Or somebody between us and it, who hides the offer, reads letter and password.
                raise NoServer("no STARTTLS offered, and it is on another machine")
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def send_due(service: "Service", mailer: Mailer) -> int:
    """Send what is due; returns how many left. A failed one is tried again when its lease is over."""
    rows = cast(list[dict[str, Any]], await service.rpc("resets_to_mail"))
    sent = 0
    for row in rows:
        when = datetime.fromisoformat(row["effective_at"]).astimezone(VIETNAM)
        body = strings.MAIL_RESET_BODY.format(effective_at=f"{when:%H:%M %d/%m/%Y}")
        try:
            await asyncio.to_thread(mailer.send, row["email"], strings.MAIL_RESET_SUBJECT, body)
        except NoServer as error:
            # The others would fail alike; waiting for each would outlast their leases.
            log.warning("mail server not used, %d letters wait: %s", len(rows) - sent, error)
            break
        except (OSError, ValueError) as error:  # this letter's own fault; the next may go
            log.warning("mail about reset %s not sent: %s", row["reset_id"], type(error).__name__)
            continue
        await service.rpc("reset_mailed", reset_id=row["reset_id"])
        sent += 1
    return sent
