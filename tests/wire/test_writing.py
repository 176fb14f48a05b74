"""What somebody was writing: kept for its author, off the phone with the account; drafts change again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from services.accounts.models import Device
from services.posts.models import Category, PostCreate
from tests.browser.serving import Site
from tests.robot import Browser, Robot, open_robot
from tests.tree import walk
from tests.wire.kit import (
    NOT_FOUND,
    PDF,
    WELCOME,
    confirm,
    drafts_of,
    eventually,
    kept,
    post,
    received,
    signed_in,
    spotless,
    wrote,
)
from views.auth import strings as auth
from views.directives import strings
from views.directives.form import Form, to_post
from views.posts import strings as posts
from views.settings import strings as settings
from views.shared.posts.strings import CATEGORIES
from views.shared.preferences import writing_key

TITLE, BODY = strings.TITLE, strings.BODY
SECRET = "Chuyện chưa nói với ai"


def writing(browser: Browser) -> list[str]:
    """What lies on the device of anybody's writing."""
    return [str(text) for key, text in browser.stored.items() if key.startswith("writing.")]


@pytest.mark.parametrize("everywhere", [False, True], ids=["here", "everywhere"])
async def test_signing_out_takes_what_was_being_written_off_the_phone(
    site: Site, everywhere: bool
) -> None:
    who = site.house.newcomer("cell-a1")
    browser = kept(await site.house.sign_in(who, Device(address="192.0.2.10", user_agent="robot")))
    browser.stored[writing_key(str(who.id), "article.new.1")] = SECRET
    headers = {"X-Forwarded-For": "192.0.2.10"}
    async with open_robot(site.url, "/me/settings", browser=browser, headers=headers) as robot:
        await robot.until(settings.LEAVING)
        await robot.tap(settings.EVERYWHERE if everywhere else settings.SIGN_OUT)
        await confirm(robot)
        await robot.until(auth.SIGNED_OUT_EVERYWHERE if everywhere else auth.SIGNED_OUT_HERE)
        await eventually(lambda: not writing(browser))


async def test_what_is_being_written_never_lies_on_the_phone_and_is_there_after_signing_in_again(
    site: Site,
) -> None:
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until(strings.UNIT)
        await robot.type(TITLE, SECRET)
        await eventually(lambda: wrote(site.house, "secretary", SECRET))
        headers = {"X-Forwarded-For": "192.0.2.10"}
        async with open_robot(
            site.url, "/me/settings", browser=robot.browser, headers=headers
        ) as other:
            await other.until(settings.LEAVING)
            await other.tap(settings.SIGN_OUT)
            await confirm(other)
            await robot.until(WELCOME)
            assert not any(SECRET in str(text) for text in robot.browser.stored.values())
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until(strings.KEPT_TITLE)
        assert robot.sees(SECRET)


async def test_an_account_taken_off_the_phone_leaves_nothing_and_takes_nothing_of_others(
    site: Site,
) -> None:
    here = Device(address="192.0.2.10", user_agent="robot")
    one, other = [await site.house.sign_in(who, here) for who in ("secretary", "office_a")]
    browser = kept(one, other)
    browser.stored[writing_key(other.pair.user_id)] = "của người khác"
    browser.stored[writing_key(one.pair.user_id)] = "của tôi"
    headers = {"X-Forwarded-For": "192.0.2.10"}
    async with open_robot(
        site.url, "/me/settings/accounts", browser=browser, headers=headers
    ) as robot:
        await robot.until(settings.ADD)
        await robot.tap(settings.REMOVE)
        await confirm(robot)
        await robot.until(lambda: writing(browser) == ["của tôi"])
        spotless(robot)


