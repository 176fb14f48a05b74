"""The kit in a real browser: seen, typed into, enlarged, disconnected. Pictures go to SHOTS."""

import asyncio
from pathlib import Path

import pytest
from PIL import Image

from services.errors import Unavailable
from tests.browser.kit import DESKTOP, PHONE, Chromium, Phone, Scheme, chromium
from tests.views.sample import SECRET, backstage, failing, served
from views.shared import strings
from views.shared.device import KEY
from views.shared.palettes import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Palette
from views.shared.theme import ThemeChoice

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium here"),
]

TABS = ("Trang chủ", "Tin tức", "Nhiệm vụ", "Sinh hoạt", "Cá nhân")


async def test_the_cover_speaks_first_and_leaves_when_the_screen_is_there(
    tmp_path: Path, chrome: Chromium
) -> None:
    async with served(backstage(), tmp_path) as url:
        phone = await chrome.open(url, ready=False)
        cover = phone.page.locator("#cover")
        assert "Sổ tay đảng viên điện tử" in await cover.inner_text()
        await phone.sees("Nghị quyết số 05")
        await phone.page.wait_for_selector("#cover", state="hidden")
        assert phone.complaints == []


async def test_a_screen_reader_finds_everything_by_name(tmp_path: Path, chrome: Chromium) -> None:
    async with served(backstage(), tmp_path) as url:
        phone = await chrome.open(url)
        await phone.sees("Nghị quyết số 05")
        for tab in TABS:
            assert await phone.page.get_by_role("tab", name=tab).count() == 1, tab
        assert await phone.button("Thông báo").count() == 1
        await phone.tap_tab("Nhiệm vụ")
        await phone.sees("Ngày sinh")
        for label in ("Số điện thoại hoặc email", "Mật khẩu", "Ngày sinh"):
            assert await phone.field(label).count() == 1, label
        for name in (strings.SHOW_PASSWORD, "Gửi", "Xóa"):
            assert await phone.button(name).count() == 1, name
        assert await phone.page.get_by_role("radio", name="Cả chi bộ").count() == 1
        assert await phone.page.get_by_role("switch", name="Yêu cầu xác nhận").count() == 1
        # Whatever can be tapped has a name.
        nameless = await phone.page.evaluate(
            """() => [...document.querySelectorAll('flt-semantics[role=button]')].filter(
                 e => !(e.getAttribute('aria-label') || e.textContent).trim()).length"""
        )
        assert nameless == 0


async def test_typing_choosing_and_sending_work_by_hand(tmp_path: Path, chrome: Chromium) -> None:
    async with served(backstage(), tmp_path) as url:
        phone = await chrome.open(f"{url}/tasks")
        await phone.type_in("Số điện thoại hoặc email", "Nguyễn Thị Ánh Nguyệt")
        await phone.type_in("Mật khẩu", "mật khẩu dài")
        await phone.type_in("Ngày sinh", "3/2/1950")
        await phone.sees("Nguyễn Thị Ánh Nguyệt|12|1950-02-03|all|True")
        await phone.tap(strings.SHOW_PASSWORD)
        await phone.page.get_by_role("radio", name="Chỉ cấp ủy").click()
        await phone.page.get_by_role("switch", name="Yêu cầu xác nhận").click()
        await phone.sees("|heads|False")
        await phone.tap("Gửi")
        await phone.sees("Đã gửi: Nguyễn Thị Ánh Nguyệt")
        assert phone.complaints == []


async def test_the_keyboard_alone_is_enough(tmp_path: Path, chrome: Chromium) -> None:
    async with served(backstage(), tmp_path) as url:
        phone = await chrome.open(f"{url}/me", size=DESKTOP)
        await phone.sees("Lượt bấm: 0")
        reached: list[str] = []
        for _ in range(14):
            await phone.page.keyboard.press("Tab")
            await phone.page.wait_for_timeout(150)  # the focus follows a frame later
            reached.append(
                await phone.page.evaluate(
                    "() => (document.activeElement.getAttribute('aria-label')"
                    " || document.activeElement.textContent || '').trim()"
                )
            )
            if reached[-1] == "Bấm":
                break
        assert reached[-1] == "Bấm", reached
        await phone.page.keyboard.press("Enter")
        await phone.sees("Lượt bấm: 1")


async def test_an_error_is_a_sentence_with_a_retry(tmp_path: Path, chrome: Chromium) -> None:
    back = backstage(load=failing(RuntimeError(SECRET)))
    async with served(back, tmp_path) as url:
        phone = await chrome.open(url)
        await phone.sees(strings.ERRORS["unexpected"])
        await phone.shot("state-error")
        assert "hunter2" not in await phone.words()
        back.load = failing(Unavailable("db"))
        await phone.tap(strings.RETRY)
        await phone.sees(strings.ERRORS["unavailable"])
        # What may pass is tried again without being asked; the button may be gone by now.
        back.load = backstage().load
        await phone.sees("Nghị quyết số 05")


async def test_a_slow_answer_shows_shapes_and_then_says_so(
    tmp_path: Path, chrome: Chromium
) -> None:
    ready = asyncio.Event()

    async def load() -> list[str]:
        await ready.wait()
        return ["Đến rồi"]

    back = backstage(load=load)
    back.policy = type(back.policy)(timeout=30, delays=())
    async with served(back, tmp_path) as url:
        phone = await chrome.open(url)
        await phone.shot("state-loading")
        await phone.sees(strings.LOADING_SLOW)
        ready.set()
        await phone.sees("Đến rồi")


