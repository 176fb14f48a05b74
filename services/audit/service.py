"""Verbs of audit."""

from pydantic import TypeAdapter

from services.audit.models import Entry, Head, OwnEntry
from services.gateway import MemberGateway

_ENTRIES = TypeAdapter(list[Entry])
_OWN = TypeAdapter(list[OwnEntry])


class Audit:
    """What auditors, and members about themselves, read of the log."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def entries(self, before_id: int | None = None) -> list[Entry]:
        """A page of the log, newest first; empty for all but auditors."""
        return _ENTRIES.validate_python(
            await self._gateway.rpc("audit_entries", before_id=before_id)
        )

    async def head(self) -> Head:
        """The chain's head. Raises Forbidden for all but auditors."""
        return Head.model_validate(await self._gateway.rpc("audit_head"))

    async def my_log(self, before_id: int | None = None) -> list[OwnEntry]:
        """A page of what was written about me."""
        return _OWN.validate_python(await self._gateway.rpc("my_log", before_id=before_id))
