"""Vietnamese words of the meetings tab."""

from __future__ import annotations

COMING = (
    "Mục này sẽ có lịch sinh hoạt chi bộ, nội dung chuẩn bị và biên bản. Hiện chưa mở. "
    "Giấy mời và thông báo họp nằm ở Tin tức."
)
TO_NEWS = "Xem Tin tức"
