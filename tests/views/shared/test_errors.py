"""Every failure has a Vietnamese sentence; none has its own text."""

import pytest

from services import errors as services_errors
from services.errors import AppError, Conflict, Invalid, NotFound, TooMany, Unavailable
from views.shared import strings
from views.shared.errors import failure, sentence, sentence_for


def test_every_kind_of_app_error_has_words() -> None:
    kinds = [
        k
        for k in vars(services_errors).values()
        if isinstance(k, type) and issubclass(k, AppError) and k is not AppError
    ]
    assert len(kinds) >= 7
    for kind in kinds:
        error = TooMany("x", 5) if kind is TooMany else kind("some.code")
        failed = failure(error, "test")
        assert failed.kind in strings.ERRORS, kind
        assert sentence(failed).startswith(strings.ERRORS[failed.kind])
        assert failed.reference == error.reference


def test_a_room_words_its_own_codes() -> None:
    failed = failure(Conflict("task.closed"), "test")
    assert sentence(failed, {"task.closed": "Nhiệm vụ đã đóng."}) == "Nhiệm vụ đã đóng."
    assert sentence(failed, {"task.other": "…"}) == strings.ERRORS["conflict"]


@pytest.mark.parametrize("error", [RuntimeError("password=hunter2"), KeyError("hunter2")])
def test_an_unexpected_error_is_logged_and_not_told(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    failed = failure(error, "posts.get")
    assert failed.kind == failed.code == "unexpected"
    assert "hunter2" not in sentence(failed) + repr(failed)
    assert failed.reference in caplog.text and "posts.get" in caplog.text
    assert "hunter2" in caplog.text


def test_what_may_pass_is_known() -> None:
    assert failure(Unavailable("db"), "t").may_pass
    assert failure(TimeoutError(), "t").may_pass
    assert not failure(NotFound("x"), "t").may_pass


def test_waiting_times_are_said() -> None:
    assert "sau 45 giây" in sentence(failure(TooMany("x", 45), "t"))
    assert "sau 2 phút" in sentence(failure(TooMany("x", 61), "t"))


def test_a_fault_of_a_field_is_shown_at_that_field_only() -> None:
    failed = failure(Invalid("post.title_long", {"field": "title"}), "t")
    words = {"post.title_long": "Tiêu đề dài quá."}
    assert sentence_for(failed, "title", words) == "Tiêu đề dài quá."
    assert sentence_for(failed, "body", words) is None
    assert sentence_for(None, "title", words) is None
