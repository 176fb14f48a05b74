"""First activation: a code handed over in person, once, for a short time, counted, kept as a digest."""

import asyncio
import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from services.accounts.service import Purpose
from services.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from services.gateway import AuthAdmin
from tests.accounts.conftest import Ward
from tests.cast import PASSWORD
from tests.house import DEVICE, House, Person

NEW = "sáng sớm ra đồng"


async def issued(house: House, ward: Ward, person: Person) -> str:
    code = await (await house.as_(ward.secretary)).accounts.issue_code(person.id)
    assert (code.full_name, code.valid_hours) == (person.name, 72)
    return code.code.get_secret_value()


async def activate(
    house: House, login: str, code: str, password: str = NEW, purpose: Purpose = "activation"
) -> UUID:
    pair = await house.services.sign_in.use_code(login, code, password, purpose, DEVICE)
    return (await house.services.member(pair, DEVICE).accounts.me()).member_id


async def refusal(house: House, login: str, code: str) -> tuple[str, str, str]:
    with pytest.raises(AppError) as refused:
        await activate(house, login, code)
    return type(refused.value).__name__, refused.value.code, str(refused.value.details)


INVALID = ("Invalid", "code.invalid", "{'field': 'code'}")


async def test_by_phone_or_by_card_number_once(house: House, ward: Ward) -> None:
    for by in ("phone", "card"):
        person = house.newcomer(ward.cell, account=False)
        code, login = await issued(house, ward, person), getattr(person, by)
        assert await activate(house, login, code) == person.id
        assert await refusal(house, login, code) == INVALID
        pair = await house.services.sign_in.sign_in(person.phone, NEW, DEVICE)
        assert pair.user_id == str(person.id)


async def test_a_code_has_65_random_bits_and_forgives_how_it_is_typed(
    house: House, ward: Ward
) -> None:
    codes: set[str] = set()
    spellings: tuple[Callable[[str], str], ...] = (
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "").replace("1", "I"),
    )
    for spell in spellings:
        person = house.newcomer(ward.cell, account=False)
        code = await issued(house, ward, person)
        assert re.fullmatch(
            r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}", code
        )
        codes.add(code)
        assert await activate(house, person.phone, spell(code)) == person.id
    assert len(codes) == 3


async def test_wrong_unknown_expired_revoked_and_used_are_one_answer(
    house: House, ward: Ward
) -> None:
    def newcomer() -> Person:
        return house.newcomer(ward.cell, account=False)

    wrong, expired, revoked, used, none = (newcomer() for _ in range(5))
    await issued(house, ward, wrong)
    assert await refusal(house, wrong.phone, "AAAA-AAAA-AAAAA") == INVALID

    old = await issued(house, ward, expired)
    house.run(
        "update handbook.one_time_codes set expires_at = now() where member_id = %s", expired.id
    )
    assert await refusal(house, expired.phone, old) == INVALID

    first, second = await issued(house, ward, revoked), await issued(house, ward, revoked)
    assert await refusal(house, revoked.phone, first) == INVALID
    assert await activate(house, revoked.phone, second) == revoked.id

    code = await issued(house, ward, used)
    await activate(house, used.phone, code)
    assert await refusal(house, used.phone, code) == INVALID

    assert await refusal(house, none.phone, code) == INVALID
    assert await refusal(house, "0987000222", code) == INVALID
    assert await refusal(house, used.card, code) == INVALID


async def test_a_code_of_one_opens_nobody_elses_account(house: House, ward: Ward) -> None:
    one, other = (house.newcomer(ward.cell, account=False) for _ in range(2))
    code = await issued(house, ward, one)
    await issued(house, ward, other)
    assert await refusal(house, other.phone, code) == INVALID
    assert await activate(house, one.phone, code) == one.id


async def test_five_wrong_tries_end_a_code_and_count_although_they_fail(
    house: House, ward: Ward
) -> None:
    tries = "select tries from handbook.one_time_codes where member_id = %s"
    lucky, late = (house.newcomer(ward.cell, account=False) for _ in range(2))
    for person, wrong in ((lucky, 4), (late, 5)):
        code = await issued(house, ward, person)
        for _ in range(wrong):
            assert await refusal(house, person.phone, "AAAA-AAAA-AAAAA") == INVALID
        assert house.value(tries, person.id) == wrong
        if person is lucky:
            assert await activate(house, person.phone, code) == person.id
        else:
            assert await refusal(house, person.phone, code) == INVALID
            assert house.value(tries, person.id) == 5


