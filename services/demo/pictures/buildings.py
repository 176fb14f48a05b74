"""Houses, roofs, awnings, lanterns and pots: the parts of a neighbourhood."""

from dataclasses import dataclass

from services.demo.pictures.canvas import (
    AMBER,
    CLAY,
    CREAM,
    GOLD,
    HEIGHT,
    JADE,
    MINT,
    PINE,
    RED,
    ROSE,
    SLATE,
    WOOD,
    Canvas,
    Colour,
    Point,
    mix,
)
from services.demo.pictures.nature import bezier, petal


@dataclass(frozen=True, slots=True)
class House:
    """A house seen from the front: `y` is the eaves line."""

    x: float
    y: float
    width: float
    wall: Colour
    roof: Colour
    window: Colour


def gable(canvas: Canvas, house: House) -> None:
    """Wall to the bottom edge, tiled roof, two windows."""
    x, y, wide = house.x, house.y, house.width
    canvas.shaded(
        [(x, y), (x + wide, y), (x + wide, HEIGHT), (x, HEIGHT)],
        [house.wall, mix(house.wall, SLATE, 0.18)],
    )
    rise = wide * 0.34
    tiles(canvas, x - wide * 0.06, y - rise, wide * 1.12, rise + 6, house.roof)
    side = wide * 0.17
    for share in (0.2, 0.62):
        left, top = x + wide * share, y + wide * 0.14
        canvas.rectangle(left - 3, top - 3, side + 6, side * 1.3 + 6, mix(house.wall, CREAM, 0.35))
        canvas.rectangle(left, top, side, side * 1.3, house.window)
        canvas.rectangle(left + side / 2 - 1.5, top, 3, side * 1.3, mix(house.wall, CREAM, 0.3))
        canvas.rectangle(left, top + side * 0.62, side, 3, mix(house.wall, CREAM, 0.3))


def tiles(canvas: Canvas, x: float, y: float, wide: float, tall: float, colour: Colour) -> None:
    """A roof in the shape of a low trapezium with rows of tiles and a ridge."""
    inset = min(wide * 0.2, tall * 1.1)
    lower = mix(colour, CREAM, 0.14)
    canvas.shaded(
        [(x + inset, y), (x + wide - inset, y), (x + wide, y + tall), (x, y + tall)],
        [colour, lower],
    )
    rows = max(3, round(tall / 13))
    for row in range(1, rows):
        share = row / rows
        left = x + inset * (1 - share)
        right = x + wide - inset * (1 - share)
        canvas.line(
            [(left, y + tall * share), (right, y + tall * share)], mix(colour, WOOD, 0.4), 1.4
        )
    canvas.line([(x + inset, y), (x + wide - inset, y)], mix(colour, WOOD, 0.5), 5)
    canvas.line([(x, y + tall), (x + wide, y + tall)], mix(colour, WOOD, 0.55), 4)


def shopfront(
    canvas: Canvas, x: float, ground: float, wide: float, floors: int, wall: Colour
) -> None:
    """A narrow town house: shop door and awning below, shutters and balcony above."""
    random = canvas.random
    storey = 132.0
    top = ground - floors * storey - 24
    shutter = random.choice((JADE, mix(SLATE, JADE, 0.4), mix(CLAY, WOOD, 0.3), PINE))
    canvas.shaded(
        [(x, top), (x + wide, top), (x + wide, ground), (x, ground)],
        [mix(wall, CREAM, 0.3), wall],
    )
    canvas.rectangle(x + wide - 5, top, 5, ground - top, mix(wall, SLATE, 0.16))
    if random.random() < 0.5:
        tiles(canvas, x - 4, top - 30, wide + 8, 36, mix(CLAY, RED, random.random() * 0.5))
    else:
        canvas.rectangle(x - 3, top - 12, wide + 6, 16, mix(wall, WOOD, 0.3))
        pot(canvas, x + wide * 0.3, top - 10, 24, random.randrange(6))
        pot(canvas, x + wide * 0.7, top - 10, 28, random.randrange(6))
    for floor in range(1, floors):
        level = ground - (floor + 1) * storey
        for share in (0.14, 0.56):
            left, side = x + wide * share, wide * 0.3
            canvas.rectangle(left - 4, level + 18, side + 8, 84, mix(wall, CREAM, 0.5))
            canvas.rectangle(left, level + 22, side / 2 - 1, 76, shutter)
            canvas.rectangle(left + side / 2 + 1, level + 22, side / 2 - 1, 76, shutter)
            for slat in range(8):
                line = level + 30 + slat * 8.6
                canvas.rectangle(left + 3, line, side - 6, 1.8, mix(shutter, CREAM, 0.28))
        if random.random() < 0.6:
            rail = mix(SLATE, wall, 0.25)
            canvas.rectangle(x + wide * 0.06, level + 112, wide * 0.88, 8, mix(wall, WOOD, 0.35))
            canvas.rectangle(x + wide * 0.06, level + 82, wide * 0.88, 4, rail)
            for step in range(12):
                canvas.rectangle(x + wide * (0.07 + 0.077 * step), level + 82, 2.4, 32, rail)
            pot(canvas, x + wide * random.uniform(0.2, 0.8), level + 112, 30, random.randrange(6))
    door = mix(WOOD, SLATE, 0.25)
    canvas.rectangle(x + wide * 0.1, ground - 104, wide * 0.8, 104, door)
    for step in range(4):
        left = x + wide * (0.13 + step * 0.19)
        canvas.rectangle(left, ground - 98, wide * 0.16, 92, mix(door, AMBER, 0.25))
        canvas.rectangle(left + 4, ground - 92, wide * 0.16 - 8, 36, mix(AMBER, CREAM, 0.4))
    awning(canvas, x + 3, ground - 140, wide - 6, random.choice((RED, JADE, CLAY, GOLD)), tall=44)
    pot(canvas, x + wide * 0.08, ground, 36, random.randrange(6))


