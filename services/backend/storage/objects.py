"""Finding, linking, listing and removing files."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, LiteralString, cast

from psycopg import sql
from starlette.requests import Request
from starlette.responses import Response

from services.backend.body import json_response
from services.backend.storage import download, links
from services.backend.storage.errors import invalid, no_bucket, no_object
from services.backend.storage.files import FileStore
from services.backend.storage.links import Links
from services.backend.storage.session import Database, Visitor

_FIND: LiteralString = (
    "select id, bucket_id, name, version, metadata, user_metadata, created_at, updated_at"
    " from storage.objects where bucket_id = %s and name = %s"
)
_REMOVE: LiteralString = (
    "delete from storage.objects where bucket_id = %s and name = any(%s)"
    " returning id, bucket_id, name, version, owner, owner_id, metadata, user_metadata,"
    " created_at, updated_at, last_accessed_at"
)
# `level` is what lies in the folder and below it, seen with the caller's eyes.
_LIST: LiteralString = """
with level as (
  select split_part(substr(name, length(%(prefix)s) + 1), '/', 1) as entry,
         strpos(substr(name, length(%(prefix)s) + 1), '/') > 0 as folder, *
    from storage.objects
   where bucket_id = %(bucket)s and starts_with(name, %(prefix)s || %(search)s))
select * from (
  select entry as name, null::uuid as id, null::timestamptz as updated_at,
         null::timestamptz as created_at, null::timestamptz as last_accessed_at,
         null::jsonb as metadata
    from level where folder group by entry
  union all
  select entry, id, updated_at, created_at, last_accessed_at, metadata
    from level where not folder) listed
order by {} {}, name limit %(limit)s offset %(offset)s
"""
_SORTABLE = ("name", "updated_at", "created_at", "last_accessed_at")


class Objects:
    """What can be done with a stored file."""

    def __init__(self, database: Database, files: FileStore, signer: Links) -> None:
        self._database = database
        self._files = files
        self._signer = signer

    async def show(self, request: Request, visitor: Visitor, bucket: str, name: str) -> Response:
        """GET /object/[authenticated/]<bucket>/<name>."""
        row = await self._find(visitor, bucket, name, "storage.object.get_authenticated")
        return self._send(request, row)

    async def info(self, visitor: Visitor, bucket: str, name: str) -> Response:
        """GET /object/info/<bucket>/<name>."""
        row = await self._find(visitor, bucket, name, "storage.object.info")
        metadata = cast("dict[str, object]", row["metadata"] or {})
        body = {
            "id": str(row["id"]),
            "name": row["name"],
            "version": row["version"],
            "bucket_id": row["bucket_id"],
            "size": metadata.get("size"),
            "content_type": metadata.get("mimetype"),
            "cache_control": metadata.get("cacheControl"),
            "etag": metadata.get("eTag"),
            "metadata": row["user_metadata"],
            "last_modified": row["updated_at"].isoformat(),
            "created_at": row["created_at"].isoformat(),
        }
        return json_response(body)

    async def sign(
        self, visitor: Visitor, bucket: str, name: str, body: dict[str, object]
    ) -> Response:
        """POST /object/sign/<bucket>/<name>: a link, for those who may read the file now."""
        seconds = links.life(body)
        if body.get("transform"):
            raise invalid("Image transformation is not enabled")
        await self._find(visitor, bucket, name, "storage.object.sign")
        return json_response({"signedURL": self._signer.address(bucket, name, seconds)})

    async def sign_many(self, visitor: Visitor, bucket: str, body: dict[str, object]) -> Response:
        """POST /object/sign/<bucket>: several links at once."""
        seconds, names = links.life(body), links.names(body, "paths")
        async with self._database.acting_as(visitor, "storage.object.sign_many") as conn:
            cursor = await conn.execute(
                "select name from storage.objects where bucket_id = %s and name = any(%s)",
                (bucket, list(names)),
            )
            readable = {row["name"] for row in await cursor.fetchall()}
        refused = "Either the object does not exist or you do not have access to it"
        answer = [
            {
                "error": None if name in readable else refused,
                "path": name,
                "signedURL": self._signer.address(bucket, name, seconds)
                if name in readable
                else None,
            }
            for name in names
        ]
        return json_response(answer)

    async def follow(self, request: Request, visitor: Visitor, bucket: str, name: str) -> Response:
        """GET /object/sign/<bucket>/<name>?token=: the token is the right."""
        token = request.query_params.get("token")
        if not token:
            raise invalid("querystring must have required property 'token'")
        expires = self._signer.check(token, bucket, name)
        operation = "storage.object.get_signed"
        async with self._database.above(visitor, operation) as conn:
            cursor = await conn.execute(_FIND, (bucket, name))
            row = await cursor.fetchone()
        if row is None:
            raise no_object()
        return self._send(request, row, expires)

    async def remove(self, visitor: Visitor, bucket: str, body: dict[str, object]) -> Response:
        """DELETE /object/<bucket>: those of the named files that the caller may delete."""
        names = links.names(body, "prefixes")
        async with self._database.acting_as(visitor, "storage.object.delete_many") as conn:
            cursor = await conn.execute(_REMOVE, (bucket, list(names)))
            rows = await cursor.fetchall()
        for row in rows:
            await self._files.remove(row["version"])
        return json_response([_shown(row) for row in rows])

    async def listing(self, visitor: Visitor, bucket: str, body: dict[str, object]) -> Response:
        """POST /object/list/<bucket>: one level of a folder, the folders in it without an id."""
        folder = str(body.get("prefix") or "").strip("/")
        prefix = f"{folder}/" if folder else ""
        async with self._database.acting_as(visitor, "storage.object.list") as conn:
            cursor = await conn.execute(
                sql.SQL(_LIST).format(*_order(body)),
                {
                    "bucket": bucket,
                    "prefix": prefix,
                    "search": str(body.get("search") or ""),
                    "limit": _number(body, "limit", 100),
                    "offset": _number(body, "offset", 0),
                },
            )
            rows = await cursor.fetchall()
        return json_response([_shown(row) for row in rows])

    async def _find(
        self, visitor: Visitor, bucket: str, name: str, operation: str
    ) -> Mapping[str, Any]:
        async with self._database.acting_as(visitor, operation) as conn:
            cursor = await conn.execute(_FIND, (bucket, name))
            row = await cursor.fetchone()
        if row is not None:
            return row
        async with self._database.above(visitor, operation) as conn:
            cursor = await conn.execute(
                "select 1 as hit from storage.buckets where id = %s", (bucket,)
            )
            raise no_object() if await cursor.fetchone() else no_bucket()

    def _send(
        self, request: Request, row: Mapping[str, Any], expires: datetime | None = None
    ) -> Response:
        path = self._files.path(row["version"])
        return download.respond(request, path, row["metadata"] or {}, expires)


def _shown(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        name: value if value is None or isinstance(value, str | dict) else _text(value)
        for name, value in row.items()
    }


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _order(body: dict[str, object]) -> tuple[sql.Identifier, sql.SQL]:
    wanted = body.get("sortBy")
    asked = cast("dict[str, object]", wanted) if isinstance(wanted, dict) else {}
    column = str(asked.get("column") or "name")
    if column not in _SORTABLE:
        raise invalid("body/sortBy/column must be equal to one of the allowed values")
    descending = str(asked.get("order")).lower() == "desc"
    return sql.Identifier(column), sql.SQL("desc" if descending else "asc")


def _number(body: dict[str, object], name: str, default: int) -> int:
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
        raise invalid(f"body/{name} must be an integer from 0 to 10000")
    return value