async def test_tries_at_the_same_time_are_counted_one_by_one(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    await issued(house, ward, person)
    await asyncio.gather(*(refusal(house, person.phone, f"AAAA-AAAA-AAAA{n}") for n in range(9)))
    assert (
        house.value("select tries from handbook.one_time_codes where member_id = %s", person.id)
        == 5
    )


async def test_the_code_lies_nowhere_in_the_database(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    code = (await issued(house, ward, person)).replace("-", "")
    with house.sql("supabase_admin") as connection:
        tables = connection.execute(
            "select c.oid::regclass::text from pg_class c where c.relkind = 'r'"
            " and c.relnamespace in ('handbook'::regnamespace, 'auth'::regnamespace)"
        ).fetchall()
        for (table,) in tables:
            found = connection.execute(
                f"select count(*) from {table} t"
                " where strpos(replace(t::text, '-', ''), %s) > 0".encode(),
                (code,),
            ).fetchone()
            assert found == (0,), table
    digest = house.value(
        "select code_hash = handbook.code_digest(%s) from handbook.one_time_codes"
        " where member_id = %s", code, person.id,
    )  # fmt: skip
    assert digest is True


async def test_a_crash_between_the_steps_leaves_the_code_good(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    code = await issued(house, ward, person)
    # The user is made, and then the app server dies before it can use the code up.
    await AuthAdmin(house.supabase).create(
        phone=f"+84{person.phone[1:]}", email=None, password=PASSWORD, user_id=str(person.id)
    )
    with pytest.raises(Invalid, match="invalid_credentials"):
        await house.services.sign_in.sign_in(person.phone, PASSWORD, DEVICE)
    assert await activate(house, person.phone, code) == person.id
    with pytest.raises(Invalid, match="invalid_credentials"):
        await house.services.sign_in.sign_in(person.phone, PASSWORD, DEVICE)


async def test_a_refused_password_does_not_use_the_code_up(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    code = await issued(house, ward, person)
    with pytest.raises(Invalid, match=r"password\.short"):
        await activate(house, person.phone, code, "ngắn")
    with pytest.raises(Invalid, match=r"password\.common"):
        await activate(house, person.phone, code, "password1234")
    assert await activate(house, person.phone, code) == person.id


async def test_only_an_account_that_waits_gets_a_code(house: House, ward: Ward) -> None:
    secretary = (await house.as_(ward.secretary)).accounts
    active, suspended = house.newcomer(ward.cell), house.newcomer(ward.cell)
    house.run("update handbook.accounts set state = 'suspended' where member_id = %s", suspended.id)
    for person in (active, suspended):
        with pytest.raises(Conflict, match=r"account\.already_active"):
            await secretary.issue_code(person.id)
    left = house.newcomer(ward.cell, account=False)
    code = await issued(house, ward, left)
    house.run("update handbook.members set life_state = 'left' where id = %s", left.id)
    assert await refusal(house, left.phone, code) == INVALID
    silent = house.newcomer(ward.cell, account=False)
    house.run("update handbook.members set phone = null where id = %s", silent.id)
    with pytest.raises(Invalid, match=r"account\.no_login"):
        await secretary.issue_code(silent.id)


async def test_nobody_issues_a_code_for_oneself_and_no_cell_for_an_officer(
    house: House, ward: Ward
) -> None:
    with pytest.raises(Forbidden, match=r"account\.not_for_oneself"):
        await (await house.as_(ward.secretary)).accounts.issue_code(ward.secretary.id)
    officer = house.newcomer(ward.cell, ("office_staff", ward.unit), account=False)
    for leader in (ward.secretary, ward.deputy):
        with pytest.raises(Forbidden, match=r"account\.needs_office"):
            await (await house.as_(leader)).accounts.issue_code(officer.id)
    with pytest.raises(NotFound):
        await (await house.as_(ward.admin)).accounts.issue_code(officer.id)
    code = await (await house.as_(ward.organiser)).accounts.issue_code(officer.id)
    assert await activate(house, officer.phone, code.code.get_secret_value()) == officer.id


async def test_a_shared_number_never_signs_in_the_other_person(house: House, ward: Ward) -> None:
    first, second = house.newcomer(ward.cell), house.newcomer(ward.cell, account=False)
    house.run(
        "update handbook.members set phone = %s where id = %s", f"+84{first.phone[1:]}", second.id
    )
    code = await issued(house, ward, second)
    assert await refusal(house, first.phone, code) == INVALID, "whose number it is stays open"
    assert (await refusal(house, second.card, code))[1] == "account.login_taken"
    pair = await house.services.sign_in.sign_in(first.phone, PASSWORD, DEVICE)
    assert pair.user_id == str(first.id), "the first one's password is untouched"


async def test_a_code_works_for_its_purpose_alone(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    code = await issued(house, ward, person)
    with pytest.raises(Invalid, match=r"code\.invalid"):
        await activate(house, person.phone, code, purpose="reset")
    assert await activate(house, person.phone, code) == person.id


async def test_the_members_own_log_names_who_issued_the_code(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    code = await (await house.as_(ward.organiser)).accounts.issue_code(person.id)
    pair = await house.services.sign_in.use_code(
        person.phone, code.code.get_secret_value(), NEW, "activation", DEVICE
    )
    log = await house.services.member(pair, DEVICE).audit.my_log()
    issue = [entry for entry in log if entry.action == "one_time_codes.insert"]
    assert [(entry.actor, entry.by_me) for entry in issue] == [(ward.organiser.name, False)]


async def test_a_cell_lists_who_has_an_account(house: House, ward: Ward) -> None:
    cell = house.found("cell", ward.unit)
    secretary = house.newcomer(cell, ("secretary", cell))
    waits, idle = house.newcomer(cell, account=False), house.newcomer(cell, account=False)
    accounts = (await house.as_(secretary)).accounts
    await accounts.issue_code(waits.id)
    states = {line.member_id: line.state for line in await accounts.cell_accounts(cell)}
    assert states == {secretary.id: "active", waits.id: "invited", idle.id: "none"}
    assert await accounts.cell_accounts(uuid4()) == []
