"""The REST surface: `api` functions, as one person or as the app itself."""

from collections.abc import Awaitable, Callable
from typing import Any

from supabase import AsyncClient

from services.accounts.models import Device, TokenPair
from services.gateway.connection import Supabase, translated

# What the secret key may call at the REST surface, besides the closed list of AuthAdmin.
SERVICE_FUNCTIONS = frozenset(
    {
        "account_ask_reset",
        "account_check_code",
        "account_complete",
        "account_of_user",
        "drafts_upkeep",
        "import_post",
        "publish_due",
        "questions_upkeep",
        "reading_upkeep",
        "reads_count",
        "ready",
        "reset_mailed",
        "resets_to_mail",
        "seal_audit",
        "text_put",
        "texts_take",
        "meeting_hold",
        "tasks_turn",
        "unit_by_code",
        "upkeep",
    }
)


class MemberCalls:
    """One signed-in person's client, and the functions that the person calls with it."""

    def __init__(self, supabase: Supabase, pair: TokenPair, device: Device) -> None:
        self._supabase = supabase
        self._device = device
        self.before: Callable[[], Awaitable[object]] | None = None
        """Awaited before each call: brings a pair that ends soon up to date."""
        self.use(pair)

    async def _live(self) -> None:
        if self.before is not None:
            await self.before()

    def use(self, pair: TokenPair) -> None:
        """Go on with a new pair of tokens of the same person."""
        self.pair = pair
        self._client = self._supabase.client(
            self._supabase.publishable_key,
            {
                "Authorization": f"Bearer {pair.access_token.get_secret_value()}",
                "x-handbook-address": self._device.address,
            },
        )

    async def rpc(self, function: str, **arguments: Any) -> Any:
        """Call an `api` function. Raises AppError with the function's stable code."""
        await self._live()
        answer = await _rpc(self._client, function, arguments)
        if answer == []:
            # A function that lists answers an ended session with nothing; tell the two apart.
            await _rpc(self._client, "my_session", {})
        return answer


class ServiceCalls:
    """The app's own client, and the functions of its closed list."""

    def __init__(self, supabase: Supabase) -> None:
        self._client = supabase.client(supabase.secret_key, {})

    async def rpc(self, function: str, **arguments: Any) -> Any:
        """Call one of SERVICE_FUNCTIONS. Raises AppError."""
        if function not in SERVICE_FUNCTIONS:
            raise AssertionError(f"{function} is not on the service's list")
        return await _rpc(self._client, function, arguments)


async def _rpc(client: AsyncClient, function: str, arguments: dict[str, Any]) -> Any:
    with translated():
        answer = await client.rpc(function, arguments).execute()
    return answer.data
