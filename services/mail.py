"""Tells members with an e-mail address of a reset in their name. No links, no secrets in the letter."""

import asyncio
import logging
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import unquote, urlsplit

from services import strings

if TYPE_CHECKING:
    from services.gateway import Service
    from services.settings import Settings

log = logging.getLogger(__name__)

PEOPLE_TIME = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh, without summer time
TIMEOUT_S = 20


def is_smtp_address(url: str) -> bool:
    """Whether it names a mail server, as smtp:// (STARTTLS where offered) or smtps://."""
    parts = urlsplit(url)
    return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname)


@dataclass(frozen=True)
class Mailer:
    """A mail server and the sender's address."""

    url: str
    sender: str

    @classmethod
    def from_settings(cls, settings: "Settings") -> Self | None:
        """None where no mail server is set up."""
        if settings.smtp_url is None or settings.mail_from is None:
            return None
        return cls(settings.smtp_url.get_secret_value(), settings.mail_from)

    def send(self, to: str, subject: str, body: str) -> None:
        """Send one letter; blocks. Raises OSError, smtplib.SMTPException."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message.set_content(body)
        parts = urlsplit(self.url)
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        with kind(parts.hostname or "", parts.port or 0, timeout=TIMEOUT_S) as server:
            server.ehlo_or_helo_if_needed()  # only then does it say whether it offers STARTTLS
            if parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)


async def send_due(service: "Service", mailer: Mailer) -> int:
    """Send what is due; returns how many left. A failed one is tried again when its lease is over."""
    rows = cast(list[dict[str, Any]], await service.rpc("resets_to_mail"))
    sent = 0
    for row in rows:
        when = datetime.fromisoformat(row["effective_at"]).astimezone(PEOPLE_TIME)
        body = strings.MAIL_RESET_BODY.format(effective_at=f"{when:%H:%M %d/%m/%Y}")
        try:
            await asyncio.to_thread(mailer.send, row["email"], strings.MAIL_RESET_SUBJECT, body)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail about reset %s not sent: %s", row["reset_id"], type(error).__name__)
            continue
        await service.rpc("reset_mailed", reset_id=row["reset_id"])
        sent += 1
    return sent
