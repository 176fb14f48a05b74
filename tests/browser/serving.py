"""The real app on a free port, in the tests' own event loop; it can be restarted."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import uvicorn
from flet_web.fastapi.flet_app_manager import app_manager
from starlette.routing import Route
from starlette.types import ASGIApp

from services.settings import Settings
from tests.house import House, open_house
from views.root import make_main
from views.serve import SIGNED_DOWNLOAD
from views.web import WebSettings, build_web

ASSETS = Path(__file__).resolve().parents[2] / "assets"


@dataclass
class Site:
    """A house with its web front. ``proxied`` trusts X-Forwarded-For from this machine."""

    house: House
    folder: Path
    proxied: bool = False
    session_seconds: int = 900
    port: int = 0
    _server: uvicorn.Server | None = None
    _task: asyncio.Task[None] | None = None
    _settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        self._settings = Settings.model_validate(
            {
                "data_dir": self.folder,
                "session_seconds": self.session_seconds,
                "compress": False,  # a minute of both cores, for files that come from this machine
                "trusted_proxies": ("127.0.0.1",) if self.proxied else (),
            }
        )

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen; on the same port as before after a stop."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self._app(),
            log_config=None,
            access_log=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            ws_max_size=16 * 2**20,
        )
        self._server = uvicorn.Server(config)
        self._task = asyncio.create_task(self._serve(self._server, listening))
        while not self._server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """Cut all connections and forget all screens."""
        if self._server is None or self._task is None:
            return
        self._server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._server = self._task = None
        # Flet keeps screens beside its apps, where a stopped process would not.
        kept = cast("dict[str, object]", app_manager._FletAppManager__sessions)  # pyright: ignore
        for session_id in list(kept):
            await app_manager.delete_session(session_id)

    def drop_connections(self) -> None:
        """Cut all connections, as a phone that changes networks does; screens are kept."""
        if self._server is not None:
            for connection in list(self._server.server_state.connections):
                transport = connection.transport  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportAttributeAccessIssue]
                transport.abort()  # pyright: ignore[reportUnknownMemberType]

    async def restart(self) -> None:
        """As after a crash or an update: no screen of before is known."""
        await self.stop()
        await self.start()

    def _app(self) -> ASGIApp:
        async def probe() -> bool:
            return bool(await self.house.services.service.rpc("ready"))

        settings = WebSettings.from_settings(self._settings)
        return build_web(
            make_main(self.house.services, self._settings, demo=True),
            probe=probe,
            assets_dir=ASSETS,
            settings=settings,
            extra_routes=[Route(SIGNED_DOWNLOAD, self.house.gateway, methods=["GET"])],
        )

    @staticmethod
    async def _serve(server: uvicorn.Server, listening: socket.socket) -> None:
        # Signals are pytest's.
        server.install_signal_handlers = lambda: None  # pyright: ignore[reportAttributeAccessIssue]
        with contextlib.suppress(SystemExit):
            await server.serve(sockets=[listening])


@contextlib.asynccontextmanager
async def open_site(make_folder: Callable[[str], Path]) -> AsyncGenerator[Site]:
    """The app as members reach it, on a house of its own: its tests post, sign people out and break
    things. This machine counts as a listed proxy."""
    async with open_house(make_folder("house")) as house:
        site = Site(house, make_folder("site"), proxied=True)
        await site.start()
        try:
            yield site
        finally:
            await site.stop()
