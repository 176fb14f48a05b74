"""The own record as files to take away: printed, and as data another program can read."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.drafts.models import OwnDraft
from services.records.models import Consent, Record, Request
from services.records.strings import FIELDS

_SCREENS = {"mine", "may_decide", "may_forward", "may_withdraw", "decided_by_kind", "choices"}
"""What of a request speaks to a screen alone."""


def as_pdf(data: dict[str, Any], taken_at: datetime, *, demo: bool = False) -> bytes:
    """What `Records.my_data` gave, on paper, numbers in full. Run it in a thread."""
    from services.printing.record import record_pdf  # loads long: not at the app's start

    return record_pdf(Record.of(data["record"]), taken_at, demo=demo)


def as_json(
    data: dict[str, Any],
    requests: Sequence[Request] = (),
    consents: Sequence[Consent] = (),
    drafts: Sequence[OwnDraft] = (),
) -> bytes:
    """What `Records.my_data` gave, with the requests, consents and drafts of forms, and the names of
    the fields, so that a person can read it too."""
    whole = data | {
        "requests": [r.model_dump(mode="json", exclude=_SCREENS) for r in requests],
        "consents": [c.model_dump(mode="json") for c in consents],
        "drafts": [d.model_dump(mode="json", exclude={"path"}) for d in drafts],
        "field_names": FIELDS,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()
