"""What a contributor brings: an article from Word with its pictures where they stood, two in two tabs,
one that was pasted and illustrated, up to its reader."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from services.accounts.models import Device
from services.newsroom.models import Saved, Step
from services.posts.models import Category
from tests.articles.builders import docx, image, para, photo
from tests.browser.serving import Site
from tests.newsroom.conftest import Newsroom, found_newsroom
from tests.robot import Browser, Robot, open_robot
from tests.wire.kit import confirm, kept, signed_in, upload
from views import paths
from views.directives import strings as directives
from views.newsroom import strings
from views.shared import strings as words
from views.shared.posts.press import strings as press
from views.shared.posts.strings import CATEGORIES

at = partial(signed_in, address="192.0.2.53")
WARD = "Đảng ủy phường Viết Thử"
NEW = f"{paths.ARTICLES}/new"
TITLE, BODY = strings.FIELD_TITLE, strings.FIELD_BODY


@pytest.fixture
def desk(site: Site) -> Newsroom:
    """A ward of one's own each time it is tried."""
    return found_newsroom(site.house, WARD)


async def bring(site: Site, robot: Robot, button: str, name: str, content: bytes) -> None:
    """Pick a file with a button."""
    await robot.until(lambda: not robot.button(button).get("disabled"))
    await upload(site, robot, robot.button(button)["action"]["service_id"], name, content)


def value(robot: Robot, label: str) -> str:
    """What stands in a field."""
    return str(robot.field(label).get("value") or "")


def written(site: Site, title: str) -> list[Any]:
    """Text and pictures of the articles of that title, as the database has them."""
    return site.house.value(
        """select coalesce(jsonb_agg(jsonb_build_array(m.body, (
             select coalesce(jsonb_agg(f.alternative order by f.place), '[]')
             from handbook.manuscript_files f where f.manuscript_id = m.id)) order by m.created_at), '[]')
           from handbook.manuscripts m where m.title = %s""",
        title,
    )


def report(title: str) -> bytes:
    """A Word file with two pictures in its text and one that nobody can show."""
    return docx(
        para(title, style="H1"),
        para("Sáng thứ Bảy, chi bộ ra quân làm sạch ngõ."),
        para("Bà con tập trung từ sớm."),
        image("p1", "Bà con tập trung đầu ngõ"),
        para("Đến trưa thì xong."),
        image("p2", "Ngõ sạch"),
        para("Ai cũng vui."),
        pictures={"p1": photo(), "p2": photo((300, 240))},
    )


WORD_BODY = "Bà con tập trung từ sớm.\n\n[Ảnh 1]\n\nĐến trưa thì xong.\n\n[Ảnh 2]\n\nAi cũng vui.\n"


async def test_a_word_file_brings_its_pictures_before_anything_was_saved(
    site: Site, desk: Newsroom
) -> None:
    title = "Chi bộ ra quân làm sạch ngõ"
    earlier = len(written(site, title))
    async with at(site, desk.people["contributor"], NEW) as robot:
        await robot.until(strings.ADD_FIRST)
        await bring(site, robot, strings.FROM_WORD, "bai.docx", report(title))
        await robot.until(lambda: value(robot, TITLE) == title)
        assert value(robot, BODY) == WORD_BODY
        assert value(robot, strings.FIELD_LEAD) == "Sáng thứ Bảy, chi bộ ra quân làm sạch ngõ."
        described = ["Bà con tập trung đầu ngõ", "Ngõ sạch"]
        await robot.until(
            lambda: written(site, title)[earlier:] == [[WORD_BODY, described]], seconds=10
        )
        # The same once more: behind the pictures that are there, and only when one says so.
        await bring(site, robot, strings.FROM_WORD, "bai.docx", report(title))
        await robot.until(strings.FROM_WORD_TEXT)
        await confirm(robot)
        again = WORD_BODY.replace("Ảnh 2", "Ảnh 4").replace("Ảnh 1", "Ảnh 3")
        await robot.until(lambda: value(robot, BODY) == again)
        await robot.until(
            lambda: written(site, title)[earlier:] == [[again, described * 2]], seconds=10
        )


