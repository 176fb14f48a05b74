"""The fields of a record as the database lists them, for forms, columns and workbooks.

A test compares this list with `handbook.record_fields`, so that the two cannot part.
"""

from typing import Final

from services.records.models import Field

_TABLE: Final = """
full_name identity text open
alias identity text open
sex identity choice open male,female
birth_date identity rough_date open
ethnicity identity text sensitive
religion identity text sensitive
personal_id identity digits masked 12
old_personal_id identity text masked
birth_country identity text open
birth_province identity text open
birth_detail identity text open
home_country identity text open
home_province identity text open
home_detail identity text open
card_number party digits masked 12
card_place party text open
card_date party rough_date open
old_card_number party text masked
admission_date party date open
official_date party date open
introducers party list open
cv_number party text open
status party choice open official,probationary
life_state party choice open active,suspended,left,deceased
ended_on party date open
activity_exempt party yes_no open
working_away party yes_no open
youth_union_date party rough_date open
general_education education text open
degree education text open
political_theory education text open
languages education list open
computer_skills education text open
training education list open
occupation work text open
workplace work text open
positions work list open
enlistment_date work rough_date open
discharge_date work rough_date open
history work long_text sensitive
family_class family text sensitive
relatives family list sensitive
foreign_relations family long_text sensitive
economy family long_text sensitive
health family text sensitive
rewards rewards list open
badges rewards list open
discipline rewards list sensitive
phone contact phone contact
email contact email contact
residence_country contact text contact
residence_province contact text contact
residence_detail contact text contact
present_address contact text contact
contact_by contact choice contact call,message,email,in_person
contact_hours contact text contact
needs_help_with_phone contact yes_no contact
"""

_REQUIRED: Final = {
    "full_name", "sex", "birth_date", "ethnicity", "religion", "personal_id", "admission_date",
    "status", "life_state",
}  # fmt: skip


def _field(line: str) -> Field:
    name, section, kind, field_class, *more = line.split()
    return Field(
        field=name,
        section=section,
        kind=kind,
        field_class=field_class,
        choices=more[0].split(",") if kind == "choice" else None,
        digits=int(more[0]) if kind == "digits" else None,
        required=name in _REQUIRED,
    )


CATALOGUE: Final[dict[str, Field]] = {
    field.field: field for field in map(_field, _TABLE.strip().splitlines())
}
"""Every field by name, in the order of a record, without values."""

COLUMNS: Final = tuple(f.field for f in CATALOGUE.values() if f.field_class != "sensitive")
"""Fields that a list or a workbook of many people may show."""
