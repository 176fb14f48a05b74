"""An arrival that begins before signing in: opening the code of the roll-call keeps the moment."""

from services.gateway import Service

TOKEN = 32
"""Length of the code in a QR code's address; what is held for it is longer."""


async def hold(service: Service, meeting_id: str, code: str) -> str | None:
    """What keeps the moment through the signing in, for a code that stands now; None for another."""
    held = await service.rpc("meeting_hold", meeting_id=meeting_id, code=code)
    return str(held) if held else None


def is_held(code: str) -> bool:
    """Whether this is what `hold` gave, not a code itself."""
    return len(code) > TOKEN
