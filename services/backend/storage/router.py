"""Serves /storage/v1."""

import asyncio
import json
from typing import cast

import psycopg
from starlette.requests import Request
from starlette.responses import Response

from services.backend.body import BodyTooLargeError, check_storable, read_limited
from services.backend.config import MIB, BackendConfig
from services.backend.pool import Pools
from services.backend.storage.buckets import Buckets
from services.backend.storage.errors import (
    StorageError,
    from_database,
    invalid,
    no_bucket,
    unsupported,
)
from services.backend.storage.files import FileStore
from services.backend.storage.links import Links
from services.backend.storage.names import check_bucket, split_path
from services.backend.storage.objects import Objects
from services.backend.storage.session import Database, Visitor, visitor_of
from services.backend.storage.upload import Uploads

_ELSEWHERE = ("copy", "move", "upload", "list-v2")
# Whoever holds a signed link needs no account.
_BEARER_OF_LINK = Visitor("anon", {"role": "anon"}, "GET", "/object/sign")


class Storage:
    """The Storage part of one gateway."""

    def __init__(self, config: BackendConfig, pools: Pools) -> None:
        database = Database(pools.storage)
        self._config = config
        self._files = FileStore(config.storage_dir)
        self._uploads = Uploads(config, database, self._files)
        self._objects = Objects(database, self._files, Links(config))
        self._buckets = Buckets(database)

    async def open(self) -> None:
        """Make the folders. Raises OSError."""
        await asyncio.to_thread(self._files.prepare)

    async def serve(self, request: Request, path: str) -> Response:
        """Answer one request, errors included. Raises KeyRefusedError."""
        try:
            first, _, rest = path.strip("/").partition("/")
            match first:
                case "object":
                    return await self._object(request, rest)
                case "bucket":
                    return await self._bucket(request, rest)
                case "render" | "upload" | "s3" | "iceberg" | "vector" | "cdn":
                    raise unsupported(f"/{first}")
                case _:
                    return _no_route(request, path)
        except StorageError as error:
            return error.response()
        except psycopg.Error as error:
            return from_database(error).response()

    async def _object(self, request: Request, path: str) -> Response:
        action, _, rest = path.partition("/")
        match request.method, action:
            case _, name if name in _ELSEWHERE:
                raise unsupported(f"/object/{name}")
            case (("GET" | "HEAD"), "sign"):
                bucket, name = split_path(rest)
                return await self._objects.follow(request, _BEARER_OF_LINK, bucket, name)
            case _, "public":
                raise no_bucket()  # every bucket is private
            case _:
                visitor = visitor_of(request, self._config)
        match request.method, action:
            case "POST", "sign" if "/" in rest:
                bucket, name = split_path(rest)
                return await self._objects.sign(visitor, bucket, name, await _json(request))
            case "POST", "sign":
                return await self._objects.sign_many(
                    visitor, check_bucket(rest), await _json(request)
                )
            case "POST", "list":
                return await self._objects.listing(
                    visitor, check_bucket(rest), await _json(request)
                )
            case (("GET" | "HEAD"), "info"):
                bucket, name = split_path(rest.removeprefix("authenticated/"))
                return await self._objects.info(visitor, bucket, name)
            case (("GET" | "HEAD"), _):
                bucket, name = split_path(path.removeprefix("authenticated/"))
                return await self._objects.show(request, visitor, bucket, name)
            case (("POST" | "PUT"), bucket):
                bucket, name = split_path(path)
                overwrite = request.method == "PUT" or request.headers.get("x-upsert") == "true"
                return await self._uploads.receive(
                    request, visitor, bucket, name, overwrite=overwrite
                )
            case "DELETE", bucket if not rest:
                return await self._objects.remove(
                    visitor, check_bucket(bucket), await _json(request)
                )
            case "DELETE", _:
                raise unsupported("Removing a file by its address; send a list of names")
            case _:
                return _no_route(request, f"/object/{path}")

    async def _bucket(self, request: Request, bucket: str) -> Response:
        visitor = visitor_of(request, self._config)
        match request.method, bucket:
            case "POST", "":
                return await self._buckets.create(visitor, await _json(request))
            case "GET", "":
                return await self._buckets.listing(visitor)
            case "GET", _:
                return await self._buckets.show(visitor, check_bucket(bucket))
            case _:
                raise unsupported("Changing, emptying or deleting a bucket")


async def _json(request: Request) -> dict[str, object]:
    try:
        value = cast(object, json.loads(await read_limited(request, MIB)))
        check_storable(value)
    except BodyTooLargeError as error:
        raise StorageError(413, "EntityTooLarge", "Request body is too large", sent=413) from error
    except (ValueError, RecursionError) as error:
        raise invalid("Body is not valid JSON") from error
    if not isinstance(value, dict):
        raise invalid("body must be object")
    return cast("dict[str, object]", value)


def _no_route(request: Request, path: str) -> Response:
    text = f"Route {request.method}:{path.split('?', 1)[0][:100]} not found"
    return StorageError(404, "InvalidRequest", text, error="Not Found", sent=404).response()
