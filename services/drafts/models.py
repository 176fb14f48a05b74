"""Read models of drafts of forms."""

from datetime import datetime
from typing import Any

from services.models import Frozen


class FormDraft(Frozen):
    """What was typed into a form and not sent, and when it was kept."""

    content: dict[str, Any]
    saved_at: datetime
