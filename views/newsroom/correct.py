"""Correcting a published post: its text, what is said of a paper, and the note that readers see."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4, uuid5

import flet as ft

from services.newsroom.models import Correction
from services.posts.models import Post
from views.newsroom import strings
from views.newsroom.facts.fields import changed, facts_of, faults, fields
from views.newsroom.form import BODY_MOST, LEAD_MOST, TITLE_LEAST, TITLE_MOST
from views.newsroom.published import NOTE_MOST, post_id_of
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import go
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown


@screen
def CorrectScreen() -> ft.View:
    """Text and facts as published, to be mended; and the note that readers see."""
    services, ask = use_services(), use_confirm()
    wanted = ft.use_route_params().get("post_id", "")
    here = ft.use_view_path()
    key, _ = use_state(uuid4)
    post = use_query(lambda: services.posts.open(post_id_of(wanted)), [wanted], name="post")
    typed, set_typed = use_state(_nothing_typed)
    typed_facts, set_facts = use_state(_nothing_typed)
    tried, set_tried = use_state(lambda: False)
    opened = post.state.value if isinstance(post.state, Ready) else None

    async def correct(correction: Correction, confirmed: bool) -> None:
        await services.newsroom.correct(correction, classified_confirmed=confirmed)

    def corrected(_: None) -> None:
        toast(strings.CORRECTED)
        go(here.removesuffix("/desk/correct"))

    acting = use_action(correct, on_done=corrected, name="post.correct")

    def value(name: str) -> str:
        return typed.get(name, getattr(opened, name, "") if name != "note" else "")

    def put(name: str) -> Callable[[str], None]:
        return lambda new: set_typed(lambda old: {**old, name: new})

    paper = opened.document if opened is not None else None
    before = facts_of(paper) if paper is not None else {}
    facts = {**before, **typed_facts}

    def put_fact(name: str, new: str) -> None:
        set_facts(lambda old: {**old, name: new})

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

    def draw(_: Post) -> list[ft.Control]:
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
        if paper is not None:
            drawn[-1:-1] = fields(paper, facts, put_fact, found)
        return drawn

    return scaffold(
        strings.CORRECT,
        shown(post, draw, room=ERRORS),
        bottom=[
            *problem(acting.error, ERRORS),
            primary_button(strings.SAVE_CORRECTION, send, busy=acting.busy, key="correct"),
        ],
        broad=True,
    )


def _nothing_typed() -> dict[str, str]:
    return {}
