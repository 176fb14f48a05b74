"""Vietnamese words for those who hand out codes and approve resets."""

from __future__ import annotations

TITLE = "Tài khoản của đảng viên"
CELL = "Chi bộ"
INTRO = (
    "Chạm vào một người chưa kích hoạt để cấp mã một lần. "
    "Đồng chí gặp trực tiếp và trao mã tận tay, không gửi qua tin nhắn."
)
STATES: dict[str, str] = {
    "none": "Chưa có tài khoản",
    "invited": "Đã cấp mã, chờ kích hoạt",
    "active": "Đang dùng",
    "suspended": "Tạm khóa",
}
UNKNOWN_STATE = "Chưa rõ"
NO_PHONE = "Chưa có số điện thoại"
EMPTY = "Chi bộ này chưa có đảng viên nào trong ứng dụng."
NO_CELLS = (
    "Đồng chí có quyền cấp mã, nhưng hiện chưa có chi bộ nào để chọn ở đây. "
    "Bí thư của từng chi bộ cấp mã cho đảng viên của mình."
)
ISSUE_TITLE = "Cấp mã kích hoạt?"
ISSUE_YES = "Cấp mã"
REPLACE_TITLE = "Cấp mã mới thay mã cũ?"
REPLACE_YES = "Cấp mã mới"
CODE_TITLE = "Mã một lần"
NO_DOUBT = "Mã chỉ có chữ số và chữ cái Latinh; không dùng các chữ I, L, O, U."
ONCE = "Mã chỉ hiện một lần. Rời trang này là không xem lại được."
BY_HAND = "Trao tận tay"
COPY = "Chép mã"
COPIED = "Đã chép mã. Đồng chí chỉ dán vào giấy in để trao tận tay."
HANDED = "Đã trao xong"
ACTIVATE_STEPS = (
    "Người nhận mở ứng dụng, chọn “Kích hoạt tài khoản lần đầu”, nhập số thẻ hoặc số điện thoại, "
    "mã này và mật khẩu tự đặt."
)
RESET_STEPS = (
    "Người nhận mở ứng dụng, chọn “Quên mật khẩu”, rồi “Tôi đã có mã”, nhập mã này "
    "và mật khẩu mới tự đặt."
)
SHOW_MORE = "Xem thêm đảng viên"

RESETS_TITLE = "Yêu cầu đặt lại mật khẩu"
RESETS_INTRO = (
    "Chỉ duyệt khi đồng chí đã gặp trực tiếp đúng người xin. Tên người duyệt được ghi vào nhật ký."
)
RESETS_EMPTY = "Không có yêu cầu nào đang chờ đồng chí."
TWO_OFFICERS = "Cần hai cán bộ duyệt"
MINE = "Đồng chí đã duyệt"
WAIT_SECOND = "Chờ một cán bộ khác duyệt. Người duyệt thứ hai sẽ nhận mã để trao."
APPROVE = "Đã gặp trực tiếp, duyệt"
APPROVE_AGAIN = "Cấp lại mã"
APPROVE_TITLE = "Duyệt đặt lại mật khẩu?"
APPROVE_YES = "Tôi đã gặp, duyệt"
APPROVED_FIRST = (
    "Đã ghi nhận. Cần thêm một cán bộ khác duyệt; người đó sẽ nhận mã và trao cho người xin."
)

ERRORS: dict[str, str] = {
    "member.not_found": "Không tìm thấy đảng viên này trong phạm vi của đồng chí.",
    "account.not_for_oneself": "Đồng chí không tự cấp mã cho mình được. Nhờ cán bộ tổ chức cấp.",
    "account.needs_office": (
        "Người này giữ nhiệm vụ trên chi bộ. Mã phải do cán bộ tổ chức cấp trên cấp."
    ),
    "account.no_login": (
        "Người này chưa có số điện thoại hoặc email để đăng nhập. Cần bổ sung vào hồ sơ trước."
    ),
    "account.already_active": "Tài khoản này đã kích hoạt rồi.",
    "reset.not_found": "Yêu cầu này đã được hủy, đã dùng hoặc đã hết hạn.",
}


def state_name(state: str) -> str:
    """The state of an account."""
    return STATES.get(state, UNKNOWN_STATE)


def issue_text(name: str) -> str:
    """Asked before a first code."""
    return f"Mã dành cho {name}. Đồng chí nên làm bước này khi người nhận ở cạnh."


def replace_text(name: str) -> str:
    """Asked before a code that replaces another one."""
    return f"Mã đã cấp trước đây cho {name} sẽ không dùng được nữa."


def code_for(name: str) -> str:
    """Whose code it is."""
    return f"Mã của {name}"


def valid_for(hours: int) -> str:
    """Until when a code works."""
    if hours % 24 == 0:
        return f"Mã có hiệu lực {hours // 24} ngày."
    return f"Mã có hiệu lực {hours} giờ."


def works_from(moment: str) -> str:
    """From when a reset's code works."""
    return f"Mã dùng được từ {moment}."


def works_now() -> str:
    """A reset's code whose delay has passed."""
    return "Mã dùng được ngay."


def asked(moment: str) -> str:
    """When a reset was asked for."""
    return f"Xin lúc: {moment}"


def effective(moment: str) -> str:
    """From when a reset takes effect."""
    return f"Có hiệu lực từ: {moment}"


def expires(moment: str) -> str:
    """Until when a reset can be used."""
    return f"Hết hạn: {moment}"


def approvals(count: int) -> str:
    """How many officers have approved."""
    return f"Đã có {count} người duyệt"


def approve_text(name: str) -> str:
    """Asked before an approval."""
    return (
        f"Đồng chí xác nhận đã gặp trực tiếp {name} và đúng là người này xin đặt lại mật khẩu. "
        "Việc duyệt được ghi theo tên."
    )
