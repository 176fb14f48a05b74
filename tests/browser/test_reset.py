"""A forgotten password: asked for, seen by every live device, delayed, approved in person."""

from __future__ import annotations

from tests.browser.kit import Chromium, Phone
from tests.browser.people import close, device_of, to_tab
from tests.browser.serving import Site
from tests.browser.test_activate import CODE, NEW
from tests.house import House, Person


async def ask(chrome: Chromium, site: Site, login: str) -> Phone:
    """Ask for a reset on a device that nobody is signed in on."""
    phone = await chrome.open(f"{site.url}/forgotten")
    await phone.fill("Số điện thoại, email hoặc số thẻ đảng viên", login)
    await phone.tap("Gửi yêu cầu")
    await phone.sees("Yêu cầu đã được ghi nhận")
    return phone


async def use_code(phone: Phone, person: Person, code: str) -> None:
    """Fill the screen for those who have a code."""
    await phone.fill("Số điện thoại, email hoặc số thẻ đảng viên", person.phone)
    await phone.fill("Mã một lần", code)
    await phone.fill("Mật khẩu mới", NEW)
    await phone.fill("Nhập lại mật khẩu mới", NEW)
    await phone.tap("Đặt mật khẩu và đăng nhập")


async def test_the_answer_is_the_same_for_a_stranger(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    known = await ask(chrome, site, own_house.newcomer("cell-a1").phone)
    unknown = await ask(chrome, site, "0987654321")
    assert await known.words() == await unknown.words()
    await close(known, unknown)


async def test_a_reset_takes_effect_after_its_delay(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    cell = own_house.found("cell", "ward-a", "Chi bộ Quên Mật Khẩu")
    secretary = own_house.newcomer(cell, ("secretary", cell))
    person = own_house.newcomer(cell, name="Lê Văn Quên")
    old_device = await device_of(chrome, site, person)
    await old_device.sees("Lê Văn Quên")

    phone = await ask(chrome, site, person.phone)
    await phone.shot("reset-asked")
    await to_tab(old_device, "Cá nhân")
    await old_device.sees("Có người xin đặt lại mật khẩu")

    officer = await device_of(chrome, site, secretary, "/me/accounts/resets")
    await officer.sees("Lê Văn Quên")
    await officer.shot("resets")
    await officer.tap("Đã gặp trực tiếp, duyệt")
    await officer.tap("Tôi đã gặp, duyệt")
    await officer.sees("Mã dùng được từ")
    await officer.shot("reset-code-issued")
    found = CODE.search(await officer.words())
    assert found is not None
    code = found[0].replace(" ", "").replace(",", "")

    await phone.tap("Tôi đã có mã")
    await use_code(phone, person, code)
    await phone.sees("chưa đến giờ dùng")
    await phone.shot("reset-too-early")
    own_house.run(
        "update handbook.reset_requests set effective_at = now() - interval '1 minute'"
        " where member_id = %s",
        person.id,
    )
    await phone.tap("Đặt mật khẩu và đăng nhập")
    await phone.sees("Lê Văn Quên")

    await to_tab(old_device, "Tin tức")
    await old_device.sees("Phiên đăng nhập đã kết thúc")
    await close(phone, old_device, officer)


async def test_a_live_device_cancels_a_reset_that_is_not_its_owners(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a2")
    mine = await device_of(chrome, site, person)
    await mine.tab("Cá nhân").wait_for(state="attached")
    stranger = await ask(chrome, site, person.card)
    await to_tab(mine, "Cá nhân")
    await mine.sees("Có người xin đặt lại mật khẩu")
    await mine.shot("reset-warning")
    await mine.tap("Không phải tôi – hủy")
    await mine.tap("Hủy yêu cầu")
    await mine.sees("Đã hủy yêu cầu")
    state = own_house.value(
        "select state::text from handbook.reset_requests where member_id = %s", person.id
    )
    assert state == "cancelled"
    assert "Có người xin đặt lại mật khẩu" not in await mine.words()
    await close(stranger, mine)
