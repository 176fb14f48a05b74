"""Vietnamese words of giving and ending offices."""

from __future__ import annotations

ROLE = "Chức vụ"
WHO = "Đảng viên được giao"
STARTS_ON = "Từ ngày"
ENDS_ON = "Đến hết ngày"
HAS_END = "Có thời hạn"
HAS_END_HELP = "Tắt: giữ đến khi có quyết định khác"
MUST_LAST = "Đồng chí điền ngày, từ hôm nay trở đi, hoặc tắt “Có thời hạn”."
GIVE = "Giao chức vụ"
PROPOSE = "Đề nghị giao chức vụ"
TWO_OFFICERS = (
    "Chức vụ trên chi bộ cần hai cán bộ: đồng chí đề nghị, một cán bộ khác xác nhận rồi mới có "
    "hiệu lực."
)
GIVEN = "Đã giao chức vụ."
PROPOSED = "Đã gửi đề nghị. Chức vụ có hiệu lực sau khi một cán bộ khác xác nhận."
END = "Kết thúc chức vụ"
END_DAY = "Ngày kết thúc"
END_HELP = "Chọn hôm nay thì quyền hết ngay lập tức, kể cả trên máy đang mở."
ENDED = "Đã kết thúc chức vụ."
MUST_START = "Đồng chí điền ngày bắt đầu."
MUST_END = "Đồng chí điền ngày kết thúc, từ hôm nay trở đi."
NOT_HELD = "Chức vụ này đã kết thúc hoặc không còn."


def will_give(name: str, role: str, unit: str, day: str) -> str:
    """Said before an office is given."""
    return f"{name} giữ chức vụ {role} tại {unit} từ {day}."


def will_propose(name: str, role: str, unit: str, day: str) -> str:
    """Said before an office is proposed."""
    return f"{will_give(name, role, unit, day)} Một cán bộ khác xác nhận thì mới có hiệu lực."


def will_end_now(name: str, role: str, unit: str) -> str:
    """Said before an office ends today."""
    return f"{name} thôi chức vụ {role} tại {unit} và mất quyền kèm theo ngay lập tức."


def will_end(name: str, role: str, unit: str, day: str) -> str:
    """Said before an office is to end later."""
    return f"{name} thôi chức vụ {role} tại {unit} khi hết ngày {day}."


# Proposals
NO_PROPOSALS = "Không có đề nghị nào đang chờ."
PROPOSALS_NOTE = "Chức vụ trên chi bộ có hiệu lực sau khi một cán bộ khác người đề nghị xác nhận."
CONFIRM = "Xác nhận"
REFUSE = "Không đồng ý"
WITHDRAW = "Rút đề nghị"
WAITS_FOR_ANOTHER = "Chờ một cán bộ khác xác nhận"
CONFIRM_TITLE = "Xác nhận giao chức vụ?"
REFUSE_TITLE = "Không đồng ý giao chức vụ này?"
REFUSE_TEXT = "Đề nghị được xếp lại, chức vụ không được giao. Có thể đề nghị lại sau."
CONFIRMED = "Đã xác nhận. Chức vụ có hiệu lực."
REFUSED = "Đã xếp lại đề nghị."


def proposed_by(name: str, when: str) -> str:
    """Who proposed it and when."""
    return f"{name} đề nghị, {when}"


def waiting(count: int) -> str:
    """How many proposals wait."""
    return f"{count} đề nghị đang chờ"
