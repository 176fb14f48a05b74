"""The search over the wire: typed, marked, narrowed, opened, back again; private."""

from __future__ import annotations

import secrets
from typing import Any, cast

from tests.browser.serving import Site
from tests.robot import Robot
from tests.tree import walk
from tests.wire.kit import HOME, asked_of_device, signed_in, spotless
from views import paths
from views.search import strings
from views.shared.posts.strings import SEARCH_DOOR


def write(site: Site, title: str, category: str = "news") -> None:
    site.house.run(
        """insert into handbook.posts (unit_id, unit_path, category, state, title, body, published_at)
           values (%s, '', %s, 'published', %s, 'Cuộc thi cắm hoa thuỷ tiên ở phường.', now())""",
        site.house.unit("ward-a"), category, title,
    )  # fmt: skip


def marked(robot: Robot) -> list[str]:
    """What is drawn bold on the screen."""
    spans = [s for text in robot.all_of("Text") for s in cast("list[Any]", text.get("spans") or [])]
    return [s["text"] for span in spans for s in walk(span) if s.get("style")]


async def test_from_home_to_a_marked_hit_and_back(site: Site) -> None:
    once = secrets.token_hex(4)  # a second try must not find the posts of the first
    title = f"Hội thi {once} cắm hoa thuỷ tiên"
    write(site, title)
    write(site, f"{title}: thông báo", "notice")
    async with signed_in(site, "member") as robot:
        await robot.until(HOME)
        await robot.tap(SEARCH_DOOR)
        await robot.until(strings.START)
        await robot.type(strings.FIELD, f"{once} hoa thuy tien")
        await robot.until(strings.count(2))
        assert "hoa thuỷ tiên" in marked(robot)
        await robot.tap("Thông báo")
        await robot.until(strings.count(1))
        await robot.tap(strings.CLEAR_FILTERS)
        await robot.until(strings.count(2))
        await robot.tap(f"{title}: thông báo")
        await robot.until(lambda: robot.page["route"].startswith(f"{paths.search()}/"))
        await robot.until("Cuộc thi cắm hoa")
        assert "thuy" not in robot.page["route"], "what is looked for stands in no address"
        await robot.go(paths.search())
        await robot.until(strings.count(2))
        assert robot.field(strings.FIELD)["value"] == f"{once} hoa thuy tien"
        assert not [a for a in asked_of_device(robot, "set") if "thuy" in str(a)], (
            "nor on the device"
        )
        await robot.type(strings.FIELD, '"tiên thuỷ"')
        await robot.until(strings.WITHOUT_QUOTES)
        await robot.type(strings.FIELD, "")
        await robot.until(strings.START)
        spotless(robot)


async def test_the_news_lead_to_it_too_and_more_is_shown_page_by_page(site: Site) -> None:
    once = secrets.token_hex(4)
    for number in range(23):
        write(site, f"Chuyện {once} cây bàng số {number}")
    async with signed_in(site, "sibling", "/news") as robot:
        await robot.until(SEARCH_DOOR)
        await robot.tap(SEARCH_DOOR)
        await robot.until(strings.START)
        assert robot.page["route"] == paths.search("/news")
        await robot.type(strings.FIELD, f"chuyện {once} cây bàng")
        await robot.until(strings.MANY)
        await robot.tap("Xem thêm")
        await robot.until(strings.THE_END)
        assert sum(w.startswith(f"Chuyện {once} cây bàng số") for w in robot.words()) == 23
        spotless(robot)


async def test_another_person_on_the_same_screen_finds_less(site: Site) -> None:
    write(site, "Chuyện riêng của phường Mẫu A")
    async with signed_in(site, "secretary_b", paths.search()) as robot:
        await robot.until(strings.START)
        await robot.type(strings.FIELD, '"chuyện riêng của phường Mẫu A"')
        await robot.until(strings.NOTHING)
        spotless(robot)
