"""What several browser tests do with people and their phones."""

from __future__ import annotations

from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.cast import PASSWORD
from tests.house import Person


async def enter(phone: Phone, person: Person, password: str = PASSWORD) -> None:
    """Sign in, wherever that leads."""
    await phone.fill("Số điện thoại hoặc email", person.phone)
    await phone.fill("Mật khẩu", password)
    await phone.tap("Đăng nhập")


async def device_of(chrome: Chromium, site: Site, person: Person, path: str = "") -> Phone:
    """A new device on which somebody is signed in, at an address."""
    phone = await chrome.open(f"{site.url}{path}")
    await enter(phone, person)
    return phone


async def to_tab(phone: Phone, name: str) -> None:
    """Go to one of the five tabs (a post's row may bear the same words)."""
    tab = phone.page.get_by_role("tab", name=name)
    await tab.wait_for(state="attached", timeout=30_000)
    await tab.click()


async def again(phone: Phone, url: str) -> Phone:
    """The same device opens the app anew."""
    page = Phone(await phone.page.context.new_page())
    await page.page.goto(url)
    await page.ready()
    return page


async def close(*phones: Phone) -> None:
    """Put devices away."""
    for phone in phones:
        await phone.page.context.close()
