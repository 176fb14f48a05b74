"""Vietnamese words of the tasks tab."""

from __future__ import annotations

COMING = (
    "Mục này sẽ có danh sách nhiệm vụ được giao cho đồng chí, hạn hoàn thành và nơi báo cáo "
    "kết quả. Hiện chưa mở. Văn bản chờ xác nhận nằm ở Trang chủ."
)
TO_HOME = "Về Trang chủ"
