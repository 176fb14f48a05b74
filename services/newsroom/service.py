"""Verbs of the newsroom."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Conflict
from services.files import (
    accepted_name,
    content_type_of,
    denied_stamp,
    looks_classified,
    random_name,
)
from services.gateway import MemberGateway
from services.newsroom.models import (
    Correction,
    Counts,
    History,
    Line,
    Manuscript,
    ManuscriptSave,
    Moved,
    Place,
    PostHistory,
    PostStep,
    Presence,
    Saved,
    Show,
    Step,
    VersionText,
)
from services.pictures import bare, looks_like_picture
from services.posts.models import NewFile

PAGE = 20
_LINES = TypeAdapter(list[Line])
_PLACES = TypeAdapter(list[Place])
_TEXTS = TypeAdapter(list[VersionText])


class Newsroom:
    """What a signed-in person does with manuscripts, and with posts once they are published."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def places(self) -> list[Place]:
        """For which units I may write, and for whom it may be meant."""
        return _PLACES.validate_python(await self._gateway.rpc("manuscript_places"))

    async def mine(self, after: Line | None = None, *, discarded: bool = False) -> list[Line]:
        """A page of what I have written, the last changed first; or of what I have thrown away."""
        cursor = _cursor("before", after and after.updated_at, after)
        rows = await self._gateway.rpc(
            "my_manuscripts", page_size=PAGE, discarded=discarded, **cursor
        )
        return _LINES.validate_python(rows)

    async def queue(self, show: Show = Show.ALL, after: Line | None = None) -> list[Line]:
        """A page of what lies at my desks, the oldest first."""
        cursor = _cursor("after", after and after.waiting_since, after)
        rows = await self._gateway.rpc("manuscript_queue", show=show, page_size=PAGE, **cursor)
        return _LINES.validate_python(rows)

    async def counts(self) -> Counts:
        """What waits for me, for a badge."""
        return Counts.model_validate(await self._gateway.rpc("manuscript_counts"))

    async def open(self, manuscript_id: UUID) -> Manuscript:
        """One manuscript in full; others are told that I have it open. Raises NotFound."""
        answer = await self._gateway.rpc("manuscript_open", manuscript_id=str(manuscript_id))
        return Manuscript.model_validate(answer)

    async def save(
        self, manuscript: ManuscriptSave, *, classified_confirmed: bool = False
    ) -> Saved:
        """Save a manuscript, also by itself on every pause. Raises NotFound, Invalid, Conflict:
        `manuscript.changed_meanwhile`, with `version`, `by`, `by_me` and `at`, when it was saved after
        it was opened; `manuscript.not_open`, with `state`, when it is no longer mine to write;
        `post.classified` until the author confirms that what looks like a secrecy stamp is none.
        """
        m = manuscript
        texts = (m.title, m.lead, m.body, m.source or "", m.permission or "")
        shown = (file.alternative for file in m.files)
        return Saved.model_validate(
            await self._gateway.rpc(
                "manuscript_save",
                **m.model_dump(mode="json", exclude={"files"}),
                files=[_file(file) for file in m.files],
                # of a Word file's stamp too, which may have stood in what was not taken over
                stamp_denied=_denied((*texts, *shown), m.files, classified_confirmed)
                or classified_confirmed,
            )
        )

    async def step(
        self,
        key: UUID,
        manuscript_id: UUID,
        step: Step,
        *,
        version: int | None = None,
        reason: str | None = None,
        at: datetime | None = None,
        classified_confirmed: bool = False,
    ) -> Moved:
        """Take a step; `version` is the text that I have seen, `at` is for scheduling. Raises NotFound,
        Forbidden (`manuscript.not_yours`, with `owner`), Invalid, Conflict
        (`manuscript.step_impossible`, with `state`; `manuscript.changed_meanwhile`; `words.classified`
        until it is confirmed that a reason with a secrecy stamp is not classified)."""
        answer = await self._gateway.rpc(
            "manuscript_step",
            key=str(key),
            manuscript_id=str(manuscript_id),
            step=step,
            version=version,
            reason=reason,
            at=at.isoformat() if at else None,
            stamp_denied=denied_stamp("words.classified", reason, classified_confirmed),
        )
        return Moved.model_validate(answer)

    async def present(self, manuscript_id: UUID, *, leaving: bool = False) -> Presence:
        """A sign of life, every half minute while editing. Raises NotFound."""
        answer = await self._gateway.rpc(
            "manuscript_present", manuscript_id=str(manuscript_id), leaving=leaving
        )
        return Presence.model_validate(answer)

    async def history(self, manuscript_id: UUID) -> History:
        """Every step and every version. Raises NotFound."""
        answer = await self._gateway.rpc("manuscript_history", manuscript_id=str(manuscript_id))
        return History.model_validate(answer)

    async def versions(self, manuscript_id: UUID, versions: Iterable[int]) -> list[VersionText]:
        """Texts of up to ten versions, oldest first. Raises NotFound."""
        answer = await self._gateway.rpc(
            "manuscript_versions", manuscript_id=str(manuscript_id), versions=list(versions)
        )
        return _TEXTS.validate_python(answer)

    async def upload(
        self,
        manuscript_id: UUID,
        file_name: str,
        content: bytes,
        *,
        alternative: str = "",
        classified_confirmed: bool = False,
    ) -> NewFile:
        """Check a file by its content and put it into the manuscript's folder; it is the manuscript's
        once it is saved with it. A picture is made upright and small, and loses where it was taken.
        Raises Invalid, Forbidden, Conflict."""
        name = accepted_name(
            file_name, "post.classified", classified_confirmed=classified_confirmed
        )
        if looks_like_picture(content):
            # Smaller first: a phone's photograph may be larger than what is kept.
            content, content_type = await bare(content)
        else:
            content_type = content_type_of(content)
        object_name = random_name(manuscript_id, content_type)
        await self._gateway.upload(object_name, content, content_type)
        return NewFile(
            kind="picture" if content_type.startswith("image/") else "document",
            object_name=object_name,
            file_name=name,
            content_type=content_type,
            size_bytes=len(content),
            alternative=alternative,
        )

    async def quarantine(
        self, key: UUID, manuscript_id: UUID, object_name: str, reason: str
    ) -> None:
        """Take a file of an article out of circulation at once. Raises NotFound, Invalid, Conflict."""
        await self._gateway.rpc(
            "manuscript_file_quarantine",
            key=str(key),
            manuscript_id=str(manuscript_id),
            object_name=object_name,
            reason=reason,
        )

    async def link(self, object_name: str, download_as: str | None = None) -> str:
        """A link to a file of a manuscript, good for a minute. Raises NotFound."""
        return await self._gateway.link(object_name, download_as)

    async def post_step(
        self,
        key: UUID,
        post_id: UUID,
        step: PostStep,
        *,
        reason: str | None = None,
        until: datetime | None = None,
        classified_confirmed: bool = False,
    ) -> None:
        """Pin a published post until a time, unpin it, or withdraw it with a reason. Raises NotFound,
        Invalid, Conflict (`words.classified`, as for a step)."""
        await self._gateway.rpc(
            "post_step",
            key=str(key),
            post_id=str(post_id),
            step=step,
            reason=reason,
            until=until.isoformat() if until else None,
            stamp_denied=denied_stamp("words.classified", reason, classified_confirmed),
        )

    async def correct(self, correction: Correction, *, classified_confirmed: bool = False) -> None:
        """Correct a published post with a visible note. Raises NotFound, Invalid, Conflict:
        `post.changed_meanwhile`, as for a manuscript; `post.classified`."""
        c = correction
        facts = [value for value in (c.facts or {}).values() if value]
        denied = _denied((c.title, c.lead, c.body, c.note, *facts), (), classified_confirmed)
        await self._gateway.rpc("post_correct", **c.model_dump(mode="json"), stamp_denied=denied)

    async def post_history(self, post_id: UUID) -> PostHistory:
        """What was done with a post of my unit, and what it said before. Raises NotFound."""
        answer = await self._gateway.rpc("post_history", post_id=str(post_id))
        return PostHistory.model_validate(answer)


def _denied(texts: Iterable[str], files: Iterable[NewFile], confirmed: bool) -> bool:
    """Whether somebody has denied that there is a stamp. Raises Conflict when nobody was asked yet."""
    text = looks_classified(*texts)
    if text and not confirmed:
        raise Conflict("post.classified")
    # A file name that looks stamped was confirmed at its upload; the log keeps both.
    return text or looks_classified(*(file.file_name for file in files))


def _file(file: NewFile) -> dict[str, Any]:
    return file.model_dump(mode="json", include={"object_name", "file_name", "alternative"})


def _cursor(word: str, moment: datetime | None, last: Line | None) -> dict[str, str | None]:
    if last is None or moment is None:
        return {}
    return {word: moment.isoformat(), f"{word}_id": str(last.manuscript_id)}
