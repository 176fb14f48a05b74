"""Phones on which one of the cast is signed in already, and how a person finds things on them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import FloatRect, Locator
from playwright.async_api import TimeoutError as PlaywrightTimeout

from tests.browser.kit import PHONE, Chromium, Phone
from tests.browser.serving import Site
from tests.house import Person
from views.shared.device import KEY

_STORED = f"flutter.{KEY}"
_PATIENCE = 20_000
_STEP = 350


@dataclass
class Taps:
    """Counts what a finger does after the typing."""

    phone: Phone
    made: list[str] = field(default_factory=list[str])

    async def tap(self, target: Locator, name: str) -> None:
        """One tap."""
        self.made.append(name)
        await target.click(timeout=_PATIENCE)


@asynccontextmanager
async def signed_in(
    chrome: Chromium,
    site: Site,
    who: str | Person,
    path: str = "/",
    *,
    scale: float = 1.0,
    size: tuple[int, int] = PHONE,
    theme: str = "system",
) -> AsyncGenerator[Phone]:
    """A phone of its own on which somebody has signed in before; it opens at ``path``."""
    services = await site.house.sign_in(who)
    me = await services.accounts.me()
    user_id = services.pair.user_id
    name = who if isinstance(who, str) else who.phone
    state = {
        "device_id": (f"{name.encode().hex()}{user_id.replace('-', '')}" * 2)[:32],
        "current": user_id,
        "accounts": [
            {
                "user_id": user_id,
                "name": me.full_name,
                "refresh_token": services.pair.refresh_token.get_secret_value(),
            }
        ],
        "text_scale": scale,
        "theme": theme,
        "seen": [f"guide {user_id}"],
    }
    context = await chrome.context(size)
    stored = json.dumps(json.dumps(state, ensure_ascii=False))
    await context.add_init_script(
        f"if (!localStorage.getItem({json.dumps(_STORED)}))"
        f" localStorage.setItem({json.dumps(_STORED)}, {json.dumps(stored)})"
    )
    phone = await chrome.open(f"{site.url}{path}", context=context)
    try:
        yield phone
    finally:
        await context.close()


async def box_of(target: Locator) -> FloatRect | None:
    """Where it is; None when it is not there, or no longer: Flutter makes what comes into sight anew."""
    if not await target.count():
        return None
    with suppress(PlaywrightTimeout):
        return await target.bounding_box(timeout=500)
    return None


async def scroll_to(phone: Phone, target: Locator, *, tries: int = 30) -> Locator:
    """Bring something into the middle of the screen with the wheel, as a thumb would; or as far as it
    goes, where the screen ends."""
    page = phone.page
    size = page.viewport_size or {"width": 390, "height": 844}
    await page.mouse.move(size["width"] / 2, size["height"] / 2)
    before, turned = None, False
    for _ in range(tries):
        box = await box_of(target)
        middle = 0.0 if box is None else (box["y"] + box["height"] / 2) / size["height"]
        in_sight = box is not None and 0 <= box["y"] <= size["height"] - box["height"]
        # A tap while the wheel still turns it would meet its neighbour.
        at_rest = box == before or not turned
        if at_rest and (0.18 < middle < 0.8 or (in_sight and turned)):
            return target
        before = box
        if not 0.18 < middle < 0.8:
            down = box is None or box["y"] > size["height"] / 2
            await page.mouse.wheel(0, _STEP if down else -_STEP)
            turned = True
        await page.wait_for_timeout(120)
    return target


async def scroll(phone: Phone, by: int) -> None:
    """Turn the wheel."""
    size = phone.page.viewport_size or {"width": 390, "height": 844}
    await phone.page.mouse.move(size["width"] / 2, size["height"] / 2)
    await phone.page.mouse.wheel(0, by)
    await phone.page.wait_for_timeout(500)


async def to_top(phone: Phone) -> None:
    """Back to the beginning of the screen."""
    await scroll(phone, -20_000)


async def to_tab(phone: Phone, name: str) -> None:
    """Go to one of the five tabs, whatever else on the screen has such a name."""
    await phone.page.get_by_role("tab", name=name).first.click(timeout=_PATIENCE)


async def tap_in(phone: Phone, name: str) -> None:
    """Tap a button that may lie further down."""
    await (await scroll_to(phone, phone.button(name))).click()


async def confirmed(phone: Phone, name: str) -> None:
    """The same for one that asks first."""
    await tap_in(phone, name)
    await say_yes(phone, name)


async def say_yes(phone: Phone, name: str) -> None:
    """The yes of a question over the screen, once it is there: below it stands a button of that name too."""
    question = phone.page.get_by_role("alertdialog")
    await question.get_by_role("button", name=name, exact=True).click(timeout=_PATIENCE)


async def scroll_till(phone: Phone, words: str) -> None:
    """Turn the wheel until these words are there: what is out of sight has no name in Flutter."""
    for _ in range(20):
        if words in await phone.words():
            return
        await scroll(phone, 2_000)
    await phone.sees(words)


async def fill_in(phone: Phone, label: str, words: str) -> None:
    """Type into a field that may lie further down."""
    await scroll_to(phone, phone.page.get_by_label(label, exact=True))
    await phone.fill(label, words)


async def turn_on(phone: Phone, name: str) -> None:
    """Turn the switch of a line that may lie further down."""
    target = phone.page.get_by_role("switch", name=name).first
    await (await scroll_to(phone, target)).click()


async def choose(phone: Phone, name: str) -> None:
    """Take one of several, wherever it stands."""
    target = phone.page.get_by_role("radio", name=name, exact=True).first
    await (await scroll_to(phone, target)).click()


async def picked(phone: Phone, button: str, file: Path) -> None:
    """Pick a file of the device with the button that asks for one."""
    pick = await scroll_to(phone, phone.button(button))
    async with phone.page.expect_file_chooser() as chooser:
        await pick.click()
    await (await chooser.value).set_files(file)
    await phone.sees(file.name)


async def taken(phone: Phone, name: str) -> tuple[str, bytes]:
    """A file that the phone gets when a button is tapped: what it is called, what is in it."""
    async with phone.page.expect_download() as coming:
        await tap_in(phone, name)
    file = await coming.value
    return file.suggested_filename, await asyncio.to_thread(Path(await file.path()).read_bytes)
