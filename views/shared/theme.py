"""Colours, type scale and spacing of the product, as complete Flet themes.

Screens name roles (``ft.Colors.PRIMARY``) and text styles (``ft.TextThemeStyle.BODY_LARGE``)
and never sizes or hex values, so one theme carries the member's text scale and contrast.
"""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum

import flet as ft

from views.shared.palettes import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Palette

FONT = "Handbook"
"""The family registered by assets/assets/FontManifest.json: regular and a real bold."""

MIN_SCALE, MAX_SCALE = 1.0, 2.0
TEXT_SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)

# Spacing in logical pixels; screens use these names only.
GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = 4, 8, 16, 24, 32
TOUCH = 48
"""Smallest side of anything that can be tapped."""
CONTENT_WIDTH = 720
"""Widest column of text, so that a line stays readable on a desktop."""
RAIL_FROM = 1000
"""Window width from which the navigation stands at the side."""
RADIUS = 12


class ThemeChoice(StrEnum):
    """What a member may choose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def clamp_scale(scale: float) -> float:
    """The nearest scale the product offers, 1.0 to 2.0; anything odd becomes 1.0."""
    if not MIN_SCALE <= scale <= MAX_SCALE:
        return MIN_SCALE
    return min(TEXT_SCALES, key=lambda s: abs(s - scale))


# name: (size at 100 %, bold, line height)
_TYPE: dict[str, tuple[float, bool, float]] = {
    "display_large": (36, True, 1.25),
    "display_medium": (32, True, 1.25),
    "display_small": (29, True, 1.28),
    "headline_large": (27, True, 1.3),
    "headline_medium": (25, True, 1.3),
    "headline_small": (23, True, 1.3),
    "title_large": (21, True, 1.3),
    "title_medium": (18, True, 1.35),
    "title_small": (16, True, 1.4),
    "body_large": (18, False, 1.55),
    "body_medium": (16, False, 1.5),
    "body_small": (15, False, 1.45),
    "label_large": (17, True, 1.3),
    "label_medium": (15, False, 1.35),
    "label_small": (14, False, 1.3),
}


def text_size(name: str, scale: float) -> float:
    """Size in logical pixels of a text style (``body_large``, …) at a text scale."""
    return round(_TYPE[name][0] * scale, 1)


def _style(name: str, colour: str, scale: float) -> ft.TextStyle:
    size, bold, height = _TYPE[name]
    return ft.TextStyle(
        size=round(size * scale, 1),
        weight=ft.FontWeight.W_700 if bold else ft.FontWeight.W_400,
        height=height,
        color=colour,
        font_family=FONT,
        letter_spacing=0,
    )


def _scheme(p: Palette) -> ft.ColorScheme:
    roles = {f.name: getattr(p, f.name) for f in fields(p)}
    fixed: dict[str, str] = {}
    # The "fixed" roles and the tint would otherwise stay those of Flet's blue seed.
    for role in ("primary", "secondary", "tertiary"):
        fixed[f"{role}_fixed"] = roles[f"{role}_container"]
        fixed[f"{role}_fixed_dim"] = roles[f"{role}_container"]
        fixed[f"on_{role}_fixed"] = roles[f"on_{role}_container"]
        fixed[f"on_{role}_fixed_variant"] = roles[f"on_{role}_container"]
    return ft.ColorScheme(
        **roles, **fixed, surface_tint=p.surface, shadow="#000000", scrim="#000000"
    )


def build_theme(p: Palette, scale: float) -> ft.Theme:
    """The Flet theme of a palette at a text scale.

    Flet replaces text styles instead of merging them, so each one carries its colour and family.
    """
    s = clamp_scale(scale)

    def style(name: str, colour: str = p.on_surface) -> ft.TextStyle:
        return _style(name, colour, s)

    def label(colour: str | None = None) -> ft.TextStyle:
        # In button styles the colour comes from the button's own state.
        text = style("label_large")
        text.color = colour
        return text

    def button(**more: object) -> ft.ButtonStyle:
        return ft.ButtonStyle(
            text_style=label(),
            padding=ft.Padding.symmetric(horizontal=20, vertical=12),
            shape=ft.RoundedRectangleBorder(radius=RADIUS),
            icon_size=round(22 * s),
            **more,  # pyright: ignore[reportArgumentType]
        )

    text_theme = ft.TextTheme(**{name: style(name) for name in _TYPE})
    nav_label = {
        ft.ControlState.SELECTED: _nav_label(p.on_surface, s, bold=True),
        ft.ControlState.DEFAULT: _nav_label(p.on_surface_variant, s, bold=False),
    }
    return ft.Theme(
        font_family=FONT,
        color_scheme_seed=p.primary,
        color_scheme=_scheme(p),
        text_theme=text_theme,
        primary_text_theme=text_theme,
        scaffold_bgcolor=p.surface,
        canvas_color=p.surface,
        card_bgcolor=p.surface_container_low,
        divider_color=p.outline_variant,
        hint_color=p.on_surface_variant,
        visual_density=ft.VisualDensity.STANDARD,
        icon_theme=ft.IconTheme(size=round(24 * s), color=p.on_surface_variant),
        divider_theme=ft.DividerTheme(color=p.outline_variant, thickness=1, space=1),
        appbar_theme=ft.AppBarTheme(
            bgcolor=p.surface,
            color=p.on_surface,
            elevation=0,
            elevation_on_scroll=1,
            center_title=False,
            title_text_style=style("title_large"),
            title_spacing=8,
        ),
        card_theme=ft.CardTheme(
            color=p.surface_container_low,
            elevation=0,
            margin=ft.Margin.all(0),
            shape=ft.RoundedRectangleBorder(
                radius=RADIUS, side=ft.BorderSide(1, p.outline_variant)
            ),
        ),
        dialog_theme=ft.DialogTheme(
            bgcolor=p.surface_container_low,
            title_text_style=style("title_medium"),
            content_text_style=style("body_medium"),
            shape=ft.RoundedRectangleBorder(radius=16, side=ft.BorderSide(1, p.outline_variant)),
        ),
        bottom_sheet_theme=ft.BottomSheetTheme(bgcolor=p.surface_container_low),
        list_tile_theme=ft.ListTileTheme(
            title_text_style=style("body_large"),
            subtitle_text_style=style("body_small", p.on_surface_variant),
            leading_and_trailing_text_style=style("label_medium", p.on_surface_variant),
            icon_color=p.on_surface_variant,
            text_color=p.on_surface,
            min_height=56,
        ),
        navigation_bar_theme=ft.NavigationBarTheme(
            bgcolor=p.surface_container,
            indicator_color=p.primary_container,
            elevation=0,
            label_text_style=nav_label,
        ),
        navigation_rail_theme=ft.NavigationRailTheme(
            bgcolor=p.surface_container,
            indicator_color=p.primary_container,
            selected_label_text_style=_nav_label(p.on_surface, s, bold=True),
            unselected_label_text_style=_nav_label(p.on_surface_variant, s, bold=False),
        ),
        button_theme=ft.ButtonTheme(style=button()),
        filled_button_theme=ft.FilledButtonTheme(style=button()),
        outlined_button_theme=ft.OutlinedButtonTheme(
            style=button(side=ft.BorderSide(1.5, p.outline), color=p.on_surface)
        ),
        text_button_theme=ft.TextButtonTheme(style=button()),
        icon_button_theme=ft.IconButtonTheme(
            style=ft.ButtonStyle(icon_size=round(24 * s), icon_color=p.on_surface)
        ),
        snackbar_theme=ft.SnackBarTheme(
            bgcolor=p.inverse_surface,
            content_text_style=style("body_medium", p.on_inverse_surface),
            action_text_color=p.inverse_primary,
            behavior=ft.SnackBarBehavior.FLOATING,
        ),
        tooltip_theme=ft.TooltipTheme(
            text_style=style("label_medium", p.on_inverse_surface),
            decoration=ft.BoxDecoration(bgcolor=p.inverse_surface, border_radius=6),
        ),
        progress_indicator_theme=ft.ProgressIndicatorTheme(
            color=p.primary,
            circular_track_color=p.surface_container_highest,
            linear_track_color=p.surface_container_highest,
        ),
        date_picker_theme=ft.DatePickerTheme(
            # Its cells have a fixed size; fields offer it at moderate text sizes only.
            bgcolor=p.surface_container_low,
            header_headline_text_style=_style("headline_small", p.on_surface, min(s, 1.15)),
            header_help_text_style=_style("label_medium", p.on_surface_variant, min(s, 1.15)),
            weekday_text_style=_style("label_medium", p.on_surface_variant, min(s, 1.15)),
            day_text_style=_style("label_medium", p.on_surface, min(s, 1.15)),
            year_text_style=_style("label_medium", p.on_surface, min(s, 1.15)),
        ),
        checkbox_theme=ft.CheckboxTheme(border_side=ft.BorderSide(2, p.outline)),
        page_transitions=ft.PageTransitionsTheme(
            android=ft.PageTransitionTheme.FADE_FORWARDS,
            windows=ft.PageTransitionTheme.NONE,
            linux=ft.PageTransitionTheme.NONE,
            macos=ft.PageTransitionTheme.NONE,
        ),
    )


def _nav_label(colour: str, scale: float, *, bold: bool) -> ft.TextStyle:
    style = _style("label_small", colour, scale)
    style.size = nav_label_size(scale)
    style.weight = ft.FontWeight.W_700 if bold else ft.FontWeight.W_400
    style.height = 1.15
    return style


def nav_label_size(scale: float) -> float:
    """Size of a tab's label: grows with the scale as far as a fifth of a phone's width allows."""
    return round(min(13 * clamp_scale(scale), 22), 1)


def themes_for(choice: ThemeChoice, scale: float) -> tuple[ft.Theme, ft.Theme, ft.ThemeMode]:
    """The light theme, the dark theme and the mode that put a member's choice on a page."""
    light, dark = LIGHT, DARK
    if choice is ThemeChoice.CONTRAST:
        light, dark = CONTRAST_LIGHT, CONTRAST_DARK
    mode = {ThemeChoice.LIGHT: ft.ThemeMode.LIGHT, ThemeChoice.DARK: ft.ThemeMode.DARK}
    return (
        build_theme(light, scale),
        build_theme(dark, scale),
        mode.get(choice, ft.ThemeMode.SYSTEM),
    )
