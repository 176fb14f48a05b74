"""Verbs of members."""

from pydantic import TypeAdapter

from services.gateway import MemberGateway
from services.members.models import Card, Fellow

_FELLOWS = TypeAdapter(list[Fellow])


class Members:
    """What a signed-in person does with the own card."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def my_card(self) -> Card:
        """My card, and what others see of me."""
        return Card.model_validate(await self._gateway.rpc("my_card"))

    async def my_card_number(self) -> str | None:
        """My card number in full."""
        number: str | None = await self._gateway.rpc("my_card_number")
        return number

    async def share_contact(self, *, phone: bool, email: bool) -> None:
        """Whether fellow members see my phone and e-mail."""
        await self._gateway.rpc("share_contact", phone=phone, email=email)

    async def my_cell(self) -> list[Fellow]:
        """The members of my cell, by given name."""
        return _FELLOWS.validate_python(await self._gateway.rpc("my_cell"))
