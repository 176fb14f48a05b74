"""Text size, colours, password, second factor: as changed on a phone."""

from __future__ import annotations

import json
import re

import pytest
from PIL import Image

from tests.authenticator import totp
from tests.browser.kit import Chromium, Phone
from tests.browser.people import close, device_of, enter
from tests.browser.serving import Site
from tests.cast import PASSWORD
from tests.house import House
from views import paths
from views.shared.device import KEY

SCREENS = (
    "/", "/news", "/me", "/me/seen-by", "/me/cell", "/me/log", "/me/settings",
    "/me/settings/look", "/me/settings/password", "/me/settings/devices",
    "/me/settings/accounts", "/me/accounts", "/me/accounts/resets", "/news/compose",
)  # fmt: skip
_OUTSIDE = """() => [...document.querySelectorAll('flt-semantics-host *')]
  .map(e => [e.getBoundingClientRect(), e.getAttribute('aria-label') || e.textContent])
  .filter(([r, words]) => words && r.width > 0 && (r.left < -1 || r.right > innerWidth + 1))
  .map(([r, words]) => words.slice(0, 60))"""


async def outside(phone: Phone) -> list[str]:
    """What reaches beyond the sides of the screen."""
    return await phone.page.evaluate(_OUTSIDE)


async def test_text_of_200_percent_fits_every_screen(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    cell = own_house.found("cell", "ward-a", "Chi bộ Chữ To")
    person = own_house.newcomer(cell, ("secretary", cell), name="Nguyễn Thị Hoàng Phương Thảo")
    phone = await device_of(chrome, site, person, "/me/settings/look")
    await phone.sees("100 %")
    for percent in ("115 %", "130 %", "150 %", "175 %", "200 %"):
        await phone.tap("Chữ to hơn")
        await phone.sees(percent)
    for path in SCREENS:
        await phone.visit(path)
        assert await outside(phone) == [], path
        await phone.shot(f"200{path.replace('/', '-')}")
    await close(phone)


async def test_text_of_200_percent_fits_the_entrance(site: Site, chrome: Chromium) -> None:
    context = await chrome.context()
    state = json.dumps(json.dumps(json.dumps({"device_id": "e" * 32, "text_scale": 2.0})))
    await context.add_init_script(f"localStorage.setItem('flutter.{KEY}', {state})")
    phone = await chrome.open(f"{site.url}{paths.SIGN_IN}", context=context)
    for path in (None, paths.ACTIVATE, paths.FORGOTTEN, paths.RESET_CODE):
        if path is not None:
            await phone.visit(path)
        assert await outside(phone) == [], path
        await phone.shot(f"200-entrance{(path or paths.SIGN_IN).replace('/', '-')}")
    await close(phone)


async def test_high_contrast_is_black_on_white_and_kept_on_the_device(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    phone = await device_of(chrome, site, person, "/me/settings/look")
    await phone.sees("Tương phản cao")
    await phone.page.get_by_role("radio", name="Tương phản cao").click()
    await phone.page.wait_for_timeout(500)
    await phone.page.goto(f"{site.url}/me/settings/password")
    await phone.sees("Mật khẩu hiện nay")
    picture = Image.open(await phone.picture("high-contrast")).convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1 << 20) or []}
    assert picture.getpixel((5, 700)) == (255, 255, 255)
    assert {(0, 0, 0), (0x7A, 0, 0x07)} <= colours
    await close(phone)


async def test_a_changed_password_ends_the_other_devices(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    other = await own_house.sign_in(person)
    phone = await device_of(chrome, site, person, "/me/settings/password")
    await phone.fill("Mật khẩu hiện nay", "không phải mật khẩu")
    await phone.fill("Mật khẩu mới", "ba con mèo vàng ngủ trưa")
    await phone.fill("Nhập lại mật khẩu mới", "ba con mèo vàng ngủ trưa")
    await phone.page.get_by_role("button", name="Đổi mật khẩu").click()
    await phone.sees("Mật khẩu hiện nay chưa đúng")
    await phone.fill("Mật khẩu hiện nay", PASSWORD)
    await phone.page.get_by_role("button", name="Đổi mật khẩu").click()
    await phone.sees("Đã đổi mật khẩu")
    await phone.sees("Cỡ chữ và màu")
    with pytest.raises(Exception, match="session"):
        await other.accounts.me()
    await close(phone)


async def test_the_second_factor_is_set_up_once_and_opens_the_offices_work(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    ward = own_house.unit("ward-a")
    person = own_house.newcomer("cell-a1", ("office_staff", ward), name="Vũ Thị Văn Phòng")
    with own_house.sql("supabase_admin") as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("update handbook.installation set second_factor_lifted = false")
    try:
        phone = await chrome.open(site.url)
        await enter(phone, person)
        await phone.sees("Đồng chí giữ nhiệm vụ ở cấp trên chi bộ")
        await phone.shot("second-factor")
        await phone.tap("Để sau, dùng như đảng viên")
        await phone.sees("Xác thực ngay")
        await phone.tap("Xác thực ngay")
        await phone.tap("Bật xác thực hai lớp")
        await phone.sees("Nhập mã 6 số mà ứng dụng")
        await phone.shot("second-factor-setup")
        found = re.search(r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", await phone.words())
        assert found is not None, await phone.words()
        await phone.fill("Mã 6 số", "000000")
        await phone.tap("Xác nhận")
        await phone.sees("Mã 6 số chưa đúng")
        await phone.fill("Mã 6 số", totp(found[0].replace(" ", "")))
        await phone.tap("Xác nhận")
        await phone.sees("Đã bật xác thực hai lớp")
        level = own_house.value("select aal::text from auth.sessions where user_id = %s", person.id)
        assert level == "aal2"
        await phone.page.goto(site.url)
        await phone.sees("Chào đồng chí")
        assert "Xác thực ngay" not in await phone.words()
        await close(phone)
    finally:
        with own_house.sql("supabase_admin") as connection:
            connection.execute("set session_replication_role = replica")
            connection.execute("update handbook.installation set second_factor_lifted = true")
