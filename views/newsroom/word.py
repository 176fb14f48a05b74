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
from views.newsroom.pictures import LARGEST
from views.newsroom.refusals.strings import ERRORS
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import use_ref
from views.shared.guard import toast
from views.shared.parts import column, flow, note
from views.shared.picking import PickedFile, Picking, pick_button, use_picking
from views.shared.theme import GAP_XS

Brought = tuple[WordArticle, tuple[NewFile | None, ...]]


def use_word(
    services: MemberServices,
    form: Form,
    change: Callable[[Callable[[Form], Form]], None],
    on_saved: Callable[[Saved, Form], None],
) -> Picking:
    """Hook: a Word file in the form. Pictures lie in the article's folder, so one that has never been
    saved is saved first; nobody else may do that meanwhile."""
    ask = use_confirm()
    latest = use_ref(lambda: form)
    latest.current = form

    async def bring(picked: PickedFile) -> Brought:
        word = await read_word(await picked.content(), picked.name)
        manuscript_id = latest.current.manuscript_id
        if manuscript_id is None:
            # One in which nothing stands yet begins with the text of the file.
            first = latest.current
            first = first if first.touched else taken(first, word, ())
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
        return word, tuple(files)

    def there(brought: Brought) -> None:
        word, files = brought

        def take() -> None:
            change(lambda old: taken(old, word, files))
            whole = word.whole and None not in files
            toast(strings.FROM_WORD_DONE if whole else strings.FROM_WORD_NOT_WHOLE)

        if latest.current.body.strip():
            ask(strings.FROM_WORD_TITLE, strings.FROM_WORD_TEXT, strings.FROM_WORD_YES, take)
        else:
            take()

    return use_picking(bring, on_done=there, name="manuscript.word", most=LARGEST)


def taken(form: Form, word: WordArticle, files: tuple[NewFile | None, ...]) -> Form:
    """The form with the text of a Word file and those of its pictures that were brought; a source that
    the file names is taken over where none was written."""
    article = word.article
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
