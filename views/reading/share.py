"""A post's link and its QR code. Neither opens anything for whom the post is not."""

from __future__ import annotations

import flet as ft

from views import paths
from views.reading import strings
from views.shared.buttons import primary_button, secondary_button
from views.shared.files import site_address
from views.shared.guard import toast
from views.shared.look import current_look
from views.shared.parts import banner, note, selectable
from views.shared.qr import qr_png
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.theme import GAP_M

_LARGEST = 320


@screen
def ShareScreen() -> ft.View:
    """Copy, send on, or show the code to somebody."""
    link = site_address(paths.post(ft.use_route_params().get("post_id", "")))
    side = min(_LARGEST, current_look().width - 4 * GAP_M)
    return scaffold(
        strings.SHARE,
        [
            banner(strings.SHARE_WHO),
            ft.Container(
                ft.Image(
                    src=qr_png(link), width=side, height=side, semantics_label=strings.SHARE_QR
                ),
                alignment=ft.Alignment.CENTER,
            ),
            note(strings.SHARE_HOW),
            selectable(link),
            primary_button(
                strings.COPY,
                lambda: toast(strings.COPIED),
                icon=ft.Icons.CONTENT_COPY,
                action=ft.CopyToClipboard(link),
                key="copy",
            ),
            secondary_button(
                strings.SEND,
                lambda: None,
                icon=ft.Icons.SEND_OUTLINED,
                action=ft.ShareText(link),
                key="send",
            ),
        ],
    )
