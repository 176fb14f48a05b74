"""Vietnamese words about files out of circulation."""

from __future__ import annotations

FILES = "Ngừng lưu hành tệp"
FILES_HELP = (
    "Dành cho tệp, ảnh không được phép có ở đây, như tài liệu mật. Đồng chí chọn đúng tệp ở dưới."
)
NO_FILES = "Không có tệp, ảnh nào ở đây."
STOP_NOW = "Ngừng lưu hành"
STOP_TITLE = "Ngừng lưu hành tệp?"
STOP_TEXT = (
    "Không ai mở hoặc tải được tệp này nữa; người đọc chỉ thấy dòng “Tệp đang được kiểm tra”. "
    "Việc này được ghi vào nhật ký với tên đồng chí. Tệp có thể được cho lưu hành lại."
)
STOPPED = "Tệp đã ngừng lưu hành."
REASON = "Lý do"
REASON_HELP = "Cơ quan của đồng chí và cấp trên đọc được lý do này."
PICTURE_IN_QUARANTINE = "Ảnh đang được kiểm tra"
IN_QUARANTINE = "Tệp đang được kiểm tra"

ERRORS: dict[str, str] = {
    "file.not_found": (
        "Tệp này không còn, đang được kiểm tra, hoặc không thuộc phạm vi của đồng chí."
    ),
    "file.quarantined_already": "Tệp này đã ngừng lưu hành.",
    "quarantine.reason_length": "Lý do cần từ 3 đến 500 chữ cái.",
}
