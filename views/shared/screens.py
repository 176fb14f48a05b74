"""The decorators of screens and of parts with hooks: their bodies cannot end a session."""

from __future__ import annotations

import flet as ft

from views.shared import strings
from views.shared.guard import guarded
from views.shared.scaffold import scaffold
from views.shared.states import crashed


def _crashed_view(reference: str) -> ft.View:
    return scaffold(strings.ERROR_TITLE, crashed(reference))


screen = guarded(_crashed_view)
"""Decorates every ``*Screen``: a function component that returns ``scaffold(...)``."""

block = guarded(crashed)
"""Decorates a part that uses hooks and returns one control."""
