"""From a contributor's phone to the reader: written, sent, edited, returned, passed up, published,
corrected, withdrawn; two editors at one text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.async_api import TimeoutError as PlaywrightTimeout

from services.newsroom.models import ManuscriptSave, Step
from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site
from tests.newsroom.conftest import Newsroom, found_newsroom

BODY = "Bà con góp tiền mua đèn năng lượng mặt trời."


@pytest.fixture(scope="module")
def desk(site: Site) -> Newsroom:
    """A ward of one's own with a newsroom."""
    return found_newsroom(site.house, "Đảng ủy phường Mẫu Tòa Soạn")


async def press(phone: Phone, name: str, *, last: bool = False) -> None:
    """Tap a button that is called exactly so; the last one is the one in a question."""
    buttons = phone.page.get_by_role("button", name=name, exact=True)
    target = buttons.last if last else buttons.first
    with suppress(PlaywrightTimeout):  # further down a list that draws only what is near
        await target.wait_for(state="attached", timeout=5_000)
    await scroll_to(phone, target)
    await target.click(timeout=60_000)


def state(site: Site, title: str) -> str:
    return site.house.value("select state::text from handbook.manuscripts where title = %s", title)


async def test_an_article_from_the_contributor_to_the_reader(
    site: Site, chrome: Chromium, desk: Newsroom
) -> None:
    people = desk.people
    written = site.house.value("select count(*) from handbook.manuscripts")
    title = f"Ngõ Hoa Mẫu sáng đèn {written}"  # another one each time it is tried
    async with signed_in(chrome, site, people["contributor"], "/news/articles") as phone:
        await phone.shot("articles-empty")
        await press(phone, "Viết bài mới")
        await phone.sees("Bài dành cho")
        radio = phone.page.get_by_role("radio", name="Đảng ủy phường Mẫu Tòa Soạn").first
        await (await scroll_to(phone, radio)).click()
        await scroll_to(phone, phone.field("Tiêu đề"))
        await phone.fill("Tiêu đề", title)
        await scroll_to(phone, phone.field("Nội dung"))
        await phone.fill("Nội dung", BODY)
        await phone.sees("Đã lưu lúc")
        await phone.shot("write")
        assert state(site, title) == "draft"
        await press(phone, "Gửi biên tập")
        await phone.sees("Gửi bài đi biên tập?")
        await phone.shot("write-send")
        await press(phone, "Gửi biên tập", last=True)
        await phone.sees("Đã gửi bài.")
        assert state(site, title) == "submitted"
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
        await press(editor, "Trả lại để sửa")
        await editor.sees("Đã trả lại cho người viết.")
    assert state(site, f"{title} mỗi đêm") == "returned"


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
        await phone.fill("Tiêu đề", "Hai người cùng sửa một bài")
        await phone.sees("Phần đồng chí viết vẫn còn nguyên ở đây.")
        await phone.shot("conflict")
        await press(phone, "Lưu bản đã ghép")
        await phone.sees("Đã lưu bản ghép.")
    now = await other.open(saved.manuscript_id)
    assert (now.title, now.body) == (
        "Hai người cùng sửa một bài", "Đoạn một.\n\nĐoạn hai, có thêm.",
    )  # fmt: skip


async def test_a_published_article_is_pinned_corrected_and_withdrawn(
    site: Site, chrome: Chromium, desk: Newsroom
) -> None:
    saved = await desk.at_the_ward(title="Giờ tập trung", body="Tập trung lúc 7 giờ.")
    await desk.go("editor", saved, Step.TAKE)
    moved = await desk.go("editor", saved, Step.PUBLISH)
    path = f"/news/{moved.post_id}"
    async with signed_in(chrome, site, desk.people["editor"], path) as editor:
        await editor.sees("Tập trung lúc 7 giờ.")
        await press(editor, "Xử lý bài đã đăng")
        await editor.shot("post-desk")
        await press(editor, "Đính chính")
        await scroll_to(editor, editor.field("Nội dung"))
        await editor.fill("Nội dung", "Tập trung lúc 8 giờ.")
        await scroll_to(editor, editor.field("Lời đính chính"))
        await editor.fill("Lời đính chính", "Sửa giờ tập trung thành 8 giờ.")
        await press(editor, "Đăng bản đính chính")
        await press(editor, "Đăng bản đính chính", last=True)
        await editor.sees("Sửa giờ tập trung thành 8 giờ.")
        await editor.shot("post-corrected")
        await press(editor, "Xử lý bài đã đăng")
        await press(editor, "Gỡ bài")
        await editor.fill("Lý do gỡ bài", "Buổi tập trung đã hoãn.")
        await press(editor, "Gỡ bài")
        await editor.sees("Gỡ bài này?")
        await press(editor, "Gỡ bài", last=True)
        await editor.sees("Đã gỡ bài.")
    async with signed_in(chrome, site, desk.people["member"], path) as reader:
        await reader.sees("Bài này đã được gỡ")
        await reader.sees("Buổi tập trung đã hoãn.")
        assert "Tập trung lúc" not in await reader.words()
        await reader.shot("post-withdrawn")
