"""Vietnamese words below an article."""

from __future__ import annotations

from services.questions.models import Desk

WITH_IT = "Với bài này"
LATER = "Đọc sau"
NOT_LATER = "Bỏ khỏi danh sách đọc sau"
LATER_LINE = "Cất vào danh sách riêng của đồng chí"
KEEP = "Lưu lại"
NOT_KEPT = "Bỏ lưu"
KEEP_LINE = "Giữ bài để tìm lại nhanh"
SHARE = "Chia sẻ"
SHARE_LINE = "Liên kết hoặc mã QR cho đồng chí khác"
ASK = "Hỏi, góp ý"
ASK_LINE = "Gửi ban biên tập hoặc bí thư; chỉ người trả lời biết ai hỏi"
MISTAKE = "Báo lỗi trong bài"
MISTAKE_LINE = "Chỗ viết sai, số liệu sai, hình hỏng"
ANSWERS = "Hỏi và trả lời"
QUESTION_OF_READER = "Bạn đọc hỏi"
NEAR = "Bài liên quan"

DESKS: dict[Desk, str] = {
    Desk.EDITORS: "Ban biên tập",
    Desk.SECRETARY: "Bí thư",
}

ERRORS: dict[str, str] = {
    "post.not_found": "Bài này không còn hoặc không thuộc phạm vi của đồng chí.",
}


def said(was_later: bool, later: bool, *, kept: bool) -> str:
    """What has just become of a post in my lists."""
    if later != was_later:
        return "Đã cất vào Đọc sau." if later else "Đã bỏ khỏi Đọc sau."
    return "Đã lưu lại." if kept else "Đã bỏ lưu."


def answered(desk: str, day: str) -> str:
    """Who answered, when."""
    return f"{desk} trả lời ngày {day}"
