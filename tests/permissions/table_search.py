"""The search in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from tests.permissions.lines import Case, Make

A1 = "member secretary probationary exempt"
OFFICES_OF_A = "office_a staff_a city_staff news"


def title(name: str) -> Make:
    """Looks for the title of a post of the world, word for word."""
    return lambda world, who: {"words": f'"thế giới thử {name}"'}


TABLE = (
    Case("search_places", "mine and below"),
    Case("search", "of the city", title("news_city")),
    Case("search", "of ward A", title("news_a"), {"ok": f"{A1} sibling {OFFICES_OF_A}"}, "empty"),
    Case("search", "of cell A1", title("news_a1"), {"ok": f"{A1} {OFFICES_OF_A}"}, "empty"),
    Case("search", "of cell A2", title("news_a2"), {"ok": f"sibling {OFFICES_OF_A}"}, "empty"),
    Case("search", "of cell B1", title("news_b1"), {"ok": "secretary_b city_staff news"}, "empty"),
    Case("search", "of ward A, for leaders", title("leaders_a"), {"ok": f"secretary {OFFICES_OF_A}"}, "empty"),
    Case("search", "draft of ward A", title("draft_a"), others="empty"),
    Case("search", "draft of cell A1", title("draft_a1"), others="empty"),
    Case("search", "withdrawn by cell A1", title("withdrawn_a1"), others="empty"),
)  # fmt: skip
