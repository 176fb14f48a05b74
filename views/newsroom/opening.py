"""With what the writing screen begins, and small questions it asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.newsroom.differences import Keep
from services.newsroom.models import Manuscript, Place, Present, Target
from views.newsroom.form import Form


@dataclass(frozen=True)
class Opened:
    """What the screen begins with."""

    form: Form
    places: tuple[Place, ...] = ()
    """For which units one writes; of a new article."""
    targets: tuple[Target, ...] = ()
    manuscript: Manuscript | None = None


BLANK = Form(unit_id=UUID(int=0), target_id=UUID(int=0), key=UUID(int=0))


def no_form() -> Form | None:
    """Nothing typed yet."""
    return None


def no_time() -> datetime | None:
    """Never saved yet."""
    return None


def nothing_heard() -> tuple[Present, ...] | None:
    """Not told yet who else has it open."""
    return None


def others_of(opened: Opened, heard: tuple[Present, ...] | None) -> tuple[Present, ...]:
    """Who else has it open, as was heard last."""
    if heard is not None:
        return heard
    return tuple(opened.manuscript.others) if opened.manuscript is not None else ()


def no_choices() -> dict[str, Keep]:
    """Nothing chosen yet."""
    return {}


def above(path: str) -> str:
    """The article that is being edited at a path."""
    return path.rsplit("/", 1)[0]


def is_news(left: Form | None, start: Form) -> bool:
    """Whether what lies on the device is something that the server does not have."""
    return left is not None and left.touched and left.says() != start.says()


def same_root(origin: Form, form: Form) -> bool:
    """Whether the form was made from this version, so that it is the origin of both sides."""
    return origin.manuscript_id is not None and origin.version == form.version


def targets_of(places: tuple[Place, ...], unit_id: UUID) -> tuple[Target, ...]:
    """For whom an article of a unit may be meant."""
    return next((tuple(p.targets) for p in places if p.unit_id == unit_id), ())


def denied(form: Form) -> Form:
    """The form once somebody has said that what looks like a secrecy stamp is none."""
    return form.model_copy(update={"denied": True})
