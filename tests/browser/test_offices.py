"""Offices above the cell: two officers reset an office holder, the auditor takes the head home."""

from __future__ import annotations

import json

from tests.browser.devices import signed_in
from tests.browser.kit import DESKTOP, Chromium
from tests.browser.people import close, device_of
from tests.browser.serving import Site
from tests.browser.test_activate import CODE
from tests.browser.test_reset import ask, use_code
from tests.house import House

APPROVE, SEEN = "Đã gặp trực tiếp, duyệt", "Tôi đã gặp, duyệt"


async def test_two_officers_reset_one_who_holds_an_office(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    ward = own_house.found("ward", "city", "Đảng ủy phường Hai Người Duyệt")
    cell = own_house.found("cell", ward)
    holder = own_house.newcomer(cell, ("office_staff", ward), name="Đỗ Thị Chánh")
    officers = [
        own_house.newcomer(cell, ("organisation_staff", ward), name=name)
        for name in ("Hoàng Văn Nhất", "Ngô Thị Nhì")
    ]
    phone = await ask(chrome, site, holder.phone)
    first, second = [
        await device_of(chrome, site, officer, "/me/accounts/resets") for officer in officers
    ]
    for officer in (first, second):
        await officer.sees("Đỗ Thị Chánh")

    await first.tap(APPROVE)
    await first.tap(SEEN)
    await first.sees("Chờ một cán bộ khác duyệt")
    await first.shot("reset-first-officer")
    assert CODE.search(await first.words()) is None

    await second.tap(APPROVE)
    await second.tap(SEEN)
    await second.sees("Mã dùng được từ")
    await second.shot("reset-second-officer")
    found = CODE.search(await second.words())
    assert found is not None

    own_house.run(
        "update handbook.reset_requests set effective_at = now() - interval '1 minute'"
        " where member_id = %s",
        holder.id,
    )
    await phone.tap("Tôi đã có mã")
    await use_code(phone, holder, found[0].replace(" ", "").replace(",", ""))
    await phone.sees("Đỗ Thị Chánh")
    await close(phone, first, second)


async def test_the_auditor_downloads_the_head_as_the_database_has_it(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    await own_house.services.service.rpc("seal_audit")
    async with signed_in(chrome, site, "auditor", "/me/audit", size=DESKTOP) as desk:
        await desk.sees("Các dòng nhật ký")
        await desk.sees("Người làm")
        await desk.shot("audit")
        async with desk.page.expect_download() as coming:
            await desk.tap("Tải dấu niêm về máy")
        file = await coming.value
        kept = json.loads((await file.path()).read_text("utf-8"))
        assert file.suggested_filename == f"dau-niem-{kept['seal']}.json"
        head = own_house.value(
            "select encode(head, 'hex') from handbook.audit_seals where seal = %s", kept["seal"]
        )
        assert kept["head"] == head
        await desk.sees("Đã tải tệp dấu niêm")
