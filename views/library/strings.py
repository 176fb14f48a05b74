"""Vietnamese words of the library."""

from __future__ import annotations

from views.shared.posts.quarantine.strings import ERRORS as STOP_ERRORS
from views.shared.posts.quarantine.strings import REASON as REASON
from views.shared.posts.quarantine.strings import REASON_HELP as REASON_HELP
from views.shared.posts.quarantine.strings import STOP_NOW as STOP_NOW
from views.shared.posts.quarantine.strings import STOP_TEXT as STOP_TEXT
from views.shared.posts.quarantine.strings import STOP_TITLE as STOP_TITLE
from views.shared.posts.quarantine.strings import STOPPED as STOPPED
from views.shared.posts.strings import ERRORS as POST_ERRORS

LIBRARY = "Thư viện văn bản"
FILTER = "Lọc văn bản"
CLEAR = "Bỏ lọc"
SHOW = "Xem văn bản"
REFRESH = "Tải lại"
WHOSE = "Của nơi nào"
MINE = "Gửi đến tôi"
BELOW = "Của cấp dưới"
EMPTY = "Chưa có văn bản nào trong thư viện."
EMPTY_NARROWED = "Không có văn bản nào đúng các mục đã chọn. Đồng chí thử bỏ bớt mục lọc."
SHOW_MORE = "Xem thêm"
THE_END = "Đã hết danh sách."

VALIDITY = "Hiệu lực"
ANY_VALIDITY = "Tất cả"
TYPE = "Loại văn bản"
ANY_TYPE = "Mọi loại"
BODY = "Cơ quan ban hành"
ANY_BODY = "Mọi cơ quan"
YEAR = "Năm"
ANY_YEAR = "Mọi năm"
SUBJECT = "Lĩnh vực"
ANY_SUBJECT = "Mọi lĩnh vực"

FILE = "Tệp"
HOW = "Cách xem"
AS_PRINTED = "Trang in"
AS_TEXT = "Chữ to"
PREVIOUS = "Trang trước"
NEXT = "Trang sau"
LARGER = "Phóng to"
SMALLER = "Thu nhỏ"
GO_TO = "Đến trang số"
GO = "Đến trang"
DOWNLOAD = "Tải tệp về máy"
WAITING = "Phần chữ của tệp đang được chuẩn bị. Đồng chí mở lại sau ít phút, hoặc tải tệp về máy."
NO_TEXT = "Tệp này chỉ có hình chụp, không có chữ để đọc. Đồng chí xem ở mục Trang in."
FAILED = "Chưa đọc được chữ của tệp này. Đồng chí tải tệp về máy để xem."
PAGE_EMPTY = "Trang này không có chữ."
PAGE_WRONG = "Số trang chưa đúng."

TO_CHECK = "Tệp cần kiểm tra"
SUSPECTED = "Cần xem ngay"
SUSPECTED_NOTE = (
    "Trong các tệp này có dòng chữ giống dấu chỉ mức mật. Đồng chí mở xem. Nếu là tài liệu mật, "
    "bấm Ngừng lưu hành ngay. Việc làm của đồng chí được ghi vào nhật ký."
)
NOT_CLASSIFIED = "Không phải tài liệu mật"
CLEAR_TITLE = "Không phải tài liệu mật?"
CLEAR_TEXT = "Đồng chí đã mở tệp và xem kỹ. Tên đồng chí được ghi vào nhật ký, và tệp không còn nằm trong mục cần xem."
CLEARED = "Đã ghi nhận: không phải tài liệu mật."
OPEN = "Mở tệp"
QUARANTINED = "Đang ngừng lưu hành"
RELEASED = "Đã cho lưu hành lại"
NOTHING_TO_CHECK = "Không có tệp nào cần kiểm tra."
STAMP_REASON = "Trong tệp có dấu chỉ mức mật"
RELEASE = "Cho lưu hành lại"
RELEASE_TITLE = "Cho tệp lưu hành lại?"
RELEASED_TOAST = "Tệp đã được lưu hành lại."
STOP = "Ngừng lưu hành tệp này"
SUSPECTED_BANNER = (
    "Trong tệp có dòng chữ giống dấu chỉ mức mật và chưa có ai kiểm tra. "
    "Nếu là tài liệu mật, đồng chí ngừng lưu hành ngay."
)
NOT_CLASSIFIED_RULE = "Tài liệu mật không được đưa lên ứng dụng này."

ERRORS: dict[str, str] = {
    **POST_ERRORS,
    **STOP_ERRORS,
    "quarantine.not_found": "Không tìm thấy tệp này trong danh sách ngừng lưu hành.",
    "quarantine.released_already": "Tệp này đã được lưu hành lại.",
    "page.unreadable": (
        "Không hiện được trang này. Đồng chí chuyển sang Chữ to hoặc tải tệp về máy."
    ),
    "page.busy": "Đang có nhiều người mở văn bản. Đồng chí đợi một lát rồi bấm Thử lại.",
}


def chosen(words: list[str]) -> str:
    """What is shown, in one line."""
    return f"Đang xem: {', '.join(words)}"


def with_count(words: str, count: int) -> str:
    """An option and how many documents it leads to."""
    return f"{words} ({count})"


def files(count: int) -> str:
    """How many files a document carries."""
    return f"{count} tệp"


def page_of(page: int, pages: int | None, *, parts: bool) -> str:
    """Where in a file one is."""
    noun = "Phần" if parts else "Trang"
    return f"{noun} {page}/{pages}" if pages else f"{noun} {page}"


def page_picture(page: int, pages: int) -> str:
    """What screen readers say of the picture of a page."""
    return f"Ảnh trang {page} trên {pages}. Để nghe đọc, đồng chí chọn {AS_TEXT}."


def zoom(percent: int) -> str:
    """How large the page is drawn."""
    return f"Cỡ {percent}%"


def replaced_from(day: str) -> str:
    """Since when another document stands in its place."""
    return f"Được thay thế từ {day}"


def valid_until(day: str) -> str:
    """The last day on which it holds."""
    return f"Có hiệu lực đến {day}"


def to_check(count: int) -> str:
    """Told to those who may take files out of circulation."""
    return f"Có {count} tệp có dòng chữ giống dấu chỉ mức mật, cần đồng chí kiểm tra."


def stopped_by(who: str, when: str) -> str:
    """Who took a file out of circulation, and when."""
    return f"{who} ngừng lưu hành, {when}"


def released_by(who: str, when: str) -> str:
    """Who gave it back, and when."""
    return f"{who} cho lưu hành lại lúc {when}"


def because(reason: str) -> str:
    """Why."""
    return f"Lý do: {reason}"
