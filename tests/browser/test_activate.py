"""A first activation, from the secretary's phone to the member's."""

from __future__ import annotations

import re

from tests.browser.kit import Chromium, Phone
from tests.browser.people import close, device_of
from tests.browser.serving import Site
from tests.house import House, Person

NEW = "bốn quả cam chín trên bàn"
CODE = re.compile(
    r"\b[0-9A-Z](?: [0-9A-Z]){3}, [0-9A-Z](?: [0-9A-Z]){3}, [0-9A-Z](?: [0-9A-Z]){4}\b"
)


async def issued_code(secretary: Phone, name: str) -> str:
    """The secretary issues a code for somebody in the list and reads it."""
    await secretary.tap(name)
    await secretary.tap("Cấp mã")
    await secretary.sees("Trao tận tay")
    found = CODE.search(await secretary.words())
    assert found is not None
    return re.sub(r"[ ,]", "", found[0])


async def fill_activation(phone: Phone, person: Person, code: str) -> None:
    """Everything on the activation screen."""
    await phone.fill("Số thẻ đảng viên hoặc số điện thoại", person.card)
    await phone.fill("Mã một lần", code.lower())
    await phone.fill("Mật khẩu mới", NEW)
    await phone.fill("Nhập lại mật khẩu mới", NEW)
    await phone.tap("Kích hoạt và đăng nhập")


async def test_the_secretary_hands_over_a_code_and_the_member_activates(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    cell = own_house.found("cell", "ward-a", "Chi bộ Kích Hoạt")
    secretary = own_house.newcomer(cell, ("secretary", cell))
    person = own_house.newcomer(cell, account=False, name="Trần Thị Mới")
    at_desk = await device_of(chrome, site, secretary, "/me/accounts")
    await at_desk.sees("Trần Thị Mới")
    await at_desk.shot("accounts")
    code = await issued_code(at_desk, "Trần Thị Mới")
    await at_desk.shot("code")
    assert code not in at_desk.page.url

    phone = await chrome.open(f"{site.url}/kich-hoat")
    await phone.sees("Đồng chí gặp bí thư chi bộ")
    await phone.shot("activate")
    await fill_activation(phone, person, code)
    await phone.sees("Trần Thị Mới")
    assert phone.page.url.rstrip("/") == site.url

    await at_desk.tap("Đã trao xong")
    await at_desk.sees("Đang dùng")
    assert code not in (await at_desk.words()).replace(" ", "")
    await close(phone, at_desk)


async def test_an_expired_code_says_whom_to_ask(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    cell = own_house.found("cell", "ward-a", "Chi bộ Hết Hạn")
    secretary = own_house.newcomer(cell, ("secretary", cell))
    person = own_house.newcomer(cell, account=False)
    services = await own_house.as_(secretary)
    issued = await services.accounts.issue_code(person.id)
    own_house.run(
        "update handbook.one_time_codes set expires_at = now() - interval '1 minute'"
        " where member_id = %s",
        person.id,
    )
    phone = await chrome.open(f"{site.url}/kich-hoat")
    await fill_activation(phone, person, issued.code.get_secret_value())
    await phone.sees(
        "đề nghị nơi đã trao mã (bí thư chi bộ, cán bộ tổ chức hoặc người cài đặt) cấp mã mới"
    )
    await phone.shot("expired-code")
    await close(phone)
