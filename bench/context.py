"""What every bench is given: the running database, the four people, how often to ask."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bench.people import Cast, Connection, Somebody
from services.gateway import Supabase
from services.runtime import Embedded

Call = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Bench:
    """`admin` may arrange everything; `rounds` is how often a short call is timed."""

    embedded: Embedded
    supabase: Supabase
    admin: Connection
    cast: Cast
    rounds: int

    @property
    def quick(self) -> bool:
        """Whether it is enough to see that everything runs."""
        return self.rounds < 100

    def value(self, query: str, *values: object) -> Any:
        """The first column of the first row, as superuser."""
        row = self.admin.execute(query.encode(), values).fetchone()
        assert row, f"nothing found for {values}"
        return row[0]

    def rpc(self, who: Somebody, function: str, **arguments: object) -> Call:
        """A call as the app makes it: supabase-py, the gateway in this process, the database."""
        gateway = who.gateway(self.supabase)

        async def call() -> Any:
            return await gateway.rpc(function, **arguments)

        return call
