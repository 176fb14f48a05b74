"""The form of a line of the permission table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.cast import ANONYMOUS, EVERYBODY, NO_MEMBER
from tests.permissions.world import World

DENIED = "42501"
ENDED = "session.ended"

Arguments = Mapping[str, object]
Make = Callable[[World, str], Arguments]


def nothing(world: World, who: str) -> Arguments:
    """No arguments."""
    return {}


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    function: str
    target: str
    arguments: Make = nothing
    outcomes: dict[str, str] = field(default_factory=dict[str, str])
    others: str = "ok"
    stranger: str = ENDED

    @property
    def expected(self) -> dict[str, str]:
        """Outcome by person."""
        found = dict.fromkeys(EVERYBODY, self.others)
        for outcome, people in self.outcomes.items():
            found |= dict.fromkeys(people.split(), outcome)
        return found | {NO_MEMBER: self.stranger, ANONYMOUS: DENIED}
