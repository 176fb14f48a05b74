"""Chromium for tests: opens the app as a phone, finds controls by their names, takes pictures.

Playwright's own browsers are not needed: Debian's headless shell is, or its whole Chromium, which takes
half as much again of the processor. Set CHROMIUM to use another.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Error, Locator, Page, async_playwright
from playwright.async_api import TimeoutError as PlaywrightTimeout

PHONE = (390, 844)
DESKTOP = (1280, 800)
WANTED = "SHOTS" in os.environ or os.environ.get("CI") != "true"
"""Pictures are for people; they take much of a run's time, and in CI nobody looks at them."""
SHOTS = Path(os.environ.get("SHOTS") or Path(gettempdir()) / "handbook-shots")
"""Where pictures go; look at them."""

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Each device compiles the client anew; optimising it as well takes longer than a test lasts.
    "--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering",
]
_PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_PATIENCE = 60_000  # milliseconds; two cores may be shared with a compile

_LOOK_AGAIN = 150
"""Milliseconds between two looks. By itself Playwright looks at every frame, and has one drawn for it."""

Scheme = Literal["light", "dark"]


def chromium() -> str | None:
    """Path of the browser, or None if there is none."""
    found = (shutil.which(name) for name in _PROGRAMS)
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


class Phone:
    """One tab of the app."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        """Errors in the page's console, the one expected (a blocked CDN script) left out."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda m: self._hear(m.type, m.text))

    def _hear(self, kind: str, text: str) -> None:
        # Flet's client asks a CDN for Rive, which the product does not use; the policy stops it.
        if kind == "error" and "rive" not in text and "ERR_NAME_NOT_RESOLVED" not in text:
            self.complaints.append(text)

    async def ready(self) -> None:
        """Wait for the app's first screen (the cover is gone and controls have names)."""
        await self.page.wait_for_selector(
            "flt-semantics[role], flt-semantics-host input", state="attached", timeout=_PATIENCE
        )
        await self.page.wait_for_selector("#cover", state="hidden", timeout=_PATIENCE)

    def button(self, name: str) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=name).first

    def tab(self, name: str) -> Locator:
        """One of the five tabs, in the bar or in the rail."""
        bar = self.page.get_by_role("tab", name=name)
        return bar.or_(self.page.get_by_role("button", name=name)).first

    def field(self, label: str) -> Locator:
        """A text field by its label."""
        return self.page.get_by_role("textbox", name=label).first

    async def tap(self, name: str) -> None:
        """Tap a button by its name, scrolling to it if needed."""
        await self._tap(self.button(name))

    async def tap_tab(self, name: str) -> None:
        """Go to a tab."""
        await self._tap(self.tab(name))

    async def fill(self, label: str, text: str) -> None:
        """Put words into a field at once, as pasting or a keyboard's suggestion does: each key is a
        frame, an event and a look at the form, and costs as much as all of them together do here."""
        field = await self._emptied(label)
        await field.fill(text, timeout=_PATIENCE)

    async def type_in(self, label: str, text: str) -> None:
        """Type into a field key by key, where that is what is looked at."""
        field = await self._emptied(label)
        await field.press_sequentially(text, delay=15)

    async def _emptied(self, label: str) -> Locator:
        field = self.field(label)
        await field.wait_for(state="attached", timeout=_PATIENCE)
        await field.click(timeout=_PATIENCE)
        await field.press("Control+A")
        return field

    async def sees(self, text: str) -> None:
        """Wait until these words are on the screen or are the name of something there."""
        try:
            await self.page.wait_for_function(
                """words => [...document.querySelectorAll(
                     'flt-semantics, flt-semantics-host input, flt-semantics-host textarea, #cover')]
                   .some(e => !e.hidden && ((e.getAttribute('aria-label') || '') + ' '
                     + (e.textContent || '') + ' ' + (e.value || '')).includes(words))""",
                arg=text,
                timeout=_PATIENCE,
                polling=_LOOK_AGAIN,
            )
        except PlaywrightTimeout:
            raise AssertionError(f"not seen: {text!r}; there is:\n{await self.words()}") from None

    async def words(self) -> str:
        """Everything a screen reader would come across."""
        return await self.page.evaluate(
            """() => [...document.querySelectorAll('flt-semantics-host *')]
               .map(e => e.getAttribute('aria-label') || e.value
                 || (e.childElementCount ? '' : e.textContent))
               .filter(Boolean).join('\\n')"""
        )

    async def visit(self, path: str) -> None:
        """Another address of the app, as by a link, without loading it anew; waits until it is there."""
        before = earlier = await self.words()
        await self.page.evaluate(
            "path => { history.pushState(null, '', path);"
            " dispatchEvent(new PopStateEvent('popstate')) }",
            path,
        )
        for _ in range(60):
            await self.page.wait_for_timeout(300)
            now = await self.words()
            if now == earlier and now != before:
                return
            earlier = now
        raise AssertionError(f"nothing new at {path}")

    async def shot(self, name: str) -> None:
        """Take a picture for people into $SHOTS; none in CI, where nobody looks."""
        if WANTED:
            await self.picture(name)

    async def picture(self, name: str) -> Path:
        """Take a picture once the screen has come to rest."""
        path = SHOTS / f"{name}.png"
        before = b""
        for _ in range(20):
            await self.page.wait_for_timeout(400)
            now = await self.page.screenshot(path=path)
            if now == before:
                break
            before = now
        return path

    async def sign_in(self, login: str, password: str) -> None:
        """Sign in on the first screen, typing, and wait for the tabs."""
        await self.type_in("Số điện thoại hoặc email", login)
        await self.type_in("Mật khẩu", password)
        await self.tap("Đăng nhập")
        await self.tab("Trang chủ").wait_for(state="attached", timeout=_PATIENCE)

    async def _tap(self, target: Locator) -> None:
        await target.wait_for(state="attached", timeout=_PATIENCE)
        for last in (False, False, True):
            try:
                await target.scroll_into_view_if_needed(timeout=_PATIENCE)
                break
            except Error as error:
                # Drawn anew between the two steps; the next one is found by the same name.
                if last or "not attached" not in error.message:
                    raise
        await target.click(timeout=_PATIENCE)


class Chromium:
    """A running browser. Use ``browser()``."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    async def context(
        self, size: tuple[int, int] = PHONE, scheme: Scheme = "light"
    ) -> BrowserContext:
        """A device of its own: storage, size, colour scheme."""
        return await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=size[0] < 600,
            reduced_motion="reduce",  # what moves is drawn many times, without a GPU
        )

    async def open(
        self,
        url: str,
        *,
        size: tuple[int, int] = PHONE,
        scheme: Scheme = "light",
        context: BrowserContext | None = None,
        ready: bool = True,
    ) -> Phone:
        """A tab at an address, on a new device unless one is given."""
        place = context or await self.context(size, scheme)
        phone = Phone(await place.new_page())
        await phone.page.goto(url)
        if ready:
            await phone.ready()
        return phone


@asynccontextmanager
async def browser() -> AsyncGenerator[Chromium]:
    """A headless Chromium for the length of the block."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        try:
            yield Chromium(running)
        finally:
            await running.close()
