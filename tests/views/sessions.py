"""A session for pure view tests: what its verbs do is asserted by what was called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from services.accounts.models import Me
from tests.views.samples import draw_as
from views.session import KnownAccount, Session, SessionContext
from views.shared.theme import ThemeChoice


@dataclass
class Calls:
    """What a screen asked of the session, in order."""

    made: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])

    def note(self, name: str) -> Callable[..., None]:
        """A verb without an answer."""
        return lambda *given: self.made.append((name, *given))

    def verb(self, name: str) -> Callable[..., Any]:
        """A verb that is awaited."""

        async def run(*given: object) -> None:
            self.made.append((name, *given))

        return run


def session(calls: Calls | None = None, **more: Any) -> Session:
    """Somebody's session on a device of their own."""
    calls = calls or Calls()
    plain = Session(
        user_id="me",
        accounts=(KnownAccount("me", "Nguyễn Thị Hạnh"),),
        sign_out=calls.verb("sign_out"),
        sign_out_everywhere=calls.verb("sign_out_everywhere"),
        switch_account=calls.verb("switch_account"),
        add_account=calls.note("add_account"),
        remove_account=calls.verb("remove_account"),
        adopt=calls.verb("adopt"),
        refresh_me=calls.verb("refresh_me"),
        put_off_factor=calls.note("put_off_factor"),
        text_scale=1.0,
        theme=ThemeChoice.SYSTEM,
        set_look=calls.note("set_look"),
        guide_seen=True,
        dismiss_guide=calls.note("dismiss_guide"),
    )
    return replace(plain, **more)


def draw_in(held: Session, person: Me, screen: Callable[[], object]) -> Any:
    """A screen as somebody sees it at first, with a session."""
    return draw_as(person, lambda: cast(Any, SessionContext)(held, screen))
