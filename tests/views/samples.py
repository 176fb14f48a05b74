"""People and posts for pure view tests, as the services would return them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from flet.controls.context import _context_page  # pyright: ignore[reportPrivateUsage]

from services.accounts.models import Capability, Me
from services.container import MemberServices
from services.directives.models import ToAcknowledge
from services.posts.models import (
    Attachment,
    Category,
    DirectiveFacts,
    DocumentFacts,
    FeedItem,
    Post,
)
from tests.render import render
from views.session import MeContext, ServicesContext, SessionContext

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def an_id(name: object) -> UUID:
    """The same id for the same name."""
    return uuid5(NAMESPACE_URL, str(name))


def held(capability: str, unit: str = "Chi bộ A1", kind: str = "cell") -> Capability:
    """A capability at a unit."""
    return Capability(capability=capability, unit_id=an_id(unit), unit_name=unit, unit_kind=kind)


def me(*capabilities: Capability) -> Me:
    """A person of cell A1."""
    return Me(
        member_id=an_id("me"),
        full_name="Nguyễn Thị Hạnh",
        status="official",
        unit_id=an_id("Chi bộ A1"),
        unit_names=["Thành ủy", "Đảng ủy phường Mẫu A", "Chi bộ A1"],
        roles=[],
        capabilities=list(capabilities),
        demo=True,
        needs_second_factor=False,
        resets=[],
    )


def item(name: object = 1, **more: Any) -> FeedItem:
    """A line of the feed."""
    given: dict[str, Any] = {
        "post_id": an_id(name),
        "category": Category.NEWS,
        "title": f"Tin số {name}",
        "lead": "Tóm tắt của tin.",
        "unit_name": "Chi bộ A1",
        "published_at": NOON,
        "leaders_only": False,
        "unread": False,
        "cover": None,
    }
    return FeedItem.model_validate({**given, **more})


def waiting(**more: Any) -> ToAcknowledge:
    """A directive on the home screen."""
    given: dict[str, Any] = {
        "post_id": an_id("waiting"),
        "title": "Phân công giữ liên hệ với hộ dân",
        "number": "09-TB/CB",
        "unit_name": "Chi bộ A1",
        "published_at": NOON,
        "acknowledge_by": date(2026, 11, 25),
        "reminded_at": None,
        "late": False,
    }
    return ToAcknowledge.model_validate({**given, **more})


def facts(**more: Any) -> DirectiveFacts:
    """Acknowledgement of a directive for me."""
    given: dict[str, Any] = {
        "wants_acknowledgement": True,
        "acknowledge_by": date(2026, 11, 25),
        "is_addressee": True,
        "acknowledged_at": None,
    }
    return DirectiveFacts.model_validate({**given, **more})


def paper(**more: Any) -> DocumentFacts:
    """What stands on a directive."""
    given: dict[str, Any] = {
        "type": "notice",
        "number": "09-TB/CB",
        "issued_on": date(2026, 11, 17),
        "issuing_body": "Chi bộ A1",
        "signatory": None,
        "subject": None,
        "valid_from": None,
        "valid_until": None,
        "validity": "in_force",
        "replaced_from": None,
        "replaces_text": None,
        "replaces": None,
        "replaced_by": None,
    }
    return DocumentFacts.model_validate({**given, **more})


def post(**more: Any) -> Post:
    """A post in full."""
    given: dict[str, Any] = {
        "post_id": an_id("post"),
        "version": 1,
        "unit_id": an_id("Chi bộ A1"),
        "unit_name": "Chi bộ A1",
        "category": Category.DIRECTIVE,
        "state": "published",
        "title": "Phân công giữ liên hệ với hộ dân",
        "lead": "",
        "body": "Nội dung.",
        "source": None,
        "leaders_only": False,
        "published_at": NOON,
        "attachments": [],
        "directive": facts(),
        "document": paper(),
        "may_track": False,
        "may_publish": False,
    }
    return Post.model_validate({**given, **more})


def pdf(name: str = "ke-hoach.pdf") -> Attachment:
    """A document of a post."""
    return Attachment(
        attachment_id=an_id(name),
        kind="document",
        object_name=f"{an_id('unit')}/{an_id(name)}.pdf",
        file_name=name,
        content_type="application/pdf",
        size_bytes=2048,
        alternative="",
    )


def draw_as(person: Me, screen: Callable[[], object]) -> Any:
    """A screen or part as somebody sees it at first, before any service has answered."""
    # Nothing is awaited in a headless drawing, so nothing of the services is ever called.
    services = cast(MemberServices, _Unasked())
    token = _context_page.set(cast(Any, _Page()))
    try:
        return render(
            lambda: cast(Any, ServicesContext)(
                services,
                lambda: cast(Any, MeContext)(
                    person, lambda: cast(Any, SessionContext)(services, screen)
                ),
            )
        )
    finally:
        _context_page.reset(token)


class _Page:
    """As much of a page as hooks ask for while nothing is shown to anybody."""

    route = "/"
    url = "http://127.0.0.1:8000"

    def __init__(self) -> None:
        self._dialogs = SimpleNamespace(controls=[])
        self._services = SimpleNamespace(register_service=print)


class _Unasked:
    """Stands where services are handed on; whatever is called on it would fail the test."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *_: object, **__: object) -> Any:
        raise AssertionError("a service was called while drawing")


def tap(control: Any) -> None:
    """What a tap on a control does."""
    control.on_click(None)
