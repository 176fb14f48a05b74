"""Values in words and back: each kind, what is wrong with it, and that nothing is lost."""

from datetime import date

import pytest

from services.records.catalogue import CATALOGUE
from services.records.models import Field, Value
from services.records.written import in_words
from tests.render import render, texts
from views.records import strings
from views.records.inputs import choices, field_input
from views.records.values import as_typed, parsed

TODAY = date(2026, 11, 22)


def field(name: str, value: Value = None) -> Field:
    return CATALOGUE[name].model_copy(update={"value": value})


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("alias", "  Tư   Hạnh ", "Tư Hạnh"),
        ("birth_date", "1956", "1956"),
        ("birth_date", "5/1956", "1956-05"),
        ("birth_date", "19/5/1956", "1956-05-19"),
        ("admission_date", "03.02.1986", "1986-02-03"),
        ("card_number", "0123 4567 8901", "012345678901"),
        ("phone", "0912 345 678", "+84912345678"),
        ("email", "An@Vidu.vn", "an@vidu.vn"),
        ("sex", "female", "female"),
        ("working_away", "yes", True),
        ("working_away", "no", False),
        ("languages", "Tiếng Anh\n\n Tiếng Nga ", ["Tiếng Anh", "Tiếng Nga"]),
        ("alias", "Hu\u0309ng", "Hủng"),
        ("alias", "", None),
        ("old_card_number", "-", None),
    ],
)
def test_what_is_typed_is_taken(name: str, typed: str, value: Value) -> None:
    assert parsed(field(name), typed, TODAY).value == value
    assert parsed(field(name), typed, TODAY).fault is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("full_name", " "),
        ("birth_date", "19/13/1956"),
        ("birth_date", "13/1956"),
        ("birth_date", "hôm qua"),
        ("admission_date", "1986"),
        ("admission_date", "03/02/2027"),
        ("admission_date", "03/02/1700"),
        ("card_number", "123"),
        ("card_number", "٠١٢٣٤٥٦٧٨٩٠١"),
        ("phone", "an@vidu.vn"),
        ("phone", "12"),
        ("email", "0912345678"),
        ("sex", "khác"),
        ("languages", "x" * 501),
        ("personal_id", "-"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(name: str, typed: str) -> None:
    found = parsed(field(name), typed, TODAY)
    assert found.value is None
    assert found.fault and found.fault.endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("alias", "Tư Hạnh"),
        ("birth_date", "1956"),
        ("birth_date", "1956-05"),
        ("admission_date", "1986-02-03"),
        ("phone", "+84912345678"),
        ("sex", "male"),
        ("working_away", False),
        ("languages", ["Tiếng Anh", "Tiếng Nga"]),
    ],
)
def test_what_a_form_begins_with_is_the_value_itself(name: str, value: Value) -> None:
    held = field(name, value)
    assert parsed(held, as_typed(held), TODAY).value == value


def test_values_in_words() -> None:
    assert in_words("rough_date", "1956-05") == "05/1956"
    assert in_words("choice", "female") == "Nữ"
    assert in_words("yes_no", True) == "Có"
    assert in_words("phone", "+84912345678") == "0912 345 678"
    assert in_words("text", None) == ""


def test_a_masked_field_begins_empty_and_says_what_is_kept() -> None:
    held = field("card_number", "••••••••8901")
    assert as_typed(held) == ""
    drawn = texts(render(lambda: field_input(held, "", lambda _: None)))
    assert any("•••• •••• 8901" in words for words in drawn)


def test_only_a_field_that_may_be_empty_offers_nothing() -> None:
    assert ("", strings.NOT_KNOWN) not in choices(field("sex"))
    assert ("", strings.NOT_KNOWN) in choices(field("contact_by"))
