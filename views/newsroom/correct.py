"""Correcting a published post: its text, what is said of a paper, and the note that readers see."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from uuid import uuid4, uuid5

import flet as ft
from pydantic import BaseModel, ConfigDict, Field

from services.newsroom.models import Correction, PostStep
from services.posts.models import DocumentLink, Post
from views.newsroom import strings
from views.newsroom.facts.fields import changed, facts_of, faults, fields
from views.newsroom.form import BODY_MOST, LEAD_MOST, TITLE_LEAST, TITLE_MOST
from views.newsroom.published import NOTE_MOST, post_id_of
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services, use_session
from views.shared.buttons import primary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_effect, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.kept import use_kept
from views.shared.look import go
from views.shared.parts import Tone, banner, card, column, selectable
from views.shared.preferences import writing_key
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.stamps import unless_stamped
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_S


class Typed(BaseModel):
    """What is being typed, over which version; kept on the device until it is sent."""

    model_config = ConfigDict(frozen=True)

    version: int = 0
    texts: dict[str, str] = Field(default_factory=dict[str, str])
    facts: dict[str, str] = Field(default_factory=dict[str, str])
    link: DocumentLink | None = None
    """The paper that it shall replace, where that was chosen anew."""

    @property
    def touched(self) -> bool:
        """Whether there is anything."""
        return bool(self.texts or self.facts)

    def with_text(self, version: int, name: str, new: str) -> Typed:
        """With another title, lead, text or note."""
        return self.model_copy(update={"version": version, "texts": {**self.texts, name: new}})

    def with_fact(self, version: int, name: str, new: str) -> Typed:
        """With another fact."""
        return self.model_copy(update={"version": version, "facts": {**self.facts, name: new}})

    def with_link(self, version: int, link: DocumentLink | None) -> Typed:
        """Replacing another paper, or none; of one in the system nothing is told in words."""
        facts = {**self.facts, "replaces": str(link.post_id) if link else ""}
        if link is not None:
            facts["replaces_text"] = ""
        return self.model_copy(update={"version": version, "facts": facts, "link": link})


class Left(Enum):
    """What lay on the device when the screen was opened."""

    NOTHING = "nothing"
    TAKEN = "taken"
    OLDER = "older"


@screen
def CorrectScreen() -> ft.View:
    """Text and facts as published, to be mended; and the note that readers see."""
    services, session, ask = use_services(), use_session(), use_confirm()
    wanted = ft.use_route_params().get("post_id", "")
    here = ft.use_view_path()
    key, _ = use_state(uuid4)
    post = use_query(lambda: services.posts.open(post_id_of(wanted)), [wanted], name="post")
    typed, set_typed = use_state(Typed)
    left, set_left = use_state(lambda: Left.NOTHING)
    tried, set_tried = use_state(lambda: False)
    opened = post.state.value if isinstance(post.state, Ready) else None

    kept = use_kept(
        writing_key(session.user_id, f"correction.{wanted}"), typed, worth=typed.touched
    )

    def come_back() -> None:
        # What was typed over another text is shown, never laid over what somebody has corrected since.
        if opened is None or kept.found is None or typed.touched or not kept.found.touched:
            return
        same = kept.found.version == opened.version
        set_left(Left.TAKEN if same else Left.OLDER)
        if same:
            set_typed(kept.found)

    use_effect(come_back, [kept.found, opened.version if opened is not None else None])

    async def correct(correction: Correction, confirmed: bool) -> None:
        await services.newsroom.correct(correction, classified_confirmed=confirmed)
        await kept.forget()

    def corrected(_: None) -> None:
        toast(strings.CORRECTED)
        go(here.removesuffix("/desk/correct"))

    acting = use_action(correct, on_done=corrected, name="post.correct")

    version = opened.version if opened is not None else 0

    def value(name: str) -> str:
        return typed.texts.get(name, getattr(opened, name, "") if name != "note" else "")

    def put(name: str) -> Callable[[str], None]:
        return lambda new: set_typed(lambda old: old.with_text(version, name, new))

    paper = opened.document if opened is not None else None
    before = facts_of(paper) if paper is not None else {}
    facts = {**before, **typed.facts}
    link = typed.link if "replaces" in typed.facts else paper.replaces if paper else None

    def put_fact(name: str, new: str) -> None:
        set_typed(lambda old: old.with_fact(version, name, new))

    def choose(chosen: DocumentLink | None) -> None:
        set_typed(lambda old: old.with_link(version, chosen))

    def drop() -> None:
        set_typed(Typed())
        set_left(Left.NOTHING)
        dropping.run()

    dropping = use_action(kept.clear, on_done=lambda _: None, name="correction.drop")

    wrong = faults(facts) if paper is not None else {}
    found: dict[str, str] = dict(wrong) if tried else {}
    if tried and len(value("title").strip()) < TITLE_LEAST:
        found["title"] = strings.TITLE_SHORT
    if tried and len(value("note").strip()) < 3:
        found["note"] = strings.REASON_SHORT

    def send() -> None:
        set_tried(True)
        if opened is None or len(value("title").strip()) < TITLE_LEAST:
            return
        if len(value("note").strip()) < 3 or wrong:
            return
        content = "\n".join(value(name) for name in ("title", "lead", "body", "note"))
        new_facts = changed(before, facts)
        content += "\n" + "\n".join(said for said in (new_facts or {}).values() if said)
        correction = Correction(
            key=uuid5(key, f"{opened.version} {content} {sorted((new_facts or {}).items())}"),
            facts=new_facts,
            post_id=opened.post_id,
            version=opened.version,
            title=" ".join(value("title").split()),
            lead=value("lead").strip(),
            body=value("body"),
            note=value("note").strip(),
        )
        run = partial(acting.run, correction)
        ask(
            strings.CORRECT_TITLE,
            strings.CORRECT_TEXT,
            strings.SAVE_CORRECTION,
            lambda: unless_stamped(ask, content, run),
        )

    def draw(shown_: Post) -> list[ft.Control]:
        if PostStep.CORRECT not in shown_.steps:
            return [empty(strings.NOTHING_TO_DO)]
        texts = (
            ("title", strings.FIELD_TITLE, 2, TITLE_MOST, None),
            ("lead", strings.FIELD_LEAD, 2, LEAD_MOST, None),
            ("body", strings.FIELD_BODY, 10, BODY_MOST, None),
            ("note", strings.CORRECTION_NOTE, 2, NOTE_MOST, strings.CORRECTION_NOTE_HELP),
        )
        drawn: list[ft.Control] = [
            keyed(
                name,
                TextInput,
                label,
                value(name),
                put(name),
                kind=Kind.LONG,
                lines=lines,
                max_length=most,
                help=help_,
                error=found.get(name),
            )
            for name, label, lines, most, help_ in texts
        ]
        if paper is not None and opened is not None:
            drawn[-1:-1] = fields(opened.unit_id, facts, link, put_fact, choose, found)
        return [*what_was_left(left, kept.found, drop), *drawn]

    return scaffold(
        strings.CORRECT,
        shown(post, draw, room=ERRORS),
        bottom=[
            *problem(acting.error, ERRORS),
            primary_button(strings.SAVE_CORRECTION, send, busy=acting.busy, key="correct"),
        ]
        if opened is not None and PostStep.CORRECT in opened.steps
        else [],
        broad=True,
    )


def what_was_left(left: Left, typed: Typed | None, drop: Callable[[], None]) -> list[ft.Control]:
    """That what is typed was found on the device; or, once the post is another, what it was."""
    away = text_button(strings.CORRECTION_DROP, drop, key="drop-correction")
    if left is Left.TAKEN:
        return [banner(strings.CORRECTION_TAKEN, Tone.NEUTRAL, action=away)]
    if left is Left.OLDER and typed is not None:
        texts = [words for words in typed.texts.values() if words.strip()]
        older = column([selectable(words) for words in texts], spacing=GAP_S)
        return [banner(strings.CORRECTION_OLDER, Tone.WAITING, action=away), card([older])]
    return []
