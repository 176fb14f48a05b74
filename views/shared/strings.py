"""Vietnamese words used by more than one room of the app."""

from __future__ import annotations

APP_NAME = "Sổ tay đảng viên điện tử"
APP_SHORT = "Sổ tay đảng viên"

# Tabs
HOME = "Trang chủ"
NEWS = "Tin tức"
TASKS = "Nhiệm vụ"
MEETINGS = "Sinh hoạt"
ME = "Cá nhân"

# Frame
DEMO_BANNER = "Bản dùng thử: mọi tên và số liệu đều là minh họa."
BACK = "Quay lại"
CLOSE = "Đóng"
CANCEL = "Hủy"
CONFIRM = "Đồng ý"
RETRY = "Thử lại"
RELOAD = "Tải lại"
OPEN = "Mở"
UNREAD = "Chưa đọc"
SHOW_MORE = "Xem thêm"
SAVE = "Lưu"
TAKE_AWAY = "In và tải về"
TAKE_PDF = "Tải bản in (PDF)"
TAKE_EXCEL = "Tải bảng Excel"
FILE_MADE = "Đã tạo tệp."
OPTIONAL = "không bắt buộc"
REQUIRED = "bắt buộc"

# States
LOADING = "Đang tải…"
LOADING_SLOW = "Đường truyền đang chậm, xin chờ thêm một chút…"
BUSY = "Đang thực hiện…"
NOTHING_HERE = "Chưa có gì ở đây."
STALE = "Chưa cập nhật được. Nội dung bên dưới là của lần tải trước."
RETRYING = "Ứng dụng đang tự thử lại."
ERROR_TITLE = "Chưa thực hiện được"
NOT_FOUND_TITLE = "Không tìm thấy nội dung"
NOT_FOUND_TEXT = "Nội dung này không còn, đã được chuyển đi, hoặc không thuộc phạm vi của đồng chí."


def reference(code: str) -> str:
    """The line a member can read out to whoever helps."""
    return f"Mã tra cứu: {code}"


# Errors: what happened and what to do next. Keys are codes from services.errors and the database;
# a code of a room (``post.not_found``) that has no sentence of its own takes the one of its ending.
ERRORS: dict[str, str] = {
    "unavailable": (
        "Máy chủ tạm thời chưa phục vụ được. Đồng chí chờ ít phút rồi bấm Thử lại; "
        "những gì đã lưu vẫn còn nguyên."
    ),
    "timeout": ("Máy chủ trả lời quá lâu. Đồng chí kiểm tra kết nối mạng rồi bấm Thử lại."),
    "signed_out": "Phiên đăng nhập đã hết hoặc đã bị đăng xuất. Đồng chí đăng nhập lại.",
    "forbidden": (
        "Đồng chí chưa được giao quyền làm việc này. "
        "Nếu cần, đồng chí liên hệ bí thư chi bộ hoặc cán bộ tổ chức."
    ),
    "not_found": NOT_FOUND_TEXT,
    "conflict": (
        "Nội dung này vừa được người khác thay đổi. Đồng chí tải lại để xem bản mới nhất."
    ),
    "invalid": "Có thông tin chưa đúng. Đồng chí xem lại các ô đã điền.",
    "too_many": "Đồng chí đã thử nhiều lần liền nhau. Xin chờ một lát rồi thử lại.",
    "unexpected": (
        "Có lỗi ngoài dự kiến. Đồng chí thử lại; nếu vẫn lỗi, "
        "báo mã tra cứu bên dưới cho người hỗ trợ."
    ),
    "write.key_reused": (
        "Lần gửi trước đã được lưu với nội dung cũ; nội dung vừa sửa chưa được lưu. "
        "Đồng chí tải lại để xem bản đã lưu, rồi sửa tiếp nếu cần."
    ),
    "file.too_large": "Tệp quá lớn. Mỗi tệp tối đa 10 MB.",
    "file.type": "Loại tệp này chưa dùng được. Đồng chí chọn tệp PDF, Word (.docx) hoặc ảnh JPG, PNG.",
    "file.damaged": "Tệp này bị hỏng nên không nhận được. Đồng chí lưu lại tệp rồi chọn lại.",
    "file.word_password": "Tệp Word này đặt mật khẩu. Đồng chí bỏ mật khẩu, lưu lại rồi chọn lại.",
    "file.word_active": (
        "Tệp Word này có macro, đối tượng nhúng hoặc nội dung lấy từ nơi khác nên không nhận được. "
        "Đồng chí lưu thành PDF rồi chọn tệp PDF."
    ),
    "file.word_bomb": "Tệp Word này quá lớn sau khi mở ra. Đồng chí lưu thành PDF rồi chọn tệp PDF.",
    "file.failed": "Chưa tải được tệp lên. Đồng chí kiểm tra kết nối mạng rồi chọn lại tệp.",
    "file.read": "Không đọc được tệp này. Đồng chí chọn tệp khác.",
    "picture.unreadable": "Không mở được ảnh này. Đồng chí chọn ảnh JPG, PNG hoặc WebP khác.",
    "picture.too_small": "Ảnh này quá nhỏ. Đồng chí chọn ảnh khác.",
    "picture.too_many_pixels": (
        "Ảnh này quá nhiều điểm ảnh. Đồng chí chụp hoặc xuất lại ở cỡ nhỏ hơn rồi chọn lại."
    ),
}


def wait_for(seconds: int) -> str:
    """How long to wait after too many tries."""
    if seconds < 60:
        return f"Đồng chí thử lại sau {max(1, seconds)} giây."
    return f"Đồng chí thử lại sau {-(-seconds // 60)} phút."


