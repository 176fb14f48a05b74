"""Verbs of records."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.files import accepted_name, content_type_of, random_name, stamped_name
from services.gateway import MemberGateway
from services.records.models import (
    Change,
    Consent,
    Evidence,
    Record,
    Request,
    TimelineEntry,
    Value,
    View,
)

BUCKET = "evidence"
PHOTOGRAPHS = "photographs"
PAGE = 50
_CHANGES = TypeAdapter(list[Change])
_VIEWS = TypeAdapter(list[View])
_CONSENTS = TypeAdapter(list[Consent])
_REQUESTS = TypeAdapter(list[Request])
_TIMELINE = TypeAdapter(list[TimelineEntry])


class Records:
    """What a signed-in person does with records: the own one, and those in scope."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def mine(self) -> Record:
        """My own record, complete."""
        return Record.of(await self._gateway.rpc("my_record"))

    async def my_data(self) -> dict[str, Any]:
        """My own record in full with its history, to take away."""
        return await self._gateway.rpc("my_record_data")

    async def open(self, member_id: UUID, as_of: date | None = None) -> Record:
        """The record of a member, now or as of the end of a day; the reading is logged. Raises NotFound."""
        row = await self._gateway.rpc(
            "record_open",
            member_id=str(member_id),
            as_of=as_of.isoformat() if as_of else None,
        )
        return Record.of(row)

    async def reveal(self, member_id: UUID, field: str) -> str | None:
        """A masked value in full; logged unless it is one's own. Raises NotFound."""
        value: str | None = await self._gateway.rpc(
            "record_reveal", member_id=str(member_id), field=field
        )
        return value

    async def history(
        self, member_id: UUID, field: str | None = None, before: Change | None = None
    ) -> list[Change]:
        """A page of versions, newest first."""
        rows = await self._gateway.rpc(
            "record_history",
            member_id=str(member_id),
            field=field,
            before_id=before.change_id if before else None,
            page_size=PAGE,
        )
        return _CHANGES.validate_python(rows)

    async def timeline(self, member_id: UUID) -> list[TimelineEntry]:
        """What happened to a member, newest first. Raises NotFound."""
        rows = await self._gateway.rpc("member_timeline", member_id=str(member_id))
        return _TIMELINE.validate_python(rows)

    async def edit(
        self,
        key: UUID,
        member_id: UUID,
        changes: dict[str, Value],
        reason: str,
        version: int | None = None,
    ) -> int:
        """Change fields of a record; returns how many changed. With the ``version`` that was looked
        at, Conflict ``record.changed_since`` names the ``fields`` that somebody has changed since.

        Raises NotFound, Invalid, Conflict.
        """
        answer = await self._gateway.rpc(
            "record_edit",
            key=str(key),
            member_id=str(member_id),
            changes=changes,
            reason=reason,
            version=version,
        )
        return int(answer["changed"])

    async def edit_mine(self, key: UUID, changes: dict[str, Value]) -> int:
        """Change what a member changes without asking. Raises Forbidden, Invalid."""
        answer = await self._gateway.rpc("my_record_edit", key=str(key), changes=changes)
        return int(answer["changed"])

    async def views(self, before: View | None = None) -> list[View]:
        """A page of who looked at my record, newest first."""
        rows = await self._gateway.rpc(
            "my_record_views", before_id=before.entry_id if before else None, page_size=PAGE
        )
        return _VIEWS.validate_python(rows)

    async def consents(self) -> list[Consent]:
        """What I am asked to agree to, and what I said."""
        return _CONSENTS.validate_python(await self._gateway.rpc("my_consents"))

    async def consent(self, topic: str, *, given: bool) -> None:
        """I agree, or no longer agree. Raises Invalid."""
        await self._gateway.rpc("consent_set", topic=topic, given=given)

    async def erase(self, key: UUID, member_id: UUID, reason: str) -> int:
        """Erase the values of somebody who has left or died; returns how many logged values went.

        Raises NotFound, Conflict, Invalid.
        """
        answer = await self._gateway.rpc(
            "record_erase", key=str(key), member_id=str(member_id), reason=reason
        )
        if answer["files"]:
            await self._gateway.remove(answer["files"], BUCKET)
        if answer["photographs"]:
            await self._gateway.remove(answer["photographs"], PHOTOGRAPHS)
        return int(answer["erased_values"])


class Requests:
    """Requests to correct a record."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def upload(
        self, member_id: UUID, file_name: str, content: bytes, *, classified_confirmed: bool = False
    ) -> Evidence:
        """Check a picture or PDF by its content and put it into the bucket.

        Raises Invalid, Forbidden; Conflict `request.classified` when the name carries a secrecy
        stamp, until it is confirmed that the paper is not classified.
        """
        content_type = content_type_of(content)
        name = accepted_name(
            file_name, "request.classified", classified_confirmed=classified_confirmed
        )
        object_name = random_name(member_id, content_type)
        await self._gateway.upload(object_name, content, content_type, BUCKET)
        return Evidence(
            object_name=object_name,
            file_name=name,
            content_type=content_type,
            size_bytes=len(content),
            stamp_denied=stamped_name(file_name),
        )

    async def link(self, evidence: Evidence) -> str:
        """A link to a piece of evidence, good for a minute. Raises NotFound."""
        return await self._gateway.link(evidence.object_name, evidence.file_name, BUCKET)

    async def file(
        self,
        key: UUID,
        field: str,
        value: Value,
        reason: str,
        evidence: list[Evidence],
        member_id: UUID | None = None,
    ) -> UUID:
        """Ask for a correction; with `member_id` as proxy for somebody else.

        Raises NotFound, Invalid, Conflict (request.already_open).
        """
        answer = await self._gateway.rpc(
            "request_file",
            key=str(key),
            field=field,
            value=value,
            reason=reason,
            member_id=str(member_id) if member_id else None,
            files=[
                e.model_dump(include={"object_name", "file_name", "stamp_denied"}) for e in evidence
            ],
        )
        return UUID(answer["request_id"])

    async def mine(self, before: datetime | None = None) -> list[Request]:
        """A page of my requests, newest first."""
        rows = await self._gateway.rpc(
            "my_requests", before_filed=before.isoformat() if before else None, page_size=PAGE
        )
        return _REQUESTS.validate_python(rows)

    async def waiting(self, after: datetime | None = None) -> list[Request]:
        """A page of requests that wait in my scope, oldest first."""
        rows = await self._gateway.rpc(
            "requests_waiting", after_filed=after.isoformat() if after else None, page_size=PAGE
        )
        return _REQUESTS.validate_python(rows)

    async def open(self, request_id: UUID) -> Request:
        """One request. Raises NotFound."""
        row = await self._gateway.rpc("request_open", request_id=str(request_id))
        return Request.model_validate(row)

    async def settle(
        self,
        key: UUID,
        request_id: UUID,
        verb: str,
        answer: str | None = None,
        version: int | None = None,
    ) -> str:
        """`accept`, `reject` (with a reason), `forward` or `withdraw`; returns the new state. A field
        that has moved on is overwritten only with the ``version`` of ``Request.moved_on``.

        Raises NotFound, Forbidden, Conflict, Invalid.
        """
        row = await self._gateway.rpc(
            "request_settle",
            key=str(key),
            request_id=str(request_id),
            verb=verb,
            answer=answer,
            version=version,
        )
        return str(row["state"])
