"""Calling somebody and writing to them, in one tap each."""

from __future__ import annotations

import re

import flet as ft

from services.records.written import phone_number
from views.shared.buttons import text_button
from views.shared.people import strings

_PHONE = re.compile(r"\+[0-9]{8,15}")


def phone_links(name: str, phone: str | None) -> list[ft.Control]:
    """Call and message; nothing when there is no proper number."""
    if phone is None or _PHONE.fullmatch(phone) is None:
        return []
    call = text_button(
        f"{strings.CALL} {phone_number(phone)}",
        lambda: None,
        icon=ft.Icons.PHONE,
        action=ft.OpenUrl(f"tel:{phone}", target=ft.UrlTarget.SELF),
    )
    message = text_button(
        strings.MESSAGE,
        lambda: None,
        icon=ft.Icons.SMS_OUTLINED,
        action=ft.OpenUrl(f"sms:{phone}", target=ft.UrlTarget.SELF),
    )
    named = ft.Semantics(content=message, label=strings.message_to(name))
    return [call, ft.MergeSemantics(content=named)]