@pytest.mark.parametrize(
    ("choice", "scheme", "palette", "size"),
    [
        (ThemeChoice.SYSTEM, "light", LIGHT, PHONE),
        (ThemeChoice.SYSTEM, "dark", DARK, PHONE),
        (ThemeChoice.LIGHT, "dark", LIGHT, PHONE),
        (ThemeChoice.CONTRAST, "light", CONTRAST_LIGHT, PHONE),
        (ThemeChoice.CONTRAST, "dark", CONTRAST_DARK, PHONE),
        (ThemeChoice.SYSTEM, "dark", DARK, DESKTOP),  # one theme for every width
    ],
)
async def test_the_members_colours_are_on_the_screen(
    tmp_path: Path,
    chrome: Chromium,
    choice: ThemeChoice,
    scheme: Scheme,
    palette: Palette,
    size: tuple[int, int],
) -> None:
    async with served(backstage(choice=choice), tmp_path) as url:
        phone = await chrome.open(f"{url}/tasks", size=size, scheme=scheme)
        await phone.sees("Ngày sinh")
        name = f"form-{choice}-{scheme}-{size[0]}"
        async with asyncio.timeout(30):  # without a GPU, and beside other work, frames lag
            while True:
                shot = await phone.picture(name)
                if _share(shot, palette.surface) > 0.25 and _share(shot, palette.primary) > 0.002:
                    break


@pytest.mark.parametrize("width", [360, 390, 1280])
async def test_nothing_is_cut_off_at_twice_the_size(
    tmp_path: Path, chrome: Chromium, width: int
) -> None:
    """Every screen at 200 %: what a screen reader knows lies within the window's width, and the
    tabs stand whole at its foot."""
    async with served(backstage(text_scale=2.0), tmp_path) as url:
        size = (width, 844 if width < 600 else 800)
        phone = await chrome.open(url, size=size)
        await phone.sees("Nghị quyết số 05")
        for number, tab in enumerate(TABS):
            await phone.tap_tab(tab)
            await phone.page.wait_for_timeout(700)
            await phone.shot(f"large-{width}-{number}")
            outside = await phone.page.evaluate(
                """width => [...document.querySelectorAll(
                     'flt-semantics[role], flt-semantics-host input')]
                   .map(e => [e.getAttribute('role') || e.tagName,
                     e.getAttribute('aria-label') || e.textContent, e.getBoundingClientRect()])
                   .filter(([, , r]) => r.width > 0 && (r.left < -1 || r.right > width + 1))
                   .map(([role, name]) => role + ': ' + name)""",
                width,
            )
            assert outside == [], tab


async def test_a_lost_connection_is_said_and_heals(tmp_path: Path, chrome: Chromium) -> None:
    back = backstage()
    async with served(back, tmp_path) as url:
        port = int(url.rsplit(":", 1)[1])
        phone = await chrome.open(url)
        await phone.sees("Nghị quyết số 05")
    await phone.page.wait_for_selector("#cover", state="visible")
    assert "nối lại" in await phone.page.locator("#cover-text").inner_text()
    await phone.shot("state-lost")
    back.load = backstage(load=lambda: _words("Sau khi khởi động lại")).load
    async with served(back, tmp_path, port=port):
        await phone.page.wait_for_selector("#cover", state="hidden", timeout=60_000)
        await phone.sees("Sau khi khởi động lại")


async def test_a_tab_with_an_outdated_copy_starts_afresh_before_it_connects(
    tmp_path: Path, chrome: Chromium
) -> None:
    context = await chrome.context()
    async with served(backstage(), tmp_path) as url:
        port = int(url.rsplit(":", 1)[1])
        stale = await chrome.open(url, context=context)
        await stale.sees("Nghị quyết số 05")
        await _mark(stale)
        fresh = await chrome.open(url, context=context)
        await fresh.sees("Nghị quyết số 05")
        await _mark(fresh)
        await fresh.page.evaluate(f"localStorage.setItem('flutter.{KEY}', JSON.stringify('newer'))")
    async with served(backstage(), tmp_path, port=port):
        await stale.page.bring_to_front()
        await stale.page.wait_for_function("() => window.sameDocument !== true")
        await _alive(stale)  # it was loaded anew
        await _alive(fresh)
        assert await _marked(fresh)  # it wrote the value itself


async def _words(*words: str) -> list[str]:
    return list(words)


async def _mark(phone: Phone) -> None:
    await phone.page.evaluate("window.sameDocument = true")


async def _marked(phone: Phone) -> bool:
    return await phone.page.evaluate("window.sameDocument === true")


async def _alive(phone: Phone) -> None:
    # A tab in the background draws nothing until it is looked at.
    await phone.page.bring_to_front()
    await phone.page.wait_for_selector("#cover", state="hidden", timeout=60_000)
    await phone.sees("Nghị quyết số 05")


def _share(path: Path, colour: str) -> float:
    """The part of a picture that has exactly this colour."""
    image = Image.open(path).convert("RGB")
    wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    colours = image.getcolors(image.width * image.height) or []
    return sum(n for n, c in colours if c == wanted) / (image.width * image.height)
