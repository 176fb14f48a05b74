"""One article's whole way: a contributor writes it, an editor publishes it, a member reads and asks, the
editor answers and corrects, the member reads the answer. Everybody on a phone of their own."""

from __future__ import annotations

from contextlib import suppress

from playwright.async_api import TimeoutError as PlaywrightTimeout

from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site
from tests.newsroom.conftest import found_newsroom
from tests.wire.kit import eventually, wrote
from views import paths

WARD = "Đảng ủy phường Trọn Đường"
BODY = (
    "Sáng Chủ nhật, bà con dọn ngõ.\n\n## Việc đã làm\n\nTrồng hai mươi cây hoa.\n\n"
    "### Việc còn lại\n\nSơn lại cổng."
)


async def press(phone: Phone, name: str, *, last: bool = False) -> None:
    """Tap a button that is called exactly so; the last one is the one in a question."""
    buttons = phone.page.get_by_role("button", name=name, exact=True)
    target = buttons.last if last else buttons.first
    with suppress(PlaywrightTimeout):  # further down a list that draws only what is near
        await target.wait_for(state="attached", timeout=2_500)
    await scroll_to(phone, target)
    await target.click(timeout=60_000)


async def fill(phone: Phone, label: str, words: str) -> None:
    """Type into a field, wherever it is."""
    await scroll_to(phone, phone.field(label))
    await phone.fill(label, words)


async def test_from_the_contributor_to_the_answer(site: Site, chrome: Chromium) -> None:
    room = found_newsroom(site.house, WARD)
    people = room.people
    tried = site.house.value("select count(*) from handbook.manuscripts")
    title, question = f"Ngõ hoa phường mới {tried}", f"Bao giờ sơn cổng, lần {tried}?"
    answer = "Thứ Bảy này, mời bà con cùng làm."

    async with signed_in(chrome, site, people["contributor"], f"{paths.ARTICLES}/new") as writer:
        await writer.sees("Bài dành cho")
        radio = writer.page.get_by_role("radio", name=WARD).first
        await (await scroll_to(writer, radio)).click()
        await fill(writer, "Tiêu đề", title)
        await fill(writer, "Nội dung", BODY)
        await writer.sees("Đã lưu lúc")
        await press(writer, "Gửi biên tập")
        await writer.sees("Gửi bài đi biên tập?")
        await press(writer, "Gửi biên tập", last=True)
        await writer.sees("Đã gửi bài.")
        assert writer.complaints == []

    async with signed_in(chrome, site, people["editor"], paths.DESK, size=DESKTOP) as editor:
        await editor.tap(title)
        await press(editor, "Nhận biên tập")
        await editor.sees("Sửa bài")
        await press(editor, "Đăng ngay")
        await editor.sees("Đăng bài này?")
        await press(editor, "Đăng ngay", last=True)
        await editor.sees("Đã đăng.")
        assert editor.complaints == []
    post = site.house.value("select id from handbook.posts where title = %s", title)

    async with signed_in(chrome, site, people["member"], "/news") as reader:
        await reader.tap(title)
        await reader.sees("Trồng hai mươi cây hoa.")
        for words, level in ((title, 1), ("Việc đã làm", 2), ("Việc còn lại", 3)):
            heading = reader.page.get_by_role("heading", name=words, level=level)
            await heading.wait_for(state="attached")
        await reader.shot("headings")
        await (await scroll_to(reader, reader.button("Hỏi, góp ý"))).click()
        await reader.sees("Chỉ người trả lời biết đồng chí hỏi")
        await reader.fill("Nội dung", question)
        await press(reader, "Gửi")
        await reader.sees("Chờ trả lời")
        assert reader.complaints == []

    async with signed_in(chrome, site, people["editor"], paths.QUESTIONS) as editor:
        await (await scroll_to(editor, editor.button(question))).click()
        await editor.sees(people["member"].name)
        await fill(editor, "Trả lời", answer)
        await press(editor, "Gửi trả lời")
        await editor.sees("Đã gửi trả lời.")
        await editor.visit(paths.post_desk(paths.post(post), "correct"))
        await fill(editor, "Lời đính chính", "Ghi thêm ngày sơn cổng")
        await scroll_to(editor, editor.field("Nội dung"))
        await editor.fill("Nội dung", f"{BODY} Thứ Bảy này.".replace("\n", " "))
        await press(editor, "Đăng bản đính chính")
        await editor.sees("Đăng bản đính chính?")
        await press(editor, "Đăng bản đính chính", last=True)
        await editor.sees("Đã đính chính.")
        assert editor.complaints == []

    async with signed_in(chrome, site, people["member"]) as reader:
        await (await scroll_to(reader, reader.button("đã có trả lời"))).click()
        await reader.tap(question)
        await reader.sees(answer)
        await reader.visit(paths.post(post))
        await reader.sees("Ghi thêm ngày sơn cổng")
        await reader.shot("whole-path-read")
        assert reader.complaints == []


async def test_the_form_of_a_papers_correction(site: Site, chrome: Chromium) -> None:
    """What only pixels show; what it does is in tests/wire/test_corrections.py."""
    post = site.house.value(
        "select p.id from handbook.posts p join handbook.documents d on d.post_id = p.id"
        " where p.unit_id = %s and p.state = 'published' order by p.published_at desc limit 1",
        site.house.unit("ward-a"),
    )
    here = paths.post_desk(paths.post(post), "correct")
    async with signed_in(chrome, site, "office_a", here) as phone:
        await phone.sees("Thông tin trên văn bản")
        await fill(phone, "Người ký", "Ngô Văn Đúng")
        await eventually(lambda: wrote(site.house, "office_a", "Ngô Văn"))
        again = await chrome.open(f"{site.url}{here}", context=phone.page.context)
        await again.sees("Đã lấy lại phần đính chính")
        await again.shot("correction-kept")
        await scroll_to(again, again.button("Tìm văn bản cũ trong hệ thống"))
        await again.shot("correction-facts")
        await scroll_to(again, again.page.get_by_text("Loại văn bản").last)
        await again.shot("correction-kinds")


async def test_the_filters_of_the_search_leave_room_for_what_is_found(
    site: Site, chrome: Chromium
) -> None:
    async with signed_in(chrome, site, "member", paths.search()) as phone:
        await press(phone, "Lọc theo nơi đăng, loại, năm")
        last = phone.button("Hiệu lực của văn bản: Tất cả")
        await last.wait_for(state="attached")
        await phone.shot("search-filters")
        box = await last.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844, "all of them are in sight"
        await phone.tap("Năm: Tất cả")
        await phone.shot("search-filters-years")
        assert phone.complaints == []
