"""A session on a phone: it outlives what phones and servers do, and ends everywhere at once."""

from __future__ import annotations

from tests.browser.kit import Chromium
from tests.browser.people import again, close, device_of, enter, to_tab
from tests.browser.serving import Site
from tests.house import House

FORWARDED = "X-Forwarded-For"


async def test_it_stays_after_the_page_was_closed(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    phone = await device_of(chrome, site, own_house.newcomer("cell-a1"), "/me")
    await phone.sees("Tuổi đảng")
    await phone.page.close()
    later = await again(phone, f"{site.url}/me")
    await later.sees("Tuổi đảng")
    await close(later)


async def test_it_stays_when_the_network_address_changes(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    context = await chrome.context()
    await context.set_extra_http_headers({FORWARDED: "198.51.100.7"})
    phone = await chrome.open(f"{site.url}/me/settings", context=context)
    await enter(phone, person)
    await phone.sees("Cỡ chữ và màu")
    seen = own_house.value("select host(ip) from auth.sessions where user_id = %s", person.id)
    assert seen == "198.51.100.7"

    await context.set_extra_http_headers({FORWARDED: "203.0.113.9"})
    site.drop_connections()
    await phone.page.wait_for_timeout(3000)
    await phone.tap("Thiết bị đang đăng nhập")
    await phone.sees("Máy này")
    assert phone.page.url.endswith("/me/settings/devices")
    await close(phone)


async def test_it_stays_when_the_server_restarts_under_an_open_page(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    phone = await device_of(chrome, site, own_house.newcomer("cell-a1"), "/me/settings")
    await phone.sees("Cỡ chữ và màu")
    await site.stop()
    await phone.sees("tự nối lại")
    await site.start()
    await phone.page.wait_for_selector("#cover", state="hidden")
    await phone.tap("Thiết bị đang đăng nhập")
    await phone.sees("Máy này")
    await phone.shot("after-restart")
    await close(phone)


async def test_signing_out_everywhere_ends_the_other_device(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    here = await device_of(chrome, site, person, "/me/settings")
    there = await device_of(chrome, site, person)
    await there.tab("Tin tức").wait_for(state="attached")
    await here.tap("Đăng xuất khỏi mọi thiết bị")
    await here.shot("sign-out-everywhere")
    await here.tap("Đăng xuất mọi thiết bị")
    await here.sees("Đồng chí đã đăng xuất khỏi mọi thiết bị")
    await to_tab(there, "Tin tức")
    await there.sees("Phiên đăng nhập đã kết thúc")
    await there.shot("session-ended")
    assert there.page.url.endswith("/news")
    count = own_house.value("select count(*) from auth.sessions where user_id = %s", person.id)
    assert count == 0
    kept = await there.page.evaluate("() => JSON.stringify(localStorage)")
    assert "refresh_token" not in kept
    await close(here, there)


async def test_another_device_can_be_signed_out_from_the_list(
    own_house: House, site: Site, chrome: Chromium
) -> None:
    person = own_house.newcomer("cell-a1")
    lost = await device_of(chrome, site, person)
    await lost.tab("Cá nhân").wait_for(state="attached")
    mine = await device_of(chrome, site, person, "/me/settings/devices")
    await mine.sees("Máy này")
    await mine.shot("devices")
    await mine.tap("Đăng xuất thiết bị này")
    await mine.tap("Đăng xuất")
    await mine.sees("Đã đăng xuất thiết bị đó")
    await to_tab(lost, "Cá nhân")
    await lost.sees("Phiên đăng nhập đã kết thúc")
    await close(lost, mine)
