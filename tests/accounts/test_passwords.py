"""Which passwords are taken, and that accents may be typed either way."""

import unicodedata

import pytest

from services.accounts.rules import check_password
from services.errors import Invalid

GOOD = "sáng sớm ra đồng"  # four words that nobody lists


def refusal(password: str) -> str:
    with pytest.raises(Invalid) as refused:
        check_password(password)
    assert refused.value.details["field"] == "password"
    return refused.value.code


def test_the_length_counts_characters_not_bytes() -> None:
    assert refusal("bảy mươi hai"[:11]) == "password.short"
    assert check_password("bảy mươi hai") == "bảy mươi hai"
    assert len("bảy mươi hai") == 12


def test_sixty_four_characters_are_taken_and_sixty_five_are_not() -> None:
    longest = "correct horse battery staple tra da via he cafe sua da banh mi."
    longest += "!" * (64 - len(longest))
    assert check_password(longest) == longest
    assert refusal(longest + "!") == "password.long"


def test_more_than_72_bytes_have_an_error_of_their_own() -> None:
    """bcrypt would read no further, so that the rest would protect nothing."""
    of_72_bytes = "ế" * 10 + "kỳ lạ thay đường về" + "xyzqw"
    while len(of_72_bytes.encode()) < 72:
        of_72_bytes += "k"
    assert len(of_72_bytes.encode()) == 72
    assert check_password(of_72_bytes) == of_72_bytes
    assert refusal(of_72_bytes + "k") == "password.too_many_bytes"


def test_both_spellings_of_an_accent_are_one_password() -> None:
    decomposed = unicodedata.normalize("NFD", GOOD)
    assert decomposed != GOOD
    assert check_password(decomposed) == check_password(GOOD) == GOOD


def test_decomposed_letters_are_counted_as_people_see_them() -> None:
    seen_as_eleven = unicodedata.normalize("NFD", "đếm từng chữ"[:11])
    assert len(seen_as_eleven) > 12
    assert refusal(seen_as_eleven) == "password.short"


@pytest.mark.parametrize(
    "common",
    [
        "password1234",
        "123456789012",
        "qwertyuiop[]",
        "aaaaaaaaaaaa",
        "111111111111",
        "abcdefghijkl",
    ],
)
def test_common_passwords_are_refused(common: str) -> None:
    assert refusal(common) == "password.common"


@pytest.mark.parametrize(
    "password", [GOOD, "khong can chu hoa", "        a b c d e f        ", "2718281828-trang-tron"]
)
def test_no_rules_of_composition(password: str) -> None:
    assert check_password(password) == password
