"""Words that look classified: every form asks, takes a no and a yes."""

from __future__ import annotations

from contextlib import suppress

from playwright.async_api import TimeoutError as PlaywrightTimeout

from services.newsroom.models import Step
from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.newsroom.conftest import found_newsroom
from tests.permissions.world import Text, write
from views import paths
from views.shared import strings as shared

ASKED = "Dừng lại: có thể là tài liệu mật"
SURE = "Không phải tài liệu mật, tiếp tục"
STAMPED = "Theo công văn MẬT số 3"


async def press(phone: Phone, name: str, *, last: bool = False) -> None:
    """Tap a button that is called exactly so; the last one is the one in a question."""
    buttons = phone.page.get_by_role("button", name=name, exact=True)
    target = buttons.last if last else buttons.first
    with suppress(PlaywrightTimeout):
        await target.wait_for(state="attached", timeout=2_500)
    await scroll_to(phone, target)
    await target.click(timeout=60_000)


async def no_then_yes(phone: Phone, send: str, shot: str) -> None:
    """The question is shown; no leaves what is typed, yes sends it."""
    await phone.sees(ASKED)
    await phone.shot(shot)
    await press(phone, shared.BACK_TO_WORDS, last=True)
    await phone.page.get_by_text(ASKED).first.wait_for(state="detached")
    await press(phone, send)


async def test_questions_answers_and_reasons(site: Site, chrome: Chromium) -> None:
    house = site.house
    room = found_newsroom(house, "Đảng ủy phường Có Dấu")
    asked = house.value("select count(*) from handbook.questions")
    words = f"{STAMPED}, lần {asked}"
    post = write(house, Text("cell-a1"))
    asker = house.newcomer("cell-a1")
    async with signed_in(chrome, site, asker, f"/news/{post}/ask") as phone:
        await phone.fill("Nội dung", words)
        await press(phone, "Gửi")
        await no_then_yes(phone, "Gửi", "stamp-question")
        await press(phone, SURE, last=True)
        await phone.sees("Chờ trả lời")
    question = house.value("select id from handbook.questions where words = %s", words)

    async with signed_in(chrome, site, "secretary", f"/me/answers/{question}") as phone:
        await phone.sees(words)
        await scroll_to(phone, phone.field("Trả lời"))
        await phone.fill("Trả lời", words)
        await press(phone, "Gửi trả lời")
        await no_then_yes(phone, "Gửi trả lời", "stamp-answer")
        await press(phone, SURE, last=True)
        await phone.sees("Đã gửi trả lời.")

        await phone.visit(paths.post_desk(paths.post(post), "withdraw"))
        await phone.fill("Lý do gỡ bài", STAMPED)
        await press(phone, "Gỡ bài")
        await phone.shot("withdraw-confirm")
        await press(phone, "Gỡ bài", last=True)
        await phone.sees(ASKED)
        await phone.shot("stamp-withdraw")
        await press(phone, SURE, last=True)
        await phone.sees("bạn đọc không đọc được nữa")
        assert phone.complaints == []

    saved = await room.at_the_ward()
    await room.go("editor", saved, Step.TAKE)
    async with signed_in(
        chrome,
        site,
        room.people["editor"],
        paths.article(saved.manuscript_id, "return", paths.DESK),
    ) as phone:
        await phone.fill("Cần sửa những gì", STAMPED)
        await press(phone, "Trả lại để sửa")
        await no_then_yes(phone, "Trả lại để sửa", "stamp-return")
        await press(phone, SURE, last=True)
        await phone.sees("Đã trả lại")
    state = "select state::text from handbook.manuscripts where id = %s"
    assert house.value(state, saved.manuscript_id) == "returned"
