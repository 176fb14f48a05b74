"""Viết bài: an article on the phone or at a desk. It saves itself; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4, uuid5

import flet as ft

from services.errors import Conflict as Refused
from services.errors import NotFound
from services.newsroom.differences import Keep
from services.newsroom.models import Manuscript, Moved, Saved, State, Step
from views import paths
from views.newsroom import strings
from views.newsroom.around import (
    checks,
    company,
    kept_choice,
    kept_choices,
    returned,
    standing,
    what_was_typed,
)
from views.newsroom.conflict import Conflict, conflict_buttons, conflict_content
from views.newsroom.fields import about, head_fields
from views.newsroom.fields import put as put_in
from views.newsroom.form import Form, faults, new_form, opened_form, to_save, with_files
from views.newsroom.kept import use_kept, use_left
from views.newsroom.opening import (
    BLANK,
    Opened,
    above,
    denied,
    is_news,
    no_choices,
    no_form,
    no_time,
    nothing_heard,
    others_of,
    same_root,
    targets_of,
)
from views.newsroom.pictures import PicturesInput
from views.newsroom.refusals.strings import ERRORS
from views.newsroom.saving import built_on, saver, use_company
from views.newsroom.word import use_word, word_button
from views.newsroom.writing import BodyEditor, put_picture
from views.session import use_services, use_session
from views.shared.autosave import Standing, use_autosave
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import Caret, fault
from views.shared.flet_typed import keyed, use_ref, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import go
from views.shared.parts import Tone, banner
from views.shared.posts.press.fields import press_fields
from views.shared.preferences import writing_key
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown


@screen
def WriteScreen() -> ft.View:
    """A new article, or one that the caller may write at."""
    services, session, ask = use_services(), use_session(), use_confirm()
    wanted = ft.use_route_params().get("manuscript_id", "")
    here = ft.use_view_path()
    first_key, _ = use_state(uuid4)
    caret = use_ref(Caret).current

    async def load() -> Opened:
        if not wanted:
            places = await services.newsroom.places()
            form = new_form(places) if places else Form(unit_id=first_key, target_id=first_key)
            return Opened(form.model_copy(update={"key": first_key}), tuple(places))
        m = await services.newsroom.open(UUID(wanted))
        if not m.may_write:
            raise Refused("manuscript.not_open", {"state": m.state})
        return Opened(opened_form(m, first_key), targets=tuple(m.targets), manuscript=m)

    loaded = use_query(load, [wanted], name="manuscript.open")
    opened = loaded.state.value if isinstance(loaded.state, Ready) else None
    typed, set_typed = use_state(no_form)
    saved, set_saved = use_state(no_form)
    saved_at, set_saved_at = use_state(no_time)
    others, set_others = use_state(nothing_heard)
    tried, set_tried = use_state(lambda: False)
    decided, set_decided = use_state(lambda: False)
    choices, set_choices = use_state(no_choices)
    start = opened.form if opened is not None else BLANK
    form = typed or start
    origin = saved or start
    dirty = opened is not None and form.touched and form.says() != origin.says()
    # Each new article has a place of its own on the device: two tabs keep two.
    place = wanted or f"new.{typed.key if typed else first_key}"
    kept = use_kept(
        writing_key(session.user_id, f"article.{place}"), form, worth=dirty, passing=True
    )
    left = use_left(writing_key(session.user_id, "article.new"), Form, wanted=not wanted)
    lying = [(name, form) for name, form in left.found if form.touched]
    offered = opened is not None and not (decided or typed)
    offered = offered and (is_news(kept.found, start) or bool(lying))
    dropping = use_action(left.drop, name="manuscript.drop_kept")

    def change(edit: Callable[[Form], Form]) -> None:
        set_typed(lambda old: edit(old or start))

    def on_saved(answer: Saved, sent: Form) -> None:
        set_saved(built_on(sent, answer))
        set_saved_at(answer.saved_at)
        set_others(tuple(answer.others))
        change(partial(built_on, saved=answer))

    word = use_word(services, form, change, on_saved)
    first_by_word = word.busy and form.manuscript_id is None
    by_itself = saver(services)
    held = offered or first_by_word
    saving = use_autosave(by_itself, form, dirty=dirty, held=held, on_saved=on_saved)
    use_company(services, form, set_others)
    torn = saving.standing is Standing.CONFLICT

    async def load_other() -> Manuscript | None:
        return (
            await services.newsroom.open(form.manuscript_id)
            if torn and form.manuscript_id
            else None
        )

    other = use_query(load_other, [torn, form.version], name="manuscript.other")

    # Deeds ------------------------------------------------------------------------------------

    async def merge(conflict: Conflict) -> tuple[Saved, Form]:
        whole = conflict.outcome(choices)
        wanted_save = to_save(whole, apart=True)
        answer = await services.newsroom.save(wanted_save, classified_confirmed=whole.denied)
        return answer, whole

    def merged(outcome: tuple[Saved, Form]) -> None:
        answer, whole = outcome
        set_typed(built_on(whole, answer))
        on_saved(answer, whole)
        set_choices(no_choices())
        toast(strings.MERGED_SAVED)

    merging = use_action(merge, on_done=merged, name="manuscript.merge")

    async def keep_apart() -> UUID:
        places = await services.newsroom.places()
        if not places:
            raise NotFound("unit.not_found")
        fresh = form.model_copy(update={"manuscript_id": None, "version": None, "key": first_key})
        own = with_files(fresh, ()).model_copy(
            update={"unit_id": places[0].unit_id, "target_id": places[0].unit_id}
        )
        answer = await services.newsroom.save(to_save(own), classified_confirmed=own.denied)
        await kept.forget()
        return answer.manuscript_id

    def kept_apart(manuscript_id: UUID) -> None:
        toast(strings.SAVED_AS_OWN)
        go(paths.article(manuscript_id))

    parting = use_action(keep_apart, on_done=kept_apart, name="manuscript.keep_apart")

    async def send() -> Moved:
        current = form
        if dirty or not current.manuscript_id:
            answer = await by_itself.put(current)
            on_saved(answer, current)
            current = built_on(current, answer)
        if current.manuscript_id is None:
            raise AssertionError("saved, and has no id")
        moved = await services.newsroom.step(
            uuid5(current.key, f"submit {current.version}"),
            current.manuscript_id,
            Step.SUBMIT,
            version=current.version,
        )
        await kept.forget()
        return moved

    def sent(_: Moved) -> None:
        toast(strings.SUBMITTED)
        go(paths.ARTICLES)

    sending = use_action(send, on_done=sent, name="manuscript.submit")

    async def finish() -> None:
        if dirty:
            on_saved(await by_itself.put(form), form)
        await kept.forget()

    finishing = use_action(finish, on_done=lambda _: go(above(here)), name="manuscript.finish")

    # Drawing ----------------------------------------------------------------------------------

    title = strings.EDIT if wanted else strings.WRITE
    if opened is None:
        return scaffold(title, shown(loaded, lambda _: [], room=ERRORS))
    if not wanted and not opened.places:
        return scaffold(title, empty(strings.NOT_A_WRITER, icon=ft.Icons.EDIT_OFF_OUTLINED))
    if offered:

        def resume(name: str, found_again: Form) -> None:
            set_typed(found_again)
            set_decided(True)
            kept.adopt()
            if not name.endswith(str(found_again.key)):  # where copies lay before each had a name
                dropping.run(name)

        def leave() -> None:
            set_decided(True)

        if lying:
            return scaffold(title, kept_choices(lying, resume, dropping.run, leave))
        if (one := kept.found) is not None:
            return scaffold(title, kept_choice(one, lambda: resume(str(one.key), one), leave))
    if torn and isinstance(other.state, Ready) and other.state.value is not None:
        theirs = other.state.value
        if theirs.may_write:
            conflict = Conflict(form, theirs, origin if same_root(origin, form) else None)

            def choose(key: str, keep: Keep) -> None:
                set_choices(lambda old: {**old, key: keep})

            busy = merging.busy or parting.busy
            return scaffold(
                strings.CONFLICT,
                conflict_content(conflict, choices, choose),
                bottom=[
                    *problem(merging.error or parting.error, ERRORS),
                    *conflict_buttons(lambda: merging.run(conflict), parting.run, busy=busy),
                ],
                broad=True,
            )
        return scaffold(
            strings.CONFLICT,
            [banner(strings.WAS_MOVED, Tone.WAITING), *what_was_typed(form)],
            bottom=[
                *problem(parting.error, ERRORS),
                primary_button(strings.SAVE_AS_OWN, parting.run, busy=parting.busy, key="as-own"),
            ],
        )
    mine = opened.manuscript is None or opened.manuscript.state in (State.DRAFT, State.RETURNED)
    targets = opened.targets or targets_of(opened.places, form.unit_id)
    target = next((t for t in targets if t.unit_id == form.target_id), None)
    found = faults(form) if tried else {}
    failed = sending.error or finishing.error
    if failed is not None and failed.field in ("title", "body", "source", "permission", "files"):
        found = {**found, failed.field or "": sentence(failed, ERRORS)}

    def submit() -> None:
        set_tried(True)
        if faults(form) or target is None:
            return
        whom = strings.for_whom(target.unit_name, is_cell=target.unit_kind == "cell")
        ask(
            strings.SUBMIT_TITLE,
            strings.submit_text(whom, target.desk_name),
            strings.SEND,
            lambda: sending.run(),
        )

    def put(value: str) -> None:
        change(lambda old: old.model_copy(update={"body": value}))

    content: list[ft.Control] = [
        *returned(opened.manuscript),
        *company(others_of(opened, others)),
        *about(form, opened.places, targets, change),
        *head_fields(form, change, found),
        keyed("editor", BodyEditor, form.body, put, caret, tuple(form.pictures), found.get("body")),
        word_button(word),
        keyed(
            "pictures",
            PicturesInput,
            form.manuscript_id,
            tuple(form.pictures),
            change,
            lambda number: put_picture(number, form.body, caret, put),
            found.get("files"),
        ),
        *press_fields(form, partial(put_in, change), found),
        banner(strings.SECRECY, Tone.NEUTRAL),
        *(checks(form) if mine else []),
    ]
    if mine:
        button = primary_button(
            strings.SEND,
            submit,
            busy=sending.busy or word.busy,
            icon=ft.Icons.SEND_OUTLINED,
            key="send",
        )
    else:
        button = primary_button(
            strings.DONE_EDITING,
            lambda: finishing.run(),
            busy=finishing.busy or word.busy,
            key="finish",
        )

    told = failed if failed is not None and failed.field not in found else None
    return scaffold(
        title,
        content,
        bottom=[
            *standing(saving, saved_at, lambda: change(denied)),
            *fault(strings.CHECK_FIELDS if found else None),
            *problem(told, ERRORS),
            button,
        ],
        broad=True,
    )
