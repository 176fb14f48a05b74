"""Scenes outdoors: hills, river, fields, lotus pond, trees."""

import math

from services.demo.pictures.canvas import (
    AMBER,
    CLAY,
    CREAM,
    GOLD,
    HEIGHT,
    JADE,
    MINT,
    MIST,
    PAPER,
    PINE,
    RED,
    ROSE,
    SAND,
    SLATE,
    WIDTH,
    WOOD,
    Canvas,
    Colour,
    mix,
)
from services.demo.pictures.nature import (
    birds,
    clouds,
    lotus,
    pad,
    palm,
    petal,
    ridge,
    ripples,
    round_tree,
    water,
)


def hills(canvas: Canvas) -> None:
    """Layers of hills, paler with distance, under a morning sun."""
    canvas.gradient([mix(MINT, PAPER, 0.45), PAPER, mix(AMBER, PAPER, 0.55)], 0, 420)
    sun_x = canvas.random.uniform(320, 880)
    canvas.glow(sun_x, 190, 330, AMBER, 0.55)
    canvas.ellipse(sun_x, 190, 54, 54, mix(GOLD, CREAM, 0.35))
    birds(canvas, 5, mix(SLATE, PAPER, 0.35))
    for step in range(6):
        near = step / 5
        colour = mix(mix(MIST, MINT, 0.5), PINE, near**1.25)
        ridge(canvas, 300 + 66 * step, 44 - 3 * step, [colour, mix(colour, PAPER, 0.42)])
    for foot in sorted(canvas.random.uniform(660, 730) for _ in range(34)):
        x, size = canvas.random.uniform(0, WIDTH), canvas.random.uniform(44, 84)
        round_tree(canvas, x, foot, size, mix(PINE, JADE, canvas.random.random() * 0.4))


