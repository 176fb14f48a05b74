"""Receiving a file: the right is tried out first, then the bytes come, then the row is written."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from services.backend.body import json_response
from services.backend.config import BackendConfig
from services.backend.pool import DictConnection
from services.backend.storage.errors import invalid, no_bucket, too_large, wrong_type
from services.backend.storage.files import Draft, FileStore
from services.backend.storage.multipart import Multipart
from services.backend.storage.session import Database, Visitor

_OPERATION = "storage.object.upload"
_INSERT = (
    "insert into storage.objects"
    " (bucket_id, name, owner, owner_id, version, metadata, user_metadata)"
    " values (%(bucket)s, %(name)s, %(owner)s, %(owner_id)s, %(version)s, %(metadata)s::jsonb,"
    " %(user_metadata)s::jsonb)"
)
_OVERWRITE = (
    _INSERT + " on conflict (bucket_id, name) do update set version = excluded.version,"
    " metadata = excluded.metadata, user_metadata = excluded.user_metadata,"
    " owner = excluded.owner, owner_id = excluded.owner_id"
)


class Uploads:
    """Takes files in."""

    def __init__(self, config: BackendConfig, database: Database, files: FileStore) -> None:
        self._config = config
        self._database = database
        self._files = files

    async def receive(
        self, request: Request, visitor: Visitor, bucket: str, name: str, *, overwrite: bool
    ) -> Response:
        """POST or PUT /object/<bucket>/<name>."""
        async with self._database.above(visitor, _OPERATION) as conn:
            rules = await _bucket(conn, bucket)
        incoming = _Incoming(rules, self._config.max_object_bytes)
        row = _row(visitor, bucket, name)
        async with self._database.acting_as(visitor, _OPERATION, undo=True) as conn:
            await conn.execute(_OVERWRITE if overwrite else _INSERT, {**row, "version": "1"})
        async with self._files.draft() as draft:
            await incoming.read(request, draft)
            await draft.finish()
            row |= {
                "version": draft.version,
                "metadata": json.dumps(incoming.metadata(draft)),
                "user_metadata": incoming.user_metadata(),
            }
            async with self._database.above(visitor, _OPERATION) as conn:
                former = await _write(conn, row, overwrite=overwrite)
                # Last in the transaction: a row is never seen before its bytes are in place.
                await draft.keep()
        if former is not None:
            await self._files.remove(former["version"])
        object_id = former["id"] if former else row["id"]
        return json_response({"Id": str(object_id), "Key": f"{bucket}/{name}"})


class _Incoming:
    """What the request says about the file it brings."""

    def __init__(self, rules: Mapping[str, Any], most: int) -> None:
        self._limit = min(most, rules["file_size_limit"] or most)
        self._allowed: list[str] | None = rules["allowed_mime_types"]
        self._kind = "application/octet-stream"
        self._fields: Mapping[str, str] = {}

    async def read(self, request: Request, draft: Draft) -> None:
        """Write the body's file into `draft`. Raises StorageError."""

        async def write(data: bytes) -> None:
            if draft.size + len(data) > self._limit:
                raise too_large()
            await draft.write(data)

        content_type = request.headers.get("content-type", "application/octet-stream")
        if content_type.lower().startswith("multipart/form-data"):
            body = Multipart(content_type, request.stream(), self._accept, write)
            await body.read()
            if not body.has_file:
                raise invalid("No file provided")
            self._fields = body.fields
            return
        self._accept(content_type)
        cache = request.headers.get("cache-control", "")
        self._fields = {"cacheControl": cache.removeprefix("max-age=")}
        async for chunk in request.stream():
            await write(chunk)

    def _accept(self, kind: str) -> None:
        main, _, sub = kind.split(";", 1)[0].strip().lower().partition("/")
        if not main or not sub or len(kind) > 255 or not kind.isascii():
            raise wrong_type(kind[:255])
        if self._allowed and not any(a in (f"{main}/*", f"{main}/{sub}") for a in self._allowed):
            raise wrong_type(kind)
        self._kind = kind

    def metadata(self, draft: Draft) -> dict[str, object]:
        """The object's metadata with the names Supabase uses."""
        seconds = self._fields.get("cacheControl", "")
        return {
            "eTag": draft.etag,
            "size": draft.size,
            "mimetype": self._kind,
            "cacheControl": f"max-age={seconds}" if seconds.isdigit() else "no-cache",
            "lastModified": datetime.now(UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
            "contentLength": draft.size,
            "httpStatusCode": 200,
        }

    def user_metadata(self) -> str | None:
        """The caller's own notes, as JSON text. Raises StorageError."""
        text = self._fields.get("metadata")
        if text is None:
            return None
        try:
            value = cast(object, json.loads(text))
        except (ValueError, RecursionError) as error:
            raise invalid("metadata is not JSON") from error
        if not isinstance(value, dict) or "\\u0000" in text:
            raise invalid("metadata is not a JSON object")
        return json.dumps(value)


async def _bucket(conn: DictConnection, bucket: str) -> Mapping[str, Any]:
    cursor = await conn.execute(
        "select file_size_limit, allowed_mime_types from storage.buckets where id = %s", (bucket,)
    )
    row = await cursor.fetchone()
    if row is None:
        raise no_bucket()
    return row


def _row(visitor: Visitor, bucket: str, name: str) -> dict[str, Any]:
    return {
        "bucket": bucket,
        "name": name,
        "owner": _uuid(visitor.subject),
        "owner_id": visitor.subject,
        "metadata": None,
        "user_metadata": None,
    }


async def _write(
    conn: DictConnection, row: dict[str, Any], *, overwrite: bool
) -> Mapping[str, Any] | None:
    """Store the row; returns id and version of the file it replaces, if any."""
    former: Mapping[str, Any] | None = None
    if overwrite:
        cursor = await conn.execute(
            "select id, version from storage.objects"
            " where bucket_id = %(bucket)s and name = %(name)s for update",
            row,
        )
        former = await cursor.fetchone()
    cursor = await conn.execute((_OVERWRITE if overwrite else _INSERT) + " returning id", row)
    written = await cursor.fetchone()
    row["id"] = written["id"] if written else None
    return former


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
