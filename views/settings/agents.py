"""What a browser says of itself, in plain words."""

from __future__ import annotations

from views.settings import strings

# The first that is found counts: most browsers also name those they descend from.
_BROWSERS: tuple[tuple[str, str], ...] = (
    ("CocCoc", "Cốc Cốc"),
    ("coc_coc", "Cốc Cốc"),
    ("Zalo", "Zalo"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def device_in_words(user_agent: str | None) -> str:
    """Such as ``Chrome trên điện thoại Android``; never the raw text."""
    agent = user_agent or ""
    browser = next((name for mark, name in _BROWSERS if mark in agent), None)
    return strings.device_name(browser, _system(agent))


def _system(agent: str) -> str | None:
    if "iPhone" in agent:
        return "iPhone"
    if "iPad" in agent:
        return "iPad"
    if "Android" in agent:
        return strings.ANDROID if "Mobile" in agent else strings.ANDROID_TABLET
    if "Windows" in agent:
        return strings.WINDOWS
    if "Macintosh" in agent:
        return strings.MAC
    if "Linux" in agent:
        return strings.LINUX
    return None
