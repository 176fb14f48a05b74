"""Documents: who may choose what a new one replaces."""

# ruff: noqa: E501 - a table is read line by line

from tests.permissions.lines import Case, Make


def unit(name: str) -> Make:
    """The arguments of a function about one unit."""
    return lambda world, who: {"unit_id": world.database.unit(name)}


def report(name: str, unit: str | None = None) -> Make:
    """A report of a directive's acknowledgements, in a unit or where one tracks."""
    return lambda world, who: {
        "post_id": world.posts[name],
        **({"unit_id": world.database.unit(unit)} if unit else {}),
    }


NOT_THERE = "directive.not_found"
TABLE = (
    Case("document_choices", "for the city", unit("city"), {"ok": "news"}, "unit.not_found"),
    Case("document_choices", "for ward A", unit("ward-a"), {"ok": "office_a"}, "unit.not_found"),
    Case("document_choices", "for cell A1", unit("cell-a1"), {"ok": "secretary"}, "unit.not_found"),
    Case("document_choices", "for cell B1", unit("cell-b1"), {"ok": "secretary_b"}, "unit.not_found"),
    Case("directive_report", "of the city", report("directive_city"), {"ok": "secretary secretary_b office_a"}, NOT_THERE),
    Case("directive_report", "of ward A in cell A2", report("directive_a", "cell-a2"), {"ok": "office_a"}, NOT_THERE),
    Case("directive_report", "of ward A in cell B1", report("directive_a", "cell-b1"), {}, NOT_THERE),
    Case("directive_report", "of cell A1", report("directive_a1"), {"ok": "secretary office_a"}, NOT_THERE),
    Case("directive_report", "of cell B1", report("directive_b1"), {"ok": "secretary_b"}, NOT_THERE),
    Case("directive_report", "no directive at all", report("news_a1"), {}, NOT_THERE),
)  # fmt: skip
BY_ID = {"document_choices", "directive_report"}
