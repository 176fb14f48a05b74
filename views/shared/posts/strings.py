"""Vietnamese words about posts that more than one room uses."""

from __future__ import annotations

from services.posts.models import Category

CATEGORIES: dict[Category, str] = {
    Category.NEWS: "Tin tức",
    Category.STUDY: "Học tập",
    Category.DIRECTIVE: "Chỉ đạo",
    Category.NOTICE: "Thông báo",
    Category.DOCUMENT: "Tài liệu",
}

LEADERS_ONLY = "Dành cho cấp ủy, bí thư"

ERRORS: dict[str, str] = {
    "post.not_found": (
        "Bài này không còn, đã được chuyển đi, hoặc không thuộc phạm vi của đồng chí."
    ),
    "post.not_a_draft": "Bài này đã được đăng nên không sửa được nữa.",
    "directive.not_found": (
        "Văn bản này không còn, đã được chuyển đi, hoặc không thuộc phạm vi của đồng chí."
    ),
    "file.refused": "Chưa mở được tệp. Đồng chí bấm lại một lần nữa.",
}


def document_line(number: str | None, issued_on: str | None) -> str:
    """Number and date of a paper, as far as it has them."""
    if number and issued_on:
        return f"Số {number}, ngày {issued_on}"
    if number:
        return f"Số {number}"
    return f"Ngày {issued_on}" if issued_on else ""


def acknowledge_by(when: str) -> str:
    """The last day for acknowledging; ``when`` may hold the days left."""
    return f"Xác nhận chậm nhất ngày {when}"
