"""Vietnamese words of the search."""

from __future__ import annotations

TITLE = "Tìm kiếm"
FIELD = "Tìm tin, văn bản, tài liệu"
FIELD_HELP = "Gõ có dấu hay không dấu đều được. Đặt trong ngoặc kép để tìm đúng cả cụm từ."
KINDS = "Tìm trong"
ALL = "Tất cả"
WHOSE = "Nơi đăng"
CHOOSE_BELOW = "Chọn đơn vị bên dưới"
CLOSE_BELOW = "Thôi chọn đơn vị bên dưới"
TYPE = "Loại văn bản"
YEARS = "Năm"
VALIDITY = "Hiệu lực của văn bản"
IN_FORCE = "Còn hiệu lực"
EXPIRED = "Hết hiệu lực"
MORE_FILTERS = "Lọc theo nơi đăng, loại, năm"
FEWER_FILTERS = "Ẩn phần lọc"
CLEAR_FILTERS = "Bỏ lọc"
START = "Gõ vào ô trên một vài từ có trong bài, ví dụ: sinh hoạt chi bộ; 50-CT/TW."
NOTHING = "Không tìm thấy bài nào."
CHECK_SPELLING = "Đồng chí thử viết ít từ hơn, hoặc xem lại chính tả."
WITHOUT_QUOTES = "Đồng chí thử bỏ dấu ngoặc kép, để các từ không phải đứng liền nhau."
WITHOUT_FILTERS = "Đang lọc bớt kết quả. Bỏ lọc để tìm trong tất cả các bài."
MANY = "Có nhiều kết quả. Bài hợp nhất đứng trước."
THE_END = "Đã hết kết quả."
MORE_FAILED = "Chưa tải thêm được. Đồng chí bấm Xem thêm để thử lại."
PRIVATE = "Không ai khác biết đồng chí tìm gì."

ERRORS: dict[str, str] = {
    "search.filter_invalid": "Không lọc được như vậy. Đồng chí bỏ lọc rồi tìm lại.",
}


def chosen(name: str, now: str) -> str:
    """A filter and what is chosen of it."""
    return f"{name}: {now}"


def count(found: int) -> str:
    """How many there are, where they are few."""
    return f"Tìm thấy {found} bài."


def before(year: int) -> str:
    """All years before one."""
    return f"Trước {year}"


def in_file(name: str, page: int | None) -> str:
    """Where a hit stands when it is in a file."""
    return f"Trong tệp {name}, trang {page}" if page else f"Trong tệp {name}"


def read_out(title: str, category: str, unit: str, moment: str, where: str) -> str:
    """A hit as a screen reader says it: the marks of its letters say nothing to the ear."""
    return ". ".join(part for part in (title, category, unit, moment, where) if part)
