"""Signing in at 390×844: the way in, the refusals, the address one came for."""

from __future__ import annotations

from tests.browser.kit import Chromium
from tests.browser.people import close, enter
from tests.browser.serving import Site
from tests.cast import PASSWORD
from tests.house import House

LOGIN, SECRET = "Số điện thoại hoặc email", "Mật khẩu"


async def test_a_member_signs_in_and_finds_the_five_tabs(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1", name="Nguyễn Thị Vào Cửa")
    phone = await chrome.open(site.url)
    await phone.sees("Tài khoản dùng thử")
    await phone.shot("sign-in")
    await phone.sign_in(person.phone, PASSWORD)
    for tab in ("Trang chủ", "Tin tức", "Nhiệm vụ", "Sinh hoạt", "Cá nhân"):
        await phone.tab(tab).wait_for(state="attached")
    await phone.sees("Nguyễn Thị Vào Cửa")
    await phone.sees("Lần đầu dùng sổ tay?")
    await phone.shot("first-use")
    await phone.tap("Xem hướng dẫn")
    await phone.sees("Bốn điều cần biết")
    await phone.page.go_back()
    await phone.sees("Việc cần làm ngay")
    assert "Lần đầu dùng sổ tay?" not in await phone.words()
    assert phone.complaints == []
    await close(phone)


async def test_enter_in_the_password_field_submits(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    phone = await chrome.open(site.url)
    await phone.type_in(LOGIN, person.phone)
    await phone.type_in(SECRET, PASSWORD)
    await phone.field(SECRET).press("Enter")
    await phone.tab("Trang chủ").wait_for(state="attached")
    await close(phone)


async def test_a_wrong_password_is_said_plainly_and_many_slow_down(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    phone = await chrome.open(site.url)
    await phone.tap("Đăng nhập")
    await phone.sees("Đồng chí nhập mật khẩu.")
    await phone.fill(LOGIN, person.phone)
    await phone.fill(SECRET, "sai mật khẩu rồi nhé")
    await phone.tap("Đăng nhập")
    await phone.sees("mật khẩu chưa đúng")
    await phone.shot("wrong-password")
    for _ in range(30):  # a tap counts for nothing while the last one is still on its way
        if "Đồng chí thử lại sau" in await phone.words():
            break
        await phone.tap("Đăng nhập")
        await phone.page.wait_for_timeout(700)
    await phone.sees("Đồng chí thử lại sau")
    await phone.shot("slow-down")
    assert "Traceback" not in await phone.words()
    await close(phone)


async def test_one_tap_on_a_demo_person_goes_in(site: Site, chrome: Chromium) -> None:
    phone = await chrome.open(site.url)
    await phone.tap("đảng viên chi bộ A1")
    await phone.sees("Chào đồng chí")
    await close(phone)


async def test_an_address_asked_for_before_sign_in_opens_after_it_and_back_works(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    phone = await chrome.open(f"{site.url}/me/settings/devices")
    await phone.tap("Quên mật khẩu")
    await phone.sees("Tôi đã có mã")
    await phone.page.go_back()
    await enter(phone, person)
    await phone.sees("Máy này")
    assert phone.page.url.endswith("/me/settings/devices")
    await phone.tap("Quay lại")
    await phone.sees("Cỡ chữ và màu")
    await phone.page.goto(f"{site.url}/me/settings/look")
    await phone.sees("Chữ to hơn")
    await phone.page.go_back()
    await phone.sees("Đăng xuất khỏi máy này")
    await phone.tap("Quay lại")
    await phone.sees("Tuổi đảng")
    assert phone.page.url.endswith("/me")
    await close(phone)
