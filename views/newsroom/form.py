"""What is typed into an article, and what becomes of it: pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from pydantic import Field

from services.models import Frozen
from services.newsroom.models import Manuscript, ManuscriptSave, Place, VersionText
from services.posts.models import Category, NewFile
from services.posts.strings import PICTURE_MARK_PATTERN, picture_mark
from views.newsroom import strings
from views.shared.posts.press.fields import press_faults
from views.shared.posts.press.strings import ALTERNATIVE_MISSING

TITLE_LEAST, TITLE_MOST, LEAD_MOST, BODY_MOST = 3, 300, 2000, 200_000
ALTERNATIVE_MOST = 1000
PICTURES_MOST = 40
KINDS = (Category.NEWS, Category.STUDY)
_PICTURE_LINE = re.compile(PICTURE_MARK_PATTERN)


class Form(Frozen):
    """An article as it stands on the screen. ``version`` is the one it builds on; ``key`` is one
    piece of work's, so that a first save that was answered late does not make two articles."""

    unit_id: UUID
    target_id: UUID
    key: UUID = Field(default_factory=uuid4)
    manuscript_id: UUID | None = None
    version: int | None = None
    category: Category = Category.NEWS
    title: str = ""
    lead: str = ""
    body: str = ""
    from_press: bool = False
    source: str = ""
    permission: str = ""
    files: tuple[NewFile, ...] = ()
    denied: bool = False
    """Somebody has said that what looks like a secrecy stamp is none."""

    @property
    def touched(self) -> bool:
        """Whether anything was written that would be a pity to lose."""
        return any(x.strip() for x in (self.title, self.lead, self.body, self.source)) or bool(
            self.files
        )

    @property
    def pictures(self) -> list[NewFile]:
        """The pictures, in their order."""
        return [file for file in self.files if file.kind == "picture"]

    def says(self) -> tuple[object, ...]:
        """What is saved, to be compared; spaces around a title are nothing new."""
        return (
            self.target_id, self.category, self.title.strip(), self.lead.strip(), self.body,
            self.from_press, self.source.strip(), self.permission.strip(),
            tuple((f.object_name, f.alternative.strip()) for f in self.files),
        )  # fmt: skip


def new_form(places: Sequence[Place]) -> Form:
    """An empty article of the first unit one writes for, meant for that unit."""
    return Form(unit_id=places[0].unit_id, target_id=places[0].unit_id)


def opened_form(m: Manuscript, key: UUID) -> Form:
    """The form filled in with what the database has."""
    return Form(
        unit_id=m.unit_id,
        target_id=m.target_id,
        key=key,
        manuscript_id=m.manuscript_id,
        version=m.version,
        category=m.category,
        title=m.title,
        lead=m.lead,
        body=m.body,
        from_press=m.from_press,
        source=m.source or "",
        permission=m.permission or "",
        files=tuple(m.files),
    )


def to_save(form: Form, *, apart: bool = False) -> ManuscriptSave:
    """The article as the service takes it. The same content has the same key, so that asking again
    after an answer was lost saves nothing twice."""
    content = f"{form.version}{apart}{form.says()}"
    return ManuscriptSave(
        key=uuid5(form.key, content),
        manuscript_id=form.manuscript_id,
        version=form.version,
        unit_id=form.unit_id,
        target_id=form.target_id,
        category=form.category,
        title=" ".join(form.title.split()),
        lead=form.lead.strip(),
        body=form.body,
        from_press=form.from_press,
        source=form.source.strip() or None,
        permission=form.permission.strip() or None,
        files=list(form.files),
        apart=apart,
    )


def faults(form: Form) -> dict[str, str]:
    """What must be there before others are asked to look at it, by field, in words."""
    found: dict[str, str] = {}
    if len(form.title.strip()) < TITLE_LEAST:
        found["title"] = strings.TITLE_SHORT
    if not form.body.strip():
        found["body"] = strings.BODY_EMPTY
    found |= press_faults(form)
    if any(not one.alternative.strip() for one in form.pictures if not one.quarantined):
        found["files"] = ALTERNATIVE_MISSING
    return found


