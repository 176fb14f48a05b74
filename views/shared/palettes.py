"""The product's colours as complete sets of roles, and the pairs that must read well (WCAG AA)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """One complete set of colour roles (hex). Pairs are checked for WCAG AA by a test."""

    primary: str
    on_primary: str
    primary_container: str
    on_primary_container: str
    secondary: str
    on_secondary: str
    secondary_container: str
    on_secondary_container: str
    tertiary: str
    on_tertiary: str
    tertiary_container: str
    on_tertiary_container: str
    error: str
    on_error: str
    error_container: str
    on_error_container: str
    surface: str
    on_surface: str
    on_surface_variant: str
    surface_container_lowest: str
    surface_container_low: str
    surface_container: str
    surface_container_high: str
    surface_container_highest: str
    surface_dim: str
    surface_bright: str
    outline: str
    outline_variant: str
    inverse_surface: str
    on_inverse_surface: str
    inverse_primary: str


# Warm paper, slate ink; red for the one main action and the active mark, gold for what waits,
# jade for what is done, burnt orange for what failed (so that red keeps its meaning).
LIGHT = Palette(
    primary="#97191F",
    on_primary="#FFFFFF",
    primary_container="#F5DCD6",
    on_primary_container="#6A0E13",
    secondary="#74560F",
    on_secondary="#FFFFFF",
    secondary_container="#F3E6C2",
    on_secondary_container="#4B3606",
    tertiary="#1F5F4C",
    on_tertiary="#FFFFFF",
    tertiary_container="#D6E8DE",
    on_tertiary_container="#0F3D2F",
    error="#A23A06",
    on_error="#FFFFFF",
    error_container="#FBE0D0",
    on_error_container="#6B2502",
    surface="#FAF6EE",
    on_surface="#1F2A33",
    on_surface_variant="#46525C",
    surface_container_lowest="#FFFEFB",
    surface_container_low="#FFFDF8",
    surface_container="#F4EEE2",
    surface_container_high="#EFE8D9",
    surface_container_highest="#E9E1D0",
    surface_dim="#E3DAC8",
    surface_bright="#FFFEFB",
    outline="#77705F",
    outline_variant="#DCD3C0",
    inverse_surface="#2B3740",
    on_inverse_surface="#F6F1E6",
    inverse_primary="#F2A59E",
)

DARK = Palette(
    primary="#F0A098",
    on_primary="#4B0509",
    primary_container="#6B1A1D",
    on_primary_container="#FFDAD5",
    secondary="#E2C36F",
    on_secondary="#3B2B00",
    secondary_container="#4E3D10",
    on_secondary_container="#F8E4AE",
    tertiary="#9AD0B8",
    on_tertiary="#063827",
    tertiary_container="#1E4A3B",
    on_tertiary_container="#C6ECDA",
    error="#FFB488",
    on_error="#4F1C00",
    error_container="#6E3410",
    on_error_container="#FFDCC8",
    surface="#16191C",
    on_surface="#EDE7DB",
    on_surface_variant="#C3BFB4",
    surface_container_lowest="#101315",
    surface_container_low="#1C2023",
    surface_container="#212528",
    surface_container_high="#2A2F33",
    surface_container_highest="#343A3E",
    surface_dim="#121517",
    surface_bright="#383E42",
    outline="#99948A",
    outline_variant="#41464A",
    inverse_surface="#EDE7DB",
    on_inverse_surface="#22282C",
    inverse_primary="#97191F",
)

CONTRAST_LIGHT = Palette(
    primary="#7A0007",
    on_primary="#FFFFFF",
    primary_container="#7A0007",
    on_primary_container="#FFFFFF",
    secondary="#4A3400",
    on_secondary="#FFFFFF",
    secondary_container="#FFF0C2",
    on_secondary_container="#000000",
    tertiary="#003F2D",
    on_tertiary="#FFFFFF",
    tertiary_container="#DDF5EA",
    on_tertiary_container="#000000",
    error="#6F2400",
    on_error="#FFFFFF",
    error_container="#FFE6D8",
    on_error_container="#000000",
    surface="#FFFFFF",
    on_surface="#000000",
    on_surface_variant="#1C1C1C",
    surface_container_lowest="#FFFFFF",
    surface_container_low="#FFFFFF",
    surface_container="#F4F4F4",
    surface_container_high="#ECECEC",
    surface_container_highest="#E4E4E4",
    surface_dim="#DDDDDD",
    surface_bright="#FFFFFF",
    outline="#000000",
    outline_variant="#3A3A3A",
    inverse_surface="#000000",
    on_inverse_surface="#FFFFFF",
    inverse_primary="#FFB8B0",
)

CONTRAST_DARK = Palette(
    primary="#FFC2BB",
    on_primary="#000000",
    primary_container="#FFC2BB",
    on_primary_container="#000000",
    secondary="#FFE08A",
    on_secondary="#000000",
    secondary_container="#3A2B00",
    on_secondary_container="#FFFFFF",
    tertiary="#B4F0D5",
    on_tertiary="#000000",
    tertiary_container="#003A29",
    on_tertiary_container="#FFFFFF",
    error="#FFCBAC",
    on_error="#000000",
    error_container="#4A1B00",
    on_error_container="#FFFFFF",
    surface="#000000",
    on_surface="#FFFFFF",
    on_surface_variant="#EFEFEF",
    surface_container_lowest="#000000",
    surface_container_low="#0A0A0A",
    surface_container="#141414",
    surface_container_high="#1E1E1E",
    surface_container_highest="#282828",
    surface_dim="#000000",
    surface_bright="#303030",
    outline="#FFFFFF",
    outline_variant="#C8C8C8",
    inverse_surface="#FFFFFF",
    on_inverse_surface="#000000",
    inverse_primary="#7A0007",
)

PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast_light": CONTRAST_LIGHT,
    "contrast_dark": CONTRAST_DARK,
}

READABLE_PAIRS: tuple[tuple[str, str], ...] = (
    *((f"on_{r}", r) for r in ("primary", "secondary", "tertiary", "error")),
    *((f"on_{r}_container", f"{r}_container") for r in ("primary", "secondary", "tertiary")),
    ("on_error_container", "error_container"),
    *(
        (ink, ground)
        for ink in ("on_surface", "on_surface_variant", "primary", "secondary", "tertiary", "error")
        for ground in (
            "surface",
            "surface_container_lowest",
            "surface_container_low",
            "surface_container",
            "surface_container_high",
        )
    ),
    ("on_inverse_surface", "inverse_surface"),
    ("inverse_primary", "inverse_surface"),
)
"""Text on ground: at least 4.5 : 1."""

VISIBLE_PAIRS: tuple[tuple[str, str], ...] = (
    ("outline", "surface"),
    ("outline", "surface_container_lowest"),
    ("primary", "surface_container"),
)
"""Borders and marks that carry meaning: at least 3 : 1."""


def contrast(ink: str, ground: str) -> float:
    """WCAG 2 contrast ratio (1 to 21) of two hex colours."""

    def luminance(colour: str) -> float:
        channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)
