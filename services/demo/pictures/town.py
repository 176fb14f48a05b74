"""Scenes of the neighbourhood: roofs, a lane, school, market, lanterns."""

from services.demo.pictures.buildings import (
    House,
    awning,
    gable,
    lantern,
    pot,
    shopfront,
    string,
    tiles,
)
from services.demo.pictures.canvas import (
    AMBER,
    CLAY,
    CREAM,
    GOLD,
    HEIGHT,
    JADE,
    MINT,
    MIST,
    NIGHT,
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
from services.demo.pictures.nature import bezier, birds, clouds, ridge, round_tree

_WALLS: tuple[Colour, ...] = (
    mix(AMBER, CREAM, 0.35),
    mix(MINT, CREAM, 0.35),
    mix(ROSE, CREAM, 0.55),
    SAND,
    mix(MIST, CREAM, 0.45),
    CREAM,
)
_NIGHT_WALLS: tuple[Colour, ...] = tuple(mix(wall, NIGHT, 0.72) for wall in _WALLS)


def rooftops(canvas: Canvas) -> None:
    """Tiled roofs in the morning, row behind row."""
    canvas.gradient([mix(MIST, MINT, 0.3), PAPER, mix(AMBER, PAPER, 0.6)], 0, 420)
    canvas.glow(880, 170, 300, AMBER, 0.5)
    canvas.ellipse(880, 170, 46, 46, mix(GOLD, CREAM, 0.4))
    birds(canvas, 5, mix(SLATE, PAPER, 0.3))
    ridge(canvas, 330, 26, [mix(MIST, JADE, 0.25), mix(MIST, PAPER, 0.5)])
    _roof_rows(canvas, _WALLS, lit=None)


def rooftops_dusk(canvas: Canvas) -> None:
    """The same roofs in the evening, with lights in the windows."""
    canvas.gradient([NIGHT, mix(SLATE, ROSE, 0.35), mix(ROSE, AMBER, 0.5)], 0, 430)
    canvas.glow(300, 420, 420, AMBER, 0.45)
    for _ in range(46):
        x, y = canvas.random.uniform(0, WIDTH), canvas.random.uniform(0, 220)
        canvas.ellipse(x, y, 1.3, 1.3, mix(NIGHT, CREAM, 0.75))
    ridge(canvas, 340, 26, [mix(SLATE, ROSE, 0.3), mix(SLATE, ROSE, 0.45)])
    _roof_rows(canvas, _NIGHT_WALLS, lit=mix(AMBER, CREAM, 0.25))


def _roof_rows(canvas: Canvas, walls: tuple[Colour, ...], lit: Colour | None) -> None:
    random = canvas.random
    tile_tones = [CLAY, mix(CLAY, RED, 0.5), mix(CLAY, WOOD, 0.4), mix(SLATE, CLAY, 0.3)]
    for row in range(4):
        far = 1 - row / 3
        haze = mix(SLATE, ROSE, 0.4) if lit else mix(PAPER, MIST, 0.3)
        x = -60.0 + random.uniform(-40, 0)
        while x < WIDTH:
            wide = random.uniform(120, 190) * (0.62 + row * 0.2)
            top = 330 + row * 74 + random.uniform(-26, 26)
            roof = random.choice(tile_tones)
            if lit:
                roof = mix(roof, NIGHT, 0.6)
            house = House(
                x=x,
                y=top,
                width=wide,
                wall=mix(random.choice(walls), haze, far * 0.5),
                roof=mix(roof, haze, far * 0.45),
                window=lit if lit and random.random() < 0.62 else mix(SLATE, haze, far * 0.5),
            )
            gable(canvas, house)
            if random.random() < 0.3:
                leaf = mix(PINE, NIGHT, 0.5) if lit else mix(JADE, haze, far * 0.5)
                tall = 80 * (0.6 + row * 0.25)
                round_tree(canvas, x + wide, top + tall * 0.9, tall, leaf)
            x += wide * random.uniform(0.86, 1.05)


def street(canvas: Canvas) -> None:
    """A row of narrow houses with balconies, shutters and plants."""
    random = canvas.random
    canvas.gradient([mix(MIST, MINT, 0.4), PAPER], 0, 520)
    clouds(canvas, 4, CREAM, 120, 40)
    x, index = -30.0, random.randrange(6)
    ground = 560.0
    while x < WIDTH:
        wide = random.uniform(150, 200)
        floors = random.choice((2, 3, 3))
        shopfront(canvas, x, ground, wide, floors, _WALLS[index % 6])
        x += wide
        index += random.choice((1, 2))
    canvas.gradient([mix(SAND, SLATE, 0.25), mix(SAND, MIST, 0.3)], ground, ground + 26)
    canvas.gradient([mix(SLATE, SAND, 0.45), mix(SLATE, SAND, 0.3)], ground + 26, HEIGHT)
    for dash in range(30, WIDTH, 150):
        canvas.rectangle(dash, 630, 74, 6, mix(SAND, CREAM, 0.4), round_by=3)
    for place in (120.0, 640.0, 1080.0):
        shift = random.uniform(-40, 40)
        canvas.ellipse(place + shift, ground + 16, 70, 8, mix(SAND, SLATE, 0.5))
        round_tree(canvas, place + shift, ground + 16, random.uniform(290, 340), JADE)


def school(canvas: Canvas) -> None:
    """A long school building behind a yard with big trees."""
    canvas.gradient([mix(MIST, MINT, 0.35), PAPER], 0, 470)
    clouds(canvas, 6, CREAM, 170, 40)
    ridge(canvas, 380, 22, [mix(MIST, JADE, 0.3), mix(MIST, PAPER, 0.4)])
    wall, trim = mix(AMBER, CREAM, 0.45), mix(CREAM, AMBER, 0.1)
    left, right, top, foot = 150.0, 1050.0, 250.0, 500.0
    canvas.rectangle(left, top, right - left, foot - top, wall)
    tiles(canvas, left - 26, top - 66, right - left + 52, 70, mix(CLAY, RED, 0.25))
    for floor in (top + 22, top + 142):
        for step in range(15):
            x = left + 22 + step * 58.5
            canvas.rectangle(x, floor, 40, 80, mix(SLATE, JADE, 0.45), round_by=4)
            canvas.rectangle(x + 3, floor + 3, 15, 74, mix(MINT, CREAM, 0.25), round_by=3)
            canvas.rectangle(x + 22, floor + 3, 15, 74, mix(MINT, CREAM, 0.1), round_by=3)
        canvas.rectangle(left - 6, floor + 88, right - left + 12, 12, trim)
    for step in range(16):
        canvas.rectangle(left + 2 + step * 59.2, top + 4, 8, foot - top - 4, trim)
    canvas.rectangle(540, 170, 120, foot - 170, mix(wall, CREAM, 0.3))
    tiles(canvas, 520, 122, 160, 54, mix(CLAY, RED, 0.25))
    canvas.ellipse(600, 222, 26, 26, CREAM)
    canvas.line([(600, 222), (600, 206)], SLATE, 3)
    canvas.line([(600, 222), (611, 228)], SLATE, 3)
    canvas.rectangle(566, 400, 68, 100, mix(WOOD, CLAY, 0.3), round_by=30)
    canvas.rectangle(566, 450, 68, 50, mix(WOOD, CLAY, 0.3))
    canvas.gradient([mix(SAND, CREAM, 0.35), SAND], foot, HEIGHT)
    canvas.polygon([(560, foot), (640, foot), (760, HEIGHT), (440, HEIGHT)], mix(SAND, CLAY, 0.16))
    for x, tall in ((95.0, 360.0), (1110.0, 390.0), (330.0, 190.0), (890.0, 200.0)):
        base = 545 if tall > 300 else 520
        canvas.ellipse(x + 16, base + 4, tall * 0.3, tall * 0.035, mix(SAND, PINE, 0.4))
        round_tree(canvas, x, base + 4, tall, mix(JADE, GOLD, canvas.random.uniform(0, 0.2)))
    for step in range(9):
        pot(canvas, 170 + step * 108, 528, 30, step)


def market(canvas: Canvas) -> None:
    """Stalls under striped awnings with heaps of fruit and greens."""
    random = canvas.random
    canvas.gradient([mix(AMBER, PAPER, 0.5), PAPER], 0, 400)
    canvas.glow(600, 60, 520, CREAM, 0.7)
    ridge(canvas, 250, 14, [mix(MIST, PAPER, 0.35), mix(MIST, PAPER, 0.6)])
    for x in range(-20, WIDTH + 40, 120):
        round_tree(canvas, x, 380, random.uniform(120, 180), mix(JADE, PAPER, 0.35))
    canvas.gradient([mix(SAND, CREAM, 0.2), mix(SAND, CLAY, 0.2)], 360, HEIGHT)
    goods: tuple[Colour, ...] = (GOLD, CLAY, JADE, ROSE, AMBER, mix(JADE, GOLD, 0.4), RED)
    for index, x in enumerate((20.0, 316.0, 612.0, 908.0)):
        stripe = (RED, JADE, GOLD, mix(SLATE, JADE, 0.35))[index]
        for post in (x + 10, x + 262):
            canvas.rectangle(post, 230, 9, 340, WOOD)
        canvas.rectangle(x + 6, 290, 268, 148, mix(WOOD, PAPER, 0.55))
        for board in (352.0, 420.0):
            for jar in range(7):
                colour = mix(goods[(index + jar) % len(goods)], PAPER, 0.35)
                tall = random.uniform(26, 42)
                left = x + 24 + jar * 34
                canvas.rectangle(left, board - tall, 24, tall, colour, round_by=5)
                canvas.rectangle(left + 3, board - tall - 5, 18, 7, mix(WOOD, SAND, 0.4))
            canvas.rectangle(x + 12, board, 256, 6, mix(WOOD, SAND, 0.15))
        for shelf in range(2):
            y = 470 + shelf * 62
            canvas.polygon(
                [(x + 12, y), (x + 268, y), (x + 284, y + 48), (x - 4, y + 48)],
                mix(WOOD, SAND, 0.35 + shelf * 0.1),
            )
            for heap in range(4):
                colour = goods[(index * 2 + shelf * 3 + heap) % len(goods)]
                _heap(canvas, x + 42 + heap * 66, y + 8, colour)
            canvas.polygon(
                [(x - 4, y + 48), (x + 284, y + 48), (x + 284, y + 62), (x - 4, y + 62)],
                mix(WOOD, SLATE, 0.2),
            )
        awning(canvas, x - 12, 210, 304, stripe)
    for step in range(12):
        pot(canvas, 20 + step * 108, 664, 40, step)


def _heap(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    for level, count in enumerate((4, 3, 2)):
        for step in range(count):
            cx = x + (step - (count - 1) / 2) * 15
            cy = y + 22 - level * 12
            canvas.ellipse(cx, cy, 8.6, 8.6, mix(colour, SLATE, 0.2))
            canvas.ellipse(cx - 1, cy - 1, 7.6, 7.6, colour)
            canvas.ellipse(cx - 3, cy - 3, 2.4, 2.4, mix(colour, CREAM, 0.55))


def lanterns(canvas: Canvas) -> None:
    """Strings of paper lanterns over dark roofs, under the moon."""
    random = canvas.random
    canvas.gradient([NIGHT, mix(NIGHT, SLATE, 0.7), mix(SLATE, ROSE, 0.35)], 0, HEIGHT)
    for _ in range(70):
        x, y = random.uniform(0, WIDTH), random.uniform(0, 420)
        canvas.ellipse(x, y, 1.2, 1.2, mix(NIGHT, CREAM, random.uniform(0.4, 0.85)))
    canvas.glow(930, 140, 240, mix(AMBER, CREAM, 0.5), 0.5)
    canvas.ellipse(930, 140, 66, 66, mix(CREAM, AMBER, 0.25))
    x = -40.0
    while x < WIDTH:
        wide = random.uniform(130, 190)
        wall = mix(NIGHT, SLATE, 0.35)
        light = mix(AMBER, CREAM, 0.2) if random.random() < 0.7 else mix(NIGHT, SLATE, 0.6)
        top = 520 + random.uniform(-30, 30)
        gable(canvas, House(x, top, wide, wall, mix(NIGHT, RED, 0.25), light))
        x += wide * 0.95
    tones: tuple[Colour, ...] = (mix(RED, CLAY, 0.45), GOLD, CLAY, ROSE, AMBER)
    for row, (start, sag) in enumerate(((60.0, 90.0), (170.0, 120.0), (290.0, 110.0))):
        points = string(canvas, -20, start, WIDTH + 20, start + random.uniform(-40, 50), sag)
        for step in range(1 + row % 2, len(points) - 1, 2):
            px, py = points[step]
            size = 27 + row * 8
            lantern(canvas, px, py, size, tones[(step + row) % len(tones)], round_=step % 4 < 2)


def lantern_path(canvas: Canvas) -> None:
    """A path at nightfall, with lamps and a lit house at its end."""
    random = canvas.random
    canvas.gradient([NIGHT, mix(SLATE, JADE, 0.25), mix(AMBER, ROSE, 0.4)], 0, 440)
    for _ in range(46):
        x, y = random.uniform(0, WIDTH), random.uniform(0, 240)
        canvas.ellipse(x, y, 1.2, 1.2, mix(NIGHT, CREAM, 0.7))
    ridge(canvas, 390, 22, [mix(SLATE, PINE, 0.5), mix(SLATE, ROSE, 0.25)])
    canvas.glow(600, 400, 300, AMBER, 0.6)
    light = mix(AMBER, CREAM, 0.4)
    gable(canvas, House(510, 340, 180, mix(SAND, NIGHT, 0.45), mix(RED, NIGHT, 0.45), light))
    canvas.gradient([mix(PINE, SLATE, 0.3), mix(PINE, NIGHT, 0.6)], 428, HEIGHT)
    left = bezier((585, 430), (520, 540), (330, HEIGHT), 20)
    right = bezier((870, HEIGHT), (690, 540), (620, 430), 20)
    canvas.shaded([*left, *right], [mix(AMBER, SAND, 0.5), mix(SAND, SLATE, 0.45)])
    for x, foot, tall in ((440, 500, 120), (760, 500, 120), (330, 570, 190), (870, 570, 190)):
        canvas.glow(x, foot - tall, tall * 0.95, AMBER, 0.6)
        canvas.rectangle(x - 3, foot - tall, 6, tall, mix(NIGHT, SLATE, 0.5))
        lantern(canvas, x, foot - tall - 12, tall * 0.11, mix(CREAM, AMBER, 0.45), round_=True)
    for x, tall in ((60.0, 420.0), (1150.0, 440.0), (210.0, 300.0), (1010.0, 290.0)):
        round_tree(canvas, x, 640, tall, mix(PINE, NIGHT, 0.45))
