"""Vietnamese words for finding a unit in the tree."""

from __future__ import annotations

TOP = "Tất cả trong phạm vi của tôi"
UP = "Lên một cấp"
NO_UNITS = "Không có đơn vị nào ở đây."


def choose(name: str) -> str:
    """Chooses the unit one stands in."""
    return f"Chọn {name}"


def counts(members: int, children: int) -> str:
    """What a unit holds."""
    people = f"{members} đảng viên"
    return f"{people} · {children} đơn vị trực thuộc" if children else people
