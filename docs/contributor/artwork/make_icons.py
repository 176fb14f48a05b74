"""Draws the product's icons: an open notebook with a gold ribbon under a lotus. Original artwork.

Run ``python docs/contributor/artwork/make_icons.py``; it writes assets/icons and the favicon.
No official emblem is used or imitated.
"""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

RED, DEEP = "#97191F", "#6F1015"
PAPER, SHADE, LINE = "#FFFAF0", "#EFE2CB", "#C9B48F"
GOLD, PALE = "#DDB457", "#F1D48C"
SIDE = 2048  # drawn large, then scaled down
ASSETS = Path(__file__).resolve().parents[3] / "assets"

Point = tuple[float, float]


def at(x: float, y: float) -> Point:
    """A point from a 100 × 100 grid."""
    return (x * SIDE / 100, y * SIDE / 100)


def curve(*points: Point, steps: int = 60) -> list[Point]:
    """A Bézier curve through the plane, given by its control points."""
    drawn: list[Point] = []
    order = len(points) - 1
    for i in range(steps + 1):
        t = i / steps
        weights = [math.comb(order, k) * (1 - t) ** (order - k) * t**k for k in range(order + 1)]
        drawn.append(
            (
                sum(w * p[0] for w, p in zip(weights, points, strict=True)),
                sum(w * p[1] for w, p in zip(weights, points, strict=True)),
            )
        )
    return drawn


def petal(tilt: float, length: float, width: float, base: Point) -> list[Point]:
    """The outline of a petal that stands on ``base``, tilted by degrees."""
    left = curve((0, 0), (-width, -length * 0.35), (-width * 0.7, -length * 0.8), (0, -length))
    right = [(-x, y) for x, y in reversed(left)]
    angle = math.radians(tilt)
    return [
        at(
            base[0] + x * math.cos(angle) - y * math.sin(angle),
            base[1] + x * math.sin(angle) + y * math.cos(angle),
        )
        for x, y in left + right
    ]


def mirrored(points: list[Point]) -> list[Point]:
    """The same shape on the other page."""
    return [(SIDE - x, y) for x, y in points]


def artwork(background: Image.Image) -> Image.Image:
    """Draw book, ribbon and lotus onto a background of SIDE × SIDE."""
    image = background.copy()
    draw = ImageDraw.Draw(image)

    for tilt, length, width, colour in (
        (-58, 20, 6.5, GOLD),
        (58, 20, 6.5, GOLD),
        (-31, 25, 7.5, PALE),
        (31, 25, 7.5, PALE),
        (0, 29, 8.0, GOLD),
    ):
        draw.polygon(petal(tilt, length, width, (50, 48)), fill=colour)

    cover = [at(50, 80)]
    cover += curve(at(50, 80), at(38, 73), at(26, 74), at(14, 78))
    cover += [at(14, 50)]
    cover += curve(at(14, 50), at(28, 45), at(42, 47), at(50, 54))
    for page in (cover, mirrored(cover)):
        draw.polygon(page, fill=DEEP)

    page = curve(at(50, 76.5), at(39, 69), at(27, 70), at(17, 73.5))
    page += curve(at(17, 46.5), at(29, 42), at(42, 43.5), at(50, 50.5))
    draw.polygon(page, fill=PAPER)
    draw.polygon(mirrored(page), fill=SHADE)

    for offset in (0, 6.2, 12.4):
        line = curve(
            at(22, 52.5 + offset), at(30, 50 + offset), at(38, 51 + offset), at(45, 55 + offset)
        )
        for stroke in (line, mirrored(line)):
            draw.line(stroke, fill=LINE, width=round(SIDE * 0.012), joint="curve")

    ribbon = [at(57.5, 49), at(64, 46.3), at(64, 84), at(60.75, 80), at(57.5, 85.5)]
    draw.polygon(ribbon, fill=GOLD)
    return image


def ground(*, rounded: bool) -> Image.Image:
    """The red ground: full bleed for maskable icons, rounded otherwise."""
    image = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if rounded:
        draw.rounded_rectangle((0, 0, SIDE - 1, SIDE - 1), radius=SIDE * 0.22, fill=RED)
    else:
        draw.rectangle((0, 0, SIDE, SIDE), fill=RED)
    return image


def main() -> None:
    """Write every size."""
    plain = artwork(ground(rounded=True))
    full = artwork(ground(rounded=False))
    # A maskable icon may be cut to a circle: the drawing keeps to the middle 80 %.
    inner = artwork(Image.new("RGBA", (SIDE, SIDE), RED)).resize(
        (round(SIDE * 0.8),) * 2, Image.Resampling.LANCZOS
    )
    maskable = Image.new("RGBA", (SIDE, SIDE), RED)
    maskable.paste(inner, (round(SIDE * 0.1),) * 2)

    icons = ASSETS / "icons"
    icons.mkdir(parents=True, exist_ok=True)
    for image, name, side in (
        (plain, "icons/icon-192.png", 192),
        (plain, "icons/icon-512.png", 512),
        (maskable, "icons/icon-maskable-192.png", 192),
        (maskable, "icons/icon-maskable-512.png", 512),
        (full, "icons/apple-touch-icon-192.png", 192),
        (plain, "favicon.png", 64),
    ):
        small = image.resize((side, side), Image.Resampling.LANCZOS)
        # A palette is a third of the size and shows no difference in flat colours.
        small.quantize(128, method=Image.Quantize.FASTOCTREE).save(ASSETS / name, optimize=True)


if __name__ == "__main__":
    main()