async def test_a_word_file_with_a_stamp_waits_for_a_yes(site: Site, desk: Newsroom) -> None:
    """Nothing of it is kept before; afterwards the log says who denied it."""
    title = "Biên bản họp chi bộ về độ mật"
    stamped = docx(
        para("TỐI MẬT"), para(title, style="H1"), para("Nội dung họp."), para("Ai cũng đồng ý.")
    )
    author = desk.people["contributor"].id
    denied = (
        "select count(*) from handbook.audit_entries"
        " where action = 'manuscripts.stamp_denied' and actor_id = %s"
    )
    async with at(site, desk.people["contributor"], NEW) as robot:
        await robot.until(strings.ADD_FIRST)
        await bring(site, robot, strings.FROM_WORD, "bai.docx", stamped)
        await robot.until(words.CLASSIFIED_TEXT)
        await robot.tap(words.BACK_TO_WORDS)
        await robot.settle()
        assert (value(robot, TITLE), written(site, title)) == ("", [])
        await bring(site, robot, strings.FROM_WORD, "bai.docx", stamped)
        await confirm(robot)
        await robot.until(lambda: value(robot, TITLE) != "")
        await robot.until(lambda: site.house.value(denied, author) > 0, seconds=10)
    assert value(robot, BODY).strip().endswith("Ai cũng đồng ý.")


def lying(browser: Browser) -> list[str]:
    """Titles of the new articles that lie on the device."""
    return sorted(
        json.loads(value)["title"] for key, value in browser.stored.items() if ".article.new" in key
    )


async def lie(browser: Browser, *titles: str) -> None:
    """Wait until exactly these lie there."""
    for _ in range(100):
        if lying(browser) == sorted(titles):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(lying(browser))


async def test_two_new_articles_in_two_tabs_are_two(site: Site, desk: Newsroom) -> None:
    house, person = site.house, desk.people["other_contributor"]
    browser = kept(await house.sign_in(person, Device(address="192.0.2.54", user_agent="robot")))
    tab = partial(
        open_robot, site.url, NEW, browser=browser, headers={"X-Forwarded-For": "192.0.2.54"}
    )
    first, second = "Bài ở trang thứ nhất", "Bài ở trang thứ hai"
    house.run("revoke execute on function api.manuscript_save from authenticated")
    try:
        async with tab() as one, tab() as other:
            for robot, title in ((one, first), (other, second)):
                await robot.until(lambda robot=robot: robot.field(TITLE))
                await robot.type(TITLE, title)
                await robot.until(strings.RETRY_SAVE)
            await lie(browser, second, first)
    finally:
        house.run("grant execute on function api.manuscript_save to authenticated")

    async with tab() as robot:
        await robot.until(strings.KEPT_TITLE)
        assert robot.sees(first)
        assert robot.sees(second)
        key = next(key for key, value in browser.stored.items() if second in str(value))
        await robot.event(robot.by_key(f"on-{key}")["_i"], "click")
        await robot.until(lambda: value(robot, TITLE) == second)
        await robot.until("Đã lưu lúc")
        await lie(browser, first)
    assert [len(written(site, title)) for title in (first, second)] == [0, 1]

    async with tab() as robot:
        await robot.until(first)
        assert not robot.sees(second)
        await robot.tap(strings.KEPT_LEAVE)
        await robot.until(lambda: robot.field(TITLE))
        assert value(robot, TITLE) == ""
    assert lying(browser) == [first], "left where it lies"
    async with tab() as robot:
        await robot.until(first)
        await robot.tap(strings.KEPT_DROP)
        await robot.until(lambda: robot.field(TITLE))
        assert value(robot, TITLE) == ""
        await lie(browser)


PASTED = "Sáng\u00a0thứ Bảy bà con ra quân.\r\n\u2022\tQuét ngõ\r\n\u2022\tTrồng hoa\u200b"
TIDIED = "Sáng thứ Bảy bà con ra quân.\n- Quét ngõ\n- Trồng hoa"
SHOWS = "Bà con trồng hoa ven ngõ"


async def choose(robot: Robot, what: str) -> None:
    """Select words in the text."""
    start = value(robot, BODY).index(what)
    chosen = {"base_offset": start, "extent_offset": start + len(what)}
    await robot.event(
        robot.field(BODY)["_i"],
        "selection_change",
        {"selected_text": what, "selection": chosen},
    )


