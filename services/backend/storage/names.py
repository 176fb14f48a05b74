"""Names of buckets and files, and how a path is split into them."""

import re

from services.backend.storage.errors import StorageError, invalid

_KEY = re.compile(r"[A-Za-z0-9_/!.*'() &$=@;:+,?-]+")
_BUCKET = re.compile(r"[A-Za-z0-9_!.*'() &$=@;:+,?-]{1,100}")
_LONGEST = 1024


def check_key(name: str) -> str:
    """`name` if it may name a file; raises StorageError `InvalidKey`.

    No name ever becomes a path on disk; dot segments are refused all the same, because proxies and
    clients along the way would read them differently.
    """
    segments = name.split("/")
    if (
        not _KEY.fullmatch(name)
        or len(name) > _LONGEST
        or any(segment in ("", ".", "..") for segment in segments)
    ):
        raise StorageError(400, "InvalidKey", f"Invalid key: {name[:200]}")
    return name


def check_bucket(name: str) -> str:
    """`name` if it may name a bucket; raises StorageError `InvalidBucketName`."""
    if not _BUCKET.fullmatch(name):
        text = "Bucket name invalid"
        raise StorageError(400, "InvalidBucketName", text, error="Invalid Input")
    return name


def split_path(path: str) -> tuple[str, str]:
    """`bucket/folder/file` as bucket and file. Raises StorageError."""
    bucket, slash, name = path.partition("/")
    if not slash:
        raise invalid("A path of bucket and object is required")
    return check_bucket(bucket), check_key(name)
