"""The own record as files to take away: printed, and as data another program can read."""

import json
from datetime import datetime
from typing import Any

from services.printing import record_pdf
from services.records.models import Record
from services.records.strings import FIELDS


def as_pdf(data: dict[str, Any], taken_at: datetime, *, demo: bool = False) -> bytes:
    """What `Records.my_data` gave, on paper, numbers in full. Run it in a thread."""
    return record_pdf(Record.of(data["record"]), taken_at, demo=demo)


def as_json(data: dict[str, Any]) -> bytes:
    """What `Records.my_data` gave, with the names of the fields, so that a person can read it too."""
    return json.dumps(data | {"field_names": FIELDS}, ensure_ascii=False, indent=2).encode()
