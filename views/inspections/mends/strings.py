"""Vietnamese words of ways back from mistakes, and of words entered for somebody else."""

from __future__ import annotations

from datetime import date, datetime

from views.shared import text

# an adoption
DAY_EDIT = "Sửa ngày, buổi thông qua"
DAY_NOTE = "Chỉ sửa ngày hoặc buổi họp ghi nhầm; kế hoạch không đổi. Ngày cũ, người ghi và lý do ở lại trong “Các lần thay đổi”, cả chi bộ đọc được."
DAY_ASK = "Cả chi bộ thấy ngày mới, ngày cũ, lý do và tên đồng chí."
DAY_DONE = "Đã sửa ngày thông qua."
UNADOPT = "Bỏ ghi thông qua"
UNADOPT_NOTE = "Dùng khi ghi nhầm là chi bộ đã thông qua. Kế hoạch trở lại thành bản soạn: chỉ bí thư, phó bí thư thấy. Cả chi bộ được báo ai bỏ, lúc nào, vì sao."
UNADOPT_ASK = "Kế hoạch trở lại thành bản soạn, chi bộ không đọc được nữa cho đến khi ghi thông qua lại. Các việc đã công bố vẫn được giữ trong “Các lần thay đổi”."
NO_WAY_BACK = "Kế hoạch này không bỏ ghi thông qua được: đã có việc bắt đầu, báo cáo năm đã gửi, hoặc trong đó có việc kiểm tra chính đồng chí."
UNADOPT_DONE = "Kế hoạch đã trở lại thành bản soạn."
WHY = "Lý do (cả chi bộ đọc được)"
WHY_HINT = "Ví dụ: ghi nhầm buổi họp"

# a conclusion
REOPEN_NOTE = "Dùng khi ghi nhầm kết luận. Việc này trở lại thành đã có báo cáo, chưa kết luận. Lời kết luận cũ, người ghi và lý do ở lại trong các bước đã làm; ai đọc được báo cáo thì đọc được."
REOPEN_ASK = "Kết luận được bỏ ra, người được kiểm tra thấy điều đó và nêu thêm ý kiến được. Đồng chí ghi lại kết luận sau."
REOPEN_HINT = "Ví dụ: ghi nhầm sang việc của người khác"
SENT = "Báo cáo năm đã gửi lên cấp trên nên không mở lại kết luận được nữa."

# words of somebody else
SPEAK = "Ghi thay ý kiến"
SPEAK_NOTE = "Chỉ ghi đúng lời đồng chí ấy nói. Tên đồng chí hiện là người ghi thay; đồng chí ấy thấy trong nhật ký của mình, tự viết thì lời tự viết thay lời này."
SPEAK_LABEL = "Đồng chí ấy nói gì về báo cáo"
SPEAK_ANOTHER = (
    "Ai ghi thay ý kiến thì không ghi kết luận của việc này: người khác trong chi ủy ghi."
)
SPEAK_ALONE = "Chi bộ không có ai khác trong chi ủy vào được phần mềm, nên đồng chí vừa ghi thay vừa ghi kết luận. Người đọc báo cáo thấy rõ điều đó."
SPEAK_SEND, SPEAK_DONE = "Ghi ý kiến", "Đã ghi thay ý kiến."
SPOKE_FOR = "Đồng chí đã ghi thay ý kiến của người được kiểm tra, nên bí thư hoặc phó bí thư khác ghi kết luận."
REVOKE = "Không phải lời của tôi"
REVOKE_ASK = "Lời ghi thay vẫn còn, nhưng có ghi rõ đồng chí không nhận. Không ai ghi thay đồng chí được nữa; đồng chí tự nêu ý kiến nếu chi bộ chưa kết luận."
REVOKED = "Đã ghi là không phải lời của đồng chí."


def now(day: date, name: str | None) -> str:
    """What stands there now."""
    return f"Đang ghi: chi bộ thông qua ngày {text.day(day)}" + (f", {name} ghi." if name else ".")


def taken_back(day: str, actor: str | None, at: datetime, reason: str) -> str:
    """That an adoption was taken back, for the cell that had read the plan."""
    return (
        f"{actor or '–'} bỏ ghi chi bộ thông qua ngày {day} ({text.moment(at)}). Lý do: {reason}. "
        "Kế hoạch đang được soạn lại."
    )


def speak_for(name: str, *, again: bool) -> str:
    """The way to enter what somebody said."""
    return f"Sửa lời ghi thay của {name}" if again else f"Ghi thay ý kiến của {name}"


def said_by(name: str, entered_by: str | None, at: datetime) -> str:
    """Whose words these are, and who entered them."""
    return f"{name}, {text.moment(at)}" + (f"; {entered_by} ghi thay" if entered_by else "")


def not_theirs(name: str, at: datetime) -> str:
    """That somebody says these are not their words."""
    return f"{name} không nhận đây là lời của mình ({text.moment(at)})."


def entered_for_me(name: str) -> str:
    """That an officer entered something in my name."""
    return f"{name} đã ghi thay ý kiến của đồng chí. Đồng chí xem bên trên có đúng lời mình không."


def old_conclusion(day: str, name: str, words: str) -> str:
    """A conclusion that was taken back."""
    return f"kết luận ngày {day}, người ghi {name}: {words}"


def old_adoption(day: str, name: str, meeting: str) -> str:
    """An adoption as it was written before."""
    return f"thông qua ngày {day}" + (f", {meeting}" if meeting else "") + f", người ghi {name}"
