"""From what is typed to the post that is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.drafts.models import FormDraft
from services.posts.models import Category, DocumentLink, NewFile
from tests.views.samples import TODAY, an_id, held, paper, pdf, post
from views.directives import strings
from views.directives.form import (
    Form,
    after_refusal,
    as_new_draft,
    audience,
    described,
    draft_form,
    faults,
    new_form,
    publishing_units,
    to_post,
    with_category,
    with_snippet,
)
from views.shared.drafts import read
from views.shared.text import now

CELL = held("post.publish")


def kept(content: dict[str, Any]) -> FormDraft:
    """What the server keeps of a form."""
    return FormDraft(content=content, saved_at=now())


WARD = held("post.publish", "Đảng ủy phường Mẫu A", "ward")
CITY = held("post.publish", "Thành ủy", "city")
FILE = NewFile(
    kind="document",
    object_name="x/y.pdf",
    file_name="y.pdf",
    content_type="application/pdf",
    size_bytes=1,
)


def filled(**more: object) -> Form:
    form = new_form(CELL.unit_id, TODAY)
    return form.model_copy(update={"title": "Họp chi bộ", "body": "Nội dung", **more})


def test_the_lowest_unit_comes_first():
    assert publishing_units([CITY, CELL, WARD]) == [CELL, WARD, CITY]


def test_a_new_form_is_a_directive_to_acknowledge_within_a_week():
    form = new_form(CELL.unit_id, TODAY)
    assert (form.category, form.asks) == (Category.DIRECTIVE, True)
    assert form.acknowledge_by == TODAY + timedelta(days=7)
    assert not form.touched


def test_each_form_has_a_key_of_its_own_that_its_tries_share():
    form = filled()
    assert isinstance(form.key, UUID)
    assert form.key != filled().key
    later = form.model_copy(update={"title": "Họp chi bộ tháng 12"})
    sent = to_post(form, "cell", publish=True)
    assert to_post(later, "cell", publish=True).key == sent.key
    assert to_post(form, "cell", publish=False).key != sent.key


@pytest.mark.parametrize(
    ("category", "asks"),
    [
        (Category.DIRECTIVE, True),
        (Category.NOTICE, False),
        (Category.NEWS, False),
        (Category.STUDY, False),
    ],
)
def test_only_a_directive_asks_of_itself(category: Category, asks: bool):
    assert with_category(filled(), category).asks is asks


def test_a_notice_may_ask_and_news_may_not():
    notice = with_category(filled(), Category.NOTICE).model_copy(update={"acknowledge": True})
    assert notice.asks
    assert not with_category(notice, Category.NEWS).asks


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set[str]()),
        ({"title": "  "}, {"title"}),
        ({"title": "ab "}, {"title"}),
        ({"body": " \n"}, {"body"}),
        ({"body": "", "file": FILE}, set[str]()),
        ({"acknowledge_by": None}, {"acknowledge_by"}),
        ({"acknowledge_by": TODAY - timedelta(days=1)}, {"acknowledge_by"}),
        ({"acknowledge_by": TODAY}, set[str]()),
        ({"acknowledge_by": None, "acknowledge": False}, set[str]()),
        ({"title": "", "body": ""}, {"title", "body"}),
    ],
)
def test_faults_by_field(changed: dict[str, object], wrong: set[str]):
    assert set(faults(filled(**changed), TODAY)) == wrong


PICTURE = FILE.model_copy(update={"kind": "picture", "object_name": "x/a.jpg"})
TOLD = PICTURE.model_copy(update={"alternative": "Ngõ sạch"})


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set[str]()),
        ({"from_press": True}, {"source", "permission"}),
        ({"from_press": True, "source": "Báo Sông Mẫu", "permission": " a "}, {"permission"}),
        ({"from_press": True, "source": "Báo", "permission": "Thư"}, set[str]()),
        ({"source": "", "permission": ""}, set[str]()),
        ({"file": FILE}, set[str]()),
        ({"file": PICTURE}, {"files"}),
        ({"file": TOLD}, set[str]()),
        ({"file": TOLD, "more_files": (PICTURE,)}, {"files"}),
    ],
)
def test_an_article_names_its_source_and_describes_its_pictures(
    category: Category, changed: dict[str, object], wrong: set[str]
):
    form = filled(**changed, category=category)
    article = category in (Category.NEWS, Category.STUDY)
    assert set(faults(form, TODAY)) == (wrong if article else set())
    # A draft waits for everything but the source, which alone says that it is from the press.
    assert set(faults(form, TODAY, draft=True)) == (wrong & {"source"} if article else set())
    sent = to_post(form, "cell", publish=True)
    assert sent.from_press is (article and form.from_press)
    assert bool(sent.source) is (article and form.from_press and bool(form.source))


def test_a_draft_from_the_press_says_so_when_it_is_opened():
    draft = post(
        category=Category.NEWS, directive=None, document=None, source="Báo", permission=None
    )
    form = draft_form(draft, an_id("key"))
    assert (form.from_press, form.source, form.permission) == (True, "Báo", "")
    mended = described(filled(more_files=(PICTURE, FILE)), "x/a.jpg", "Ngõ sạch")
    assert [f.alternative for f in mended.more_files] == ["Ngõ sạch", ""]


def test_a_draft_needs_a_title_only():
    assert faults(filled(body="", acknowledge_by=None), TODAY, draft=True) == {}
    assert set(faults(filled(title="", body=""), TODAY, draft=True)) == {"title"}


def test_a_directive_as_it_is_sent():
    form = filled(title="  Họp chi bộ ", number=" 10-TB/CB ", issued_on=TODAY, file=FILE)
    sent = to_post(form, "cell", publish=True)
    assert (sent.title, sent.number, sent.issued_on) == ("Họp chi bộ", "10-TB/CB", TODAY)
    assert (sent.acknowledge, sent.acknowledge_by) == (True, TODAY + timedelta(days=7))
    assert sent.files == [FILE]
    assert sent.publish


def test_what_a_kind_does_not_have_is_left_out():
    form = filled(number="1", issued_on=TODAY, lead="Tóm tắt")
    news = to_post(with_category(form, Category.NEWS), "ward", publish=False)
    assert (news.number, news.issued_on, news.acknowledge, news.acknowledge_by) == (
        None,
        None,
        False,
        None,
    )
    assert news.lead == "Tóm tắt"
    assert to_post(form, "ward", publish=True).lead == ""


@pytest.mark.parametrize(("kind", "only"), [("cell", False), ("ward", True), ("city", True)])
def test_for_leaders_only_where_units_lie_below(kind: str, only: bool):
    assert to_post(filled(leaders_only=True), kind, publish=True).leaders_only is only


def test_the_confirmation_says_who_gets_it_and_what_is_asked():
    said = audience(filled(), CELL)
    assert said.startswith("Gửi tới toàn thể đảng viên Chi bộ A1.")
    assert "29/11/2026" in said
    assert said.endswith(strings.FINAL)
    ward = filled(unit_id=WARD.unit_id, leaders_only=True, acknowledge=False)
    assert audience(ward, WARD) == " ".join(
        [
            "Gửi tới cấp ủy, bí thư các đơn vị thuộc Đảng ủy phường Mẫu A.",
            strings.wants(None),
            strings.FINAL,
        ]
    )
    news = with_category(filled(leaders_only=True), Category.NEWS)
    assert audience(news, CELL) == f"Gửi tới toàn thể đảng viên Chi bộ A1. {strings.FINAL}"


@pytest.mark.parametrize(
    ("body", "snippet", "expected"),
    [
        ("", "## ", "## "),
        ("Mở đầu\n", "## ", "Mở đầu\n\n## "),
        ("Mở đầu", "- ", "Mở đầu\n\n- "),
        ("- một", "- ", "- một\n- "),
        ("Chữ", "**đậm**", "Chữ **đậm**"),
        ("Chữ ", "**đậm**", "Chữ **đậm**"),
        ("", "**đậm**", "**đậm**"),
    ],
)
def test_markdown_tools_add_at_the_end(body: str, snippet: str, expected: str):
    assert with_snippet(body, snippet) == expected


def test_a_form_comes_back_from_what_was_kept_as_it_was():
    form = filled(number="10-TB/CB", issued_on=TODAY, file=FILE, unit_id=an_id("x"))
    assert read(Form, kept(form.model_dump(mode="json"))) == form


def test_a_draft_fills_the_form_and_comes_out_the_same():
    draft = post(
        state="draft",
        may_publish=True,
        body="Nội dung.",
        attachments=[pdf("một.pdf"), pdf("hai.pdf")],
    )
    form = draft_form(draft, an_id("key"))
    assert form.touched
    assert (form.file and form.file.file_name) == "một.pdf"
    sent = to_post(form, "cell", publish=False)
    assert draft.directive is not None and draft.document is not None
    assert sent.draft_version == draft.version
    assert (sent.draft_id, sent.title, sent.body, sent.number, sent.acknowledge_by) == (
        draft.post_id,
        draft.title,
        draft.body,
        draft.document.number,
        draft.directive.acknowledge_by,
    )
    assert [f.object_name for f in sent.files] == [a.object_name for a in draft.attachments]
    assert read(Form, kept(form.model_dump(mode="json"))) == form


def test_a_draft_of_news_without_files_fills_the_form():
    form = draft_form(
        post(category=Category.NEWS, directive=None, document=None, lead="Tóm tắt"), an_id("key")
    )
    assert (form.number, form.issued_on, form.asks, form.file) == ("", None, False, None)
    assert form.lead == "Tóm tắt"


def test_what_was_sent_before_with_another_content_gets_a_key_of_its_own():
    form = filled(draft_id=an_id("draft"), more_files=(FILE,))
    again = after_refusal(form, "write.key_reused")
    assert again.key != form.key
    assert again.model_copy(update={"key": form.key}) == form
    assert after_refusal(form, "post.title_length") == form


@pytest.mark.parametrize("code", ["post.not_found", "post.not_a_draft"])
def test_the_text_of_a_draft_that_is_gone_becomes_a_new_post(code: str):
    form = after_refusal(filled(draft_id=an_id("draft"), more_files=(FILE,)), code)
    assert (form.draft_id, form.draft_version, form.more_files) == (None, None, ())
    assert form.title == "Họp chi bộ"


def test_a_copy_is_the_same_content_as_a_draft_of_its_own_however_often_it_is_tried():
    form = filled(draft_id=an_id("draft"), draft_version=3, file=FILE, more_files=(FILE,))
    copy = as_new_draft(form)
    assert copy == as_new_draft(form)
    assert (copy.draft_id, copy.draft_version, copy.key != form.key) == (None, None, True)
    same = {"key": form.key, "draft_id": form.draft_id, "draft_version": 3}
    assert copy.model_copy(update=same) == form


@pytest.mark.parametrize("content", [{}, {"unit_id": "1"}, {"title": 7}])
def test_what_is_no_form_is_not_taken_up(content: dict[str, Any]):
    assert read(Form, kept(content)) is None


def test_the_facts_of_a_paper_are_sent_and_come_back_with_a_draft():
    link = DocumentLink(post_id=an_id("old"), title="Quy chế cũ", number="05-QC/TU")
    form = with_category(filled(), Category.DOCUMENT).model_copy(
        update={
            "signatory": " Nguyễn Văn An ",
            "subject": "Đảng viên",
            "valid_from": TODAY,
            "replaces": link,
            "replaces_text": "viết trước khi chọn",
        }
    )
    sent = to_post(form, "cell", publish=True)
    assert (sent.signatory, sent.subject, sent.valid_from) == ("Nguyễn Văn An", "Đảng viên", TODAY)
    assert (sent.replaces, sent.replaces_text, sent.issuing_body) == (link.post_id, None, None)
    assert (sent.acknowledge, sent.acknowledge_by) == (False, None)
    draft = post(
        state="draft", category=Category.DOCUMENT, directive=None,
        document=paper(type="regulation", signatory="An", issuing_body="Chi bộ A1", replaces=link),
    )  # fmt: skip
    back = draft_form(draft, an_id("key"))
    assert (back.document_type, back.signatory, back.issuing_body) == ("regulation", "An", "")
    assert back.replaces == link
    news = to_post(with_category(form, Category.NEWS), "cell", publish=True)
    assert (news.signatory, news.replaces, news.valid_from) == (None, None, None)


def test_a_number_asks_for_its_date_and_an_end_comes_after_the_beginning():
    form = filled(number="5-QC/CB")
    assert faults(form, TODAY) == {"issued_on": strings.DATE_MISSING}
    assert faults(form, TODAY, draft=True) == {}
    ends = filled(valid_from=TODAY, valid_until=TODAY - timedelta(days=1))
    assert "valid_until" in faults(ends, TODAY, draft=True)
