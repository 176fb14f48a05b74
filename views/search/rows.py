"""A hit as a line of the list: pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.search.marking import Segment, marked_excerpt, marked_title
from services.search.models import Hit
from views.search import strings
from views.shared import text
from views.shared.parts import Style, Tone, card, flow, note, pill
from views.shared.posts.rows import category_pill
from views.shared.posts.strings import CATEGORIES, LEADERS_ONLY


def hit_row(hit: Hit, typed: str, on_tap: Callable[[], None]) -> ft.Control:
    """A card that opens the post; what was looked for stands out in title and excerpt."""
    where = strings.in_file(hit.file_name, hit.page) if hit.file_name else ""
    said = f"{hit.unit_name} · {text.ago(hit.published_at)}"
    rows: list[ft.Control] = [marked_text(marked_title(hit, typed), Style.TITLE_MEDIUM)]
    if hit.excerpt.strip():
        rows.append(marked_text(marked_excerpt(hit, typed), Style.BODY_MEDIUM, muted=True))
    if where:
        rows.append(note(where))
    marks = [category_pill(hit.category)]
    if hit.leaders_only:
        marks.append(pill(LEADERS_ONLY, Tone.WAITING))
    rows += [note(said), flow(marks)]
    label = strings.read_out(
        hit.title, CATEGORIES[hit.category], hit.unit_name, text.ago(hit.published_at), where
    )
    return card(rows, on_tap=on_tap, label=label)


def marked_text(segments: Sequence[Segment], style: Style, *, muted: bool = False) -> ft.Text:
    """Running text in which some pieces are bold on a ground: seen also without colours."""
    hit = ft.TextStyle(
        weight=ft.FontWeight.BOLD,
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
        color=ft.Colors.ON_SECONDARY_CONTAINER,
    )
    return ft.Text(
        spans=[ft.TextSpan(s.text, style=hit if s.hit else None) for s in segments],
        theme_style=style,
        weight=None if muted else ft.FontWeight.W_400,
        color=ft.Colors.ON_SURFACE_VARIANT if muted else None,
    )
