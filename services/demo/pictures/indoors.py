"""Scenes indoors and on the roof: books by a window, a desk, a garden of pots."""

from services.demo.pictures.buildings import pot
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
from services.demo.pictures.nature import bezier, clouds, lotus, petal, ridge


def books(canvas: Canvas) -> None:
    """A stack of books, a teapot and a cup in front of a window."""
    random = canvas.random
    canvas.gradient([mix(PAPER, SAND, 0.35), mix(SAND, PAPER, 0.3)])
    _window(canvas, 640, 60, 460, 400)
    table = 520.0
    canvas.gradient([mix(WOOD, CLAY, 0.35), mix(WOOD, SLATE, 0.2)], table, HEIGHT)
    canvas.rectangle(0, table, WIDTH, 9, mix(WOOD, AMBER, 0.4))
    tones: list[Colour] = [RED, JADE, GOLD, SLATE, CLAY, mix(JADE, SLATE, 0.4), ROSE, PINE]
    random.shuffle(tones)
    y = table
    canvas.ellipse(300, table + 8, 230, 12, mix(WOOD, SLATE, 0.45))
    for colour in tones[:6]:
        tall, wide = random.uniform(38, 54), random.uniform(330, 410)
        left = 300 - wide / 2 + random.uniform(-16, 16)
        y -= tall
        _closed_book(canvas, left, y, wide, tall, colour)
    _teapot(canvas, 690, table, 1.25, JADE)
    _cup(canvas, 900, table, 1.15, mix(CREAM, MINT, 0.3))
    _cup(canvas, 1010, table, 1.15, mix(CREAM, MINT, 0.3))


def _window(canvas: Canvas, x: float, y: float, wide: float, tall: float) -> None:
    frame = mix(WOOD, SAND, 0.25)
    canvas.rectangle(x - 20, y - 20, wide + 40, tall + 40, frame, round_by=8)
    sky = [mix(MIST, MINT, 0.4), mix(AMBER, PAPER, 0.6)]
    canvas.shaded([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], sky)
    canvas.ellipse(x + wide * 0.7, y + tall * 0.34, 42, 42, mix(GOLD, CREAM, 0.45))
    for step, base in enumerate((0.62, 0.76, 0.88)):
        colour = mix(mix(MIST, MINT, 0.6), JADE, step * 0.42)
        crest = bezier(
            (x, y + tall * (base + 0.05)),
            (x + wide * (0.3 + 0.2 * step), y + tall * (base - 0.22)),
            (x + wide, y + tall * base),
        )
        canvas.polygon([(x, y + tall), *crest, (x + wide, y + tall)], colour)
    canvas.rectangle(x + wide / 2 - 6, y, 12, tall, frame)
    canvas.rectangle(x, y + tall * 0.42, wide, 12, frame)
    canvas.rectangle(x - 40, y + tall + 12, wide + 80, 20, mix(frame, CREAM, 0.2), round_by=5)


def _closed_book(
    canvas: Canvas, x: float, y: float, wide: float, tall: float, colour: Colour
) -> None:
    canvas.rectangle(x, y, wide, tall, colour, round_by=7)
    canvas.rectangle(x + wide - 26, y + 6, 26, tall - 12, CREAM)
    for line in range(3):
        canvas.rectangle(
            x + wide - 24, y + 11 + line * (tall - 20) / 3, 24, 1.6, mix(SAND, WOOD, 0.2)
        )
    canvas.rectangle(x, y, wide, 6, mix(colour, CREAM, 0.16), round_by=3)
    band = mix(colour, GOLD, 0.55)
    for share in (0.12, 0.2, 0.68):
        canvas.rectangle(x + wide * share, y + 1, 6, tall - 2, band)
    canvas.rectangle(x + wide * 0.3, y + tall * 0.38, wide * 0.28, tall * 0.22, band, round_by=3)


def _teapot(canvas: Canvas, x: float, foot: float, size: float, colour: Colour) -> None:
    dark = mix(colour, PINE, 0.4)
    canvas.ellipse(x, foot + 5, 110 * size, 9 * size, mix(WOOD, SLATE, 0.45))
    spout = [(x + 62 * size, foot - 62 * size), (x + 128 * size, foot - 112 * size)]
    canvas.line(spout, dark, 20 * size)
    handle = bezier(
        (x - 66 * size, foot - 96 * size),
        (x - 152 * size, foot - 66 * size),
        (x - 66 * size, foot - 24 * size),
    )
    canvas.line(handle, dark, 11 * size)
    canvas.ellipse(x, foot - 60 * size, 86 * size, 60 * size, colour)
    canvas.ellipse(x - 20 * size, foot - 76 * size, 48 * size, 30 * size, mix(colour, CREAM, 0.16))
    canvas.ellipse(x, foot - 112 * size, 46 * size, 11 * size, dark)
    canvas.ellipse(x, foot - 128 * size, 11 * size, 11 * size, mix(GOLD, CREAM, 0.2))
    canvas.rectangle(x - 44 * size, foot - 8 * size, 88 * size, 8 * size, dark, round_by=4)
    lotus(canvas, x + 12 * size, foot - 38 * size, 30 * size, mix(CREAM, colour, 0.2))


