"""Vietnamese words for correcting what is said of a paper."""

from __future__ import annotations

FACTS = "Thông tin trên văn bản"
FACTS_HELP = "Sửa cho đúng với bản giấy. Chỗ nào đã đúng thì giữ nguyên."
LABELS: dict[str, str] = {
    "type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "issuing_body": "Cơ quan ban hành",
    "signatory": "Người ký",
    "subject": "Lĩnh vực",
    "valid_from": "Có hiệu lực từ ngày",
    "valid_until": "Hết hiệu lực sau ngày",
    "replaces": "Thay thế văn bản",
    "replaces_text": "Thay thế văn bản không có ở đây",
}
SUBJECT_NONE = "Không ghi"
NOTHING_SAID = "không ghi"
OTHER = "một văn bản khác"
OLD_FACTS = "Trước đính chính, văn bản ghi"
DATE_MISSING = "Văn bản có số thì phải có ngày ban hành."
ENDS_EARLY = "Ngày hết hiệu lực phải sau ngày có hiệu lực."
