"""Vietnamese words about posts that more than one room uses."""

from __future__ import annotations

from services.posts.models import Category, DocumentType, Validity
from views.shared.posts.press.strings import ERRORS as PRESS

CATEGORIES: dict[Category, str] = {
    Category.NEWS: "Tin tức",
    Category.STUDY: "Học tập",
    Category.DIRECTIVE: "Chỉ đạo",
    Category.NOTICE: "Thông báo",
    Category.DOCUMENT: "Tài liệu",
}

DOCUMENT_TYPES: dict[DocumentType, str] = {
    DocumentType.RESOLUTION: "Nghị quyết",
    DocumentType.DIRECTIVE: "Chỉ thị",
    DocumentType.CONCLUSION: "Kết luận",
    DocumentType.REGULATION: "Quy định, quy chế",
    DocumentType.DECISION: "Quyết định",
    DocumentType.PLAN: "Kế hoạch",
    DocumentType.PROGRAMME: "Chương trình",
    DocumentType.GUIDANCE: "Hướng dẫn",
    DocumentType.NOTICE: "Thông báo",
    DocumentType.LETTER: "Công văn",
    DocumentType.REPORT: "Báo cáo",
    DocumentType.FORM: "Biểu mẫu",
    DocumentType.STUDY: "Tài liệu học tập",
    DocumentType.OTHER: "Văn bản khác",
}

VALIDITIES: dict[Validity, str] = {
    Validity.NOT_YET: "Chưa có hiệu lực",
    Validity.IN_FORCE: "Đang có hiệu lực",
    Validity.EXPIRED: "Hết hiệu lực",
    Validity.REPLACED: "Đã được thay thế",
}

SEARCH_DOOR = "Tìm tin, văn bản, tài liệu"
LEADERS_ONLY = "Dành cho cấp ủy, bí thư"
PINNED = "Ghim"
FINAL = "Bạn đọc thấy bài ngay. Sau đó muốn sửa thì đăng đính chính, bạn đọc thấy lời đính chính."

ERRORS: dict[str, str] = {
    **PRESS,
    "post.not_found": (
        "Bài này không còn, đã được chuyển đi, hoặc không thuộc phạm vi của đồng chí."
    ),
    "post.not_a_draft": (
        "Bài này đã được đăng. Muốn sửa, đồng chí mở bài, bấm Xử lý bài đã đăng, rồi Đính chính."
    ),
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


def picture_of(number: int, count: int) -> str:
    """A picture without a description of its own."""
    return f"Ảnh kèm theo {number} trên {count}" if count > 1 else "Ảnh kèm theo"
