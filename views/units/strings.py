"""Vietnamese words of units and offices."""

from __future__ import annotations

TITLE = "Tổ chức đảng"
NO_UNITS = "Đồng chí chưa được giao theo dõi đơn vị nào."
CHOOSE = "Chọn một đơn vị ở cột bên để xem."
TREE = "Cây tổ chức"

# One unit
KIND, CODE, PLACE = "Loại", "Mã số", "Trực thuộc"
MEMBERS, CHILDREN, LEADER = "Đảng viên", "Đơn vị trực thuộc", "Đứng đầu"
FOUNDED_ON, CLOSED_ON = "Thành lập", "Kết thúc hoạt động"
NO_LEADER = "Chưa ghi trong sổ"
NO_CODE = "Chưa có"
CLOSED = "Đã kết thúc"
BELOW = "Đơn vị trực thuộc"
SEARCH_BELOW = "Tìm trong các đơn vị dưới đây"
NONE_BELOW = "Không có đơn vị trực thuộc."
GROUPS = "Tổ đảng"
NO_GROUPS = "Chi bộ chưa có tổ đảng."
NONE_FOUND = "Không có đơn vị nào khớp. Đồng chí thử từ ngắn hơn."
SHOW_CLOSED = "Hiện cả đơn vị đã kết thúc"
OFFICES = "Chức vụ"
NO_OFFICES = "Chưa ghi ai giữ chức vụ ở đây."
PAST_OFFICES = "Xem chức vụ đã kết thúc"
HIDE_PAST = "Ẩn chức vụ đã kết thúc"
HISTORY = "Lịch sử"
NO_HISTORY = "Chưa ghi thay đổi nào."
GIVE_ROLE = "Giao chức vụ"
END_ROLE = "Kết thúc chức vụ"
PROPOSALS = "Chức vụ chờ xác nhận"


def opens(name: str) -> str:
    """Opens a node of the tree."""
    return f"Mở {name}"


def closes(name: str) -> str:
    """Closes a node of the tree."""
    return f"Thu gọn {name}"


def counts(members: str, children: int, kind: str) -> str:
    """What a unit holds."""
    people = f"{members} đảng viên"
    if not children:
        return people
    below = "tổ đảng" if kind == "cell" else "đơn vị trực thuộc"
    return f"{people} · {children} {below}"


def leader(name: str) -> str:
    """Who leads a unit."""
    return f"Đứng đầu: {name}"


def closed_on(day: str) -> str:
    """Since when a unit is no more."""
    return f"Kết thúc hoạt động từ {day}"


def since(day: str) -> str:
    """An office without an end."""
    return f"Từ {day}"


def from_to(first: str, last: str) -> str:
    """An office with an end."""
    return f"Từ {first} đến {last}"


def never_began(day: str) -> str:
    """An office that was ended before it began."""
    return f"Dự kiến từ {day}, đã hủy"


def by_decision(decision: str) -> str:
    """On what an office or a change rests."""
    return f"Theo {decision}"


# History
def founded() -> str:
    """Of the unit itself."""
    return "Thành lập"


def renamed(old: str, new: str) -> str:
    """Of the unit itself."""
    return f"Đổi tên từ “{old}” thành “{new}”"


def moved(old: str, new: str, members: str) -> str:
    """Of the unit itself."""
    start = f"Chuyển từ {old} về" if old else "Chuyển về"
    return f"{start} {new}, cùng {members} đảng viên"


def moved_here(name: str, members: str) -> str:
    """Of the unit above."""
    return f"Tiếp nhận {name} chuyển về, {members} đảng viên"


def merged(into: str, members: str) -> str:
    """Of the unit that is no more."""
    return f"Sáp nhập vào {into}, {members} đảng viên chuyển sang"


def merged_here(name: str, members: str) -> str:
    """Of the unit that stays."""
    return f"{name} sáp nhập vào đây, {members} đảng viên chuyển đến"


def split(origin: str, members: str) -> str:
    """Of the new unit."""
    return f"Tách ra từ {origin}, nhận {members} đảng viên"


def split_here(name: str, members: str) -> str:
    """Of the unit that stays."""
    return f"Tách ra {name}, {members} đảng viên chuyển đi"


def closed() -> str:
    """Of the unit itself."""
    return "Kết thúc hoạt động"


