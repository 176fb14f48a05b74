"""Texts written in Markdown, shown in the product's type, with links that cannot surprise."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import flet as ft

from views.shared import strings
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import component
from views.shared.guard import safe, toast
from views.shared.look import current_look, go
from views.shared.parts import column
from views.shared.returning import use_uncovered
from views.shared.theme import FONT, GAP_M, GAP_S, text_size

# The sign before a link that makes it a picture; and before what could become one by a reference.
_PICTURE = re.compile(r"(?<!\\)!(?=\[[^\]\n]*\]\()")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
# What makes words bold, slanted or typewritten; a heading stands out by itself.
_MARKS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")
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


@dataclass(frozen=True)
class Section:
    """A piece of a text: a heading of a level from 1, or (level 0) what stands between two."""

    text: str
    level: int = 0


def sections(source: str) -> list[Section]:
    """A text parted at its headings, so that a screen reader can jump from one to the next. A heading
    with a link in it stays where it is, or nobody could follow the link."""
    found: list[Section] = []
    lines: list[str] = []
    fenced = False

    def flush() -> None:
        text = "\n".join(lines).strip("\n")
        if text.strip():
            found.append(Section(text))
        lines.clear()

    for line in source.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading is None or not heading[2] or "](" in heading[2]:
            lines.append(line)
            continue
        flush()
        found.append(Section(_MARKS.sub(r"\2", heading[2]), len(heading[1])))
    flush()
    return found or [Section(source)]


@component
def MarkdownText(source: str) -> ft.Control:
    """Markdown without images or HTML of its own; a link out of the app asks first."""
    ask = use_confirm()
    uncovered = use_uncovered()

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

    sheet = _sheet()
    drawn = [
        _heading(piece, sheet) if piece.level else _text(piece.text, sheet, safe(tapped))
        for piece in sections(source)
    ]
    whole = drawn[0] if len(drawn) == 1 else column(drawn, spacing=GAP_S + 4)
    # Not by ``Markdown.selectable``: to a screen reader that is a field, not words.
    return ft.SelectionArea(content=whole) if uncovered else whole


def _heading(piece: Section, sheet: ft.MarkdownStyleSheet) -> ft.Control:
    styles = (sheet.h1_text_style, sheet.h2_text_style, sheet.h3_text_style, sheet.h4_text_style)
    return ft.Semantics(
        content=ft.Text(piece.text, style=styles[min(piece.level, len(styles)) - 1]),
        header=True,
        # The title of the text is the first.
        heading_level=min(max(piece.level, 2), 6),
    )


def _text(
    source: str, sheet: ft.MarkdownStyleSheet, tapped: Callable[[ft.Event[ft.Markdown]], object]
) -> ft.Control:
    return ft.Markdown(
        without_pictures(source),
        extension_set=ft.MarkdownExtensionSet.GITHUB_WEB,
        auto_follow_links=False,
        on_tap_link=tapped,
        soft_line_break=True,
        md_style_sheet=sheet,
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
