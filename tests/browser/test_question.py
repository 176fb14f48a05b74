"""A reader asks, the ward's editor answers, the answer stands under the article without a name."""

from __future__ import annotations

from tests.browser.devices import say_yes, scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium
from tests.browser.serving import Site
from tests.posts.test_save import a_post

ANSWERED = "Được, hội trường có chỗ cho các cháu."
NAME = "Vũ Thị Bạn Đọc"


async def test_asked_answered_published_and_taken_back(site: Site, chrome: Chromium) -> None:
    house = site.house
    children = (
        f"{house.value('select count(*) from handbook.questions')} cháu nhỏ"  # others each try
    )
    asker = house.newcomer("cell-a1", name=NAME)
    office = await house.as_("office_a")
    post = await office.posts.save(a_post(house.unit("ward-a"), title="Họp dân tối thứ Sáu"))
    async with (
        signed_in(chrome, site, asker, f"/news/{post}") as reader,
        signed_in(chrome, site, "office_a", "/me/answers") as editor,
    ):
        await reader.sees("Họp dân tối thứ Sáu")
        await (await scroll_to(reader, reader.button("Hỏi, góp ý"))).click()
        await reader.sees("Chỉ người trả lời biết đồng chí hỏi")
        await reader.fill("Nội dung", f"Tối thứ Sáu có được đưa {children} đi cùng không?")
        agree = await scroll_to(reader, reader.page.get_by_role("switch").first)
        await agree.click()
        await reader.shot("question-ask")
        await reader.tap("Gửi")
        await reader.sees("Chờ trả lời")

        await editor.tap("Tải lại")
        await (await scroll_to(editor, editor.button(children))).click()
        await editor.sees(NAME)
        await editor.fill("Trả lời", ANSWERED)
        publish = await scroll_to(editor, editor.page.get_by_role("switch").first)
        await publish.click()
        await editor.shot("question-answer")
        await editor.tap("Gửi trả lời")
        await editor.sees("Đã gửi trả lời.")

        async with signed_in(chrome, site, "sibling", f"/news/{post}") as other:
            await scroll_to(other, other.page.get_by_text(ANSWERED).first)
            await other.sees(ANSWERED)
            assert NAME not in await other.words()
            await other.shot("question-public")
        assert reader.complaints == []

    async with signed_in(chrome, site, asker) as reader:
        await (await scroll_to(reader, reader.button("đã có trả lời"))).click()
        await reader.tap(children)
        await reader.sees(ANSWERED)
        await (await scroll_to(reader, reader.button("Rút đồng ý đăng công khai"))).click()
        await say_yes(reader, "Rút đồng ý đăng công khai")
        await reader.sees("Đã rút")
    assert await (await house.as_("sibling")).questions.under(post) == []


async def test_figures_are_charts_with_tables(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "news", "/me/figures", size=DESKTOP) as phone:
        await phone.sees("Tháng này")
        await phone.shot("figures-wide")
        await (await scroll_to(phone, phone.button("Xem bảng số").first)).click()
        await phone.sees("Ẩn bảng số")
        assert phone.complaints == []
