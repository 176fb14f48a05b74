"""The demo's accounts, as shown to a newcomer."""

from dataclasses import dataclass

from services.demo.organisation import build
from services.demo.seeds import DEMO_PASSWORD
from services.demo.strings import CAST


@dataclass(frozen=True)
class DemoAccounts:
    """The common password, and for each of the cast the phone number and who it is."""

    password: str
    people: tuple[tuple[str, str], ...]


def demo_accounts() -> DemoAccounts:
    """The cast of the small demo, in the order of their phone numbers."""
    cast = [m for m in build().members if m.key.startswith("cast-") and m.phone]
    people = sorted((m.phone or "", m.full_name, CAST[m.key]) for m in cast)
    return DemoAccounts(
        DEMO_PASSWORD, tuple((f"0{p.removeprefix('+84')}", f"{n}: {w}") for p, n, w in people)
    )
