"""One person, many spellings of a phone number; and who is nobody gets the same answer as who errs."""

import unicodedata
from uuid import UUID

import pytest

from services.accounts.rules import Login, parse_login
from services.errors import Invalid, SignedOut
from tests.cast import PASSWORD
from tests.house import DEVICE, House

PHONE = Login(phone="+84912345678")


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678", "+84912345678", "84912345678", "0084912345678", "091 234 56 78", "0912.345.678",
        "091-234-5678", "(091) 2345678", " 0912345678 ", "091\u00a0234\u00a05678", "+84 (0)912 345 678",
    ],
)  # fmt: skip
def test_a_phone_number_in_any_spelling_is_one(typed: str) -> None:
    assert parse_login(typed) == PHONE


def test_twelve_digits_are_a_card_number() -> None:
    assert parse_login("001234567890") == Login(card="001234567890")
    assert parse_login("0012 3456 7890").key == "001234567890"


def test_an_address_is_compared_without_case() -> None:
    assert parse_login(" Hanh@Example.VN ") == Login(email="hanh@example.vn")


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "hạnh", "0912", "@", "a@b", "a b@c.vn", "0912345678a", "٠٩١٢٣٤٥٦٧٨", "x" * 300 + "@a.vn"],
)  # fmt: skip
def test_what_is_neither_is_said_to_be_malformed(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_login(typed)
    assert refused.value.code == "login.malformed"


@pytest.fixture(scope="module")
def cell(house: House) -> UUID:
    return house.found("cell", house.found("ward", "city", "Đảng ủy phường thử đăng nhập"))


async def test_signs_in_by_phone_however_it_is_typed(house: House, cell: UUID) -> None:
    person = house.newcomer(cell)
    number = person.phone
    for typed in (
        number,
        f"+84{number[1:]}",
        f"84{number[1:]}",
        f"{number[:4]} {number[4:7]} {number[7:]}",
    ):
        pair = await house.services.sign_in.sign_in(typed, PASSWORD, DEVICE)
        assert pair.user_id == str(person.id)


async def test_unknown_wrong_suspended_and_invited_get_one_answer(house: House, cell: UUID) -> None:
    suspended, banned, ended = (house.newcomer(cell) for _ in range(3))
    house.run("update handbook.accounts set state = 'suspended' where member_id = %s", suspended.id)
    house.run(
        "update auth.users set banned_until = now() + interval '1 day' where id = %s", banned.id
    )
    house.run("delete from handbook.accounts where member_id = %s", ended.id)
    invited = house.newcomer(cell, account=False)
    answers: set[tuple[str, str]] = set()
    for phone, password in (
        ("0987000111", PASSWORD),
        (house.newcomer(cell).phone, "không phải mật khẩu"),
        (house.newcomer(cell).phone, ""),
        (suspended.phone, PASSWORD),
        (banned.phone, PASSWORD),
        (ended.phone, PASSWORD),
        (invited.phone, PASSWORD),
        (invited.card, PASSWORD),
        ("nobody@example.vn", PASSWORD),
    ):
        with pytest.raises(Invalid) as refused:
            await house.services.sign_in.sign_in(phone, password, DEVICE)
        answers.add((refused.value.code, str(refused.value.details)))
    assert answers == {("auth.invalid_credentials", "{}")}
    assert house.value("select count(*) from auth.sessions where user_id = %s", suspended.id) == 0


async def test_a_password_with_accents_may_be_typed_on_any_keyboard(
    house: House, cell: UUID
) -> None:
    person = house.newcomer(cell)
    here = await house.sign_in(person)
    await here.accounts.change_password(person.phone, PASSWORD, "sáng sớm ra đồng")
    for form in ("NFC", "NFD"):
        typed = unicodedata.normalize(form, "sáng sớm ra đồng")
        pair = await house.services.sign_in.sign_in(person.phone, typed, DEVICE)
        assert pair.user_id == str(person.id)


async def test_changing_the_password_needs_the_current_one_and_ends_other_sessions(
    house: House, cell: UUID
) -> None:
    person, other = house.newcomer(cell), house.newcomer(cell)
    here, there = await house.sign_in(person), await house.sign_in(person)
    with pytest.raises(Invalid):
        await here.accounts.change_password(person.phone, "không phải nó", "sáng sớm ra đồng")
    with pytest.raises(Invalid) as mixed:
        await here.accounts.change_password(other.phone, PASSWORD, "sáng sớm ra đồng")
    assert mixed.value.code == "auth.invalid_credentials"
    assert (await house.services.sign_in.sign_in(other.phone, PASSWORD, DEVICE)).user_id

    await here.accounts.change_password(person.phone, PASSWORD, "sáng sớm ra đồng")
    assert (await here.accounts.me()).member_id == person.id
    with pytest.raises(SignedOut):
        await there.accounts.me()
    with pytest.raises(Invalid):
        await house.services.sign_in.sign_in(person.phone, PASSWORD, DEVICE)
