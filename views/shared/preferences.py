"""The browser's own storage as this app uses it."""

from __future__ import annotations

from typing import Any, Protocol, cast

import flet as ft


def writing_key(user_id: str, what: str = "compose") -> str:
    """Where on the device lies what this person is writing. It goes when the account goes."""
    return f"writing.{user_id}.{what}"


class Preferences(Protocol):
    """The part of ``ft.SharedPreferences`` that is used."""

    async def get(self, key: str) -> Any:
        """The value or None."""
        ...

    async def set(self, key: str, value: str) -> bool:
        """Whether it was stored."""
        ...

    async def remove(self, key: str) -> bool:
        """Whether there was something to remove."""
        ...

    async def get_keys(self, key_prefix: str) -> list[str]:
        """The keys that begin so."""
        ...


class Answering:
    """The device's preferences, noting whether they answered at all."""

    def __init__(self) -> None:
        self._inner = ft.SharedPreferences()
        self.silent = False

    async def get(self, key: str) -> Any:
        """See ``ft.SharedPreferences``."""
        self.silent = True
        try:
            value = cast(Any, await self._inner.get(key))
        except Exception:
            self.silent = False  # it answered: with a refusal
            raise
        self.silent = False
        return value

    async def set(self, key: str, value: str) -> bool:
        """See ``ft.SharedPreferences``."""
        return await self._inner.set(key, value)

    async def remove(self, key: str) -> bool:
        """See ``ft.SharedPreferences``."""
        return await self._inner.remove(key)

    async def get_keys(self, key_prefix: str) -> list[str]:
        """See ``ft.SharedPreferences``."""
        return await self._inner.get_keys(key_prefix)
