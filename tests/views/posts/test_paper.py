"""What stands on a paper: nothing where there is nothing, a warning where one must not rely on it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.posts.models import DocumentFacts
from tests.render import find, render, texts
from tests.views.samples import an_id, paper, tap
from views.posts import strings
from views.posts.paper import paper_block, validity_words, warning_words
from views.shared.parts import column

LINK = {"post_id": an_id("other"), "title": "Quy chế mới", "number": "11-QC/TU"}
DAYS = {"valid_from": date(2026, 1, 2), "valid_until": date(2026, 6, 30)}


def drawn(facts: DocumentFacts, opened: list[UUID] | None = None) -> Any:
    log: list[UUID] = [] if opened is None else opened
    return render(lambda: column(paper_block(facts, log.append)))


def test_a_plain_notice_has_no_block():
    assert texts(drawn(paper(number=None, issued_on=date(2026, 11, 17)))) == []


def test_all_facts_in_their_order():
    said = texts(
        drawn(paper(type="regulation", signatory="Nguyễn Văn An", subject="Đảng viên", **DAYS))
    )
    assert said == [
        strings.PAPER_TYPE, "Quy định, quy chế", strings.PAPER_BODY, "Chi bộ A1",
        strings.PAPER_NUMBER, "09-TB/CB", strings.PAPER_DATE, "17/11/2026",
        strings.PAPER_SIGNATORY, "Nguyễn Văn An", strings.PAPER_SUBJECT, "Đảng viên",
        strings.PAPER_VALIDITY, "Đang có hiệu lực (từ 02/01/2026 đến hết 30/06/2026)",
    ]  # fmt: skip


def test_a_replaced_paper_warns_and_leads_to_the_new_one():
    opened: list[UUID] = []
    facts = paper(validity="replaced", replaced_from=date(2026, 10, 29), replaced_by=LINK)
    tree = drawn(facts, opened)
    assert strings.replaced_since("29/10/2026", named=True) in texts(tree)
    tap(find(tree, key=f"paper-{LINK['post_id']}")[0])
    assert opened == [LINK["post_id"]]
    hidden = texts(drawn(facts.model_copy(update={"replaced_by": None})))
    assert strings.replaced_since("29/10/2026", named=False) in hidden
    assert strings.REPLACED_BY not in hidden


@pytest.mark.parametrize(
    ("more", "held", "warned"),
    [
        ({"type": "letter"}, "", ""),
        ({"type": "resolution"}, strings.HOLDS, ""),
        (
            {"validity": "expired", **DAYS},
            "Hết hiệu lực (từ 02/01/2026 đến hết 30/06/2026)",
            strings.expired_after("30/06/2026"),
        ),
        (
            {"validity": "not_yet", "valid_from": date(2027, 1, 2)},
            "Chưa có hiệu lực (từ 02/01/2027)",
            strings.holds_from("02/01/2027"),
        ),
    ],
)  # fmt: skip
def test_validity_in_words(more: dict[str, Any], held: str, warned: str):
    facts = paper(**more)
    assert (validity_words(facts), warning_words(facts)) == (held, warned)
