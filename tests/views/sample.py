"""A small app on the kit, served for real, for tests of the kit and of the web front."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import flet as ft
import uvicorn
from flet_web.fastapi.flet_app_manager import app_manager
from starlette.routing import BaseRoute

from services.errors import AppError
from views.paths import Tab
from views.shared import parts
from views.shared.buttons import danger_button, primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import ChoiceInput, DateInput, Kind, PasswordInput, SwitchInput, TextInput
from views.shared.flet_typed import component, use_state
from views.shared.guard import toast
from views.shared.hooks import Policy, use_action, use_query, use_request_key
from views.shared.look import current_look, dress, go, use_look
from views.shared.markdown import MarkdownText
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.theme import ThemeChoice
from views.web import WebSettings, build_web, client_address

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SECRET = "psycopg2: password=hunter2 at 10.0.0.7"  # what must never be seen

MARKDOWN = """# Nghị quyết chuyên đề

Căn cứ **Điều lệ Đảng**, chi bộ thống nhất:

1. Đọc và xác nhận trước ngày 03/02/2026.

- Một [liên kết ngoài](https://example.org/van-ban)
- Một [liên kết xấu](javascript:alert(1))
"""


@dataclass
class Backstage:
    """What the test makes the app's services do."""

    load: Callable[[], Awaitable[list[str]]]
    verb: Callable[[str], Awaitable[str]]
    loads: int = 0
    done: list[str] = field(default_factory=list[str])
    seen_addresses: list[str] = field(default_factory=list[str])
    crash_main: bool = False
    pages: list[ft.Page] = field(default_factory=list[ft.Page])
    text_scale: float = 1.0
    choice: ThemeChoice = ThemeChoice.SYSTEM
    policy: Policy = field(default_factory=lambda: Policy(timeout=2, delays=(0.05, 0.1, 0.2)))


async def give(words: list[str]) -> list[str]:
    """A load that answers."""
    return words


def failing(error: Exception) -> Callable[..., Awaitable[Any]]:
    """A load or a verb that raises."""

    async def fail(*_: object) -> Any:
        raise error

    return fail


def backstage(**changes: Any) -> Backstage:
    """Services that work, except for what the test says."""

    async def verb(words: str) -> str:
        return words

    made = Backstage(load=lambda: give(["Nghị quyết số 05"]), verb=verb)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def make_main(back: Backstage) -> Callable[[ft.Page], Awaitable[None]]:
    """The app."""

    @screen
    def HomeScreen() -> ft.View:
        async def load() -> list[str]:
            back.loads += 1
            return await back.load()

        query = use_query(load, name="sample.load", policy=back.policy)
        return scaffold(
            "Trang chủ",
            shown(
                query,
                lambda words: [
                    parts.list_card(
                        [
                            parts.list_item(
                                w,
                                lines=["Đảng ủy phường A · hôm nay 14:05"],
                                marks=[parts.pill("Chờ xác nhận", parts.Tone.WAITING)],
                                unread=True,
                                on_tap=lambda w=w: toast(f"Đã bấm {w}"),
                            )
                            for w in words
                        ]
                    ),
                    secondary_button("Tải lại", query.reload),
                ],
            ),
            tab=Tab.HOME,
            actions=[parts.icon_button(ft.Icons.NOTIFICATIONS_OUTLINED, "Thông báo", lambda: None)],
        )

    @screen
    def NewsScreen() -> ft.View:
        return scaffold("Tin tức", [MarkdownText(MARKDOWN)], tab=Tab.NEWS)

    @screen
    def TasksScreen() -> ft.View:
        words, set_words = use_state(lambda: "")
        secret, set_secret = use_state(lambda: "")
        born, set_born = use_state(lambda: no_date())
        reach, set_reach = use_state(lambda: "all")
        must, set_must = use_state(lambda: True)
        key = use_request_key(words)

        async def send(text: str) -> str:
            result = await back.verb(text)
            back.done.append(key.value)
            return result

        action = use_action(send, on_done=lambda r: toast(f"Đã gửi: {r}"), name="sample.send")
        ask = use_confirm()
        return scaffold(
            "Nhiệm vụ",
            [
                TextInput("Số điện thoại hoặc email", words, set_words, kind=Kind.EMAIL),
                PasswordInput("Mật khẩu", secret, set_secret),
                DateInput(
                    "Ngày sinh", born, set_born, first=date(1920, 1, 1), last=date(2026, 1, 1)
                ),
                ChoiceInput(
                    "Ai được đọc",
                    [("all", "Cả chi bộ"), ("heads", "Chỉ cấp ủy của các đơn vị trực thuộc")],
                    reach,
                    set_reach,
                ),
                SwitchInput("Yêu cầu xác nhận", must, set_must),
                *problem(action.error),
                primary_button("Gửi", lambda: action.run(words), busy=action.busy),
                danger_button(
                    "Xóa",
                    lambda: ask("Xóa?", "Không hoàn tác được.", "Xóa hẳn", lambda: toast("Đã xóa")),
                ),
                parts.note(f"{words}|{len(secret)}|{born}|{reach}|{must}"),
            ],
            tab=Tab.TASKS,
        )

    @screen
    def MeetingsScreen() -> ft.View:
        def raising(_: object) -> None:
            raise RuntimeError(SECRET)

        broken, set_broken = use_state(lambda: False)
        return scaffold(
            "Sinh hoạt",
            [
                # As a screen would do that forgets the kit: a bare handler, a bare component.
                ft.FilledButton("Nút hỏng", on_click=raising),
                ft.FilledButton("Vẽ hỏng", on_click=lambda _: set_broken(True)),
                Bare(broken),
                secondary_button("Nút kit hỏng", lambda: raising(None)),
                parts.note("Màn hình còn sống"),
            ],
            tab=Tab.MEETINGS,
        )

    @screen
    def MeScreen() -> ft.View:
        count, set_count = use_state(lambda: 0)
        if count > 2:
            raise RuntimeError(SECRET)
        return scaffold(
            "Cá nhân",
            [
                parts.key_values([("Đơn vị", "Chi bộ A1, Đảng bộ phường A"), ("Tuổi đảng", "32")]),
                parts.note(f"Lượt bấm: {count}"),
                primary_button("Bấm", lambda: set_count(count + 1)),
                secondary_button("Về trang chủ", lambda: go(Tab.HOME)),
                parts.note(f"Cỡ chữ {current_look().text_scale}"),
            ],
            tab=Tab.ME,
        )

    @component
    def App() -> Any:
        use_look(text_scale=back.text_scale, choice=back.choice, demo=True)
        return cast(Any, ft.Router)(
            [
                ft.Route(index=True, component=HomeScreen),
                ft.Route(path="news", component=NewsScreen),
                ft.Route(path="tasks", component=TasksScreen),
                ft.Route(path="meetings", component=MeetingsScreen),
                ft.Route(path="me", component=MeScreen),
            ],
            manage_views=True,
        )

    async def main(page: ft.Page) -> None:
        back.seen_addresses.append(client_address(page))
        back.pages.append(page)
        if back.crash_main:
            raise RuntimeError(SECRET)
        vi = ft.Locale("vi", "VN")
        page.locale_configuration = ft.LocaleConfiguration([vi], vi)
        dress(page, back.text_scale, back.choice)
        page.render_views(App)

    return main


@component
def Bare(broken: bool) -> ft.Control:
    """A component that does not go through the kit and raises."""
    if broken:
        raise RuntimeError(SECRET)
    return ft.Text("Phần trần")


def no_date() -> date | None:
    """The date field starts empty."""
    return None


@asynccontextmanager
async def served(
    back: Backstage,
    folder: Path,
    *,
    probe: Callable[[], Awaitable[object]] | None = None,
    extra_routes: tuple[BaseRoute, ...] = (),
    compress: bool = False,
    port: int = 0,
    **settings: Any,
) -> AsyncGenerator[str]:
    """The app at an address of this machine, with the product's own web front."""

    async def well() -> bool:
        return True

    app = build_web(
        make_main(back),
        probe=probe or well,
        assets_dir=ASSETS,
        settings=WebSettings(
            cache_dir=folder / "cache",
            upload_dir=folder / "uploads",
            compress=compress,
            **settings,
        ),
        extra_routes=extra_routes,
    )
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listening.close()
        # Flet starts its search for lost sessions once a process; here each server has its own.
        app_manager._FletAppManager__evict_sessions_task = None  # pyright: ignore


def app_error(kind: type[AppError], code: str, reference: str = "") -> AppError:
    """An error as a service raises it."""
    error = kind(code)
    if reference:
        error.reference = reference
    return error
