"""Colours read well, sizes are generous, and nothing of a stock palette remains."""

from dataclasses import fields

import flet as ft
import pytest

from views.shared import theme
from views.shared.palettes import (
    DARK,
    LIGHT,
    PALETTES,
    READABLE_PAIRS,
    VISIBLE_PAIRS,
    Palette,
    contrast,
)
from views.shared.theme import TEXT_SCALES, ThemeChoice


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), READABLE_PAIRS)
def test_text_reads_on_its_ground(name: str, ink: str, ground: str) -> None:
    palette = PALETTES[name]
    least = 7.0 if name.startswith("contrast") else 4.5
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= least


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("mark", "ground"), VISIBLE_PAIRS)
def test_borders_and_marks_are_visible(name: str, mark: str, ground: str) -> None:
    palette = PALETTES[name]
    assert contrast(getattr(palette, mark), getattr(palette, ground)) >= 3.0


def test_every_role_that_is_text_is_checked_on_a_ground() -> None:
    inks = {ink for ink, _ in READABLE_PAIRS}
    roles = {f.name for f in fields(Palette)}
    assert {r for r in roles if r.startswith("on_")} <= inks


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)  # pyright: ignore[reportUnknownMemberType]
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # pyright: ignore[reportUnknownMemberType]


@pytest.mark.parametrize("palette", PALETTES.values())
def test_no_role_is_left_to_flets_blue(palette: Palette) -> None:
    scheme = theme.build_theme(palette, 1.0).color_scheme
    assert scheme is not None
    left = [f.name for f in fields(ft.ColorScheme) if getattr(scheme, f.name) is None]
    assert left == []


def test_text_is_never_small() -> None:
    for scale in TEXT_SCALES:
        assert theme.text_size("body_medium", scale) >= 16 * scale - 0.1
        assert theme.text_size("body_large", scale) >= 18 * scale - 0.1
        assert theme.text_size("label_small", scale) >= 13 * scale - 0.1


def test_every_style_carries_family_colour_and_scale() -> None:
    # Flet replaces styles instead of merging them: one without colour would be drawn in white.
    text = theme.build_theme(LIGHT, 2.0).text_theme
    plain = theme.build_theme(LIGHT, 1.0).text_theme
    assert text is not None and plain is not None
    for f in fields(ft.TextTheme):
        style, small = getattr(text, f.name), getattr(plain, f.name)
        assert style.font_family == theme.FONT
        assert style.color == LIGHT.on_surface
        assert style.size == 2 * small.size


@pytest.mark.parametrize(
    ("asked", "given"),
    [(1.0, 1.0), (1.2, 1.15), (2.0, 2.0), (2.5, 1.0), (0.1, 1.0), (float("nan"), 1.0)],
)
def test_odd_scales_become_offered_ones(asked: float, given: float) -> None:
    assert theme.clamp_scale(asked) == given


def test_a_members_choice_decides_the_mode() -> None:
    for choice, mode in (
        (ThemeChoice.SYSTEM, ft.ThemeMode.SYSTEM),
        (ThemeChoice.LIGHT, ft.ThemeMode.LIGHT),
        (ThemeChoice.DARK, ft.ThemeMode.DARK),
        (ThemeChoice.CONTRAST, ft.ThemeMode.SYSTEM),
    ):
        light, dark, chosen = theme.themes_for(choice, 1.0)
        assert chosen is mode
        contrasted = choice is ThemeChoice.CONTRAST
        assert light.scaffold_bgcolor == ("#FFFFFF" if contrasted else LIGHT.surface)
        assert dark.scaffold_bgcolor == ("#000000" if contrasted else DARK.surface)
