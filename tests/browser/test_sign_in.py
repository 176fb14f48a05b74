"""Signing in at 390×844, as a member does."""

from __future__ import annotations

from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.cast import PASSWORD, PHONES


async def test_a_member_signs_in_and_sees_the_home_screen(site: Site, chrome: Chromium) -> None:
    phone = await chrome.open(site.url)
    await phone.shot("sign-in")
    await phone.fill("Số điện thoại hoặc email", PHONES["member"])
    await phone.fill("Mật khẩu", PASSWORD)
    await phone.tap("Đăng nhập")
    await phone.sees("Làm quen với sổ tay")
    await phone.shot("guide")
    await phone.tap("Tôi đã hiểu, bắt đầu")
    await phone.sees("Trang chủ")
    await phone.shot("home")
    assert phone.complaints == []
    await phone.page.context.close()
