"""Lấy bài từ tệp Word: its text and its pictures into the article that is being written."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.container import MemberServices
from services.errors import Invalid
from services.newsroom.models import Saved
from services.newsroom.word import WordArticle, read_word
from services.posts.models import NewFile
from views.newsroom import strings
from views.newsroom.form import Form, from_word, to_save
from views.newsroom.opening import denied
from views.newsroom.pictures import LARGEST
from views.newsroom.refusals.strings import ERRORS
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import use_ref
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import column, flow, note
from views.shared.picking import PATIENCE_S, PickedFile, Picking, pick_button, use_picking
from views.shared.stamps import ask_about_stamp
from views.shared.theme import GAP_XS

Brought = tuple[WordArticle, tuple[NewFile | None, ...], bool]
"""What the file holds, its pictures as they lie in the article's folder, and whether it looked stamped
and somebody has said that it is not classified."""


def use_word(
    services: MemberServices,
    form: Form,
    change: Callable[[Callable[[Form], Form]], None],
    on_saved: Callable[[Saved, Form], None],
) -> Picking:
    """Hook: a Word file in the form. What looks classified is asked about before anything of it goes
    further. Pictures lie in the article's folder, so one that has never been saved is saved first;
    nobody else may do that meanwhile."""
    ask = use_confirm()
    latest = use_ref(lambda: form)
    latest.current = form

    async def read(picked: PickedFile) -> WordArticle:
        return await read_word(await picked.content(), picked.name)

    async def bring(word: WordArticle, sure: bool) -> Brought:
        manuscript_id = latest.current.manuscript_id
        if manuscript_id is None:
            # One in which nothing stands yet begins with the text of the file.
            first = latest.current
            first = first if first.touched else taken(first, word, (), sure=sure)
            answer = await services.newsroom.save(to_save(first), classified_confirmed=first.denied)
            on_saved(answer, first)
            manuscript_id = answer.manuscript_id
        files: list[NewFile | None] = []
        for picture in word.article.pictures:
            try:
                file = await services.newsroom.upload(
                    manuscript_id, picture.name, picture.content, alternative=picture.alternative
                )
            except Invalid:
                file = None
            files.append(file)
        return word, tuple(files), sure

    def there(brought: Brought) -> None:
        word, files, sure = brought

        def take() -> None:
            change(lambda old: taken(old, word, files, sure=sure))
            whole = word.whole and None not in files
            toast(strings.FROM_WORD_DONE if whole else strings.FROM_WORD_NOT_WHOLE)

        if latest.current.body.strip():
            ask(strings.FROM_WORD_TITLE, strings.FROM_WORD_TEXT, strings.FROM_WORD_YES, take)
        else:
            take()

    bringing = use_action(bring, on_done=there, name="manuscript.word", timeout=PATIENCE_S)

    def come(word: WordArticle) -> None:
        if word.stamped:
            ask_about_stamp(ask, lambda: bringing.run(word, True))
        else:
            bringing.run(word, False)

    picking = use_picking(read, on_done=come, name="manuscript.read_word", most=LARGEST)
    return Picking(picking.control, picking.busy or bringing.busy, picking.failed or bringing.error)


def taken(
    form: Form, word: WordArticle, files: tuple[NewFile | None, ...], *, sure: bool = False
) -> Form:
    """The form with the text of a Word file and those of its pictures that were brought; a source that
    the file names is taken over where none was written. `sure`: it looked stamped, and is not classified."""
    article = word.article
    form = denied(form) if sure else form
    if article.source and not form.source.strip():
        form = form.model_copy(update={"from_press": True, "source": article.source})
    return from_word(form, article.title, article.lead, article.body_markdown, files)


def word_button(word: Picking) -> ft.Control:
    """The button, what it does, and why it did not."""
    return column(
        [
            flow([pick_button(word, strings.FROM_WORD, ("docx",))]),
            note(strings.FROM_WORD_HELP),
            *fault(sentence(word.failed, ERRORS) if word.failed else None),
        ],
        spacing=GAP_XS,
    )
