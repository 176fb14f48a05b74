"""The line of a text that says where a picture of the post stands."""

from typing import Final

PICTURE_MARK_PATTERN: Final = r"\[Ảnh (\d{1,2})\]"
"""A line of its own."""


def picture_mark(number: int) -> str:
    """That line for a picture; numbers begin with 1."""
    return f"[Ảnh {number}]"
