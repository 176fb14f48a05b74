"""What is typed into the compose screen, and what becomes of it: pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from pydantic import Field

from services.accounts.models import Capability
from services.models import Frozen
from services.posts.models import (
    Attachment,
    Category,
    DocumentFacts,
    DocumentLink,
    DocumentType,
    NewFile,
    Post,
    PostCreate,
)
from views.directives import strings
from views.shared import text
from views.shared.posts.press.fields import press_faults
from views.shared.posts.press.strings import ALTERNATIVE_MISSING

TITLE_LEAST, TITLE_MOST, NUMBER_MOST, LEAD_MOST, BODY_MOST = 3, 300, 60, 2000, 50_000
ACKNOWLEDGE_WITHIN = timedelta(days=7)
PAPERS = (Category.DIRECTIVE, Category.NOTICE, Category.DOCUMENT)
ARTICLES = (Category.NEWS, Category.STUDY)
ASKING = (Category.DIRECTIVE, Category.NOTICE)
KINDS = (Category.DIRECTIVE, Category.NOTICE, Category.NEWS, Category.STUDY, Category.DOCUMENT)
CELLS = ("cell", "cell_group")
_LOWEST_FIRST = ("cell_group", "cell", "sub_committee", "grassroots_body", "ward", "city")


class Form(Frozen):
    """The form as it stands. ``key`` stays the same for all its tries, so none is done twice; it is
    renewed when the database says that an earlier try went through with another content."""

    unit_id: UUID
    acknowledge_by: date | None
    key: UUID = Field(default_factory=uuid4)
    category: Category = Category.DIRECTIVE
    title: str = ""
    number: str = ""
    issued_on: date | None = None
    document_type: DocumentType | None = None
    """None: as the letters of the number say."""
    issuing_body: str = ""
    signatory: str = ""
    subject: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    replaces: DocumentLink | None = None
    replaces_text: str = ""
    lead: str = ""
    body: str = ""
    acknowledge: bool = True
    leaders_only: bool = False
    from_press: bool = False
    source: str = ""
    permission: str = ""
    file: NewFile | None = None
    more_files: tuple[NewFile, ...] = ()
    """Further files of a draft, which stay; only what a picture shows is written here."""
    draft_id: UUID | None = None
    """The draft that is being changed."""
    draft_version: int | None = None
    """As which it was opened."""

    @property
    def is_paper(self) -> bool:
        """Whether it may have a number, a date and the other facts of a paper."""
        return self.category in PAPERS

    @property
    def is_article(self) -> bool:
        """Whether it names its source, and its pictures say what they show."""
        return self.category in ARTICLES

    @property
    def may_ask(self) -> bool:
        """Whether readers may be asked to acknowledge it."""
        return self.category in ASKING

    @property
    def asks(self) -> bool:
        """Whether readers are to acknowledge it."""
        return self.may_ask and self.acknowledge

    @property
    def pictures(self) -> list[NewFile]:
        """All its pictures."""
        files = (*((self.file,) if self.file else ()), *self.more_files)
        return [file for file in files if file.kind == "picture"]

    @property
    def touched(self) -> bool:
        """Whether anything was written that would be a pity to lose."""
        return bool(self.title.strip() or self.body.strip() or self.lead.strip() or self.file)


def publishing_units(held: Iterable[Capability]) -> list[Capability]:
    """The units one may post for, lowest first: a secretary's own cell before the ward."""
    rank = {kind: place for place, kind in enumerate(_LOWEST_FIRST)}
    return sorted(held, key=lambda c: (rank.get(c.unit_kind, len(rank)), c.unit_name))


def new_form(unit_id: UUID, today: date) -> Form:
    """An empty form for a unit: a directive to be acknowledged within a week."""
    return Form(unit_id=unit_id, acknowledge_by=today + ACKNOWLEDGE_WITHIN)


def draft_form(draft: Post, key: UUID) -> Form:
    """The form filled in with a draft."""
    facts, paper = draft.directive, draft.document
    first, *others = [_as_new(a) for a in draft.attachments if not a.quarantined] or [None]
    return Form(
        unit_id=draft.unit_id,
        acknowledge_by=facts.acknowledge_by if facts else None,
        key=key,
        category=draft.category,
        title=draft.title,
        number=(paper.number if paper else None) or "",
        issued_on=paper.issued_on if paper else None,
        **(_facts_of(paper, draft) if paper else {}),
        lead=draft.lead,
        body=draft.body,
        from_press=bool(draft.source),
        source=draft.source or "",
        permission=draft.permission or "",
        acknowledge=facts.wants_acknowledgement if facts else False,
        leaders_only=draft.leaders_only,
        file=first,
        more_files=tuple(other for other in others if other),
        draft_id=draft.post_id,
        draft_version=draft.version,
    )


def as_new_draft(form: Form) -> Form:
    """The same content as a draft of its own. However often it is tried, it becomes one."""
    return form.model_copy(
        update={"key": uuid5(form.key, "copy"), "draft_id": None, "draft_version": None}
    )


def after_refusal(form: Form, code: str) -> Form:
    """The form once the database has said that what it stands for is done with: the same text as
    something new, so that nothing typed is lost and nothing is sent twice unasked."""
    if code == "write.key_reused":
        return form.model_copy(update={"key": uuid4()})
    if code in ("post.not_found", "post.not_a_draft"):
        return form.model_copy(
            update={"key": uuid4(), "draft_id": None, "draft_version": None, "more_files": ()}
        )
    return form


