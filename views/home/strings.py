"""Vietnamese words of the home screen."""

from __future__ import annotations

from services.directives.models import WaitingTasks

NOW = "Việc cần làm ngay"
NOTHING = "Không có việc nào đang chờ."
NOTHING_MORE = "Khi có văn bản cần xác nhận hay nhiệm vụ mới, việc sẽ hiện ở đây."
LATEST = "Tin mới"
SEE_ALL = "Xem tất cả"
NO_NEWS = "Chưa có tin nào. Tin của chi bộ và cấp trên sẽ hiện ở đây."
TO_ACKNOWLEDGE = "Cần xác nhận"
REMINDED = "Bí thư nhắc đồng chí"
LATE = "Quá hạn"
WITHOUT_DEADLINE = "Không có thời hạn"


def greeting(full_name: str) -> str:
    """The first line of the screen."""
    return f"Chào đồng chí {full_name}"


def deadline(day: str, left: str) -> str:
    """Until when to acknowledge, with the days left."""
    return f"Hạn {day} – {left}"


def deadline_past(day: str) -> str:
    """A deadline that has passed, for somebody who is not held to it."""
    return f"Hạn {day}"


def reminded(when: str) -> str:
    """The secretary's reminder."""
    return f"{REMINDED} ({when})"


def resets(count: int) -> str:
    """Password resets that wait for this person."""
    return f"{count} yêu cầu đặt lại mật khẩu đang chờ đồng chí xem xét"


def tasks(waiting: WaitingTasks) -> str:
    """My tasks that wait, and why."""
    parts = [
        f"{count} {words}"
        for count, words in (
            (waiting.new, "việc mới"),
            (waiting.helping, "việc nhờ phối hợp"),
            (waiting.returned, "cần làm thêm"),
            (waiting.near, "sắp đến hạn"),
            (waiting.late, "quá hạn"),
        )
        if count
    ]
    return f"{waiting.waiting} nhiệm vụ chờ đồng chí: {', '.join(parts)}"


def to_decide(count: int) -> str:
    """Tasks that I gave, on which I have to say something."""
    return f"{count} việc đã giao chờ đồng chí xem và trả lời"


def answers(count: int) -> str:
    """Answers to my questions that I have not read."""
    return f"{count} câu hỏi của đồng chí đã có trả lời"


def questions(count: int) -> str:
    """Questions that wait at my desks."""
    return f"{count} câu hỏi của bạn đọc chờ đồng chí trả lời"


MEETING_NEXT = "Giấy mời họp"
MEETING_NOW = "Đang họp"
TO_ANSWER = "Chờ đồng chí trả lời"


def reports_late(count: int) -> str:
    """Reports of meetings that are owed."""
    return f"{count} buổi sinh hoạt quá hạn báo cáo cấp trên"


ABOUT_ME_HOW = "Đồng chí đọc, và nếu muốn thì nêu ý kiến trước khi chi bộ kết luận"


def about_me(content: str) -> str:
    """A report on me that I may answer."""
    return f"Báo cáo kiểm tra, giám sát về đồng chí: {content}"


def leading(content: str) -> str:
    """What I lead and have to report on."""
    return f"Kiểm tra, giám sát đồng chí phụ trách: {content}"


def _plan_owed(year: int) -> str:
    return f"Chi bộ chưa thông qua kế hoạch kiểm tra, giám sát năm {year}"


def _report_owed(year: int) -> str:
    return f"Chi bộ chưa gửi báo cáo kiểm tra, giám sát năm {year}"


YEAR_OWES = {"plan": _plan_owed, "report": _report_owed}


def year_deadline(day: str, left: str) -> str:
    """Until when a cell owes something of its year; no official text confirms these days."""
    return f"Hạn {day} (theo thông lệ) – {left}"