def rice_fields(canvas: Canvas) -> None:
    """Terraces of rice in green and gold, one below the other."""
    canvas.gradient([mix(MINT, PAPER, 0.3), mix(AMBER, PAPER, 0.7)], 0, 320)
    canvas.glow(900, 150, 280, AMBER, 0.5)
    canvas.ellipse(900, 150, 44, 44, mix(GOLD, CREAM, 0.4))
    clouds(canvas, 4, mix(CREAM, MINT, 0.15), 150, 60)
    ridge(canvas, 240, 46, [mix(MIST, JADE, 0.35), mix(MIST, PAPER, 0.5)])
    ridge(canvas, 286, 30, [mix(JADE, MIST, 0.3), mix(MINT, PAPER, 0.4)])
    tones = [mix(MINT, GOLD, 0.3), mix(JADE, GOLD, 0.25), AMBER, mix(JADE, MINT, 0.4), GOLD]
    for step in range(8):
        colour = mix(tones[step % 5], PINE, 0.05 * step)
        base = 318 + step * step * 3.2 + step * 24
        crest = ridge(canvas, base, 12 + step * 2.4, [mix(colour, CREAM, 0.2), colour])
        canvas.line(crest, mix(colour, PINE, 0.45), 2.5 + step * 0.5)
        for row in range(1, 3 + step // 3):
            lower = [(x, y + row * (9 + step * 2.2)) for x, y in crest]
            canvas.line(lower, mix(colour, CREAM, 0.22), 1.2 + step * 0.12)
    for x in (95, 180, 1075):
        palm(canvas, x, 600 + canvas.random.uniform(-10, 30), canvas.random.uniform(200, 270), PINE)


def sunrise(canvas: Canvas) -> None:
    """The sun coming up over the river."""
    line = 400.0
    canvas.gradient([mix(RED, ROSE, 0.45), mix(CLAY, AMBER, 0.6), mix(AMBER, PAPER, 0.55)], 0, line)
    x = canvas.random.uniform(480, 720)
    canvas.glow(x, line - 40, 430, mix(AMBER, CREAM, 0.4), 0.7)
    canvas.ellipse(x, line - 46, 96, 96, mix(CREAM, AMBER, 0.12))
    clouds(canvas, 7, mix(ROSE, AMBER, 0.5), 210, 60)
    ridge(canvas, line - 26, 22, [mix(ROSE, SLATE, 0.25), mix(CLAY, AMBER, 0.5)])
    ridge(canvas, line - 6, 12, [mix(RED, SLATE, 0.45), mix(RED, SLATE, 0.3)])
    water(canvas, line, [mix(AMBER, CREAM, 0.2), mix(CLAY, ROSE, 0.4), mix(RED, SLATE, 0.5)])
    ripples(canvas, line, mix(CREAM, AMBER, 0.45), 90, centre=x)
    ripples(canvas, line, mix(AMBER, ROSE, 0.4), 40)
    for clump in (40, 130, 1040, 1150):
        for _ in range(11):
            foot = clump + canvas.random.uniform(-60, 60)
            lean, tall = canvas.random.uniform(-46, 46), canvas.random.uniform(110, 250)
            dark = mix(SLATE, RED, 0.35)
            petal(canvas, (foot, HEIGHT + 12), (foot + lean, HEIGHT - tall), 9, [dark, dark])


def bridge(canvas: Canvas) -> None:
    """A stone bridge of three arches and its reflection."""
    line = 430.0
    canvas.gradient([mix(MIST, MINT, 0.4), PAPER], 0, line)
    canvas.glow(300, 150, 260, AMBER, 0.45)
    canvas.ellipse(300, 150, 42, 42, mix(AMBER, CREAM, 0.4))
    clouds(canvas, 5, mix(CREAM, MIST, 0.15), 180, 70)
    ridge(canvas, 300, 36, [mix(MIST, JADE, 0.25), mix(MIST, PAPER, 0.45)])
    ridge(canvas, 352, 24, [mix(JADE, MIST, 0.25), mix(MINT, PAPER, 0.3)])
    for x in range(-10, WIDTH + 40, 62):
        tall = canvas.random.uniform(60, 118)
        round_tree(canvas, x + canvas.random.uniform(-18, 18), line, tall, mix(JADE, PINE, 0.25))
    canvas.rectangle(0, line - 8, WIDTH, 10, mix(PINE, JADE, 0.3))
    _span(canvas, line)
    canvas.mirror(line, depth=HEIGHT - line, tint=mix(JADE, MIST, 0.35), strength=0.48)
    ripples(canvas, line, mix(MINT, CREAM, 0.55), 70)


def _span(canvas: Canvas, line: float) -> None:
    stone, dark = mix(SAND, CLAY, 0.28), mix(CLAY, WOOD, 0.5)

    def deck(x: float) -> float:
        return line - 74 - 66 * math.sin((x - 150) / 900 * math.pi)

    top = [(float(x), deck(x)) for x in range(150, 1051, 10)]
    canvas.shaded([(90, line), *top, (1110, line)], [mix(stone, CREAM, 0.35), stone])
    canvas.line([(x, y - 3) for x, y in top], mix(stone, CREAM, 0.6), 9)
    for x, y in top[2:-2:6]:
        canvas.rectangle(x - 3, y - 26, 6, 24, mix(stone, WOOD, 0.25))
    canvas.line([(x, y - 26) for x, y in top[2:-2]], mix(stone, WOOD, 0.25), 5)
    behind = mix(JADE, PINE, 0.35)
    for centre, half, rise in ((330, 92, 78), (600, 116, 112), (870, 92, 78)):
        for grow, colour in ((11, dark), (0, behind)):
            arch = [
                (
                    centre + (half + grow) * math.cos(math.radians(a)),
                    line - (rise + grow) * math.sin(math.radians(a)),
                )
                for a in range(0, 181, 6)
            ]
            canvas.polygon(arch, colour)


def lotus_pond(canvas: Canvas) -> None:
    """Lotus flowers above their leaves, close by."""
    canvas.gradient([mix(MINT, PAPER, 0.35), mix(JADE, MINT, 0.35), mix(PINE, JADE, 0.45)])
    canvas.glow(860, 60, 520, CREAM, 0.55)
    random = canvas.random
    for step in range(26):
        y = 270 + step * 15
        size = 46 + step * 5
        leaf = mix(mix(JADE, MINT, 0.5), PINE, step / 34)
        pad(canvas, random.uniform(-40, WIDTH + 40), y, size, leaf)
    ripples(canvas, 300, mix(MINT, CREAM, 0.3), 26)
    for x, y, size, tint in (
        (250, 360, 118, mix(ROSE, RED, 0.1)),
        (920, 330, 100, mix(ROSE, AMBER, 0.2)),
        (610, 440, 176, ROSE),
    ):
        shift = random.uniform(-24, 24)
        stem = [(x + shift, y), (x + shift * 0.4, HEIGHT + 10)]
        canvas.line(stem, mix(JADE, PINE, 0.35), size * 0.06)
        lotus(canvas, x + shift, y, size, tint)
    for x, y in ((430, 300), (1090, 400), (90, 470)):
        canvas.line([(x, y), (x + 6, HEIGHT)], mix(JADE, PINE, 0.4), 7)
        petal(
            canvas, (x, y + 6), (x + 4, y - 84), 34, [mix(ROSE, RED, 0.25), mix(ROSE, CREAM, 0.5)]
        )
    for x, y, size in ((130, 640, 170), (1040, 650, 190), (560, 684, 150)):
        pad(canvas, x, y, size, mix(PINE, JADE, 0.35))


def trees(canvas: Canvas) -> None:
    """A row of shady trees along the water, with benches."""
    line = 452.0
    canvas.gradient([mix(MINT, CREAM, 0.35), mix(PAPER, AMBER, 0.18)], 0, line)
    clouds(canvas, 5, CREAM, 150, 50)
    ridge(canvas, 372, 26, [mix(MIST, MINT, 0.4), mix(MIST, PAPER, 0.5)])
    ridge(canvas, 412, 12, [mix(JADE, MIST, 0.4), mix(MINT, PAPER, 0.2)])
    canvas.gradient([mix(MIST, MINT, 0.5), mix(MIST, JADE, 0.35)], line - 26, line + 40)
    ripples(canvas, line - 30, mix(MIST, CREAM, 0.6), 12)
    canvas.gradient([mix(JADE, GOLD, 0.25), mix(JADE, PINE, 0.2)], line + 28, HEIGHT)
    path = [(0, 590), (WIDTH, 545), (WIDTH, 600), (0, 668)]
    canvas.shaded(path, [mix(SAND, CREAM, 0.3), SAND])
    for x in range(60, WIDTH, 235):
        place = x + canvas.random.uniform(-20, 20)
        foot = 560 - place * 0.032
        canvas.ellipse(place + 40, foot + 8, 120, 15, mix(JADE, PINE, 0.5))
        leaf: Colour = mix(JADE, GOLD, canvas.random.uniform(0.02, 0.28))
        round_tree(canvas, place, foot + 6, canvas.random.uniform(330, 390), leaf)
    for x in (150.0, 620.0, 960.0):
        foot = 600 - x * 0.036
        canvas.rectangle(x, foot - 26, 96, 7, WOOD, round_by=3)
        canvas.rectangle(x, foot - 46, 96, 6, mix(WOOD, SAND, 0.2), round_by=3)
        for leg in (10.0, 80.0):
            canvas.rectangle(x + leg, foot - 46, 5, 50, mix(WOOD, SLATE, 0.5))
