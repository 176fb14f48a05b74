"""Vietnamese words for choosing the paper that another one replaces."""

from __future__ import annotations

REPLACES = "Thay thế văn bản"
REPLACES_HELP = "Văn bản cũ sẽ ghi rõ đã được thay thế bởi văn bản này."
REPLACES_FIND = "Tìm văn bản cũ trong hệ thống"
REPLACES_WORDS = "Số hoặc tên văn bản cũ"
REPLACES_LOOKING = "Đang tìm…"
REPLACES_NOTHING = (
    "Không thấy văn bản nào của đơn vị hoặc cấp dưới. Đồng chí thử ít chữ hơn, hoặc ghi tên văn "
    "bản cũ vào ô bên dưới."
)
REPLACES_CLOSE = "Thôi, không tìm nữa"
REPLACES_DROP = "Bỏ chọn văn bản này"
REPLACES_TEXT = "Văn bản cũ không có trong hệ thống"
REPLACES_TEXT_HINT = "ví dụ Quy định số 12-QĐ/TU ngày 05/03/2019"

ERRORS: dict[str, str] = {
    "document.cannot_be_replaced": (
        "Văn bản được chọn không còn, hoặc không phải của đơn vị hay cấp dưới. Đồng chí chọn lại."
    ),
}
