"""Vietnamese words for source, permission and pictures of an article."""

from __future__ import annotations

FROM_PRESS = "Bài lấy từ báo chí"
FROM_PRESS_HELP = "Phải ghi nguồn và việc báo đã cho phép đăng lại."
FIELD_SOURCE = "Nguồn"
SOURCE_HELP = "Tên báo, tác giả, ngày đăng, địa chỉ bài."
FIELD_PERMISSION = "Được phép đăng lại"
PERMISSION_HELP = "Ai cho phép, hôm nào, bằng văn bản hay thư điện tử."
SOURCE_MISSING = "Đồng chí ghi bài lấy từ báo nào."
PERMISSION_MISSING = "Đồng chí ghi ai đã cho phép đăng lại."
ALTERNATIVE_MISSING = "Có ảnh chưa có lời tả. Đồng chí viết mỗi ảnh cho thấy gì."

ERRORS: dict[str, str] = {
    "manuscript.source_missing": SOURCE_MISSING,
    "manuscript.permission_missing": PERMISSION_MISSING,
    "manuscript.alternative_missing": ALTERNATIVE_MISSING,
}
