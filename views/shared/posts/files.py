"""Links to files of posts: made when drawn or tapped, good for a minute, never kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import flet as ft

from services.runtime import INSIDE
from views.session import use_services
from views.shared.errors import sentence
from views.shared.flet_typed import use_effect
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.look import current_page
from views.shared.posts import strings


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
        return page.url if page is not None else None
    except (AttributeError, RuntimeError):  # the client has just gone
        return None


def use_file_opener() -> tuple[Callable[[str, str], None], bool]:
    """Hook: a function (object name, file name) that makes a link and hands the file to the
    browser; and whether it is at work."""
    services = use_services()
    page = current_page()

    async def fetch(object_name: str, file_name: str) -> None:
        link = await services.posts.link(object_name, file_name)
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
            toast(sentence(action.error, strings.ERRORS))

    use_effect(tell, [action.error])
    return action.run, action.busy
