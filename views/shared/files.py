"""Files on the screen. Links to them are made when drawn or tapped, good for a minute, never kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import ParamSpec
from urllib.parse import urljoin, urlsplit

import flet as ft

from services.files import PDF, WORD
from services.runtime import INSIDE
from views.shared.errors import sentence
from views.shared.flet_typed import use_effect
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.look import current_page
from views.shared.parts import list_item

P = ParamSpec("P")

FILE_KINDS = {PDF: "PDF", WORD: "Word"}
"""Names of kinds of papers; they are the same in every language."""
_ICONS = {PDF: ft.Icons.PICTURE_AS_PDF_OUTLINED, WORD: ft.Icons.DESCRIPTION_OUTLINED}


def reachable(link: str, page_url: str | None) -> str:
    """The address a browser can fetch. The embedded gateway's links begin with an address that
    exists inside this process only; the app serves the same path to its own pages."""
    if not link.startswith(f"{INSIDE}/"):
        return link
    inside = link.removeprefix(INSIDE)
    parts = urlsplit(page_url or "")
    if parts.scheme in ("http", "https") and parts.netloc:
        return urljoin(f"{parts.scheme}://{parts.netloc}", inside)
    return inside


def page_url() -> str | None:
    """Where the present page was loaded from, as the client says; good for its own links only."""
    page = current_page()
    try:
        url = page.url if page is not None else None
    except (AttributeError, RuntimeError):  # the client has just gone
        return None
    if url is not None and url.startswith("ws"):
        return f"http{url.removeprefix('ws')}"  # Flet knows the page by its socket's address
    return url


def site_address(path: str) -> str:
    """A path as an address on this site; only the path where the site is not known."""
    parts = urlsplit(page_url() or "")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
    return f"{origin}{path}"


def use_file_opener(
    make_link: Callable[P, Awaitable[str]], errors: Mapping[str, str]
) -> Callable[P, None]:
    """Hook: a function that makes a link with the service's verb and hands the file to the
    browser; what fails is told with the room's sentences."""
    page = current_page()

    async def fetch(*args: P.args, **kwargs: P.kwargs) -> None:
        link = await make_link(*args, **kwargs)
        if page is not None:
            # In the same window: the answer is a download, so the page stays, and no browser
            # takes it for a pop-up.
            await asyncio.wait_for(
                ft.UrlLauncher().launch_url(
                    reachable(link, page_url()), web_only_window_name="_self"
                ),
                10,
            )

    action = use_action(fetch, name="file.open")

    def tell() -> None:
        if action.error is not None:
            toast(sentence(action.error, errors))

    use_effect(tell, [action.error])
    return action.run


def file_item(
    file_name: str,
    content_type: str,
    line: str,
    *,
    on_tap: Callable[[], None] | None = None,
    key: str | None = None,
) -> ft.Control:
    """A file in a list: its name, a smaller line, and the sign of taking it down if a tap does."""
    icon = _ICONS.get(content_type, ft.Icons.IMAGE_OUTLINED)
    return list_item(
        file_name,
        lines=[line],
        leading=ft.Icon(icon, color=ft.Colors.PRIMARY),
        trailing=ft.Icon(ft.Icons.DOWNLOAD) if on_tap else None,
        on_tap=on_tap,
        key=key,
    )
