"""Vietnamese titles of offices, kinds of units and states of members."""

from __future__ import annotations

STATUS: dict[str, str] = {
    "official": "Đảng viên chính thức",
    "probationary": "Đảng viên dự bị",
}

MEMBER = "Đảng viên"

# Where the title depends on the unit; the rest is in _ANYWHERE.
_AT_UNIT: dict[tuple[str, str], str] = {
    ("secretary", "cell"): "Bí thư chi bộ",
    ("deputy_secretary", "cell"): "Phó bí thư chi bộ",
    ("secretary", "ward"): "Bí thư Đảng ủy",
    ("deputy_secretary", "ward"): "Phó bí thư Đảng ủy",
    ("secretary", "grassroots_body"): "Bí thư Đảng ủy",
    ("deputy_secretary", "grassroots_body"): "Phó bí thư Đảng ủy",
    ("secretary", "sub_committee"): "Bí thư Đảng bộ bộ phận",
    ("deputy_secretary", "sub_committee"): "Phó bí thư Đảng bộ bộ phận",
    ("secretary", "city"): "Bí thư Thành ủy",
    ("deputy_secretary", "city"): "Phó bí thư Thành ủy",
    ("organisation_staff", "city"): "Cán bộ Ban Tổ chức",
    ("office_staff", "city"): "Cán bộ Văn phòng Thành ủy",
    ("inspection_staff", "city"): "Cán bộ Ủy ban Kiểm tra Thành ủy",
    ("office_staff", "ward"): "Cán bộ văn phòng Đảng ủy",
    ("inspection_staff", "ward"): "Cán bộ Ủy ban Kiểm tra Đảng ủy",
}

_ANYWHERE: dict[str, str] = {
    "member": MEMBER,
    "cell_group_leader": "Tổ trưởng tổ đảng",
    "cell_clerk": "Thư ký chi bộ",
    "treasurer": "Người thu đảng phí",
    "deputy_secretary": "Phó bí thư",
    "secretary": "Bí thư",
    "organisation_staff": "Cán bộ tổ chức",
    "office_staff": "Cán bộ văn phòng",
    "inspection_staff": "Cán bộ kiểm tra",
    "contributor": "Cộng tác viên",
    "editor": "Biên tập viên",
    "news_secretariat": "Tổ thư ký biên tập",
    "editorial_board": "Ban biên tập",
    "system_admin": "Quản trị hệ thống",
    "auditor": "Kiểm toán nhật ký",
    "member_in_charge": "Cấp ủy viên phụ trách",
}

UNIT_KINDS: dict[str, str] = {
    "city": "Thành ủy",
    "ward": "Đảng ủy phường, xã",
    "grassroots_body": "Tổ chức cơ sở đảng",
    "sub_committee": "Đảng bộ bộ phận",
    "cell": "Chi bộ",
    "cell_group": "Tổ đảng",
}


def role_title(role: str, unit_kind: str) -> str:
    """What an office is called at a kind of unit, such as ``Bí thư chi bộ``."""
    return _AT_UNIT.get((role, unit_kind)) or _ANYWHERE.get(role) or "Nhiệm vụ khác"


def status_name(status: str) -> str:
    """What a member's status is called."""
    return STATUS.get(status, MEMBER)


def unit_path(names: list[str]) -> str:
    """The units somebody belongs to, the nearest first."""
    return ", ".join(reversed(names))


CALL = "Gọi"
MESSAGE = "Nhắn tin"


def message_to(name: str) -> str:
    """What a screen reader says of the message button."""
    return f"Nhắn tin cho {name}"
