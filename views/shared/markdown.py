"""Texts written in Markdown, shown in the product's type, with links that cannot surprise."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import flet as ft

from views.shared import strings
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import component
from views.shared.guard import safe, toast
from views.shared.look import current_look, go
from views.shared.theme import FONT, GAP_M, GAP_S, text_size

# The sign before a link that makes it a picture; and before what could become one by a reference.
_PICTURE = re.compile(r"(?<!\\)!(?=\[[^\]\n]*\]\()")
_MAY_BE_PICTURE = re.compile(r"(?<!\\)!(?=\[)")


def link_target(url: object) -> tuple[str, str] | None:
    """What a link may do: ``("inside", path)``, ``("outside", host)``, or None for nothing.

    Only https, http, mailto and tel lead out; a path of this app starts with a single slash.
    """
    if not isinstance(url, str) or len(url) > 2000 or any(ord(c) <= 32 for c in url):
        return None
    if url.startswith("/") and not url.startswith(("//", "/\\")):
        return ("inside", url)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    # A name and password before the host are only ever there to deceive.
    if parts.scheme in ("https", "http") and host and "@" not in parts.netloc:
        return ("outside", host)
    if parts.scheme in ("mailto", "tel") and parts.path:
        return ("outside", parts.path)
    return None


def without_pictures(source: str) -> str:
    """A text whose pictures have become links, which ask before they lead out: a picture from elsewhere
    would tell its host who reads what, and when."""
    return _MAY_BE_PICTURE.sub(r"\!", _PICTURE.sub("", source))


@component
def MarkdownText(source: str) -> ft.Control:
    """Markdown without images or HTML of its own; a link out of the app asks first."""
    ask = use_confirm()

    def tapped(event: ft.Event[ft.Markdown]) -> None:
        url: object = event.data
        target = link_target(url)
        if target is None or not isinstance(url, str):
            toast(strings.LINK_UNSAFE)
        elif target[0] == "inside":
            go(url)
        else:
            ask(
                strings.LINK_TITLE,
                strings.link_text(target[1]),
                strings.OPEN,
                lambda: None,
                action=ft.OpenUrl(url, target=ft.UrlTarget.BLANK),
            )

    return ft.Markdown(
        without_pictures(source),
        selectable=True,
        extension_set=ft.MarkdownExtensionSet.GITHUB_WEB,
        auto_follow_links=False,
        on_tap_link=safe(tapped),
        soft_line_break=True,
        md_style_sheet=_sheet(),
        image_error_content=ft.Text(""),
    )


def _sheet() -> ft.MarkdownStyleSheet:
    scale = current_look().text_scale

    def style(name: str, *, bold: bool = False, height: float = 1.55) -> ft.TextStyle:
        return ft.TextStyle(
            size=text_size(name, scale),
            weight=ft.FontWeight.W_700 if bold else ft.FontWeight.W_400,
            height=height,
            color=ft.Colors.ON_SURFACE,
            font_family=FONT,
        )

    link = style("body_large")
    link.color = ft.Colors.PRIMARY
    link.decoration = ft.TextDecoration.UNDERLINE
    return ft.MarkdownStyleSheet(
        p_text_style=style("body_large"),
        a_text_style=link,
        strong_text_style=ft.TextStyle(weight=ft.FontWeight.W_700),
        h1_text_style=style("headline_small", bold=True, height=1.3),
        h2_text_style=style("title_large", bold=True, height=1.3),
        h3_text_style=style("title_medium", bold=True, height=1.35),
        h4_text_style=style("title_small", bold=True, height=1.4),
        list_bullet_text_style=style("body_large"),
        table_head_text_style=style("title_small", bold=True),
        table_body_text_style=style("body_medium"),
        blockquote_text_style=style("body_large"),
        blockquote_padding=ft.Padding.all(GAP_M),
        blockquote_decoration=ft.BoxDecoration(
            bgcolor=ft.Colors.SURFACE_CONTAINER, border_radius=8
        ),
        block_spacing=GAP_S + 4,
        list_indent=round(28 * scale),
    )