async def test_a_draft_is_changed_in_the_form_and_stays_one(site: Site) -> None:
    site, house = site, site.house
    draft = await post(house, "secretary", "Bản nháp cần sửa", unit="cell-a1", publish=False)
    async with signed_in(site, "secretary", f"/news/drafts/{draft}") as robot:
        await robot.until(posts.EDIT)
        await robot.tap(posts.EDIT)
        await robot.until(lambda: robot.field(TITLE))
        assert robot.page["route"] == f"/news/drafts/{draft}/edit"
        assert robot.field(TITLE)["value"] == "Bản nháp cần sửa"
        assert robot.field(BODY)["value"] == "Nội dung."
        assert drafts_of(house, "secretary") == {}
        await robot.type(TITLE, "Bản nháp đã sửa")
        await robot.type(BODY, "Nội dung mới.")
        await robot.tap(strings.SAVE_DRAFT)
        await robot.until(lambda: robot.page["route"] == "/news/drafts")
        await robot.until(strings.EDIT_DRAFT, gone=True)
        await robot.until("Bản nháp đã sửa")
        await robot.until("Bản nháp cần sửa", gone=True)

        await robot.go(f"/news/drafts/{draft}/edit")
        await robot.until(lambda: robot.field(TITLE)["value"] == "Bản nháp đã sửa")
        await robot.type(TITLE, "Bản nháp thành bài")
        await robot.tap(CATEGORIES[Category.NEWS])
        await robot.tap(strings.POST)
        await confirm(robot)
        await robot.until(lambda: robot.page["route"] == f"/news/{draft}")
        await robot.until("Nội dung mới.")
        assert drafts_of(house, "secretary") == {}

        await robot.go(f"/news/drafts/{draft}/edit")
        await robot.until("Bài này đã được đăng.")
    titles = "select array_agg(title) from handbook.posts where title in (%s, %s, %s)"
    assert house.value(titles, "Bản nháp cần sửa", "Bản nháp đã sửa", "Bản nháp thành bài") == [
        "Bản nháp thành bài"
    ]


async def test_a_half_changed_draft_goes_on_as_that_draft(site: Site) -> None:
    draft = await post(site.house, "secretary", "Sửa dở dang", unit="cell-a1", publish=False)
    async with signed_in(site, "secretary", f"/news/drafts/{draft}/edit") as robot:
        await robot.until(lambda: robot.field(TITLE))
        await robot.type(TITLE, "Sửa dở dang, phần sau")
        await eventually(lambda: wrote(site.house, "secretary", "phần sau"))
        await robot.go("/news")
        await robot.until("Soạn")
        await robot.go("/news/compose")
        await robot.until(strings.KEPT_TITLE)
        await robot.tap(strings.KEPT_RESUME)
        await robot.until(strings.EDIT_DRAFT)
        await robot.tap(strings.SAVE_DRAFT)
        await robot.until(lambda: robot.page["route"] == "/news/drafts")
    title = site.house.value("select title from handbook.posts where id = %s", draft)
    assert title == "Sửa dở dang, phần sau"


async def test_who_saves_second_is_told_by_whom_and_loses_nothing(site: Site) -> None:
    """Two phones open one draft; the second sees the other's version, comes back, keeps both."""
    house = site.house
    cell = house.found("cell", "ward-a")
    one = house.newcomer(cell, ("secretary", cell), name="Phạm Bí Thư")
    other = house.newcomer(cell, ("deputy_secretary", cell), name="Lê Phó Bí Thư")
    secretary = await house.as_(one)
    file = await secretary.posts.upload(cell, "ke-hoach.pdf", PDF)
    draft = await secretary.posts.save(
        PostCreate(
            key=uuid4(), unit_id=cell, category=Category.NOTICE, title="Cùng soạn",
            body="Nội dung.", files=[file], publish=False,
        )
    )  # fmt: skip
    edit = f"/news/drafts/{draft}/edit"
    async with (
        signed_in(site, one, edit) as first,
        signed_in(site, other, edit, address="192.0.2.11") as second,
    ):
        for robot in (first, second):
            await robot.until(lambda robot=robot: robot.field(TITLE))
        await first.type(TITLE, "Bản của bí thư")
        await first.tap(strings.SAVE_DRAFT)
        await first.until(lambda: first.page["route"] == "/news/drafts")

        await second.type(TITLE, "Bản của phó bí thư")
        await second.tap(strings.SAVE_DRAFT)
        await second.until("Đồng chí Phạm Bí Thư đã lưu bản nháp này lúc hôm nay")
        await second.tap(strings.SEE_OTHER)
        await second.until(lambda: second.page["route"] == f"/news/drafts/{draft}")
        await second.until("Bản của bí thư")

        await second.tap(posts.EDIT)
        await second.until(strings.KEPT_TITLE)
        await second.tap(strings.KEPT_RESUME)
        await second.until(lambda: second.field(TITLE)["value"] == "Bản của phó bí thư")
        await second.tap(strings.SAVE_DRAFT)
        await second.until(strings.SAVE_AS_NEW)
        await second.tap(strings.SAVE_AS_NEW)
        await second.until(lambda: second.page["route"] == "/news/drafts")
        await second.until("Bản của phó bí thư")
        await second.until("Bản của bí thư")
        await eventually(lambda: drafts_of(house, other) == {})
    both = """select array_agg(p.title || ' ' || a.file_name order by p.title) from handbook.posts p
              join handbook.attachments a on a.post_id = p.id where p.unit_id = %s"""
    assert house.value(both, cell) == [
        "Bản của bí thư ke-hoach.pdf", "Bản của phó bí thư ke-hoach.pdf",
    ]  # fmt: skip


