"""Password hashes (bcrypt) computed in a small pool of threads, with the same work for everyone."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import bcrypt

from services.backend.auth.errors import AuthError, validation_failed
from services.backend.config import BackendConfig

MAX_BYTES = 72  # bcrypt looks no further
_MAX_WAITING = 200

T = TypeVar("T")


class Passwords:
    """Hashes and checks passwords. `computed` counts the computations, for the metrics."""

    def __init__(self, config: BackendConfig) -> None:
        self._minimum = config.password_min_length
        self._cost = config.bcrypt_cost
        self._threads = config.hashing_threads
        self._executor: ThreadPoolExecutor | None = None
        self._dummy = b""
        self._waiting = 0
        self.computed = 0

    async def open(self) -> None:
        """Start the threads."""
        self._executor = ThreadPoolExecutor(self._threads, thread_name_prefix="bcrypt")
        self._dummy = (await self.hash("no account has this password")).encode()

    @property
    def stand_in(self) -> str:
        """The hash that is checked where an account has none."""
        return self._dummy.decode()

    async def close(self) -> None:
        """Stop the threads."""
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def check_strength(self, password: str) -> None:
        """Refuse what is too short or too long. Lengths are in bytes of UTF-8, as in GoTrue.

        Raises AuthError `validation_failed` or `weak_password`.
        """
        size = len(password.encode())
        if size > MAX_BYTES:
            raise validation_failed(f"Password cannot be longer than {MAX_BYTES} characters")
        if size < self._minimum:
            text = f"Password should be at least {self._minimum} characters."
            raise AuthError(422, "weak_password", text, weak_reasons=["length"])

    async def hash(self, password: str) -> str:
        """A new hash. Raises AuthError for more than 72 bytes."""
        secret = password.encode()
        if len(secret) > MAX_BYTES:
            raise validation_failed("bcrypt: password length exceeds 72 bytes")
        return (await self._run(lambda: _hash(secret, self._cost))).decode()

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether `password` belongs to the hash; takes as long when there is no hash at all."""
        secret = password.encode()
        if stored and len(secret) <= MAX_BYTES:
            expected = stored.encode()
            answer = await self._run(lambda: _matches(secret, expected))
            if answer is not None:
                return answer
        await self._run(lambda: _matches(secret[:MAX_BYTES], self._dummy))
        return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._executor is None:
            raise RuntimeError("not open")
        if self._waiting >= _MAX_WAITING:
            text = "Request rate limit reached"
            raise AuthError(429, "over_request_rate_limit", text, retry_after=2)
        self._waiting += 1
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._executor, work)
        finally:
            self._waiting -= 1
        if result is not None:
            self.computed += 1
        return result


def _hash(secret: bytes, cost: int) -> bytes:
    return bcrypt.hashpw(secret, bcrypt.gensalt(cost, prefix=b"2a"))


def _matches(secret: bytes, expected: bytes) -> bool | None:
    try:
        return bcrypt.checkpw(secret, expected)
    except ValueError:  # a hash of another kind, with which nothing was computed
        return None
