"""Documents: who may choose what a new one replaces."""

from tests.permissions.lines import Case, Make


def unit(name: str) -> Make:
    """The arguments of a function about one unit."""
    return lambda world, who: {"unit_id": world.database.unit(name)}


TABLE = (
    Case("document_choices", "for the city", unit("city"), {"ok": "news"}, "unit.not_found"),
    Case("document_choices", "for ward A", unit("ward-a"), {"ok": "office_a"}, "unit.not_found"),
    Case("document_choices", "for cell A1", unit("cell-a1"), {"ok": "secretary"}, "unit.not_found"),
    Case("document_choices", "for cell B1", unit("cell-b1"), {"ok": "secretary_b"}, "unit.not_found"),
)  # fmt: skip
BY_ID = {"document_choices"}