def _cup(canvas: Canvas, x: float, foot: float, size: float, colour: Colour) -> None:
    canvas.ellipse(x, foot + 4, 44 * size, 6 * size, mix(WOOD, SLATE, 0.45))
    canvas.ellipse(x, foot - 22 * size, 34 * size, 22 * size, colour)
    canvas.rectangle(x - 34 * size, foot - 44 * size, 68 * size, 22 * size, colour)
    canvas.ellipse(x, foot - 44 * size, 34 * size, 8 * size, mix(colour, SAND, 0.4))
    canvas.ellipse(x, foot - 43 * size, 28 * size, 5.6 * size, mix(GOLD, WOOD, 0.35))
    for lean in (-9, 8):
        steam = bezier(
            (x + lean, foot - 62 * size),
            (x + lean * 3, foot - 84 * size),
            (x + lean, foot - 108 * size),
        )
        canvas.line(steam, mix(PAPER, CREAM, 0.7), 3)


def desk(canvas: Canvas) -> None:
    """An open notebook seen from above, with pen, tea and a plant."""
    random = canvas.random
    canvas.gradient([mix(WOOD, SAND, 0.55), mix(WOOD, CLAY, 0.2)])
    for board in range(0, HEIGHT, 96):
        shade = mix(mix(WOOD, SAND, 0.42), CLAY, random.uniform(0, 0.2))
        canvas.rectangle(0, board, WIDTH, 94, shade)
        for _ in range(3):
            y = board + random.uniform(12, 84)
            grain = bezier((0, y), (600, y + random.uniform(-14, 14)), (WIDTH, y), 24)
            canvas.line(grain, mix(shade, WOOD, 0.22), 1.6)
    canvas.glow(180, 60, 520, CREAM, 0.4)
    canvas.rectangle(318, 128, 620, 452, mix(WOOD, SLATE, 0.45), round_by=16)
    canvas.rectangle(300, 110, 620, 452, random.choice((RED, JADE, SLATE)), round_by=16)
    for left, lean in ((314.0, [CREAM, mix(CREAM, SAND, 0.3)]), (612.0, [CREAM, PAPER])):
        page = [(left, 122), (left + 294, 122), (left + 294, 550), (left, 550)]
        canvas.shaded(page, lean)
    canvas.shaded([(590, 122), (612, 122), (612, 550), (590, 550)], [SAND, mix(SAND, WOOD, 0.2)])
    for row in range(11):
        y = 168 + row * 33
        for left in (344.0, 644.0):
            canvas.rectangle(left, y + 12, 236, 1.5, mix(MIST, CREAM, 0.3))
            if row < (9 if left < 400 else 6):
                _scribble(canvas, left, y, 236 * random.uniform(0.55, 1.0))
    canvas.rectangle(700, 110, 22, 500, mix(GOLD, CLAY, 0.25))
    canvas.polygon([(700, 610), (722, 610), (711, 592)], mix(WOOD, SAND, 0.42))
    canvas.line([(822, 560), (1004, 300)], mix(SLATE, WOOD, 0.2), 17)
    canvas.line([(826, 554), (1000, 305)], mix(SLATE, MIST, 0.3), 5)
    canvas.line([(822, 560), (806, 583)], GOLD, 8)
    for radius, colour in ((96, mix(CREAM, SAND, 0.35)), (84, CREAM), (58, mix(JADE, CREAM, 0.2))):
        canvas.ellipse(1080, 160, radius, radius, colour)
    canvas.ellipse(1080, 160, 47, 47, mix(GOLD, WOOD, 0.45))
    canvas.ellipse(1064, 144, 12, 8, mix(GOLD, CREAM, 0.5))
    for index in range(10):
        reach = 150 + 40 * (index % 3)
        tip = (90 + reach * (0.2 + 0.09 * index), 640 - reach * (1.05 - 0.1 * index))
        leaf = mix(JADE, PINE, 0.12 * (index % 4))
        petal(canvas, (70, 640), tip, 32, [mix(leaf, MINT, 0.3), leaf])
    canvas.ellipse(66, 650, 92, 92, CLAY)
    canvas.ellipse(66, 650, 72, 72, mix(WOOD, SLATE, 0.4))


def _scribble(canvas: Canvas, x: float, y: float, wide: float) -> None:
    """Handwriting from afar: words as rounded dashes."""
    at = x
    while at < x + wide - 12:
        word = min(canvas.random.uniform(18, 52), x + wide - at)
        canvas.rectangle(at, y + 3, word, 4.4, mix(SLATE, MIST, 0.35), round_by=2)
        at += word + 9


