"""Two people have written at the same article: what each did, and both made one. Neither loses work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import flet as ft

from services.newsroom.differences import Keep, Stretch, as_text, differences, merged
from services.newsroom.models import Manuscript
from views.newsroom import strings
from views.newsroom.drawing import changes
from views.newsroom.form import Form, together
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.parts import Tone, banner, body, card, heading, note, section
from views.shared.posts.chips import choice_chips

TITLE, LEAD = "title", "lead"
Choices = Mapping[str, Keep]


@dataclass(frozen=True)
class Clash:
    """Something both have changed: the title, the lead, or a passage by its number."""

    key: str
    name: str
    mine: str
    theirs: str
    both: bool
    """Whether both can stay."""


@dataclass(frozen=True)
class Conflict:
    """My form, what the other has saved, and where both came from as far as is known."""

    mine: Form
    theirs: Manuscript
    base: Form | None

    def stretches(self) -> list[Stretch]:
        """The text of both."""
        base = (
            self.base.body if self.base is not None else _common(self.mine.body, self.theirs.body)
        )
        return merged(base, self.mine.body, self.theirs.body)

    def clashes(self) -> list[Clash]:
        """What has to be chosen."""
        base = self.base
        found: list[Clash] = []
        for key, name, mine, theirs, origin in (
            (TITLE, strings.FIELD_TITLE, self.mine.title, self.theirs.title, base and base.title),
            (LEAD, strings.FIELD_LEAD, self.mine.lead, self.theirs.lead, base and base.lead),
        ):
            if mine.strip() != theirs.strip() and (
                origin is None or origin.strip() not in (mine.strip(), theirs.strip())
            ):
                found.append(Clash(key, name, mine, theirs, both=False))
        torn = [stretch for stretch in self.stretches() if stretch.theirs is not None]
        found += [
            Clash(
                str(number),
                f"{strings.FIELD_BODY} {number + 1}",
                "\n".join(stretch.lines),
                "\n".join(stretch.theirs or ()),
                both=True,
            )
            for number, stretch in enumerate(torn)
        ]
        return found

    def outcome(self, choices: Choices) -> Form:
        """One form of both; what was not chosen stays from both, in a title mine."""
        text_of_both = as_text(self.stretches(), lambda n: choices.get(str(n), Keep.BOTH))
        whole = together(self.mine, self.theirs, text_of_both)
        return whole.model_copy(
            update={
                TITLE: self._line(TITLE, self.mine.title, self.theirs.title, choices),
                LEAD: self._line(LEAD, self.mine.lead, self.theirs.lead, choices),
            }
        )

    def _line(self, key: str, mine: str, theirs: str, choices: Choices) -> str:
        if any(clash.key == key for clash in self.clashes()):
            return theirs if choices.get(key) is Keep.THEIRS else mine
        origin: str | None = getattr(self.base, key) if self.base is not None else None
        return theirs if origin is not None and mine.strip() == origin.strip() else mine


def _common(mine: str, theirs: str) -> str:
    """Lines that both have: with them as the origin, nothing of either goes."""
    kept = set(theirs.split("\n"))
    return "\n".join(line for line in mine.split("\n") if line in kept)


def conflict_content(
    conflict: Conflict, choices: Choices, choose: Callable[[str, Keep], None]
) -> list[ft.Control]:
    """Who has saved it, what there is to choose, and what the other has changed."""
    theirs = conflict.theirs
    clashes = conflict.clashes()
    who = strings.changed_meanwhile(
        theirs.saved_by, text.moment(theirs.saved_at), by_me=theirs.saved_by_me
    )
    drawn: list[ft.Control] = [
        banner(f"{who} {strings.CONFLICT_SAFE}", Tone.WAITING),
        body(strings.clashes(len(clashes)) if clashes else strings.MERGED_BY_ITSELF),
    ]
    drawn += [_clash(clash, choices, choose) for clash in clashes]
    base = conflict.base.body if conflict.base is not None else conflict.mine.body
    drawn += [
        section(strings.SEE_THEIRS),
        note(strings.LEGEND),
        card(changes(differences(base, theirs.body))),
    ]
    return drawn


def _clash(clash: Clash, choices: Choices, choose: Callable[[str, Keep], None]) -> ft.Control:
    options: list[tuple[Keep, str]] = [
        (Keep.MINE, strings.KEEP_MINE),
        (Keep.THEIRS, strings.KEEP_THEIRS),
    ]
    if clash.both:
        options.append((Keep.BOTH, strings.KEEP_BOTH))
    chosen = choices.get(clash.key, Keep.BOTH if clash.both else Keep.MINE)
    return card(
        [
            heading(f"{strings.CHOOSE}: {clash.name}", level=3),
            note(strings.MY_TEXT),
            body(clash.mine.strip() or "—"),
            note(strings.THEIR_TEXT),
            body(clash.theirs.strip() or "—"),
            choice_chips(clash.name, options, chosen, lambda keep: choose(clash.key, keep)),
        ]
    )


def conflict_buttons(
    save: Callable[[], None], apart: Callable[[], None] | None, *, busy: bool
) -> Sequence[ft.Control]:
    """The ways on."""
    ways: list[ft.Control] = [primary_button(strings.SAVE_MERGED, save, busy=busy, key="merge")]
    if apart is not None:
        ways.append(secondary_button(strings.SAVE_AS_OWN, apart, disabled=busy, key="as-own"))
    return ways
