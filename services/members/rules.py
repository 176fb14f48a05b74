"""Pure rules of membership."""

from datetime import date


def party_age(admission: date, today: date) -> int:
    """Whole years since the admission decision, from which party age runs (domain: 294-QĐ/TW)."""
    before_the_day = (today.month, today.day) < (admission.month, admission.day)
    return max(0, today.year - admission.year - before_the_day)
