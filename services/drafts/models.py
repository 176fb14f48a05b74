"""Read models of drafts of forms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.models import Frozen


class FormDraft(Frozen):
    """What was typed into a form and not sent, and when it was kept."""

    content: dict[str, Any]
    saved_at: datetime


class OwnDraft(FormDraft):
    """One of everything that somebody has typed and not sent: which form, what it is about as far as its
    author may still read that, and the screen where it is filled in."""

    form: str
    about: UUID | None = None
    subject: str | None = None
    path: str | None = None
    until: datetime
    """When it goes by itself."""
