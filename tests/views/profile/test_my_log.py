"""The log about me in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.audit.models import OwnEntry
from tests.render import render, texts
from tests.views.samples import NOON
from views.profile import strings
from views.profile.my_log import line


def entry(action: str, **more: object) -> OwnEntry:
    given = {"entry_id": 1, "at": NOON, "actor": "Phạm Quang Thiện", "by_me": False}
    return OwnEntry.model_validate({**given, "action": action, **more})


@pytest.mark.parametrize(
    ("by_me", "actor", "who"),
    [
        (True, "Nguyễn Thị Hạnh", strings.BY_ME),
        (False, "Phạm Quang Thiện", "Phạm Quang Thiện"),
        (False, None, strings.BY_SYSTEM),
    ],
)
def test_an_entry_says_what_and_who(by_me: bool, actor: str | None, who: str):
    words = texts(render(lambda: line(entry("one_time_codes.insert", by_me=by_me, actor=actor))))
    assert "Cấp mã một lần cho đồng chí" in words
    assert words[-1].endswith(who)


def test_every_audited_table_of_a_member_has_its_sentences(known_actions: list[str]):
    assert known_actions
    for action in known_actions:
        assert strings.log_line(action) != strings.log_line("unknown.insert"), action


def test_an_action_of_a_later_version_still_says_something():
    assert strings.log_line("badges.delete") == "Xóa một mục dữ liệu về đồng chí"


@pytest.fixture
def known_actions() -> list[str]:
    """What the log holds of every table whose migration names the member whose data it is."""
    folder = Path(__file__).resolve().parents[3] / "supabase" / "migrations"
    written = "\n".join(f.read_text(encoding="utf-8") for f in sorted(folder.glob("*.sql")))
    found = re.findall(
        r"on handbook\.(\w+)\s+for each row execute function"
        r" handbook\.audit_row\('\w+', '\w+'",
        written,
    )
    denied = re.findall(
        r"on handbook\.(\w+)\s+for each row when \(new\.stamp_denied\)"
        r" execute function handbook\.audit_stamp_denial\('\w+', '\w+'",
        written,
    )
    return [*(f"{table}.insert" for table in found), *(f"{table}.stamp_denied" for table in denied)]