async def test_the_same_person_on_two_devices_is_told_so(site: Site) -> None:
    site, house = site, site.house
    draft = await post(house, "secretary", "Trên hai máy", unit="cell-a1", publish=False)
    edit = f"/news/drafts/{draft}/edit"
    async with (
        signed_in(site, "secretary", edit) as phone,
        signed_in(site, "secretary", edit, address="192.0.2.11") as tablet,
    ):
        for robot in (phone, tablet):
            await robot.until(lambda robot=robot: robot.field(TITLE))
        await phone.type(TITLE, "Trên điện thoại")
        await phone.tap(strings.SAVE_DRAFT)
        await phone.until(lambda: phone.page["route"] == "/news/drafts")
        await tablet.type(TITLE, "Trên máy tính bảng")
        await tablet.tap(strings.SAVE_DRAFT)
        await tablet.until("Chính đồng chí đã lưu bản nháp này")
        assert tablet.field(TITLE)["value"] == "Trên máy tính bảng"
    assert house.value("select title from handbook.posts where id = %s", draft) == "Trên điện thoại"


async def test_a_text_changed_after_a_lost_answer_is_never_dropped(site: Site) -> None:
    """The first try went through, its answer did not: the changed text is not taken for it."""
    site, house = site, site.house
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until(strings.UNIT)
        await robot.type(TITLE, "Lần gửi đầu")
        await robot.type(BODY, "Nội dung đầu.")
        await eventually(lambda: wrote(house, "secretary", "Nội dung đầu."))
        form = Form.model_validate(drafts_of(house, "secretary")["post.compose"])
        services = await house.as_("secretary")
        sent = await services.posts.save(to_post(form, "cell", publish=True))
        await robot.type(BODY, "Nội dung đã sửa.")
        await robot.tap(strings.POST)
        await confirm(robot)
        await robot.until("nội dung vừa sửa chưa được gửi")
        await robot.tap(strings.POST)
        await confirm(robot)
        await robot.until("Nội dung đã sửa.")
        await robot.until(lambda: robot.page["route"] != "/news/compose")
    bodies = "select array_agg(body order by body) from handbook.posts where title = 'Lần gửi đầu'"
    assert house.value(bodies) == ["Nội dung đã sửa.", "Nội dung đầu."]
    assert house.value("select body from handbook.posts where id = %s", sent) == "Nội dung đầu."


async def test_what_is_for_the_leaders_below_is_seen_by_them_alone(site: Site) -> None:
    title = "Chỉ riêng cấp ủy, bí thư"
    async with signed_in(site, "office_a", "/news/compose") as robot:
        await robot.until(strings.LEADERS_ONLY)
        await robot.type(TITLE, title)
        await robot.type(BODY, "Chuẩn bị nhân sự cấp ủy.")
        await robot.tap(CATEGORIES[Category.NEWS])
        switch = leaders_only(robot)
        await robot.props(switch["_i"], value=True)
        await robot.event(switch["_i"], "change", True)
        await robot.settle()
        await robot.tap(strings.POST)
        await confirm(robot)
        await robot.until(lambda: robot.page["route"] != "/news/compose")
        post_id = site.house.value("select id from handbook.posts where title = %s", title)
        assert robot.page["route"] == f"/news/{post_id}"
    async with signed_in(site, "secretary", "/news") as leader:
        await leader.until(title)
        await leader.go(f"/news/{post_id}")
        await leader.until("Chuẩn bị nhân sự cấp ủy.")
    async with signed_in(site, "member", "/news") as plain:
        await plain.settle()
        assert not plain.sees(title)
        await plain.go(f"/news/{post_id}")
        await plain.until(NOT_FOUND)
        assert received(plain, title, "Chuẩn bị nhân sự cấp ủy.") == []


def leaders_only(robot: Robot) -> dict[str, Any]:
    """The switch of that name."""
    [found] = [
        switch
        for line in robot.all_of("ListTile")
        if strings.LEADERS_ONLY in robot.words_of(line)
        for switch in walk(line)
        if switch.get("_c") == "Switch"
    ]
    return found
