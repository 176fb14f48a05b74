"""A post as a line of a list."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.posts.models import Category, FeedItem
from views.shared import text
from views.shared.flet_typed import keyed
from views.shared.look import current_look
from views.shared.parts import Style, Tone, card, column, flow, note, pill, unread_mark
from views.shared.posts import strings
from views.shared.posts.pictures import Picture
from views.shared.theme import GAP_M, GAP_S

COVER_WIDTH, COVER_HEIGHT = 96, 72
_LEAD_LINES = 2


def category_pill(category: Category) -> ft.Control:
    """What kind of post; directives stand out."""
    tone = Tone.IMPORTANT if category is Category.DIRECTIVE else Tone.NEUTRAL
    return pill(strings.CATEGORIES[category], tone)


def post_row(
    item: FeedItem,
    on_tap: Callable[[], None],
    *,
    unread: bool | None = None,
    covered: bool = True,
    with_lead: bool = True,
) -> ft.Control:
    """A card that opens the post. ``unread`` overrides the item's own mark."""
    is_unread = item.unread if unread is None else unread
    title = ft.Text(item.title, theme_style=Style.TITLE_MEDIUM)
    if not is_unread:
        title.weight = ft.FontWeight.W_400
    head: ft.Control = title
    if is_unread:
        title.expand = True
        mark = ft.Container(unread_mark(True), padding=ft.Padding.only(top=current_look().px(6)))
        head = ft.Row([mark, title], spacing=GAP_S, vertical_alignment=ft.CrossAxisAlignment.START)
    marks: list[ft.Control] = [category_pill(item.category)]
    if item.leaders_only:
        marks.append(pill(strings.LEADERS_ONLY, Tone.WAITING))
    if item.pinned_until is not None:
        marks.insert(0, pill(strings.PINNED, Tone.DONE))
    words: list[ft.Control] = [head]
    if item.lead and with_lead:
        words.append(_lead(item.lead))
    words.append(note(f"{item.unit_name} · {text.ago(item.published_at)}"))
    words.append(flow(marks))
    content: ft.Control = column(words, spacing=GAP_S)
    if covered and item.cover:
        content = _with_cover(content, item.cover, item.cover_alternative or "")
    return card(content, on_tap=on_tap)


def _lead(lead: str) -> ft.Control:
    return ft.Text(
        lead,
        theme_style=Style.BODY_MEDIUM,
        color=ft.Colors.ON_SURFACE_VARIANT,
        max_lines=_LEAD_LINES,
        overflow=ft.TextOverflow.ELLIPSIS,
    )


def _with_cover(words: ft.Control, cover: str, alternative: str) -> ft.Control:
    # Without a description the cover is decoration: to hear that there is one tells nothing.
    look = current_look()
    if look.large:
        picture = keyed(cover, Picture, cover, alternative, height=look.px(COVER_HEIGHT))
        return column([picture, words], spacing=GAP_S)
    words.expand = True
    picture = keyed(cover, Picture, cover, alternative, width=COVER_WIDTH, height=COVER_HEIGHT)
    return ft.Row([words, picture], spacing=GAP_M, vertical_alignment=ft.CrossAxisAlignment.START)
