"""The single post: what it says, and what the reader may do with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.render import find, render, texts
from tests.views.samples import NOON, TODAY, draw_as, facts, me, pdf, post, tap
from views.posts import strings
from views.posts.post import Deeds, PostScreen, as_uuid, post_content
from views.shared import strings as words
from views.shared import text
from views.shared.posts.strings import LEADERS_ONLY


class Done:
    """Notes what the post's buttons did."""

    def __init__(self) -> None:
        self.log: list[object] = []
        self.deeds = Deeds(
            acknowledge=lambda: self.log.append("acknowledge"),
            track=lambda: self.log.append("track"),
            open_file=lambda file: self.log.append((file.object_name, file.file_name)),
            open_post=lambda post_id: self.log.append(post_id),
            acknowledging=[],
        )


def drawn(done: Done | None = None, **more: Any) -> Any:
    return draw_as(
        me(),
        lambda: render(lambda: post_content(post(**more), (done or Done()).deeds, TODAY)),
    )


def test_a_directive_for_me_can_be_acknowledged_and_says_by_name():
    done = Done()
    tree = drawn(done)
    said = " ".join(texts(tree))
    assert "Phân công giữ liên hệ với hộ dân" in said
    assert "Số, ký hiệu 09-TB/CB Ngày ban hành 17/11/2026" in said
    assert "25/11/2026 (còn 3 ngày)" in said
    assert strings.BY_NAME in said
    tap(find(tree, key="acknowledge")[0])
    assert done.log == ["acknowledge"]


def test_once_acknowledged_the_button_is_gone_and_the_time_stands():
    tree = drawn(directive=facts(acknowledged_at=NOON))
    assert find(tree, key="acknowledge") == []
    assert strings.acknowledged(text.moment(NOON)) in texts(tree)


def test_a_fresh_acknowledgement_shows_without_reloading():
    deeds = Deeds(print, print, print, print, [], acknowledged_at=NOON)
    tree = draw_as(me(), lambda: render(lambda: post_content(post(), deeds, TODAY)))
    assert find(tree, key="acknowledge") == []
    assert strings.acknowledged(text.moment(NOON)) in texts(tree)


def test_who_may_read_but_is_not_meant_has_no_button():
    tree = drawn(directive=facts(is_addressee=False))
    assert find(tree, key="acknowledge") == []
    assert strings.NOT_ADDRESSED in texts(tree)


def test_nothing_is_asked_where_the_directive_does_not_ask():
    tree = drawn(directive=facts(wants_acknowledgement=False, acknowledge_by=None), may_track=True)
    said = texts(tree)
    assert find(tree, key="acknowledge") == find(tree, key="track") == []
    assert strings.BY_NAME not in said
    assert strings.WANTS not in " ".join(said)


def test_a_deadline_that_has_passed_blames_nobody():
    said = " ".join(texts(drawn(directive=facts(acknowledge_by=TODAY - timedelta(days=3)))))
    assert "19/11/2026" in said
    assert "quá hạn" not in said


def test_a_tracker_finds_who_has_acknowledged():
    done = Done()
    tree = drawn(done, may_track=True)
    tap(find(tree, key="track")[0])
    assert done.log == ["track"]
    assert find(drawn(), key="track") == []


def test_a_document_is_opened_by_its_own_name_in_the_bucket():
    done = Done()
    files = [pdf("a.pdf"), pdf("b.pdf")]
    tree = drawn(done, attachments=files)
    tap(find(tree, key=f"file-{files[1].attachment_id}")[0])
    assert done.log == [(files[1].object_name, "b.pdf")]
    assert any("2 KB" in line for line in texts(tree))


def test_a_draft_is_marked_and_one_for_leaders_too():
    said = texts(drawn(state="draft", published_at=None, leaders_only=True))
    assert strings.DRAFT in said
    assert strings.DRAFT_NOTE in said
    assert LEADERS_ONLY in said


@pytest.mark.parametrize("typed", ["", "1", "readers", "../etc", "0" * 33])
def test_an_address_without_an_id_is_not_found_without_asking(typed: str):
    assert as_uuid(typed) is None


def test_the_screen_draws_before_anything_is_loaded():
    said = texts(draw_as(me(), PostScreen))
    assert strings.POST in said
    assert words.ERROR_TITLE not in said
