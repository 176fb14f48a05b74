"""Vietnamese words of the reading lists and of sharing."""

from __future__ import annotations

from services.reading.models import ReadingList

TITLE = "Đọc sau và đã lưu"
WHICH = "Danh sách"
LISTS: dict[ReadingList, str] = {ReadingList.LATER: "Đọc sau", ReadingList.KEPT: "Đã lưu"}
PRIVATE = "Chỉ đồng chí thấy danh sách này."
EMPTY: dict[ReadingList, str] = {
    ReadingList.LATER: "Chưa có bài nào. Khi xem một bài, bấm Đọc sau để cất vào đây.",
    ReadingList.KEPT: "Chưa có bài nào. Ở cuối mỗi bài có nút Lưu lại.",
}
TAKE_OFF = "Bỏ khỏi danh sách"
TAKEN_OFF = "Đã bỏ khỏi danh sách."
UNDO = "Hoàn tác"
MORE = "Xem thêm"

SHARE = "Chia sẻ bài"
SHARE_QR = "Mã QR của bài"
SHARE_HOW = "Đồng chí khác giơ máy ảnh điện thoại vào mã này để mở bài."
SHARE_WHO = (
    "Liên kết và mã chỉ mở được cho người được đọc bài này, sau khi đăng nhập. "
    "Người ngoài không xem được gì."
)
COPY = "Chép liên kết"
COPIED = "Đã chép liên kết."
SEND = "Gửi qua ứng dụng khác"

ERRORS: dict[str, str] = {
    "post.not_found": "Bài này không còn hoặc không thuộc phạm vi của đồng chí.",
}