def awning(
    canvas: Canvas, x: float, y: float, wide: float, colour: Colour, *, tall: float = 86
) -> None:
    """A striped awning with a scalloped edge."""
    count = max(6, round(wide / 34))
    step = wide / count
    for index in range(count):
        tone = colour if index % 2 == 0 else CREAM
        left = x + index * step
        squeeze = (index - count / 2) / count
        top_left = left - squeeze * 30
        top_right = left + step - (squeeze + 1 / count) * 30
        canvas.shaded(
            [(top_left, y), (top_right, y), (left + step, y + tall), (left, y + tall)],
            [mix(tone, SLATE, 0.1), tone],
        )
        canvas.ellipse(left + step / 2, y + tall, step / 2, step * 0.36, mix(tone, SLATE, 0.06))


def string(
    canvas: Canvas, x: float, y: float, end_x: float, end_y: float, sag: float
) -> list[Point]:
    """A hanging cord; returns points along it."""
    points = bezier((x, y), ((x + end_x) / 2, max(y, end_y) + sag * 1.6), (end_x, end_y), 18)
    canvas.line(points, mix(WOOD, SLATE, 0.5), 2.2)
    return points


def lantern(
    canvas: Canvas, x: float, y: float, size: float, colour: Colour, *, round_: bool
) -> None:
    """A glowing paper lantern hanging from (x, y)."""
    middle = y + size * 1.3
    across, down = (size, size * 0.86) if round_ else (size * 0.72, size * 1.12)
    canvas.glow(x, middle, size * 3.1, mix(colour, AMBER, 0.6), 0.5)
    canvas.line([(x, y), (x, middle)], mix(WOOD, SLATE, 0.5), 2)
    canvas.ellipse(x, middle, across, down, colour)
    canvas.ellipse(x, middle, across * 0.66, down * 0.97, mix(colour, AMBER, 0.35))
    canvas.ellipse(x, middle, across * 0.3, down * 0.94, mix(colour, CREAM, 0.55))
    for edge in (middle - down, middle + down):
        canvas.rectangle(
            x - across * 0.42, edge - 4, across * 0.84, 8, mix(WOOD, GOLD, 0.35), round_by=3
        )
    canvas.line([(x, middle + down + 4), (x, middle + down + size * 0.6)], mix(GOLD, CLAY, 0.3), 3)


def pot(canvas: Canvas, x: float, foot: float, size: float, kind: int) -> None:
    """A flower pot standing at `foot`; `kind` chooses plant and flower."""
    clay = mix(CLAY, WOOD, 0.15 * (kind % 3))
    top = foot - size * 0.62
    leaf = (JADE, mix(JADE, GOLD, 0.3), PINE)[kind % 3]
    for lean in (-0.75, -0.42, -0.12, 0.2, 0.5, 0.8):
        tip = (x + lean * size, top - size * (1.0 - abs(lean) * 0.45))
        petal(canvas, (x, top + 4), tip, size * 0.16, [mix(leaf, MINT, 0.25), leaf])
    if kind % 2:
        bloom = (ROSE, GOLD, CREAM)[kind % 3]
        for dx, dy in ((-0.4, 0.9), (0.1, 1.12), (0.5, 0.85)):
            canvas.ellipse(x + dx * size, top - dy * size, size * 0.14, size * 0.14, bloom)
    canvas.polygon(
        [
            (x - size * 0.42, top),
            (x + size * 0.42, top),
            (x + size * 0.3, foot),
            (x - size * 0.3, foot),
        ],
        clay,
    )
    canvas.rectangle(
        x - size * 0.46,
        top - size * 0.05,
        size * 0.92,
        size * 0.16,
        mix(clay, CREAM, 0.2),
        round_by=2,
    )
