"""Buckets: created and listed under the caller's role, private only."""

from collections.abc import Mapping
from typing import Any, LiteralString, cast

from starlette.responses import Response

from services.backend.body import json_response
from services.backend.storage.errors import invalid, no_bucket, unsupported
from services.backend.storage.names import check_bucket
from services.backend.storage.session import Database, Visitor

_READ: LiteralString = (
    "select id, name, coalesce(owner_id, '') as owner, public, file_size_limit,"
    " allowed_mime_types, to_json(created_at) #>> '{}' as created_at,"
    " to_json(updated_at) #>> '{}' as updated_at from storage.buckets"
)


class Buckets:
    """The folders that policies speak about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, visitor: Visitor, body: dict[str, object]) -> Response:
        """POST /bucket."""
        name = check_bucket(str(body.get("name") or ""))
        bucket_id = check_bucket(str(body.get("id") or name))
        if body.get("public"):
            raise unsupported("A public bucket")
        async with self._database.acting_as(visitor, "storage.bucket.create") as conn:
            await conn.execute(
                "insert into storage.buckets"
                " (id, name, owner_id, public, file_size_limit, allowed_mime_types)"
                " values (%s, %s, %s, false, %s, %s)",
                (bucket_id, name, visitor.subject, _size(body), _types(body)),
            )
        return json_response({"name": bucket_id})

    async def listing(self, visitor: Visitor) -> Response:
        """GET /bucket."""
        async with self._database.acting_as(visitor, "storage.bucket.list") as conn:
            cursor = await conn.execute(_READ + " order by name")
            return json_response([_shown(row) for row in await cursor.fetchall()])

    async def show(self, visitor: Visitor, bucket: str) -> Response:
        """GET /bucket/<id>."""
        async with self._database.acting_as(visitor, "storage.bucket.get") as conn:
            cursor = await conn.execute(_READ + " where id = %s", (bucket,))
            row = await cursor.fetchone()
        if row is None:
            raise no_bucket()
        return json_response(_shown(row))


def _shown(row: Mapping[str, Any]) -> dict[str, object]:
    return {**row, "type": "STANDARD"}


def _size(body: dict[str, object]) -> int | None:
    value = body.get("file_size_limit")
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise invalid("body/file_size_limit must be a number of bytes")


def _types(body: dict[str, object]) -> list[str] | None:
    value = body.get("allowed_mime_types")
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(v, str) for v in cast("list[object]", value)):
        return cast("list[str]", value)
    raise invalid("body/allowed_mime_types must be array")
