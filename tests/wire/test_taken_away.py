"""What is taken away from the screen is read back: the figures' workbook, the code of a post's link."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

import zxingcpp
from openpyxl import load_workbook
from PIL import Image

from services.figures import strings as sheets
from tests.browser.serving import Site
from tests.permissions.world import Text, write
from tests.wire.kit import NOT_FOUND, asked_of_device, signed_in
from views import paths
from views.figures import strings as figures
from views.shared.posts.strings import CATEGORIES

at = partial(signed_in, address="192.0.2.77")


def rows(content: bytes, sheet: str) -> list[tuple[Any, ...]]:
    """What stands in a sheet, row by row."""
    return list(load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True))


async def test_the_workbook_says_what_the_screen_says(site: Site) -> None:
    async with at(site, "news", paths.FIGURES) as robot:
        await robot.until(figures.EXCEL)
        await robot.tap(figures.EXCEL)
        await robot.until(lambda: bool(asked_of_device(robot, "save_file")))
    asked = asked_of_device(robot, "save_file")[-1]
    assert str(asked["file_name"]).endswith(".xlsx")
    content: bytes = asked["src_bytes"]
    of_city = await (await site.house.as_("news")).figures.of(None)

    published = rows(content, sheets.PUBLISHED)
    assert published[0] == (sheets.MONTH, sheets.CATEGORY, sheets.POSTS)
    assert published[1:] == [
        (item.month.strftime("%m/%Y"), CATEGORIES[item.category], item.count)
        for item in of_city.published
    ]
    assert len(published) > 1
    units = rows(content, sheets.UNITS)
    assert [line[0] for line in units[1:]] == [child.name for child in of_city.children]
    place = units[0].index(sheets.SUM)
    assert [line[place] for line in units[1:]] == [
        sum(child.published.values()) for child in of_city.children
    ]
    told = dict(line[:2] for line in rows(content, sheets.ACCESSES)[1:5])
    assert of_city.accesses is not None
    assert told[sheets.ALL] == of_city.accesses.all
    readers = rows(content, sheets.READERS)
    assert len(readers) == len(of_city.readers) + 1
    names = {str(value) for line in units + readers for value in line}
    for who in ("member", "secretary", "news"):
        name = site.house.value(
            "select full_name from handbook.members where id = %s", site.house.id(who)
        )
        assert name not in names


async def test_the_code_of_a_post_leads_to_it_and_only_whom_it_is_for(site: Site) -> None:
    post = write(site.house, Text("cell-a1"), "Bài để chia sẻ")
    async with at(site, "member", f"{paths.post(post)}/share") as robot:
        await robot.until(lambda: bool(robot.all_of("Image")))
        [shown] = [c for c in robot.all_of("Image") if isinstance(c.get("src"), bytes)]
        [code] = zxingcpp.read_barcodes(Image.open(BytesIO(shown["src"])).convert("L"))
        link = str(code.text)
        assert link == f"{site.url}{paths.post(post)}"
        assert robot.sees(link), "what the code says stands there in words as well"
    path = link.removeprefix(site.url)
    async with at(site, "secretary", path) as robot:
        await robot.until("Bài để chia sẻ")
    async with at(site, "sibling", path) as robot:
        await robot.until(NOT_FOUND)
        assert not robot.sees("Bài để chia sẻ")
