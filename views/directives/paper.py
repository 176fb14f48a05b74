"""What stands on the paper besides number and date: folded away until somebody wants it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from services.posts.models import DocumentChoices, DocumentLink, DocumentType
from views.directives import strings
from views.directives.fields import Change, Faults, put
from views.directives.form import Form
from views.session import use_services
from views.shared.buttons import text_button
from views.shared.fields import DateInput, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.parts import column, flow, heading
from views.shared.posts.chips import choice_chips
from views.shared.posts.replaces.choose import ReplacesInput
from views.shared.posts.strings import DOCUMENT_TYPES
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_M, GAP_XS

BODY_MOST, SIGNATORY_MOST = 200, 120
_BACK, _AHEAD = timedelta(days=30 * 366), timedelta(days=30 * 366)
_AT_FIELDS = {"issuing_body", "signatory", "subject", "valid_from", "valid_until", "replaces"}


@block
def PaperDetails(
    form: Form, unit_name: str, change: Change, found: dict[str, str], today: date
) -> ft.Control:
    """A button that unfolds the facts; open from the start where there are some."""
    asked, set_asked = use_state(lambda: _told(form))
    services = use_services()
    open_ = asked or bool(_AT_FIELDS & found.keys())

    async def load() -> DocumentChoices | None:
        return await services.posts.document_choices(form.unit_id) if open_ else None

    choices = use_query(load, [form.unit_id, open_], name="document.choices")
    toggle = text_button(
        strings.LESS_DETAILS if open_ else strings.MORE_DETAILS,
        lambda: set_asked(not open_),
        icon=ft.Icons.EXPAND_LESS if open_ else ft.Icons.EXPAND_MORE,
        key="details",
    )
    if not open_:
        return flow([toggle])

    def draw(offered: DocumentChoices | None) -> list[ft.Control]:
        subjects = offered.subjects if offered else []
        return details(form, unit_name, subjects, change, found, today)

    return column([flow([toggle]), *shown(choices, draw, room=strings.ERRORS)], spacing=GAP_M)


def _told(form: Form) -> bool:
    """Whether something is said that only stands here."""
    return any((form.issuing_body, form.signatory, form.subject, form.replaces_text)) or any(
        (form.valid_from, form.valid_until, form.replaces)
    )


def details(
    form: Form, unit_name: str, subjects: list[str], change: Change, found: Faults, today: date
) -> list[ft.Control]:
    """The fields themselves."""
    types: list[tuple[DocumentType | None, str]] = [
        (None, strings.TYPE_BY_NUMBER),
        *DOCUMENT_TYPES.items(),
    ]

    def day(name: str, label: str, value: date | None, help_: str) -> ft.Control:
        return keyed(
            name,
            DateInput,
            label,
            value,
            put(change, name),
            first=today - _BACK,
            last=today + _AHEAD,
            optional=True,
            help=help_,
            error=found.get(name),
        )

    def take(link: DocumentLink | None) -> None:
        def chosen(old: Form) -> Form:
            return old.model_copy(
                update={"replaces": link, "replaces_text": "" if link else old.replaces_text}
            )

        change(chosen)

    return [
        _chosen(strings.TYPE, types, form.document_type, put(change, "document_type")),
        keyed(
            "issuing_body",
            TextInput,
            strings.ISSUING_BODY,
            form.issuing_body,
            put(change, "issuing_body"),
            hint=unit_name,
            help=strings.ISSUING_BODY_HELP,
            optional=True,
            max_length=BODY_MOST,
            error=found.get("issuing_body"),
        ),
        keyed(
            "signatory",
            TextInput,
            strings.SIGNATORY,
            form.signatory,
            put(change, "signatory"),
            hint=strings.SIGNATORY_HINT,
            optional=True,
            max_length=SIGNATORY_MOST,
            error=found.get("signatory"),
        ),
        _chosen(
            strings.SUBJECT,
            [("", strings.SUBJECT_NONE), *((name, name) for name in subjects)],
            form.subject,
            put(change, "subject"),
        ),
        *fault(found.get("subject")),
        day("valid_from", strings.VALID_FROM, form.valid_from, strings.VALID_FROM_HELP),
        day("valid_until", strings.VALID_UNTIL, form.valid_until, strings.VALID_UNTIL_HELP),
        keyed(
            "replaces",
            ReplacesInput,
            form.unit_id,
            form.replaces,
            form.replaces_text,
            take,
            put(change, "replaces_text"),
            found.get("replaces"),
        ),
    ]


def _chosen(
    label: str,
    options: list[tuple[DocumentType | None, str]] | list[tuple[str, str]],
    value: object,
    on_choose: Callable[[object], None],
) -> ft.Control:
    given: list[tuple[object, str]] = [*options]
    return column(
        [heading(label, level=3), choice_chips(label, given, value, on_choose)], spacing=GAP_XS
    )