# Changes
CHANGE = "Thay đổi tổ chức"
CHANGE_NOTE = (
    "Mỗi thay đổi cần ngày và số quyết định, được ghi vào lịch sử và không xóa được. "
    "Đồng chí xem kỹ điều sẽ xảy ra trước khi đồng ý."
)
OWN_NOTE = "Đổi tên, chuyển hoặc kết thúc đơn vị này do tổ chức cấp trên làm."
NOTHING_TO_CHANGE = "Đồng chí không được giao thay đổi tổ chức của đơn vị này."
VERBS = {
    "founded": "Thành lập đơn vị trực thuộc",
    "renamed": "Đổi tên",
    "moved": "Chuyển về đơn vị khác",
    "merged": "Sáp nhập vào đơn vị khác",
    "split": "Chia tách",
    "closed": "Kết thúc hoạt động",
}
VERB_LINES = {
    "founded": "Lập chi bộ, tổ đảng hoặc đơn vị mới ở dưới đơn vị này",
    "renamed": "Tên cũ vẫn còn trong lịch sử",
    "moved": "Đảng viên, hồ sơ và bài viết đi theo đơn vị",
    "merged": "Mọi đảng viên chuyển sang đơn vị kia, đơn vị này ngừng hoạt động",
    "split": "Một số đảng viên sang đơn vị mới, số còn lại ở lại",
    "closed": "Chỉ khi không còn đảng viên và đơn vị nào ở trong",
}
DO_IT = {
    "founded": "Thành lập",
    "renamed": "Đổi tên",
    "moved": "Chuyển đơn vị",
    "merged": "Sáp nhập",
    "split": "Chia tách",
    "closed": "Kết thúc hoạt động",
}
DONE = {
    "founded": "Đã thành lập đơn vị mới.",
    "renamed": "Đã đổi tên.",
    "moved": "Đã chuyển đơn vị.",
    "merged": "Đã sáp nhập.",
    "split": "Đã chia tách.",
    "closed": "Đã kết thúc hoạt động của đơn vị.",
}
NEW_NAME = "Tên mới"
NEW_UNIT_NAME = "Tên đơn vị mới"
NEW_CODE = "Mã số tổ chức"
NEW_CODE_HELP = "Theo hướng dẫn về mã số tổ chức đảng. Chưa có thì để trống."
NEW_KIND = "Loại đơn vị"
ON_DATE = "Ngày có hiệu lực"
DECISION = "Số quyết định, cơ quan ban hành"
DECISION_HINT = "ví dụ: QĐ 15-QĐ/ĐU"
MOVE_TO = "Chuyển về"
MERGE_INTO = "Sáp nhập vào"
PICK_AGAIN = "Chọn đơn vị khác"
UP = "Lên một cấp"
NONE_TO_PICK = "Không có đơn vị nào phù hợp ở đây."
STANDS_HERE = "Đang trực thuộc đơn vị này"
CHECK_FIELDS = "Còn ô chưa đúng. Đồng chí xem các dòng chữ đỏ."
MUST_PICK_UNIT = "Đồng chí chọn đơn vị."
MUST_PICK_MEMBERS = "Đồng chí chọn ít nhất một đảng viên, và để ít nhất một đảng viên ở lại."
MUST_PICK_MEMBER = "Đồng chí chọn đảng viên."
MUST_PICK_ROLE = "Đồng chí chọn chức vụ."
MUST_PICK_KIND = "Đồng chí chọn loại đơn vị."
MUST_DATE = "Đồng chí điền ngày, không muộn hơn hôm nay."
MUST_DECISION = "Đồng chí điền số quyết định, ít nhất 3 ký tự."
MUST_NAME = "Đồng chí điền tên, từ 2 đến 200 ký tự."
SAME_NAME = "Tên này đang dùng. Đồng chí điền tên khác."

WHO_LEAVES = "Đảng viên sang đơn vị mới"
SEARCH_MEMBER = "Tìm đảng viên theo tên"
SEARCH_MEMBER_HELP = "Gõ không dấu cũng được"
NOBODY_FOUND = "Không có đảng viên nào khớp."
MORE_MEMBERS = "Xem thêm đảng viên"
CHOSEN_MARK = "Đã chọn"
CHOOSE_OTHER = "Chọn người khác"


def happens(what: str) -> str:
    """Above the button: what the change does."""
    return f"Điều sẽ xảy ra: {what}"


def chosen(count: int) -> str:
    """How many members are picked for a split."""
    return f"Đã chọn {count} đảng viên"


def unpick(name: str) -> str:
    """Takes a member back."""
    return f"Bỏ chọn {name}"


def will_found(parent: str, kind: str, name: str) -> str:
    """Said before founding."""
    return f"{parent} có thêm {kind.lower()} “{name}”. Đơn vị mới chưa có đảng viên nào."


