"""Who answers, in words."""

from __future__ import annotations

from services.questions.models import Desk
from views.shared.posts.below import strings as strings


def desk_name(desk: Desk, unit_name: str) -> str:
    """A desk by its office and unit."""
    return f"{strings.DESKS[desk]} {unit_name}"
