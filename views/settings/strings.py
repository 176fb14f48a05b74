"""Vietnamese words of the settings, the help and the page about the app."""

from __future__ import annotations

TITLE = "Cài đặt"

# The list
ON_THIS_DEVICE = "Trên máy này"
MY_ACCOUNT = "Tài khoản của tôi"
LEAVING = "Đăng xuất"
LOOK = "Cỡ chữ và màu"
LOOK_LINE = "Chữ to hơn, nền sáng, nền tối, tương phản cao"
SWITCH = "Đổi tài khoản"
SWITCH_LINE = "Khi hai người dùng chung một máy"
PASSWORD = "Đổi mật khẩu"
PASSWORD_LINE = "Các thiết bị khác sẽ bị đăng xuất"
FACTOR = "Xác thực hai lớp"
FACTOR_LINE = "Thêm mã 6 số khi làm nhiệm vụ"
DEVICES = "Thiết bị đang đăng nhập"
DEVICES_LINE = "Xem và đăng xuất từ xa"
HELP = "Trợ giúp"
HELP_LINE = "Cách dùng ứng dụng trong vài bước"
ABOUT = "Về ứng dụng"
ABOUT_LINE = "Ứng dụng giữ gì, không giữ gì"

# Text and colours
LOOK_TITLE = "Cỡ chữ và màu"
TEXT_SIZE = "Cỡ chữ"
SMALLER = "Chữ nhỏ hơn"
LARGER = "Chữ to hơn"
SAMPLE_TITLE = "Đọc thử"
SAMPLE_HEAD = "Thông báo họp chi bộ"
SAMPLE = "Chi bộ họp thường kỳ lúc 19 giờ 30 ngày 05/12/2026 tại nhà văn hóa."
COLOURS = "Màu"
THEMES: tuple[tuple[str, str], ...] = (
    ("system", "Theo máy"),
    ("light", "Nền sáng"),
    ("dark", "Nền tối"),
    ("contrast", "Tương phản cao"),
)
LOOK_NOTE = "Lựa chọn được nhớ trên máy này."


def percent(scale: float) -> str:
    """A text scale as people say it."""
    return f"{round(scale * 100)} %"


# Password
PASSWORD_TITLE = "Đổi mật khẩu"
CURRENT = "Mật khẩu hiện nay"
NEW = "Mật khẩu mới"
AGAIN = "Nhập lại mật khẩu mới"
RULES = (
    "Từ 12 đến 64 ký tự; được dùng dấu cách. Dễ nhớ mà khó đoán nhất là ghép bốn, năm từ "
    "không liên quan với nhau. Không dùng tên, ngày sinh hay số điện thoại."
)
DIFFERENT = "Hai lần nhập chưa giống nhau. Đồng chí nhập lại."
PASSWORD_SAVE = "Đổi mật khẩu"
PASSWORD_DONE = "Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất."
MUST_CURRENT = "Đồng chí nhập mật khẩu hiện nay."

# Devices
DEVICES_TITLE = "Thiết bị đang đăng nhập"
THIS_DEVICE = "Máy này"
END_DEVICE = "Đăng xuất thiết bị này"
END_TITLE = "Đăng xuất thiết bị?"
END_YES = "Đăng xuất"
ENDED = "Đã đăng xuất thiết bị đó."
DEVICES_NOTE = "Thấy thiết bị lạ, đồng chí đăng xuất thiết bị đó rồi đổi mật khẩu ngay."
UNKNOWN_DEVICE = "Thiết bị chưa rõ loại"
PHONE_OR_TABLET = "Điện thoại hoặc máy tính bảng"


def end_text(device: str) -> str:
    """Asked before another device is signed out."""
    return f"{device} sẽ phải đăng nhập lại mới dùng được."


def signed_in(moment: str) -> str:
    """When a device signed in."""
    return f"Đăng nhập: {moment}"


def last_used(moment: str) -> str:
    """When a device was last used."""
    return f"Dùng gần nhất: {moment}"


def device_name(browser: str | None, system: str | None) -> str:
    """A browser on a system, in plain words."""
    if browser and system:
        return f"{browser} trên {system}"
    return system or browser or UNKNOWN_DEVICE


ANDROID = "điện thoại Android"
ANDROID_TABLET = "máy tính bảng Android"
WINDOWS = "máy tính Windows"
MAC = "máy Mac"
LINUX = "máy tính Linux"
BROWSER = "Trình duyệt"

# Switching accounts
SWITCH_TITLE = "Đổi tài khoản"
IN_USE = "Đang dùng"
USE_THIS = "Chạm để chuyển sang"
ADD = "Thêm tài khoản"
REMOVE = "Bỏ khỏi máy này"
REMOVE_TITLE = "Bỏ tài khoản khỏi máy này?"
REMOVE_YES = "Bỏ khỏi máy"
REMOVED = "Đã bỏ tài khoản khỏi máy này."
SWITCH_NOTE = (
    "Khi hai đảng viên dùng chung một máy, mỗi người có tài khoản riêng và chỉ thấy "
    "nội dung của mình. Ai cầm máy này đều chuyển được, nên chỉ thêm người trong nhà tin cậy."
)


def remove_text(name: str) -> str:
    """Asked before an account is taken off the device."""
    return f"{name} sẽ bị đăng xuất khỏi máy này. Muốn dùng lại thì đăng nhập bằng mật khẩu."


