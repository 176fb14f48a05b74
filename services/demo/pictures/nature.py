"""Hills, water, trees and flowers: the parts that scenes are put together from."""

import math

from services.demo.pictures.canvas import (
    CREAM,
    HEIGHT,
    JADE,
    MINT,
    PINE,
    ROSE,
    WIDTH,
    WOOD,
    Canvas,
    Colour,
    Point,
    mix,
)


def ridge(canvas: Canvas, base: float, swing: float, colours: list[Colour]) -> list[Point]:
    """A line of hills around `base`, filled to the bottom; returns its crest."""
    random = canvas.random
    waves = [
        (random.uniform(0.6, 1.1), random.uniform(0, 6.3), 1.0),
        (random.uniform(1.7, 2.6), random.uniform(0, 6.3), 0.42),
        (random.uniform(4.0, 6.0), random.uniform(0, 6.3), 0.13),
    ]
    crest: list[Point] = []
    for x in range(0, WIDTH + 8, 8):
        lift = sum(math.sin(x / WIDTH * 6.283 * f + p) * share for f, p, share in waves)
        crest.append((x, base - swing * lift))
    canvas.shaded([(0, HEIGHT), *crest, (WIDTH, HEIGHT)], colours)
    return crest


def water(canvas: Canvas, top: float, colours: list[Colour]) -> None:
    """A still surface from `top` to the bottom edge."""
    canvas.gradient(colours, top, HEIGHT)


def ripples(
    canvas: Canvas, top: float, colour: Colour, count: int, centre: float | None = None
) -> None:
    """Short level strokes of light on water, wider towards the front."""
    random = canvas.random
    for _ in range(count):
        depth = random.random() ** 1.4
        y = top + 6 + depth * (HEIGHT - top - 16)
        half = random.uniform(14, 60) * (0.5 + depth)
        spread = 70 + 90 * depth
        x = random.uniform(0, WIDTH) if centre is None else random.gauss(centre, spread)
        canvas.ellipse(x, y, half, 1.2 + 1.6 * depth, colour)


def round_tree(canvas: Canvas, x: float, foot: float, height: float, leaf: Colour) -> None:
    """A broad tree: trunk, shaded crown, lit crown."""
    random = canvas.random
    trunk = mix(WOOD, PINE, 0.25)
    canvas.polygon(
        [
            (x - height * 0.035, foot),
            (x - height * 0.02, foot - height * 0.5),
            (x + height * 0.02, foot - height * 0.5),
            (x + height * 0.04, foot),
        ],
        trunk,
    )
    # Puffs on a spiral fill an even dome; the jitter keeps two trees from looking alike.
    puffs: list[tuple[float, float, float]] = []
    for step in range(16):
        reach = 0.27 * math.sqrt(step / 15)
        angle = step * 2.4 + random.uniform(-0.3, 0.3)
        puffs.append(
            (
                math.cos(angle) * reach * 1.05,
                0.68 + math.sin(angle) * reach * 0.78,
                random.uniform(0.1, 0.145),
            )
        )
    light = sum(leaf) / 765 * 0.25  # dark leaves at night catch less light
    for (dx, dy, r), shift, grow, colour in (
        (puff, *layer)
        for layer in (
            (0.0, 1.0, mix(leaf, PINE, 0.38)),
            (0.028, 0.86, leaf),
            (0.062, 0.5, mix(leaf, CREAM, light)),
            (0.08, 0.24, mix(leaf, CREAM, light * 2)),
        )
        for puff in puffs
    ):
        canvas.ellipse(
            x + (dx - shift) * height,
            foot - (dy + shift) * height,
            r * grow * height,
            r * grow * height * 0.94,
            colour,
        )


def palm(canvas: Canvas, x: float, foot: float, height: float, leaf: Colour) -> None:
    """An areca palm: thin trunk, arched fronds."""
    top = foot - height
    bark = mix(WOOD, MINT, 0.35)
    canvas.polygon(
        [
            (x - height * 0.022, foot),
            (x - height * 0.011, top),
            (x + height * 0.011, top),
            (x + height * 0.022, foot),
        ],
        bark,
    )
    for angle in (-178, -150, -118, -90, -62, -30, -2):
        reach = height * random_reach(canvas)
        end_x = x + math.cos(math.radians(angle)) * reach
        end_y = top + math.sin(math.radians(angle)) * reach * 0.55 + reach * 0.42
        pull = (x + (end_x - x) * 0.55, min(top, end_y) - reach * 0.22)
        upper = bezier((x, top), pull, (end_x, end_y))
        lower = bezier((x, top + height * 0.02), (pull[0], pull[1] + reach * 0.2), (end_x, end_y))
        canvas.polygon([*upper, *reversed(lower)], leaf)
        canvas.line(upper, mix(leaf, MINT, 0.3), 1.6)


