"""The search over the wire: typed, marked, narrowed, opened, back again; private."""

from __future__ import annotations

import secrets
from typing import Any, cast

from services.posts.models import Category, DocumentType
from tests.browser.serving import Site
from tests.robot import Robot
from tests.tree import walk
from tests.wire.kit import HOME, asked_of_device, signed_in, spotless
from views import paths
from views.search import strings
from views.shared.posts.strings import CATEGORIES, DOCUMENT_TYPES, SEARCH_DOOR


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


async def unfold(robot: Robot, name: str) -> None:
    """Show the choices of one filter."""
    await robot.until(lambda: robot.button(f"{name}: "))
    before = len(robot.buttons())
    await robot.tap(f"{name}: ")
    await robot.until(lambda: len(robot.buttons()) > before)


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


async def test_wrong_marks_beginnings_and_phrases_find_and_what_fits_best_stands_first(
    site: Site,
) -> None:
    once = secrets.token_hex(4)
    right, other = f"Hội làng {once} mở cửa", f"Hối lang {once} khép lại"
    for title in (right, other):
        write(site, title)
    async with signed_in(site, "member", paths.search()) as robot:
        await robot.until(strings.START)
        for typed, marked_there in (
            (f"{once} hội làng", f"Hội làng {once}"),
            (f"{once} hôi lang", f"Hội làng {once}"),  # marks that stand nowhere
            (f"{once} hội là", "Hội là"),  # the last word begun
            (f'"HỘI LÀNG {once}"', f"Hội làng {once}"),  # as a phrase
        ):
            await robot.type(strings.FIELD, typed)
            await robot.until(
                lambda want=marked_there: any(m.startswith(want) for m in marked(robot))
            )
        await robot.type(strings.FIELD, f"hội làng {once}")
        await robot.until(strings.count(2))
        titles = [w for w in robot.words() if once in w and w in (right, other)]
        assert titles == [right, other], "with marks as typed first"
        await robot.type(strings.FIELD, f'"làng hội {once}"')
        await robot.until(strings.WITHOUT_QUOTES)
        spotless(robot)


async def test_filters_by_whose_and_by_type_of_paper(site: Site) -> None:
    once = secrets.token_hex(4)
    house = site.house
    for unit, number in (("ward-a", "5-KH/ĐU"), ("ward-a", "6-CT/ĐU"), ("cell-a1", "7-KH/CB")):
        post_id = house.value(
            "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
            " values (%s, '', 'document', 'published', %s, now()) returning id",
            house.unit(unit), f"Văn bản {once} số {number}",
        )  # fmt: skip
        house.run(
            "insert into handbook.documents (post_id, unit_path, type, number, issued_on)"
            " values (%s, '', handbook.document_type_of(%s, 'document'), %s, handbook.today())",
            post_id, number, number,
        )  # fmt: skip
    ward, cell = (
        house.value("select name from handbook.units where id = %s", house.unit(unit))
        for unit in ("ward-a", "cell-a1")
    )
    async with signed_in(site, "member", paths.search()) as robot:
        await robot.until(strings.START)
        await robot.type(strings.FIELD, once)
        await robot.until(strings.count(3))
        await robot.tap(strings.MORE_FILTERS)
        await unfold(robot, strings.WHOSE)
        await robot.until(lambda: robot.button(ward))
        await robot.tap(ward)
        await robot.until(strings.count(2))
        await robot.until(strings.chosen(strings.WHOSE, ward))
        await unfold(robot, strings.TYPE)
        await robot.tap(DOCUMENT_TYPES[DocumentType.PLAN])
        await robot.until(strings.count(1))
        assert f"Văn bản {once} số 5-KH/ĐU" in robot.words()
        await unfold(robot, strings.WHOSE)
        await robot.until(lambda: robot.button(cell))
        await robot.tap(cell)
        await robot.until(f"Văn bản {once} số 7-KH/CB")
        await robot.tap(CATEGORIES[Category.NEWS])  # which has no papers
        await robot.until(strings.NOTHING)
        assert not robot.sees(strings.TYPE)
        await robot.tap(strings.CLEAR_FILTERS)
        await robot.until(strings.count(3))
        spotless(robot)


async def test_an_office_narrows_to_a_unit_below_and_a_member_is_not_asked(site: Site) -> None:
    once = secrets.token_hex(4)
    write(site, f"Chuyện {once} của phường")
    house = site.house
    house.run(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
        " values (%s, '', 'news', 'published', %s, now())",
        house.unit("cell-a2"), f"Chuyện {once} của chi bộ",
    )  # fmt: skip
    cell = house.value("select name from handbook.units where id = %s", house.unit("cell-a2"))
    async with signed_in(site, "office_a", paths.search()) as robot:
        await robot.until(strings.START)
        await robot.type(strings.FIELD, once)
        await robot.until(strings.count(2))
        await robot.tap(strings.MORE_FILTERS)
        await unfold(robot, strings.WHOSE)
        await robot.until(strings.CHOOSE_BELOW)
        await robot.tap(strings.CHOOSE_BELOW)
        await robot.until(strings.CLOSE_BELOW)
        await robot.tap(cell)
        await robot.until(strings.count(1))
        assert f"Chuyện {once} của chi bộ" in robot.words()
        spotless(robot)
    async with signed_in(site, "member", paths.search()) as robot:
        await robot.until(strings.START)
        await robot.tap(strings.MORE_FILTERS)
        await unfold(robot, strings.WHOSE)
        assert strings.CHOOSE_BELOW not in robot.words()
