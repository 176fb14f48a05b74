"""A person's mark at the head of a list row."""

from __future__ import annotations

import flet as ft

from views.shared.look import current_look
from views.shared.parts import avatar


def face(name: str, picture: str | None = None) -> ft.Control | None:
    """The photograph or the initials; left out when text is large, since a row has no room for both."""
    return None if current_look().large else avatar(name, side=40, picture=picture)
