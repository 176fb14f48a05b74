"""Vietnamese words of printed pages."""

DEMO = "Bản dùng thử: mọi tên và số liệu đều là minh họa."
CUT_HERE = "Cắt theo đường này"

# The record
RECORD = "HỒ SƠ ĐẢNG VIÊN"
RECORD_NOTE = "Bản trích từ Sổ tay đảng viên điện tử, để đảng viên tự xem và lưu giữ; không thay cho hồ sơ giấy có dấu."
FIELD, VALUE, SOURCE = "Nội dung", "Thông tin", "Nguồn, ngày cập nhật"
UNITS = "Quá trình sinh hoạt"
UNIT, FROM_TO, REASON = "Nơi sinh hoạt", "Thời gian", "Căn cứ"
UP_TO_NOW = "nay"
NOT_KNOWN = "không rõ"
NOTHING_HERE = "Chưa có thông tin."

# First activation
SLIP = "PHIẾU KÍCH HOẠT TÀI KHOẢN"
SLIP_APP = "Sổ tay đảng viên điện tử"
CODE = "Mã một lần"
LOGIN = "Tên đăng nhập"
STEPS = (
    "Quét hình vuông bằng máy ảnh điện thoại, hoặc mở địa chỉ:",
    "Nhập tên đăng nhập và mã một lần ở trên.",
    "Tự đặt mật khẩu từ 12 ký tự. Vài từ không liên quan nhau là dễ nhớ.",
)
KEEP_TO_YOURSELF = "Không đưa mã cho ai, kể cả người xưng là cán bộ. Dùng xong, hủy phiếu này."

# An entry by a proxy
ENTRY = "PHIẾU GHI THAY"
ENTRY_NOTE = "Ghi lại lời đảng viên, do người khác nhập giúp vào Sổ tay đảng viên điện tử."
SAID_BY = "Người nói"
ENTERED_BY = "Người nhập giúp"
ENTERED_AT = "Nhập lúc"
ABOUT = "Nội dung đề nghị sửa"
BEFORE = "Đang ghi là"
AFTER = "Đề nghị ghi là"
WHY = "Lý do"
ENTRY_NUMBER = "Số tra cứu"
EMPTY = "(để trống)"
HOW_TO_REVOKE = "Nếu không đúng lời đồng chí"
REVOKE = (
    "Đồng chí báo bí thư chi bộ hoặc người nhập giúp để rút đề nghị này, đọc số tra cứu ở trên. "
    "Nếu đã có tài khoản: vào Cá nhân, Hồ sơ của tôi, Đề nghị của tôi, rồi bấm Rút đề nghị. "
    "Đã được duyệt mà vẫn sai thì đề nghị sửa lại theo cách trên."
)
SIGN_MEMBER = "Người nói (ký, ghi rõ họ tên)"
SIGN_PROXY = "Người nhập giúp (ký, ghi rõ họ tên)"


def printed(moment: str) -> str:
    """When a page was made."""
    return f"In lúc {moment}"


def page_of(page: int, pages: str) -> str:
    """The foot of a page."""
    return f"Trang {page}/{pages}"


def valid_for(hours: int) -> str:
    """How long a code works."""
    return (
        f"Mã dùng được trong {hours // 24} ngày"
        if hours % 24 == 0
        else f"Mã dùng được trong {hours} giờ"
    )


def valid_until(hours: int, until: str) -> str:
    """How long a code works, and until when."""
    return f"{valid_for(hours)}, đến {until}, một lần duy nhất."


def since(day: str) -> str:
    """From when somebody was in a unit that is still theirs."""
    return f"Từ {day} đến {UP_TO_NOW}"


def between(first: str, last: str) -> str:
    """When somebody was in a unit."""
    return f"{first} – {last}"