# Forms
SHOW_PASSWORD = "Hiện mật khẩu"
HIDE_PASSWORD = "Ẩn mật khẩu"
PICK_DATE = "Chọn ngày trên lịch"
DATE_HINT = "ngày/tháng/năm, ví dụ 03/02/2026"
DATE_WRONG = "Ngày chưa đúng. Viết theo mẫu ngày/tháng/năm, ví dụ 03/02/2026."
PICK_FILE = "Chọn tệp"
REPLACE_FILE = "Chọn tệp khác"
REMOVE_FILE = "Bỏ tệp này"
NO_CLASSIFIED_FILES = (
    "Không đưa tài liệu mật lên đây: tài liệu có dấu MẬT, TỐI MẬT, TUYỆT MẬT phải xử lý theo quy "
    "định về bảo vệ bí mật nhà nước."
)
UPLOADING = "Đang tải tệp lên…"
MUST_FILL = "Đồng chí điền ô này."

# Papers that do not belong here
CLASSIFIED_TITLE = "Dừng lại: có thể là tài liệu mật"
CLASSIFIED_FILE_TEXT = (
    "Tên tệp có dấu chỉ mức mật (MẬT, TỐI MẬT, TUYỆT MẬT). Tài liệu mật không được đưa lên ứng "
    "dụng này. Nếu đúng là tài liệu mật, đồng chí bỏ tệp này. Chỉ tiếp tục khi chắc chắn đây không "
    "phải tài liệu mật; việc xác nhận này được ghi vào nhật ký."
)
CLASSIFIED_TEXT = (
    "Trong phần đồng chí viết có dấu chỉ mức mật (MẬT, TỐI MẬT, TUYỆT MẬT). Tài liệu mật không "
    "được đưa lên ứng dụng này. Nếu đúng là tài liệu mật, đồng chí quay lại và xóa chỗ đó. Chỉ "
    "tiếp tục khi chắc chắn đây không phải tài liệu mật; việc xác nhận này được ghi vào nhật ký."
)
BACK_TO_WORDS = "Quay lại để xóa chỗ đó"
DROP_FILE = "Bỏ tệp này"
NOT_CLASSIFIED = "Không phải tài liệu mật, tiếp tục"


def date_range(first: str, last: str) -> str:
    """The dates a date field accepts."""
    return f"Ngày phải từ {first} đến {last}."


def at_most(count: int) -> str:
    """The longest text a field takes."""
    return f"Tối đa {count} ký tự."


# Links in texts
LINK_TITLE = "Mở trang bên ngoài?"
LINK_UNSAFE = "Liên kết này không mở được từ ứng dụng."


def link_text(host: str) -> str:
    """Asked before a link leads out of the app."""
    return f"Liên kết dẫn tới trang {host}, ngoài ứng dụng này. Đồng chí có muốn mở không?"


# Time
TODAY = "hôm nay"
YESTERDAY = "hôm qua"
TOMORROW = "ngày mai"
JUST_NOW = "vừa xong"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def minutes_ago(n: int) -> str:
    """Under an hour ago."""
    return f"{n} phút trước"


def hours_ago(n: int) -> str:
    """Under a day ago."""
    return f"{n} giờ trước"


def days_ago(n: int) -> str:
    """A few days ago."""
    return f"{n} ngày trước"


def days_left(n: int) -> str:
    """Until a date: today is 0, the past is negative."""
    if n == 0:
        return "hạn hôm nay"
    return f"còn {n} ngày" if n > 0 else f"quá hạn {-n} ngày"


def selected_tab(label: str) -> str:
    """What a screen reader says of the tab one is on."""
    return f"{label}, đang mở"


# Texts that save themselves
SAVING, WAITING, SAVE_FAILED = "Đang lưu…", "Đang viết…", "Chưa lưu được, sẽ tự lưu lại"
CONFLICT = "Bản này vừa được lưu ở nơi khác. Đồng chí chọn giữ bản nào."
KEEP_MINE, TAKE_THEIRS = "Giữ bản tôi đang viết", "Lấy bản kia"


def saved_at(clock: str) -> str:
    """When the server had the last word."""
    return f"Đã lưu lúc {clock}"


# Drafts of forms
DRAFT_SAVING = "Đang lưu nháp…"
DRAFT_FAILED = "Chưa lưu được nháp. Máy đang tự thử lại; đồng chí cứ để màn hình này mở."
DRAFT_NOT_KEPT = "Chữ vừa nhập chưa được lưu nháp."
DRAFT_STAMPED = (
    "Chữ vừa nhập giống ký hiệu độ mật nên không lưu nháp. Khi gửi, máy sẽ hỏi lại đồng chí."
)
DRAFT_DROP = "Bỏ bản nháp"
DRAFT_DROP_TITLE = "Bỏ bản nháp này?"
DRAFT_DROP_TEXT = "Những gì đồng chí vừa nhập ở đây sẽ mất, không lấy lại được."
DRAFT_OLDER = (
    "Nội dung này đã được sửa sau khi đồng chí viết nháp. Bản nháp để dưới đây, đồng chí xem lại "
    "rồi chép phần còn cần."
)


def draft_saved(clock: str) -> str:
    """When what is typed was kept."""
    return f"Đã lưu nháp lúc {clock}. Chỉ đồng chí xem được."


def draft_found(moment: str) -> str:
    """Something from before lies in the form."""
    return f"Đây là bản đồng chí viết dở, lưu {moment}, chưa gửi."
