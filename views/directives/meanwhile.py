"""What to do when a draft was saved by somebody else, or on another device, while it was open here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import flet as ft

from views.directives import strings
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.errors import Failed
from views.shared.look import current_look
from views.shared.parts import Tone, banner

CODE = "post.changed_meanwhile"


def told(failed: Failed) -> ft.Control:
    """Who saved it and when."""
    by, at = failed.details.get("by"), failed.details.get("at")
    return banner(
        strings.changed_meanwhile(
            by if isinstance(by, str) else None,
            text.moment(datetime.fromisoformat(str(at))),
            by_me=failed.details.get("by_me") is True,
        ),
        Tone.FAULT,
    )


def ways_on(
    copy: Callable[[], None], see: Callable[[], None], *, busy: bool
) -> tuple[list[ft.Control], list[ft.Control]]:
    """Both ways on: at the end of the form and at the foot, where large text leaves room for one."""
    keep = primary_button(strings.SAVE_AS_NEW, copy, busy=busy, key="save-as-new")
    look = secondary_button(strings.SEE_OTHER, see, disabled=busy, key="see-other")
    return ([look], [keep]) if current_look().large else ([], [keep, look])
