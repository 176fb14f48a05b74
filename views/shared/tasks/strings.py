"""Vietnamese words of a task in a list."""

from __future__ import annotations

from services.tasks.strings import STATES as STATES

LATE = "Quá hạn"
NEAR_DUE = "Sắp đến hạn"
TIME_ASKED = "Xin thêm thời gian"
HELPER = "Phối hợp"
BEYOND = "Vượt mức"
REPEATS: dict[str, str] = {
    "never": "Làm một lần",
    "weekly": "Lặp lại mỗi tuần",
    "monthly": "Lặp lại mỗi tháng",
    "quarterly": "Lặp lại mỗi quý",
}


def due(words: str) -> str:
    """The due day."""
    return f"Hạn: {words}"


def percent(done: int) -> str:
    """How far it is."""
    return f"Đã làm {done} %"


# Below a directive
ARISEN = "Nhiệm vụ phát sinh"
GIVE = "Giao việc từ văn bản này"


def give_at(unit_name: str) -> str:
    """Giving a task in the name of one of several units."""
    return f"{GIVE}: {unit_name}"


def arisen(count: int, done: int) -> str:
    """How many there are, how many of them are done."""
    return f"Đã giao {count} việc, hoàn thành {done}."


def all_of(count: int) -> str:
    """The way to the whole list."""
    return f"Xem cả {count} việc"


def from_meeting(number: str, held: str, title: str, *, resolution: bool) -> str:
    """What a task that comes from a meeting names as its source."""
    if resolution and number:
        return f"Nghị quyết số {number}, {title} ({held})"
    return f"{title} ({held})"
