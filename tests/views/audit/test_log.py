"""The auditor's log and the file of the chain's head."""

from __future__ import annotations

import json

from services.audit.models import Entry, Head
from tests.render import render, texts
from tests.views.samples import NOON
from views.audit import strings
from views.audit.log import head_file, line, table

ENTRY = Entry(
    entry_id=7, at=NOON, actor="Phạm Quang Thiện", action="posts.update", subject="posts",
    subject_id="x", seal=3,
)  # fmt: skip


def test_the_file_is_what_the_verifier_reads():
    head = Head(seal=12, head="ab" * 32, sealed_at=NOON, entries=340)
    saved = json.loads(head_file(head))
    assert (int(saved["seal"]), saved["head"]) == (12, "ab" * 32)


def test_an_entry_reads_the_same_on_a_phone_and_in_the_table():
    unsealed = ENTRY.model_copy(update={"entry_id": 8, "seal": None, "actor": None})
    on_phone = texts(render(lambda: [line(ENTRY), line(unsealed)]))
    in_table = texts(render(lambda: table([ENTRY, unsealed])))
    for words in ("Sửa bài đăng",):
        assert words in on_phone
        assert words in in_table
    assert strings.BY_SYSTEM in in_table
    assert strings.NOT_SEALED in in_table
    assert "đợt 3" in in_table


def test_a_table_of_a_later_version_keeps_its_name():
    assert strings.deed("badges.insert") == "Thêm badges"