def random_reach(canvas: Canvas) -> float:
    """How long a frond is, as a share of the palm's height."""
    return canvas.random.uniform(0.3, 0.37)


def bezier(start: Point, pull: Point, end: Point, steps: int = 14) -> list[Point]:
    """A quadratic curve as points."""
    points: list[Point] = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append(
            (a * start[0] + b * pull[0] + c * end[0], a * start[1] + b * pull[1] + c * end[1])
        )
    return points


def petal(canvas: Canvas, foot: Point, tip: Point, width: float, colours: list[Colour]) -> None:
    """A pointed leaf or petal from `foot` to `tip`, blended from top to bottom."""
    dx, dy = tip[0] - foot[0], tip[1] - foot[1]
    length = math.hypot(dx, dy) or 1
    nx, ny = -dy / length * width, dx / length * width
    middle = (foot[0] + dx * 0.52, foot[1] + dy * 0.52)
    left = bezier(foot, (middle[0] + nx, middle[1] + ny), tip)
    right = bezier(tip, (middle[0] - nx, middle[1] - ny), foot)
    canvas.shaded([*left, *right], colours)


def lotus(canvas: Canvas, x: float, y: float, size: float, colour: Colour = ROSE) -> None:
    """An open lotus seen from the side."""
    pale = mix(colour, CREAM, 0.62)
    back = [(-0.5, -0.66), (0.5, -0.66), (-0.26, -0.84), (0.26, -0.84), (0, -0.94)]
    for dx, dy in back:
        tip = (x + dx * size, y + dy * size)
        petal(canvas, (x, y), tip, size * 0.3, [mix(colour, CREAM, 0.12), pale])
    front = [(-0.86, -0.34), (0.86, -0.34), (-0.6, -0.56), (0.6, -0.56)]
    front += [(-0.32, -0.62), (0.32, -0.62), (0.0, -0.64)]
    for dx, dy in front:
        tip = (x + dx * size, y + dy * size)
        petal(canvas, (x, y), tip, size * 0.27, [mix(colour, CREAM, 0.3), mix(pale, CREAM, 0.55)])


def pad(canvas: Canvas, x: float, y: float, size: float, leaf: Colour = JADE) -> None:
    """A lily pad lying on the water, with a notch and a few veins."""
    canvas.ellipse(x, y + size * 0.05, size, size * 0.34, mix(leaf, PINE, 0.55))
    canvas.ellipse(x, y, size, size * 0.33, leaf)
    for angle in range(20, 360, 40):
        end = (
            x + math.cos(math.radians(angle)) * size * 0.86,
            y + math.sin(math.radians(angle)) * size * 0.28,
        )
        canvas.line([(x, y), end], mix(leaf, MINT, 0.35), max(1.0, size * 0.012))


def clouds(canvas: Canvas, count: int, colour: Colour, low: float, high: float) -> None:
    """Long flat clouds between two heights."""
    random = canvas.random
    for _ in range(count):
        x, y = random.uniform(0, WIDTH), random.uniform(high, low)
        for _ in range(4):
            dx, dy = random.uniform(-80, 80), random.uniform(-4, 8)
            canvas.ellipse(x + dx, y + dy, random.uniform(50, 110), random.uniform(7, 13), colour)


def birds(canvas: Canvas, count: int, colour: Colour) -> None:
    """A few distant birds."""
    random = canvas.random
    left, top = random.uniform(300, 800), random.uniform(90, 190)
    for _ in range(count):
        x, y = left + random.uniform(-110, 110), top + random.uniform(-36, 36)
        wing = random.uniform(8, 14)
        canvas.line(bezier((x - wing, y - 3), (x - wing / 2, y - 9), (x, y)), colour, 1.8)
        canvas.line(bezier((x, y), (x + wing / 2, y - 9), (x + wing, y - 3)), colour, 1.8)
