"""A member's own record on the phone: read, corrected by asking, taken away; all of it at 200 %."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.browser.test_settings import outside
from views import paths
from views.records.mine import strings

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
FILE = "bang-tot-nghiep.pdf"
FIELD = "Trình độ chuyên môn cao nhất"
NEW = "Thạc sĩ Quản lý giáo dục"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evidence."""
    path = tmp_path_factory.mktemp("evidence") / FILE
    path.write_bytes(PDF)
    return path


async def test_asked_for_with_a_paper_followed_withdrawn_and_taken_away(
    site: Site, chrome: Chromium, pdf: Path
) -> None:
    secretary = await site.house.as_("secretary")
    await secretary.records.open(site.house.id("member"))
    await secretary.requests.file(
        uuid4(), "present_address", "5 ngõ Hoa Mẫu", "Bác mới chuyển nhà", [],
        site.house.id("member"),
    )  # fmt: skip
    async with signed_in(chrome, site, "member", "/me") as phone:
        await (await scroll_to(phone, phone.button("Hồ sơ của tôi"))).click()
        await phone.sees(strings.HOW_TO_ASK)
        await phone.shot("my-record")
        await (await scroll_to(phone, phone.button("Số thẻ đảng viên").first)).wait_for()
        await phone.shot("my-record-party")

        # Ask: the field, what it should be, why, the paper.
        await (await scroll_to(phone, phone.button(FIELD))).click()
        await phone.sees(strings.PRESENT)
        await phone.shot("ask-empty")
        await phone.tap(strings.SEND)
        await phone.sees(strings.REASON_SHORT)
        await phone.shot("ask-faults")
        await phone.fill(FIELD, NEW)
        await phone.fill(strings.REASON, "Đã tốt nghiệp năm 2025")
        pick = await scroll_to(phone, phone.button("Chọn tệp"))
        async with phone.page.expect_file_chooser() as chooser:
            await pick.click()
        await (await chooser.value).set_files(pdf)
        await phone.sees(FILE)
        await phone.shot("ask-filled")
        await (await scroll_to(phone, phone.button(strings.SEND))).click()

        # Its state, the paper again, and back out of it.
        await phone.sees(strings.PROPOSED)
        await phone.sees(strings.STATES["open"])
        await phone.shot("my-request")
        document = await scroll_to(phone, phone.button(FILE))
        async with phone.page.expect_download() as download:
            await document.click()
        saved = await download.value
        assert await asyncio.to_thread(Path(await saved.path()).read_bytes) == PDF
        await (await scroll_to(phone, phone.button(strings.WITHDRAW))).click()
        await phone.sees(strings.WITHDRAW_TEXT)
        await phone.shot("withdraw")
        await phone.page.get_by_role("button", name=strings.WITHDRAW).last.click()
        await phone.sees(strings.WITHDRAWN)
        await to_top(phone)
        await phone.sees(strings.STATES["withdrawn"])
        await phone.tap("Quay lại")
        await phone.sees(strings.BY_PROXY)
        await phone.shot("my-requests")

        # Who looked; what I wish; my data as files.
        await phone.page.goto(f"{site.url}{paths.MY_VIEWS}")
        await phone.sees("Mở xem hồ sơ")
        await phone.shot("my-views")
        await phone.page.goto(f"{site.url}{paths.MY_WISHES}")
        await phone.sees(strings.CONTACT_BY)
        await phone.shot("my-wishes")
        await scroll_to(phone, phone.page.get_by_text(strings.CONSENTS_NOTE).first)
        await phone.shot("my-wishes-2")
        await phone.page.goto(f"{site.url}{paths.MY_DATA}")
        await phone.sees(strings.TAKE_INTRO)
        await phone.shot("my-data")
        printed = await taken(phone, strings.TAKE_PDF)
        text = " ".join(p.extract_text() for p in PdfReader(BytesIO(printed)).pages)
        assert "Nguyễn Thị Hạnh" in text
        await phone.page.wait_for_timeout(600)
        data = json.loads(await taken(phone, strings.TAKE_JSON))
        assert data["record"]["full_name"] == "Nguyễn Thị Hạnh"
        assert phone.complaints == []


async def taken(phone: Phone, button: str) -> bytes:
    """Tap and take what the browser saves."""
    target = await scroll_to(phone, phone.button(button))
    async with phone.page.expect_download() as download:
        await target.click()
    path = await (await download.value).path()
    return await asyncio.to_thread(Path(path).read_bytes)


async def test_the_record_and_what_belongs_to_it_fit_at_200_percent(
    site: Site, chrome: Chromium
) -> None:
    routes = (
        paths.MY_RECORD, paths.ask("birth_date"), paths.ask("personal_id"), paths.MY_REQUESTS,
        paths.MY_VIEWS, paths.MY_DATA, paths.MY_WISHES,
    )  # fmt: skip
    async with signed_in(chrome, site, "member", "/me", scale=2.0) as phone:
        for number, path in enumerate(routes):
            await phone.visit(path)
            assert await outside(phone) == [], path
            await phone.shot(f"my-200-{number}")
        await phone.visit(paths.MY_RECORD)
        await phone.sees(strings.MY_REQUESTS)
        await scroll_to(phone, phone.button("Hiện đủ số: Số thẻ đảng viên"), tries=60)
        assert await outside(phone) == []
        await phone.shot("my-200-party")
        assert phone.complaints == []
