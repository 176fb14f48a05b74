"""Supabase Storage's error bodies. Most are sent with HTTP 400 and say the status inside."""

import logging

import psycopg
from psycopg_pool import PoolTimeout
from starlette.responses import Response

from services.backend.body import json_response

log = logging.getLogger(__name__)


class StorageError(Exception):
    """`status` goes into the body; `sent` is the HTTP status, 400 unless said otherwise."""

    def __init__(
        self, status: int, code: str, message: str, *, error: str | None = None, sent: int = 400
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.error = error or code
        self.sent = sent

    def response(self) -> Response:
        """The HTTP answer."""
        body = {
            "statusCode": str(self.status),
            "error": self.error,
            "code": self.code,
            "message": self.message,
        }
        return json_response(body, self.sent)


def no_bucket() -> StorageError:
    """The bucket does not exist, or not for this caller."""
    return StorageError(404, "NoSuchBucket", "Bucket not found", error="Bucket not found")


def no_object() -> StorageError:
    """The file does not exist, or not for this caller: the same answer."""
    return StorageError(404, "NoSuchKey", "Object not found", error="not_found")


def denied(message: str) -> StorageError:
    """The caller may not do this."""
    return StorageError(403, "AccessDenied", message, error="Unauthorized")


def exists() -> StorageError:
    """The name is taken."""
    text = "The resource already exists"
    return StorageError(409, "ResourceAlreadyExists", text, error="Duplicate")


def too_large() -> StorageError:
    """The file is larger than the bucket, or the gateway, takes."""
    text = "The object exceeded the maximum allowed size"
    return StorageError(413, "EntityTooLarge", text, error="Payload too large")


def invalid(message: str, code: str = "InvalidRequest") -> StorageError:
    """A malformed request."""
    return StorageError(400, code, message)


def wrong_type(kind: str) -> StorageError:
    """The bucket does not take files of this type."""
    text = f"mime type {kind} is not supported"
    return StorageError(415, "InvalidMimeType", text, error="invalid_mime_type")


def unsupported(what: str) -> StorageError:
    """501 for what Supabase Storage can do and this gateway can't."""
    text = f"{what} is not supported by the local gateway"
    return StorageError(501, "NotSupported", text, sent=501)


def from_database(error: psycopg.Error) -> StorageError:
    """The answer to an error of the database."""
    if isinstance(error, PoolTimeout) or error.sqlstate == "57014":
        text = "The connection to the database timed out"
        return StorageError(544, "DatabaseTimeout", text, sent=544)
    match error.sqlstate:
        case "42501":
            return denied(error.diag.message_primary or "Access denied")
        case "23505":
            return exists()
        case "23503":
            return StorageError(404, "InvalidRequest", "The related resource does not exist")
        case state:
            log.warning("storage: database error %s", state or type(error).__name__)
            return StorageError(500, "DatabaseError", "Database error", sent=500)