def check_list(form: Form) -> list[tuple[str, bool, bool]]:
    """What an editor will look for: in words, whether it is there, whether it must be."""
    found = faults(form)
    rows = [
        (strings.CHECK_TITLE, "title" not in found, True),
        (strings.CHECK_BODY, "body" not in found, True),
        (strings.CHECK_LEAD, bool(form.lead.strip()), False),
    ]
    if form.pictures:
        rows.append((strings.CHECK_ALTERNATIVES, "files" not in found, True))
    if form.from_press:
        sourced = not {"source", "permission"} & set(found)
        rows.append((strings.CHECK_SOURCE, sourced, True))
    return rows


# Pictures stand in the text as a line of their own that says which one, e.g. [Ảnh 2].


def picture_line(number: int) -> str:
    """The line that stands for a picture in the text; numbers begin with 1."""
    return picture_mark(number)


def without_picture(form: Form, object_name: str) -> Form:
    """The form without a picture: its line goes, later ones are numbered anew."""
    return with_files(form, tuple(f for f in form.files if f.object_name != object_name))


def moved_picture(form: Form, object_name: str, by: int) -> Form:
    """A picture further ahead or back among the pictures; the text goes on naming the same ones."""
    files = list(form.files)
    at = next((n for n, f in enumerate(files) if f.object_name == object_name), None)
    if at is None or not 0 <= at + by < len(files):
        return form
    files[at], files[at + by] = files[at + by], files[at]
    return with_files(form, tuple(files))


def with_files(form: Form, files: tuple[NewFile, ...]) -> Form:
    """Other files; lines in the text follow their pictures."""
    body = renumbered(form.body, form.pictures, [f for f in files if f.kind == "picture"])
    return form.model_copy(update={"files": files, "body": body})


def renumbered(body: str, before: Sequence[NewFile], after: Sequence[NewFile]) -> str:
    """The text with the numbers its pictures have among ``after``; those gone lose their line."""
    new = {picture.object_name: number for number, picture in enumerate(after, 1)}
    place = {n: new.get(picture.object_name) for n, picture in enumerate(before, 1)}
    lines: list[str] = []
    for line in body.split("\n"):
        found = _PICTURE_LINE.fullmatch(line.strip())
        number = int(found[1]) if found else None
        if number is None or number not in place:
            lines.append(line)
        elif (now := place[number]) is not None:
            lines.append(picture_line(now))
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", text) if text != body else body


def from_word(
    form: Form, title: str, lead: str, body: str, brought: Sequence[NewFile | None]
) -> Form:
    """The form with what a Word file says. ``brought`` are its pictures in their order, None for one
    that could not be brought; they come behind those that are there, and the text says where each
    stands."""
    there = len(form.pictures)
    number = {n: there + 1 + sum(b is not None for b in brought[: n - 1]) for n in _found(brought)}
    lines: list[str] = []
    for line in body.split("\n"):
        named = _PICTURE_LINE.fullmatch(line.strip())
        if named is None:
            lines.append(line)
        elif int(named[1]) in number:
            lines.append(picture_line(number[int(named[1])]))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    if there and number and text == body:  # its only one, on top
        text = f"{picture_line(there + 1)}\n\n{body}"
    files = (*form.files, *(file for file in brought if file is not None))
    return form.model_copy(update={"title": title, "lead": lead, "body": text, "files": files})


def _found(brought: Sequence[NewFile | None]) -> list[int]:
    return [n for n, file in enumerate(brought, 1) if file is not None]


def together(mine: Form, theirs: VersionText | Manuscript, body: str) -> Form:
    """My form on top of the version somebody else has saved, with the text that came of both: files
    of either are kept, and what only I changed stays mine."""
    ours = {f.object_name for f in theirs.files}
    files = (*theirs.files, *(f for f in mine.files if f.object_name not in ours))
    return mine.model_copy(update={"version": theirs.version, "body": body, "files": files})
