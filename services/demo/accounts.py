"""The demo's accounts, as shown to a newcomer."""

from dataclasses import dataclass

from services.demo.organisation import build, group_leader
from services.demo.seeds import DEMO_PASSWORD
from services.demo.strings import CAST, GROUP_LEADER


@dataclass(frozen=True)
class DemoAccounts:
    """The common password, and for each of the cast the phone number and who it is."""

    password: str
    people: tuple[tuple[str, str], ...]


def demo_accounts() -> DemoAccounts:
    """The cast of the small demo and a group's leader, in the order of their phone numbers."""
    who = {**CAST, group_leader(): GROUP_LEADER}
    people = sorted(
        (m.phone or "", m.full_name, who[m.key]) for m in build().members if m.key in who
    )
    return DemoAccounts(
        DEMO_PASSWORD, tuple((f"0{p.removeprefix('+84')}", f"{n}: {w}") for p, n, w in people)
    )
