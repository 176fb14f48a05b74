"""A small drawing surface: 1200 by 675 units, drawn twice as large and shrunk for smooth edges."""

import io
import math
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import methodcaller
from random import Random
from typing import Final, cast

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDTH: Final = 1200
HEIGHT: Final = 675
_SCALE: Final = 2

# The palette of the whole set; scenes mix these and bring no colours of their own.
PAPER: Final[Colour] = (247, 239, 224)
CREAM: Final[Colour] = (252, 247, 236)
SAND: Final[Colour] = (231, 211, 176)
GOLD: Final[Colour] = (217, 164, 65)
AMBER: Final[Colour] = (233, 188, 110)
CLAY: Final[Colour] = (191, 98, 66)
RED: Final[Colour] = (142, 42, 35)
ROSE: Final[Colour] = (205, 116, 104)
JADE: Final[Colour] = (78, 127, 107)
MINT: Final[Colour] = (169, 196, 176)
PINE: Final[Colour] = (38, 78, 68)
SLATE: Final[Colour] = (63, 76, 87)
MIST: Final[Colour] = (176, 190, 194)
NIGHT: Final[Colour] = (30, 42, 58)
WOOD: Final[Colour] = (122, 78, 52)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0 to 1) of `second` in it."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


class Canvas:
    """Shapes in units of the finished picture; y grows downwards."""

    def __init__(self, seed: str, ground: Colour = PAPER) -> None:
        self.random = Random(seed)  # noqa: S311  the same picture every time is the point
        self.image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), ground)
        self._draw = ImageDraw.Draw(self.image)

    # --- plain shapes -------------------------------------------------------

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        """A filled outline."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def rectangle(
        self, x: float, y: float, w: float, h: float, colour: Colour, *, round_by: float = 0
    ) -> None:
        """A box, with rounded corners if asked for."""
        box = (x * _SCALE, y * _SCALE, (x + w) * _SCALE - 1, (y + h) * _SCALE - 1)
        self._draw.rounded_rectangle(box, radius=round_by * _SCALE, fill=colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """Centre and half axes."""
        box = ((x - rx) * _SCALE, (y - ry) * _SCALE, (x + rx) * _SCALE, (y + ry) * _SCALE)
        self._draw.ellipse(box, fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A stroke with round ends."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=max(1, round(width * _SCALE)), joint="curve")
        for x, y in (points[0], points[-1]):
            self.ellipse(x, y, width / 2, width / 2, colour)

    # --- light --------------------------------------------------------------

    def gradient(self, colours: Sequence[Colour], top: float = 0, bottom: float = HEIGHT) -> None:
        """Even vertical blend over the full width."""
        self.shaded(((0, top), (WIDTH, top), (WIDTH, bottom), (0, bottom)), colours)

    def shaded(self, points: Sequence[Point], colours: Sequence[Colour]) -> None:
        """A filled outline that blends from top to bottom."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = math.floor(min(xs) * _SCALE), math.floor(min(ys) * _SCALE)
        size = (
            math.ceil(max(xs) * _SCALE) - left,
            math.ceil(min(max(ys), HEIGHT) * _SCALE) - top,
        )
        if size[0] <= 0 or size[1] <= 0:
            return
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon(
            [(x * _SCALE - left, y * _SCALE - top) for x, y in points], fill=255
        )
        strip = Image.frombytes("RGB", (1, len(colours)), bytes(chain.from_iterable(colours)))
        blend = _resized(strip, (1, size[1]), Image.Resampling.BILINEAR, _inner(len(colours)))
        wide = _resized(blend, size, Image.Resampling.NEAREST)
        self.image.paste(wide, (left, top), mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """A soft light that fades to nothing at `radius`."""
        size = round(radius * 2 * _SCALE)
        falloff = _resized(Image.radial_gradient("L"), (size, size), Image.Resampling.BILINEAR)
        mask = Image.eval(falloff, lambda value: max(0.0, 255 - value * 1.4) * strength)
        corner = (round((x - radius) * _SCALE), round((y - radius) * _SCALE))
        self.image.paste(Image.new("RGB", (size, size), colour), corner, mask)

    def mirror(self, line: float, *, depth: float, tint: Colour, strength: float) -> None:
        """What stands above `line` reflected below it in calm water."""
        rows = round(depth * _SCALE)
        at = round(line * _SCALE)
        above = self.image.crop((0, at - rows, WIDTH * _SCALE, at))
        flipped = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        water = Image.new("RGB", flipped.size, tint)
        self.image.paste(Image.blend(flipped, water, strength), (0, at))

    # --- result -------------------------------------------------------------

    def jpeg(self) -> bytes:
        """The finished picture."""
        out = io.BytesIO()
        self.image.reduce(_SCALE).save(out, "JPEG", quality=86, progressive=True, optimize=True)
        return out.getvalue()


def _resized(
    image: Image.Image,
    size: tuple[int, int],
    resample: Image.Resampling,
    box: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    # Pillow's own annotation of resize() is incomplete; this one is not.
    return cast("Image.Image", methodcaller("resize", size, resample, box)(image))


def _inner(count: int) -> tuple[float, float, float, float]:
    """The part of a colour strip between the middles of its first and last pixel."""
    return (0, 0.5, 1, count - 0.5) if count > 1 else (0, 0, 1, 1)