def _facts_of(paper: DocumentFacts, draft: Post) -> dict[str, Any]:
    """What a draft says about its paper, without what the database would have said by itself."""
    return {
        "document_type": paper.type,
        "issuing_body": "" if paper.issuing_body == draft.unit_name else paper.issuing_body,
        "signatory": paper.signatory or "",
        "subject": paper.subject or "",
        "valid_from": paper.valid_from,
        "valid_until": paper.valid_until,
        "replaces": paper.replaces,
        "replaces_text": paper.replaces_text or "",
    }


def _as_new(carried: Attachment) -> NewFile:
    return NewFile.model_validate(carried.model_dump(exclude={"attachment_id"}))


def with_category(form: Form, category: Category) -> Form:
    """Another kind of post; only directives ask for acknowledgement of themselves."""
    return form.model_copy(
        update={"category": category, "acknowledge": category is Category.DIRECTIVE}
    )


def faults(form: Form, today: date, *, draft: bool = False) -> dict[str, str]:
    """What is wrong, by field, in words; a draft needs no more than a title."""
    found: dict[str, str] = {}
    if len(form.title.strip()) < TITLE_LEAST:
        found["title"] = strings.TITLE_SHORT
    if (
        form.is_paper
        and form.valid_from
        and form.valid_until
        and form.valid_until < form.valid_from
    ):
        found["valid_until"] = strings.ENDS_BEFORE_IT_BEGINS
    press = press_faults(form) if form.is_article else {}
    if draft:
        # The source says that it comes from the press: a draft must not forget that.
        return found | {name: words for name, words in press.items() if name == "source"}
    found |= press
    if form.is_article and any(not said(file) for file in form.pictures):
        found["files"] = ALTERNATIVE_MISSING
    if not form.body.strip() and form.file is None:
        found["body"] = strings.BODY_EMPTY
    if form.asks and (form.acknowledge_by is None or form.acknowledge_by < today):
        found["acknowledge_by"] = strings.DEADLINE_MISSING
    if form.is_paper and form.number.strip() and form.issued_on is None:
        found["issued_on"] = strings.DATE_MISSING
    return found


def to_post(form: Form, unit_kind: str, *, publish: bool) -> PostCreate:
    """The post as the service takes it; what the kind of post does not have is left out."""
    return PostCreate(
        # A draft whose answer was lost must not pass for the post that is sent afterwards.
        key=uuid5(form.key, "post" if publish else "draft"),
        unit_id=form.unit_id,
        category=form.category,
        title=form.title.strip(),
        lead="" if form.is_paper else form.lead.strip(),
        body=form.body.strip(),
        leaders_only=form.leaders_only and unit_kind not in CELLS,
        number=form.number.strip() or None if form.is_paper else None,
        issued_on=form.issued_on if form.is_paper else None,
        acknowledge=form.asks,
        acknowledge_by=form.acknowledge_by if form.asks else None,
        files=[*([form.file] if form.file else []), *form.more_files],
        publish=publish,
        draft_id=form.draft_id,
        draft_version=form.draft_version,
        **(_paper(form) if form.is_paper else {}),
        **(_press(form) if form.is_article and form.from_press else {}),
    )


def said(picture: NewFile) -> bool:
    """Whether somebody has written what a picture shows."""
    return bool(picture.alternative.strip())


def described(form: Form, object_name: str, words: str) -> Form:
    """The form once a further picture says what it shows."""
    files = tuple(
        f.model_copy(update={"alternative": words}) if f.object_name == object_name else f
        for f in form.more_files
    )
    return form.model_copy(update={"more_files": files})


def _press(form: Form) -> dict[str, Any]:
    return {
        "from_press": True,
        "source": form.source.strip(),
        "permission": form.permission.strip() or None,
    }


def _paper(form: Form) -> dict[str, Any]:
    """The facts of the paper; what was left empty the database fills in or leaves open."""
    return {
        "document_type": form.document_type,
        "issuing_body": form.issuing_body.strip() or None,
        "signatory": form.signatory.strip() or None,
        "subject": form.subject or None,
        "valid_from": form.valid_from,
        "valid_until": form.valid_until,
        "replaces": form.replaces.post_id if form.replaces else None,
        "replaces_text": None if form.replaces else form.replaces_text.strip() or None,
    }


def audience(form: Form, unit: Capability) -> str:
    """The confirmation in words: who gets it, what is asked of them, that it stays."""
    is_cell = unit.unit_kind in CELLS
    lines = [
        strings.audience(
            unit.unit_name, is_cell=is_cell, leaders_only=form.leaders_only and not is_cell
        )
    ]
    if form.may_ask:
        day = text.day(form.acknowledge_by) if form.asks and form.acknowledge_by else None
        lines.append(strings.wants(day))
    return " ".join([*lines, strings.FINAL])


def with_snippet(body: str, snippet: str) -> str:
    """The text with a piece of Markdown at its end; headings and lists begin their own line."""
    if not snippet.startswith(("#", "- ")):
        return f"{body}{'' if not body or body[-1].isspace() else ' '}{snippet}"
    base = body.rstrip()
    if not base:
        return snippet
    in_list = base.rsplit("\n", 1)[-1].startswith("- ") and snippet.startswith("- ")
    return f"{base}{chr(10) if in_list else chr(10) * 2}{snippet}"
