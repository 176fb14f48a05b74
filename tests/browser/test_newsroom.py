"""From a contributor's phone to the reader: typed through a lost connection and a closed page, edited,
returned; two editors at one text; due at its hour, pinned, corrected, withdrawn."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from playwright.async_api import TimeoutError as PlaywrightTimeout

from services.newsroom.models import ManuscriptSave, Step
from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site
from tests.newsroom.conftest import Newsroom, found_newsroom

WARD = "Đảng ủy phường Mẫu Tòa Soạn"
BODY = "Bà con góp tiền mua đèn năng lượng mặt trời."
LATER, LAST, UNSENT = " Tối nào cũng sáng.", " Ai cũng vui.", " Có cả ghế đá."


@pytest.fixture(scope="module")
def desk(site: Site) -> Newsroom:
    """A ward of one's own with a newsroom."""
    return found_newsroom(site.house, WARD)


async def press(phone: Phone, name: str, *, last: bool = False) -> None:
    """Tap a button that is called exactly so; the last one is the one in a question."""
    buttons = phone.page.get_by_role("button", name=name, exact=True)
    target = buttons.last if last else buttons.first
    with suppress(PlaywrightTimeout):  # further down a list that draws only what is near
        await target.wait_for(state="attached", timeout=2_500)
    await scroll_to(phone, target)
    await target.click(timeout=60_000)


async def go_on(phone: Phone, words: str) -> None:
    """Type at the end of the text."""
    field = phone.field("Nội dung")
    await field.click()
    await field.press("Control+End")
    await field.press_sequentially(words, delay=15)


async def on_device(phone: Phone, words: str) -> None:
    """Wait until the device keeps a text."""
    await phone.page.wait_for_function(
        """words => Object.entries(localStorage)
             .some(([k, v]) => k.includes('article') && v.includes(words))""",
        arg=json.dumps(words, ensure_ascii=False)[1:-1],
    )


def found(site: Site, title: str, column: str = "state::text") -> str:
    return site.house.value(f"select {column} from handbook.manuscripts where title = %s", title)


async def test_an_article_from_the_contributor_to_the_editor_and_back(
    site: Site, chrome: Chromium, desk: Newsroom
) -> None:
    people = desk.people
    written = site.house.value("select count(*) from handbook.manuscripts")
    title = f"Ngõ Hoa Mẫu sáng đèn {written}"  # another one each time it is tried
    async with signed_in(chrome, site, people["contributor"], "/news/articles") as phone:
        await phone.shot("articles-empty")
        await press(phone, "Viết bài mới")
        await phone.sees("Bài dành cho")
        await phone.shot("write-top")
        radio = phone.page.get_by_role("radio", name=WARD).first
        await (await scroll_to(phone, radio)).click()
        await scroll_to(phone, phone.field("Tiêu đề"))
        await phone.fill("Tiêu đề", title)
        await scroll_to(phone, phone.field("Nội dung"))
        await phone.fill("Nội dung", BODY)
        await phone.sees("Đã lưu lúc")
        assert found(site, title) == "draft"

        # The network goes as soon as the last letter is typed; one goes on once it is back.
        await go_on(phone, LATER)
        site.drop_connections()
        await phone.page.wait_for_timeout(1500)
        await phone.page.wait_for_selector("#cover", state="hidden")
        await phone.sees(BODY + LATER)
        await go_on(phone, LAST)
        for _ in range(60):
            if found(site, title, "body") == BODY + LATER + LAST:
                break
            await phone.page.wait_for_timeout(500)
        assert found(site, title, "body") == BODY + LATER + LAST
        await phone.shot("write")

        # The page goes before the server has the rest: the device has it.
        with site.house.sql() as connection:
            connection.execute("revoke execute on function api.manuscript_save from authenticated")
        try:
            await go_on(phone, UNSENT)
            await on_device(phone, LATER + LAST + UNSENT)
        finally:
            with site.house.sql() as connection:
                connection.execute("grant execute on function api.manuscript_save to authenticated")
        device = phone.page.context
        await phone.page.close()
        manuscript = found(site, title, "id::text")
        phone = await chrome.open(f"{site.url}/news/articles/new", context=device)
        await phone.sees("Bài đang viết dở")
        await phone.shot("write-kept")
        await press(phone, "Viết tiếp phần này")
        await phone.sees("Đã lưu lúc")
        await phone.shot("write-resumed")
        assert found(site, title, "body") == BODY + LATER + LAST + UNSENT
        assert found(site, title, "id::text") == manuscript, "the same article, not a second one"

        await press(phone, "Gửi biên tập")
        await phone.sees("Gửi bài đi biên tập?")
        await phone.shot("write-send")
        await press(phone, "Gửi biên tập", last=True)
        await phone.sees("Đã gửi bài.")
        assert found(site, title) == "submitted"
        await phone.shot("articles")

    async with signed_in(chrome, site, people["editor"], "/news/desk", size=DESKTOP) as editor:
        await editor.sees(title)
        await editor.shot("desk-wide")
        await editor.tap(title)
        await press(editor, "Nhận biên tập")
        await editor.sees("Sửa bài")
        await editor.shot("article-wide")
        await press(editor, "Sửa bài")
        await editor.sees("Bạn đọc sẽ thấy")
        await scroll_to(editor, editor.field("Tiêu đề"))
        await editor.fill("Tiêu đề", f"{title} mỗi đêm")
        await editor.sees("Đã lưu lúc")
        await editor.shot("edit-wide")
        await press(editor, "Xong, về bài")
        await press(editor, "Xem đã sửa gì")
        await editor.sees("thêm: mỗi đêm")
        await editor.shot("changes-wide")
        await editor.tap("Quay lại")
        await press(editor, "Trả lại để sửa")
        await editor.fill("Cần sửa những gì", "Ghi thêm số đèn.")
        await editor.shot("return-wide")
        await press(editor, "Trả lại để sửa")
        await editor.sees("Đã trả lại cho người viết.")
    assert found(site, f"{title} mỗi đêm") == "returned"