def garden(canvas: Canvas) -> None:
    """A roof garden with orchids, vegetables and a watering can."""
    random = canvas.random
    canvas.gradient([mix(MIST, MINT, 0.35), PAPER, mix(AMBER, PAPER, 0.6)], 0, 460)
    canvas.glow(240, 150, 300, AMBER, 0.5)
    canvas.ellipse(240, 150, 46, 46, mix(GOLD, CREAM, 0.4))
    clouds(canvas, 5, CREAM, 160, 50)
    ridge(canvas, 360, 26, [mix(MIST, JADE, 0.3), mix(MIST, PAPER, 0.45)])
    ridge(canvas, 410, 16, [mix(JADE, MIST, 0.35), mix(MINT, PAPER, 0.3)])
    canvas.gradient([mix(SAND, CLAY, 0.22), mix(SAND, CLAY, 0.35)], 470, HEIGHT)
    canvas.rectangle(0, 452, WIDTH, 22, mix(SAND, CREAM, 0.4))
    for post in range(30, WIDTH, 190):
        canvas.rectangle(post, 150, 10, 310, mix(WOOD, SAND, 0.2))
    canvas.rectangle(0, 146, WIDTH, 10, mix(WOOD, SAND, 0.2))
    for x in range(90, WIDTH, 96):
        _hanging_orchid(canvas, x + random.uniform(-12, 12), 156, random.uniform(46, 110))
    for bed, left in enumerate((60.0, 470.0, 880.0)):
        for row in range(8):
            for lean in (-0.9, -0.35, 0.2, 0.75):
                x = left + 24 + row * 33
                leaf = (JADE, mix(JADE, GOLD, 0.35), PINE)[(bed + row) % 3]
                tip = (x + lean * 30, 512 - random.uniform(34, 66))
                petal(canvas, (x, 528), tip, 9, [mix(leaf, MINT, 0.35), leaf])
        canvas.rectangle(left, 520, 280, 66, mix(WOOD, CLAY, 0.3), round_by=5)
        canvas.rectangle(left, 520, 280, 12, mix(WOOD, SAND, 0.4), round_by=4)
        canvas.rectangle(left, 552, 280, 4, mix(WOOD, SLATE, 0.4))
    for step, x in enumerate((400.0, 810.0, 1185.0, 20.0)):
        pot(canvas, x, 640, 62, step * 2 + 1)
    _watering_can(canvas, 610, 650)


def _hanging_orchid(canvas: Canvas, x: float, y: float, drop: float) -> None:
    foot = y + drop
    canvas.line([(x, y), (x, foot)], mix(WOOD, SLATE, 0.3), 1.8)
    for lean in (-1.0, -0.6, 0.6, 1.0):
        tip = (x + lean * 30, foot - 4 + abs(lean) * 24)
        petal(canvas, (x, foot), tip, 7, [mix(JADE, MINT, 0.3), JADE])
    canvas.polygon([(x - 15, foot), (x + 15, foot), (x + 10, foot + 18), (x - 10, foot + 18)], CLAY)
    bloom = canvas.random.choice((ROSE, mix(ROSE, CREAM, 0.4), GOLD, CREAM))
    spray = bezier((x, foot), (x + 34, foot - 34), (x + 50, foot + 14), 6)
    canvas.line(spray, PINE, 1.8)
    for px, py in spray[2:]:
        for dx, dy in ((-5, 0), (5, 0), (0, -5), (0, 5)):
            canvas.ellipse(px + dx, py + dy, 4.6, 4.6, bloom)
        canvas.ellipse(px, py, 2.6, 2.6, mix(RED, GOLD, 0.5))


def _watering_can(canvas: Canvas, x: float, foot: float) -> None:
    body, dark = mix(SLATE, JADE, 0.35), mix(SLATE, PINE, 0.5)
    canvas.ellipse(x, foot + 2, 96, 9, mix(SAND, SLATE, 0.45))
    canvas.line(bezier((x - 46, foot - 88), (x - 120, foot - 76), (x - 52, foot - 18)), dark, 10)
    canvas.line([(x + 44, foot - 34), (x + 112, foot - 104)], dark, 15)
    canvas.polygon(
        [(x + 92, foot - 116), (x + 126, foot - 86), (x + 138, foot - 112), (x + 116, foot - 132)],
        mix(body, CREAM, 0.2),
    )
    canvas.shaded(
        [(x - 52, foot - 96), (x + 52, foot - 96), (x + 60, foot), (x - 60, foot)],
        [mix(body, CREAM, 0.16), body],
    )
    canvas.ellipse(x, foot - 96, 52, 11, dark)
