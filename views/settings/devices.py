"""My signed-in devices, this one first; another one can be signed out."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.accounts.models import DeviceSession
from views.session import use_me, use_services
from views.settings import strings
from views.settings.agents import device_in_words
from views.shared import text
from views.shared.buttons import danger_button
from views.shared.dialogs import use_confirm
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.parts import Tone, card, flow, note, pill, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown


@screen
def DevicesScreen() -> ft.View:
    """Each device in plain words, with when it was last used."""
    me, services = use_me(), use_services()
    ask = use_confirm()
    query = use_query(services.accounts.devices, [str(me.member_id)], name="accounts.devices")

    def ended(_: None) -> None:
        toast(strings.ENDED)
        query.reload()

    ending = use_action(services.accounts.end_device, on_done=ended, name="accounts.end_device")

    def confirm(device: DeviceSession) -> None:
        ask(
            strings.END_TITLE,
            strings.end_text(device_in_words(device.user_agent)),
            strings.END_YES,
            partial(ending.run, device.session_id),
            danger=True,
        )

    def draw(devices: list[DeviceSession]) -> list[ft.Control]:
        rows: list[ft.Control] = [
            note(strings.DEVICES_NOTE),
            *problem(ending.error, strings.ERRORS),
        ]
        rows += [_device(d, partial(confirm, d), busy=ending.busy) for d in devices]
        return rows

    return scaffold(strings.DEVICES_TITLE, shown(query, draw))


def _device(device: DeviceSession, end: partial[None], *, busy: bool) -> ft.Control:
    rows: list[ft.Control] = [strong(device_in_words(device.user_agent))]
    if device.is_this:
        rows.append(flow([pill(strings.THIS_DEVICE, Tone.DONE)]))
    rows += [
        note(strings.signed_in(text.moment(device.signed_in_at))),
        note(strings.last_used(text.moment(device.last_used_at))),
    ]
    if not device.is_this:
        rows.append(
            danger_button(strings.END_DEVICE, end, busy=busy, key=f"end-{device.session_id}")
        )
    return card(rows)
