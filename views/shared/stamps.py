"""Words that look like those of a classified paper: whoever wrote them is asked before they are sent."""

from __future__ import annotations

from collections.abc import Callable

from services.files import looks_classified
from views.shared import strings
from views.shared.dialogs import Ask


def unless_stamped(ask: Ask, words: str, send: Callable[[bool], None]) -> None:
    """``send(False)`` at once; where a secrecy stamp stands in the words, ``send(True)`` once whoever
    wrote them says that they are not classified, which the service has logged."""
    if not looks_classified(words):
        send(False)
        return
    ask_about_stamp(ask, lambda: send(True))


def ask_about_stamp(ask: Ask, on_denied: Callable[[], None]) -> None:
    """The question itself, where something has been found to look stamped."""
    ask(
        strings.CLASSIFIED_TITLE,
        strings.CLASSIFIED_TEXT,
        strings.NOT_CLASSIFIED,
        on_denied,
        danger=True,
        no=strings.BACK_TO_WORDS,
    )