async def test_pasted_tidied_illustrated_and_read(site: Site, desk: Newsroom) -> None:
    title = "Ngõ hoa cuối tuần"
    async with at(site, desk.people["contributor"], NEW) as robot:
        await robot.until(lambda: robot.field(TITLE))
        ward = robot.all_of("RadioGroup")[0]
        await robot.props(ward["_i"], value=str(desk.ward))
        await robot.event(ward["_i"], "change", str(desk.ward))
        await robot.type(TITLE, title)
        await robot.type(BODY, PASTED)
        await robot.until(strings.TIDY_FOUND)
        await robot.tap(strings.TIDY)
        await robot.until(lambda: value(robot, BODY) == TIDIED)
        await robot.until(strings.TIDY_FOUND, gone=True)
        await choose(robot, "ra quân")
        await robot.tap(strings.BOLD)
        bold = TIDIED.replace("ra quân", "**ra quân**")
        await robot.until(lambda: value(robot, BODY) == bold)
        await robot.until("Đã lưu lúc")

        await bring(site, robot, strings.ADD_PICTURE, "hoa.jpg", photo())
        await robot.until(strings.picture(1))
        await choose(robot, "bà con")
        await robot.tap(strings.PUT_IN_TEXT)
        first, rest = bold.split("\n", 1)
        await robot.until(lambda: value(robot, BODY) == f"{first}\n\n[Ảnh 1]\n\n{rest}")
        await robot.tap(strings.SEND)
        await robot.until(press.ALTERNATIVE_MISSING)
        assert not any(c.get("key") == "confirm" for c in robot.all_of("FilledButton"))
        await robot.type(strings.ALTERNATIVE, SHOWS)
        await robot.until(press.ALTERNATIVE_MISSING, gone=True)
        await robot.tap(strings.SEND)
        await confirm(robot)
        await robot.until(lambda: robot.page["route"] == paths.ARTICLES)
    manuscript, version = site.house.value(
        """select array[id::text, version::text] from handbook.manuscripts
           where title = %s and state = 'submitted' order by created_at desc limit 1""",
        title,
    )
    saved = Saved.model_construct(manuscript_id=manuscript, version=int(version))
    await desk.go("editor", saved, Step.TAKE)
    moved = await desk.go("editor", saved, Step.PUBLISH)
    assert moved.post_id is not None

    async with at(site, desk.people["member"], paths.post(moved.post_id)) as reader:
        await reader.until("Trồng hoa")
        place = next(c for c in reader.all_of("Container") if c.get("on_size_change"))
        await reader.event(place["_i"], "size_change", {"w": 390, "h": 1})
        await reader.until(lambda: reader.all_of("Image"))
        (shown,) = [c for c in reader.all_of("Image") if c.get("semantics_label") == SHOWS]
        async with httpx.AsyncClient() as http:
            content = await http.get(urljoin(site.url, str(shown["src"])))
        assert content.headers["content-type"].startswith("image/")
        drawn = reader.all_of("Markdown", "Image")
        (there,) = [n for n, c in enumerate(drawn) if c is shown]
        assert "**ra quân**" in str(drawn[there - 1]["value"]), "between the pieces of its text"
        assert "- Quét ngõ\n- Trồng hoa" in str(drawn[there + 1]["value"])


async def test_news_written_without_a_desk_owe_their_readers_the_same(site: Site) -> None:
    title = "Chi bộ trồng cây đầu xuân"
    async with at(site, "secretary", "/news/compose") as robot:
        await robot.until(directives.KIND)
        await robot.tap(CATEGORIES[Category.NEWS])
        await robot.until(lambda: robot.field(directives.LEAD))
        await robot.type(directives.TITLE, title)
        await robot.type(directives.BODY, "Mỗi nhà một cây.")
        switch = next(c for c in robot.all_of("Switch") if c.get("on_change"))
        await robot.props(switch["_i"], value=True)
        await robot.event(switch["_i"], "change", True)
        await robot.until(lambda: robot.field(press.FIELD_SOURCE))
        await bring(site, robot, words.PICK_FILE, "cay.jpg", photo())
        await robot.until(lambda: robot.field(directives.PICTURE_SHOWS))
        await robot.tap(directives.POST)
        await robot.until(press.SOURCE_MISSING)
        assert robot.sees(press.PERMISSION_MISSING)
        assert robot.sees(press.ALTERNATIVE_MISSING)
        await robot.type(press.FIELD_SOURCE, "Báo Sông Mẫu")
        await robot.type(press.FIELD_PERMISSION, "Thư ngày 3/10")
        await robot.type(directives.PICTURE_SHOWS, "Bà con trồng cây")
        await robot.until(directives.CHECK_FIELDS, gone=True)
        await robot.tap(directives.POST)
        await confirm(robot)
        await robot.until("Nguồn: Báo Sông Mẫu")
        assert robot.sees("Thư ngày 3/10")