async def test_two_editors_at_one_text_both_keep_their_work(
    site: Site, chrome: Chromium, desk: Newsroom
) -> None:
    saved = await desk.at_the_ward(title="Hai người cùng sửa", body="Đoạn một.\n\nĐoạn hai.")
    await desk.go("editor", saved, Step.TAKE)
    path = f"/news/desk/{saved.manuscript_id}/edit"
    async with signed_in(chrome, site, desk.people["editor"], path) as phone:
        await phone.sees("Nội dung")
        other = (await desk.of("editor_2")).newsroom
        there = await other.open(saved.manuscript_id)
        await other.save(
            ManuscriptSave(
                key=saved.manuscript_id,
                manuscript_id=there.manuscript_id,
                version=there.version,
                target_id=there.target_id,
                title=there.title,
                body="Đoạn một.\n\nĐoạn hai, có thêm.",
            )
        )
        await scroll_to(phone, phone.field("Tiêu đề"))
        await phone.fill("Tiêu đề", "Hai người cùng sửa một bài")
        await phone.sees("Phần đồng chí viết vẫn còn nguyên ở đây.")
        await phone.shot("conflict")
        await press(phone, "Lưu bản đã ghép")
        await phone.sees("Đã lưu bản ghép.")
    now = await other.open(saved.manuscript_id)
    assert (now.title, now.body) == (
        "Hai người cùng sửa một bài", "Đoạn một.\n\nĐoạn hai, có thêm.",
    )  # fmt: skip


async def test_an_article_appears_at_its_hour_is_pinned_corrected_and_withdrawn(
    site: Site, chrome: Chromium, desk: Newsroom
) -> None:
    house = site.house
    saved = await desk.at_the_ward(title="Giờ tập trung", body="Tập trung lúc 7 giờ.")
    await desk.go("editor", saved, Step.TAKE)
    article = f"/news/desk/{saved.manuscript_id}"
    async with signed_in(chrome, site, desk.people["editor"], article) as editor:
        await press(editor, "Hẹn giờ đăng")
        await editor.fill("Giờ đăng", "6h15")
        await editor.sees("06:15")
        await editor.shot("schedule")
        await press(editor, "Hẹn giờ đăng")
        await editor.sees("Đã hẹn giờ đăng")
        await editor.shot("article-scheduled")
        house.run(
            "update handbook.manuscripts set publish_at = now() - interval '5 s' where id = %s",
            saved.manuscript_id,
        )
        turns = [await house.services.service.rpc("publish_due") for _ in range(2)]
        assert [turn["published"] for turn in turns] == [1, 0], "once"
        post = house.value(
            "select post_id from handbook.manuscripts where id = %s", saved.manuscript_id
        )
        path = f"/news/{post}"
        await editor.visit(path)
        await editor.sees("Tập trung lúc 7 giờ.")
        await press(editor, "Xử lý bài đã đăng")
        await press(editor, "Ghim lên đầu")
        await editor.sees("Hết ngày này bài tự thôi ghim.")
        await editor.shot("pin")
        await press(editor, "Ghim lên đầu")
        await editor.sees("Bỏ ghim")
        await editor.shot("post-desk")
        await press(editor, "Đính chính")
        await scroll_to(editor, editor.field("Nội dung"))
        await editor.fill("Nội dung", "Tập trung lúc 8 giờ.")
        await scroll_to(editor, editor.field("Lời đính chính"))
        await editor.fill("Lời đính chính", "Sửa giờ tập trung thành 8 giờ.")
        await editor.shot("correct")
        await press(editor, "Đăng bản đính chính")
        await press(editor, "Đăng bản đính chính", last=True)
        await editor.sees("Đã đính chính.")
        await to_top(editor)
        await editor.sees("Sửa giờ tập trung thành 8 giờ.")
        await editor.shot("post-corrected")

        async with signed_in(chrome, site, desk.people["member"], path) as reader:
            await reader.sees("Sửa giờ tập trung thành 8 giờ.")
            await reader.sees("Tập trung lúc 8 giờ.")
            await press(editor, "Xử lý bài đã đăng")
            await press(editor, "Gỡ bài")
            await editor.fill("Lý do gỡ bài", "Buổi tập trung đã hoãn.")
            await editor.shot("withdraw")
            await press(editor, "Gỡ bài")
            await editor.sees("Gỡ bài này?")
            await press(editor, "Gỡ bài", last=True)
            await editor.sees("Đã gỡ bài.")
            await reader.page.reload()
            await reader.ready()
            await reader.sees("Bài này đã được gỡ")
            await reader.sees("Buổi tập trung đã hoãn.")
            assert "Tập trung lúc" not in await reader.words()
            await reader.shot("post-withdrawn")