# Signing out
SIGN_OUT = "Đăng xuất khỏi máy này"
SIGN_OUT_TITLE = "Đăng xuất khỏi máy này?"
SIGN_OUT_TEXT = (
    "Lần sau đồng chí cần nhập lại mật khẩu. Những gì đã xác nhận, đã lưu nháp vẫn được giữ; bài "
    "đang soạn mà chưa lưu nháp thì bị xóa khỏi máy này."
)
SIGN_OUT_YES = "Đăng xuất"
EVERYWHERE = "Đăng xuất khỏi mọi thiết bị"
EVERYWHERE_TITLE = "Đăng xuất khỏi mọi thiết bị?"
EVERYWHERE_TEXT = (
    "Tất cả điện thoại và máy tính đang đăng nhập tài khoản này, kể cả máy này, "
    "sẽ phải đăng nhập lại; bài đang soạn mà chưa lưu nháp thì bị xóa khỏi máy. Nên làm khi mất "
    "máy hoặc nghi có người khác dùng."
)
EVERYWHERE_YES = "Đăng xuất mọi thiết bị"

# Help
HELP_TITLE = "Trợ giúp"
GUIDE_TITLE = "Làm quen với sổ tay"
GUIDE_INTRO = "Bốn điều cần biết, đọc trong một phút."
GUIDE: tuple[tuple[str, str], ...] = (
    (
        "Trang chủ cho biết việc cần làm ngay",
        "Văn bản chờ đồng chí xác nhận nằm trên cùng. Chạm vào để đọc, "
        "rồi bấm nút xác nhận ở cuối trang. Việc xác nhận được ghi theo tên.",
    ),
    (
        "Tin tức để đọc khi rảnh",
        "Chấm đỏ là tin chưa đọc. Không ai biết đồng chí đã đọc tin nào.",
    ),
    (
        "Chữ nhỏ quá?",
        "Vào Cá nhân, chọn Cài đặt, rồi Cỡ chữ và màu. Chữ to được gấp đôi.",
    ),
    (
        "Giữ tài khoản an toàn",
        "Không cho ai mượn mật khẩu hay mã một lần, kể cả người xưng là cán bộ hỗ trợ. "
        "Thấy thông báo lạ về đặt lại mật khẩu, bấm “Không phải tôi – hủy”.",
    ),
)
QUESTIONS = "Khi cần hỏi thêm"
QUESTIONS_TEXT = (
    "Đồng chí hỏi bí thư chi bộ trước. Nếu màn hình báo lỗi kèm “Mã tra cứu”, "
    "đồng chí đọc mã đó cho người hỗ trợ."
)
INSTALL = "Đưa ứng dụng ra màn hình chính"
INSTALL_TEXT = (
    "Trên điện thoại, mở trình đơn của trình duyệt (dấu ba chấm, hoặc nút Chia sẻ trên iPhone) "
    "rồi chọn “Thêm vào màn hình chính”."
)

# About
ABOUT_TITLE = "Về ứng dụng"
ABOUT_WHAT = (
    "Sổ tay đảng viên điện tử giúp đảng viên đọc tin, nhận và xác nhận văn bản của tổ chức đảng "
    "nơi mình sinh hoạt."
)
KEEPS = "Ứng dụng giữ gì về đồng chí"
KEEPS_TEXT = (
    "Họ tên, nơi sinh hoạt, nhiệm vụ, số thẻ, ngày vào Đảng, điện thoại và email; "
    "việc xác nhận văn bản theo tên. Mỗi lần ghi, sửa đều có dòng trong “Nhật ký về tôi”."
)
NOT_KEEPS = "Ứng dụng không làm gì"
NOT_KEEPS_TEXT = (
    "Không cho ai biết đồng chí đọc tin gì; không chấm điểm theo lượt bấm; không lập danh sách "
    "ai không đọc; không nhận tài liệu mật."
)
DEVICE_KEEPS = "Máy này giữ gì"
DEVICE_KEEPS_TEXT = (
    "Khóa đăng nhập, cỡ chữ và màu đã chọn. Không giữ mật khẩu. Đăng xuất là xóa khóa đăng nhập."
)

ERRORS: dict[str, str] = {
    "auth.invalid_credentials": "Mật khẩu hiện nay chưa đúng. Đồng chí nhập lại.",
    "auth.slow_down": "Đồng chí đã thử nhiều lần liền nhau.",
    "login.malformed": "Số điện thoại hoặc email viết chưa đúng. Đồng chí kiểm tra lại.",
    "password.short": "Mật khẩu cần ít nhất 12 ký tự.",
    "password.long": "Mật khẩu dài nhất 64 ký tự.",
    "password.too_many_bytes": (
        "Mật khẩu này quá dài do có nhiều chữ có dấu. Đồng chí bớt vài chữ hoặc bỏ dấu."
    ),
    "password.common": (
        "Mật khẩu này dễ đoán. Đồng chí ghép thêm vài từ không liên quan với nhau."
    ),
    "password.weak": "Mật khẩu này dễ đoán. Đồng chí chọn mật khẩu khác.",
    "auth.weak_password": "Mật khẩu này dễ đoán. Đồng chí chọn mật khẩu khác.",
    "auth.same_password": "Mật khẩu mới phải khác mật khẩu đang dùng.",
    "device.not_found": "Thiết bị này đã đăng xuất rồi.",
}