def will_rename(old: str, new: str) -> str:
    """Said before a rename."""
    return f"“{old}” sẽ mang tên “{new}”. Đảng viên và chức vụ giữ nguyên."


def will_move(name: str, old: str, new: str, members: str) -> str:
    """Said before a unit moves."""
    return (
        f"{name} chuyển từ {old} về {new}. {members} đảng viên cùng hồ sơ và bài viết đi theo. "
        f"Ngay sau đó {new} quản lý, {old} không xem được nữa."
    )


def will_move_group(name: str, new: str, members: str) -> str:
    """Said before a cell group moves to another cell."""
    return (
        f"{name} về {new}. {members} đảng viên của tổ chuyển sinh hoạt sang {new}; "
        "chức vụ của họ ở chi bộ cũ kết thúc."
    )


def will_merge(name: str, into: str, members: str, groups: int, offices: int) -> str:
    """Said before a merger."""
    rows = [f"{members} đảng viên sẽ chuyển sang {into}."]
    if groups:
        rows.append(f"{groups} tổ đảng chuyển theo.")
    if offices:
        rows.append(f"{offices} chức vụ ở {name} kết thúc ngay.")
    rows.append(f"{name} ngừng hoạt động, chỉ còn trong lịch sử.")
    return " ".join(rows)


def will_split(name: str, new: str, leaving: int, staying: int) -> str:
    """Said before a split."""
    return (
        f"{leaving} đảng viên sẽ chuyển từ {name} sang “{new}”; {staying} đảng viên ở lại. "
        f"Chức vụ mà người chuyển đi đang giữ ở {name} kết thúc."
    )


def will_close(name: str, offices: int) -> str:
    """Said before a unit is closed."""
    ends = f" {offices} chức vụ kết thúc ngay." if offices else ""
    return f"{name} ngừng hoạt động, chỉ còn trong lịch sử.{ends}"


def cannot_close(members: str, children: int) -> str:
    """A unit with something in it."""
    held = [f"{members} đảng viên"] if members != "0" else []
    held += [f"{children} đơn vị trực thuộc"] if children else []
    return (
        f"Chưa kết thúc được: còn {' và '.join(held)}. "
        "Đồng chí chuyển đi hoặc sáp nhập trước, rồi quay lại đây."
    )


ERRORS: dict[str, str] = {
    "unit.not_found": "Đơn vị này không còn hoặc không thuộc phạm vi đồng chí được giao.",
    "unit.closed": "Đơn vị này đã kết thúc hoạt động. Đồng chí chọn đơn vị khác.",
    "unit.date_invalid": (
        "Ngày chưa phù hợp: không trước ngày thành lập đơn vị, không sau ngày được phép. "
        "Đồng chí xem lại."
    ),
    "unit.decision_missing": MUST_DECISION,
    "unit.name_missing": "Tên phải có từ 2 đến 200 ký tự và khác tên đang dùng.",
    "unit.kind_does_not_fit": "Đơn vị loại này không đặt ở đây được. Đồng chí chọn đơn vị khác.",
    "unit.code_invalid": "Mã số chỉ gồm chữ cái không dấu, chữ số, dấu chấm, gạch; tối đa 40 ký tự.",
    "unit.code_taken": "Mã số này đã có đơn vị khác dùng. Đồng chí xem lại.",
    "unit.members_missing": MUST_PICK_MEMBERS,
    "unit.not_empty": (
        "Đơn vị còn đảng viên hoặc đơn vị trực thuộc. Đồng chí chuyển đi trước rồi thử lại."
    ),
    "role.not_found": "Chức vụ, đề nghị hoặc người này không còn trong phạm vi của đồng chí.",
    "role.not_for_oneself": "Đồng chí không tự giao hoặc tự kết thúc chức vụ của mình. Nhờ cán bộ khác.",
    "role.does_not_fit": (
        "Người này không giữ chức vụ đó ở đây được: phải đang sinh hoạt, và thuộc chi bộ nếu là "
        "chức vụ của chi bộ."
    ),
    "role.held_already": "Người này đang giữ chức vụ đó, hoặc đã có đề nghị đang chờ.",
    "role.needs_another": "Cần một cán bộ khác xác nhận: người đề nghị và người được giao không tự xác nhận.",
    "write.key_reused": (
        "Lần gửi trước đã được ghi với nội dung cũ; nội dung vừa sửa chưa được ghi. "
        "Đồng chí mở lại tổ chức này để xem, rồi làm tiếp nếu cần."
    ),
}
