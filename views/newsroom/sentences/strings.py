"""Vietnamese sentences of the newsroom that are put together."""

from __future__ import annotations

from services.newsroom.models import Desk, State

STATES: dict[State, str] = {
    State.DRAFT: "Đang viết",
    State.SUBMITTED: "Chờ biên tập",
    State.TAKEN: "Đang biên tập",
    State.RETURNED: "Cần sửa lại",
    State.SCHEDULED: "Đã hẹn giờ đăng",
    State.PUBLISHED: "Đã đăng",
    State.WITHDRAWN: "Đã gỡ",
    State.DISCARDED: "Đã bỏ",
}
THE_CLOCK = "Tự động theo giờ hẹn"

HISTORY_STEPS: dict[str, str] = {
    "submit": "Gửi biên tập",
    "recall": "Rút về sửa",
    "discard": "Bỏ bài",
    "restore": "Lấy lại bài",
    "take": "Nhận biên tập",
    "take_over": "Nhận thay",
    "release": "Thôi nhận",
    "return": "Trả lại",
    "pass_up": "Chuyển cấp trên",
    "publish": "Đăng",
    "publish_due": "Đăng theo giờ hẹn",
    "publish_fail": "Không đăng được theo giờ hẹn",
    "schedule": "Hẹn giờ đăng",
    "unschedule": "Bỏ hẹn giờ",
    "pin": "Ghim lên đầu",
    "unpin": "Bỏ ghim",
    "correct": "Đính chính",
    "withdraw": "Gỡ bài",
}


def picture(number: int) -> str:
    """A picture of the article, by its number."""
    return f"Ảnh {number}"


def saved_at(clock: str) -> str:
    """That all is saved."""
    return f"Đã lưu lúc {clock}"


def length(words: str, minutes: int) -> str:
    """How long the text is."""
    return f"{words} chữ · đọc khoảng {minutes} phút"


def state_line(state: State, *, desk: str | None, level: Desk | None, owner: str | None) -> str:
    """Where an article is, for its author."""
    at = f" ở {desk}" if desk else ""
    if state is State.SUBMITTED:
        return f"Đang chờ {'xét duyệt' if level is Desk.BOARD else 'biên tập'}{at}"
    if state is State.TAKEN:
        return f"{owner or 'Ban biên tập'} đang biên tập{at}"
    return STATES[state]


def written_for(unit: str, target: str) -> str:
    """From whom, for whom."""
    return unit if unit == target else f"{unit} gửi {target}"


def by(author: str) -> str:
    """Who wrote it."""
    return f"Người viết: {author}"


def waits(seconds: float) -> str:
    """How long an article waits: Chờ 5 phút, 3 giờ, 2 ngày."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "Vừa gửi tới"
    if minutes < 60:
        return f"Chờ {minutes} phút"
    if minutes < 24 * 60:
        return f"Chờ {minutes // 60} giờ"
    return f"Chờ {minutes // (24 * 60)} ngày"


def owned(name: str) -> str:
    """Who has taken it."""
    return f"{name} đang nhận"


def goes_out(moment: str) -> str:
    """When it will appear."""
    return f"Tự đăng {moment}"


def changed(moment: str) -> str:
    """When it was changed last."""
    return f"Sửa {moment}"


def saved_by(name: str | None, moment: str) -> str:
    """Who saved it last and when."""
    return f"{name or 'Một đồng chí'} lưu {moment}"


def summary(waiting: int, unclaimed: int) -> str:
    """What waits at the desks."""
    return f"{waiting} bài đang chờ, {unclaimed} bài chưa ai nhận."


def for_whom(target: str, *, is_cell: bool) -> str:
    """Who will be able to read it."""
    return (
        f"đảng viên {target}" if is_cell else f"đảng viên thuộc {target}, ở mọi chi bộ trực thuộc"
    )


def submit_text(target: str, desk: str | None) -> str:
    """Asked before an article is sent."""
    to = f"Bài được gửi tới ban biên tập của {desk}. " if desk else ""
    return f"{to}Bài dành cho {target}. Sau khi gửi, đồng chí còn rút về được cho đến khi có người nhận."


def publish_text(target: str) -> str:
    """Asked before an article is published."""
    return f"Mọi {target} sẽ đọc được ngay."


def schedule_text(target: str) -> str:
    """Where an hour is set: who will read it."""
    return f"Đến giờ hẹn, bài tự đăng cho mọi {target}."


def meant_for_others(target: str, mine: str) -> str:
    """Why it cannot be published here as it stands, and what to do."""
    return (
        f"Bài đang dành cho {target}, nên đồng chí chưa đăng được. Muốn đăng cho {mine}: bấm Sửa bài, "
        f"chọn lại ở mục Bài dành cho. Nếu không, trả lại bài."
    )


def others_here(names: str) -> str:
    """Who else has it open."""
    return f"{names} cũng đang mở bài này. Hai người cùng sửa một đoạn thì phải ghép lại."


def me_elsewhere() -> str:
    """The caller on another device."""
    return "Đồng chí (trên máy khác)"


SOMEBODY = "Một đồng chí khác"


def changed_meanwhile(who: str | None, when: str, *, by_me: bool) -> str:
    """Who saved the article after it was opened here."""
    name = "Chính đồng chí (ở máy hoặc trang khác)" if by_me else who or SOMEBODY
    return f"{name} đã lưu bài này {when}, sau khi đồng chí mở."


def clashes(count: int) -> str:
    """How many passages both have changed."""
    return f"Có {count} đoạn hai bên cùng sửa. Đồng chí chọn cho từng đoạn."


def version(number: int) -> str:
    """A version by its number."""
    return f"Bản {number}"


def version_line(name: str | None, when: str) -> str:
    """Whose a version is."""
    return f"{name or SOMEBODY}, {when}"


def before(version: str) -> str:
    """The older of two versions."""
    return f"Bản trước: {version}"


def after(version: str) -> str:
    """The newer of two versions."""
    return f"Bản sau: {version}"


def unchanged(lines: int) -> str:
    """Lines that are the same, left out."""
    return f"… {lines} đoạn không đổi …"


def step_line(who: str | None, when: str) -> str:
    """Who took a step and when."""
    return f"{who or THE_CLOCK}, {when}"


def until(day: str) -> str:
    """The end of a pin."""
    return f"đến hết ngày {day}"


def at_desk(name: str, level: Desk | None) -> str:
    """At which desk it lies."""
    return f"{name} ({'ban biên tập' if level is Desk.BOARD else 'biên tập viên'})"
