"""A record, slips and entries with every Vietnamese letter, as the services would hand them on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from pypdf import PdfReader

from services.printing.models import Slip
from services.records.models import Field, Membership, Record, Request

AT = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
LETTERS = (
    "ă â đ ê ô ơ ư à á ả ã ạ ằ ắ ẳ ẵ ặ ầ ấ ẩ ẫ ậ è é ẻ ẽ ẹ ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ "
    "ồ ố ổ ỗ ộ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ"
)
SOMEBODY = UUID(int=7)
UNITS = ["Thành ủy Sông Mẫu", "Đảng ủy phường Mẫu A", "Chi bộ A1"]


def field(name: str, value: Any, kind: str = "text", section: str = "identity") -> Field:
    """A field that somebody of the staff has filled."""
    return Field(
        field=name,
        section=section,
        kind=kind,
        field_class="open",
        value=value,
        source="staff",
        changed_at=AT,
        changed_by="Phạm Quang Thiện",
    )


def record(*fields: Field, name: str = "Nguyễn Thị Hạnh") -> Record:
    """A member's record with these fields."""
    return Record(
        member_id=SOMEBODY,
        full_name=name,
        status="official",
        life_state="active",
        unit_id=SOMEBODY,
        unit_names=UNITS,
        roles=[],
        units=[
            Membership(
                unit_names=UNITS, starts_on=date(2019, 3, 2), ends_on=None, reason="QĐ 12-QĐ/ĐU"
            )
        ],
        fields=list(fields),
        may=[],
    )


def slip(name: str = "Nguyễn Thị Hạnh", **more: Any) -> Slip:
    """A slip for somebody of cell A1."""
    given = {
        "full_name": name,
        "unit_name": "Chi bộ A1, Đảng ủy phường Mẫu A",
        "login": "số điện thoại 0900 000 001",
        "code": "7K3QF-9WXRT-2HM",
        "valid_hours": 168,
    }
    return Slip.model_validate({**given, **more})


def entry(**more: Any) -> Request:
    """What the secretary entered for a member."""
    given: dict[str, Any] = {
        "request_id": UUID("3f2a9c41-0000-4000-8000-000000000001"),
        "member_id": SOMEBODY,
        "full_name": "Cao Văn Điềm",
        "unit_names": UNITS,
        "field": "present_address",
        "kind": "text",
        "choices": None,
        "before": None,
        "proposed": "Số 12, ngõ Hoa Mẫu, phường Mẫu A",
        "reason": "Bác chuyển về ở với con gái",
        "state": "open",
        "filed_at": AT,
        "entered_by": "Phạm Quang Thiện",
        "forwarded_by": None,
        "forwarded_at": None,
        "decided_by": None,
        "decided_at": None,
        "answer": None,
        "decided_by_kind": "cell",
        "mine": False,
        "may_decide": False,
        "may_forward": False,
        "may_withdraw": True,
        "evidence": [],
    }
    return Request.model_validate({**given, **more})


def pages(pdf: bytes) -> list[str]:
    """What stands on each page, on one line."""
    return [" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(pdf)).pages]
