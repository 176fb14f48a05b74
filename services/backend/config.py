"""What the local gateway needs to know; made by the command line, or by a test."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendConfig:
    """Settings of one gateway.

    `conninfo` gives, for a database user, the connection string of database `handbook`.
    Sizes are bytes, durations seconds. `now` is the clock (seconds since 1970): tests replace it.
    """

    conninfo: Callable[[str], str]
    jwt_secret: str
    publishable_key: str
    secret_key: str
    storage_dir: Path
    site_url: str = "http://127.0.0.1:8000"

    rest_pool_size: int = 10
    auth_pool_size: int = 4
    storage_pool_size: int = 4
    pool_timeout: float = 10.0

    access_token_seconds: int = 3600
    refresh_reuse_seconds: int = 10
    password_min_length: int = 12
    require_current_password: bool = True
    bcrypt_cost: int = 10
    hashing_threads: int = 2

    max_json_bytes: int = 4 * MIB
    max_object_bytes: int = 50 * MIB

    now: Callable[[], float] = time.time
