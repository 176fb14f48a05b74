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


# Photographs
TIES = "Người giúp, chi bộ nơi cư trú"
PHOTOGRAPH = "Ảnh đảng viên"
MY_PHOTOGRAPH = "Ảnh của tôi"
MY_PHOTOGRAPH_LINE = "Đặt, đổi hoặc gỡ ảnh; ai xem được ảnh"
PHOTOGRAPH_WHAT = "Ảnh chân dung nhìn rõ mặt, như ảnh thẻ. Tệp JPG, PNG hoặc WebP, tối đa 10 MB."
PHOTOGRAPH_BARE = "Ảnh được thu nhỏ và bỏ thông tin nơi chụp, máy chụp trước khi lưu."
PHOTOGRAPH_PICK = "Chọn ảnh"
PHOTOGRAPH_REPLACE = "Chọn ảnh khác"
PHOTOGRAPH_REMOVE = "Gỡ ảnh"
PHOTOGRAPH_REMOVE_ASK = "Gỡ ảnh?"
PHOTOGRAPH_REMOVE_TEXT = "Ảnh bị xóa hẳn. Danh sách hiện lại chữ đầu của tên."
PHOTOGRAPH_SET = "Đã lưu ảnh."
PHOTOGRAPH_GONE = "Đã gỡ ảnh."
PHOTOGRAPH_SEEN = (
    "Bí thư, phó bí thư chi bộ và cán bộ được xem hồ sơ của đồng chí xem được ảnh. "
    "Đảng viên khác trong chi bộ chỉ xem được khi đồng chí bật mục dưới đây."
)
PHOTOGRAPH_SHARE = "Cho đảng viên trong chi bộ xem ảnh"
PHOTOGRAPH_ERRORS: dict[str, str] = {
    "photograph.unreadable": "Không đọc được ảnh này. Đồng chí chọn tệp JPG hoặc PNG, hoặc chụp lại.",
    "photograph.too_small": "Ảnh này quá nhỏ. Đồng chí chọn ảnh rõ hơn.",
    "file.too_large": "Ảnh quá lớn: tối đa 10 MB.",
    "write.key_reused": (
        "Lần gửi trước đã lưu một ảnh khác. Đồng chí tải lại để xem, rồi chọn lại ảnh nếu cần."
    ),
    "file.failed": "Ảnh chưa tới nơi. Đồng chí kiểm tra mạng rồi chọn lại.",
    "member.not_found": "Không tìm thấy đảng viên này trong phạm vi của đồng chí.",
}
