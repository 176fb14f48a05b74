"""A forgotten password: asked for by the member, seen on every device, delayed, decided by people."""

from uuid import UUID, uuid4

import pytest

from services.accounts.models import ResetApproval
from services.errors import AppError, Conflict, Invalid, NotFound, SignedOut
from tests.accounts.conftest import Ward
from tests.cast import PASSWORD
from tests.house import DEVICE, House, Person

NEW = "sáng sớm ra đồng"


async def ask(house: House, person: Person) -> UUID:
    assert await house.services.sign_in.ask_reset(person.phone, DEVICE) == 24
    reset: UUID = house.value(
        "select id from handbook.reset_requests where member_id = %s and state = 'waiting'",
        person.id,
    )
    return reset


async def approve(house: House, officer: Person, reset: UUID) -> ResetApproval:
    return await (await house.as_(officer)).accounts.approve_reset(reset)


async def approved(house: House, officer: Person, reset: UUID) -> str:
    code = (await approve(house, officer, reset)).code
    assert code is not None
    return code.get_secret_value()


def pass_the_delay(house: House, reset: UUID) -> None:
    house.run(
        "update handbook.reset_requests set effective_at = now() - interval '1 second'"
        " where id = %s",
        reset,
    )


def forget_waits(house: House) -> None:
    """As after half a day."""
    house.run("delete from handbook.askings")


async def use(house: House, person: Person, code: str, password: str = NEW) -> UUID:
    pair = await house.services.sign_in.use_code(person.phone, code, password, "reset", DEVICE)
    return (await house.services.member(pair, DEVICE).accounts.me()).member_id


async def opens(house: House, person: Person, password: str) -> bool:
    try:
        await house.services.sign_in.sign_in(person.phone, password, DEVICE)
    except Invalid:
        return False
    return True


async def refusal(house: House, person: Person, code: str) -> str:
    with pytest.raises(AppError) as refused:
        await use(house, person, code)
    return refused.value.code


async def test_the_answer_never_tells_whether_the_account_exists(house: House, ward: Ward) -> None:
    known, invited = house.newcomer(ward.cell), house.newcomer(ward.cell, account=False)
    count = "select count(*) from handbook.reset_requests"
    before = house.value(count)
    hours = {
        await house.services.sign_in.ask_reset(login, DEVICE)
        for login in (known.phone, invited.phone, "0987000333", known.card, "nobody@example.vn")
    }
    assert hours == {24}
    assert house.value(count) == before + 1, "one request, however often it is asked for"


def work_of_asking(house: House, login: str) -> dict[str, int]:
    """What Postgres counts while it answers: rows written in each table, calls of each function."""
    written = """select relname::text, n_tup_ins + 1000 * n_tup_upd + 1000000 * n_tup_del
                 from pg_stat_xact_user_tables
                 union all select funcname::text, calls from pg_stat_xact_user_functions
                 union all select 'wal flush', (pg_current_xact_id_if_assigned() is not null)::int"""
    with house.arranging() as connection:
        connection.execute("set local track_functions = 'all'")
        before = dict(connection.execute(written).fetchall())
        connection.execute("select api.account_ask_reset(%s, '192.0.2.9')", (login,))
        after = dict(connection.execute(written).fetchall())
    return {name: n - before.get(name, 0) for name, n in after.items() if n != before.get(name, 0)}


async def test_the_time_of_the_answer_does_not_tell_either(house: House, ward: Ward) -> None:
    """Not by the clock: the same rows are written, and the same functions called, for whomever."""
    known, invited = house.newcomer(ward.cell), house.newcomer(ward.cell, account=False)
    waits, cancelled = house.newcomer(ward.cell), house.newcomer(ward.cell)
    await ask(house, waits)
    reset = await ask(house, cancelled)
    await (await house.as_(cancelled)).accounts.cancel_reset(reset)

    forget_waits(house)  # a login typed before is a row there, whosever it is
    filed = work_of_asking(house, f"+84{known.phone[1:]}")
    assert filed["reset_requests"] == filed["audit_row"] == filed["wal flush"] == 1
    assert any(name.startswith("audit_entries") for name in filed)
    for who in (invited, waits, cancelled):
        assert work_of_asking(house, f"+84{who.phone[1:]}") == filed
    for login in ("+84987000333", "nobody@example.vn", "000000000000"):
        assert work_of_asking(house, login) == filed


async def test_nothing_stays_of_asking_in_vain(house: House, ward: Ward) -> None:
    waits = house.newcomer(ward.cell)
    await ask(house, waits)
    count = "select count(*) from handbook.{}"
    tables = [count.format(name) for name in ("reset_requests", "audit_entries", "audit_values")]
    before = [house.value(query) for query in tables]
    for login in (waits.phone, "0987000333", "nobody@example.vn"):
        await house.services.sign_in.ask_reset(login, DEVICE)
    assert [house.value(query) for query in tables] == before


async def test_works_after_the_delay_once_and_ends_every_old_session(
    house: House, ward: Ward
) -> None:
    person = house.newcomer(ward.cell)
    thief = await house.sign_in(person)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    with pytest.raises(Conflict) as early:
        await use(house, person, code)
    assert early.value.code == "code.too_early"
    assert early.value.details["effective_at"].tzinfo is not None
    assert (await opens(house, person, NEW), await opens(house, person, PASSWORD)) == (False, True)

    pass_the_delay(house, reset)
    assert await use(house, person, code) == person.id
    assert (await opens(house, person, NEW), await opens(house, person, PASSWORD)) == (True, False)
    with pytest.raises(SignedOut):
        await thief.directives.home()
    assert await refusal(house, person, code) == "code.invalid"


async def test_a_live_device_sees_it_and_cancels_it_for_good(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    phone, tablet = await house.sign_in(person), await house.sign_in(person)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    for device in (phone, tablet):
        assert [r.reset_id for r in (await device.accounts.me()).resets] == [reset]
    await tablet.accounts.cancel_reset(reset)
    assert (await phone.accounts.me()).resets == []

    pass_the_delay(house, reset)
    assert await refusal(house, person, code) == "code.invalid"
    assert await opens(house, person, PASSWORD), "the password never changed"
    with pytest.raises(NotFound):
        await phone.accounts.cancel_reset(reset)
    with pytest.raises(NotFound):
        await approve(house, ward.secretary, reset)
    await house.services.sign_in.ask_reset(person.phone, DEVICE)
    assert (await phone.accounts.me()).resets == [], "not again within the hour"


async def test_once_the_code_is_shown_after_the_delay_it_is_too_late_to_cancel(
    house: House, ward: Ward
) -> None:
    """Or a reset cancelled between two steps of the app server would have changed the password."""
    person = house.newcomer(ward.cell)
    device = await house.sign_in(person)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    pass_the_delay(house, reset)
    shown = await house.services.service.rpc(
        "account_check_code",
        login=f"+84{person.phone[1:]}", code=code, purpose="reset", address=DEVICE.address,
    )  # fmt: skip
    assert shown["ok"]
    with pytest.raises(NotFound):
        await device.accounts.cancel_reset(reset)
    assert await use(house, person, code) == person.id, "a crash after the first step loses nothing"


async def test_no_step_can_be_skipped(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    pass_the_delay(house, reset)
    straight = await house.services.service.rpc(
        "account_complete",
        login=f"+84{person.phone[1:]}", code=code, purpose="reset", user_id=str(person.id),
    )  # fmt: skip
    assert straight == {"ok": False}


async def test_five_wrong_tries_end_the_code_and_an_officer_may_give_another(
    house: House, ward: Ward
) -> None:
    person = house.newcomer(ward.cell)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    pass_the_delay(house, reset)
    for _ in range(5):
        assert await refusal(house, person, "AAAA-AAAA-AAAAA") == "code.invalid"
    assert await refusal(house, person, code) == "code.invalid"
    another = await approved(house, ward.secretary, reset)
    assert await refusal(house, person, another) == "account.slow_down"
    forget_waits(house)
    assert await use(house, person, another) == person.id


async def test_a_request_runs_out(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    house.run(
        "update handbook.reset_requests set effective_at = now() - interval '2 days',"
        " expires_at = now() where id = %s", reset,
    )  # fmt: skip
    house.run("update handbook.one_time_codes set expires_at = now() where reset_id = %s", reset)
    assert await refusal(house, person, code) == "code.invalid"
    with pytest.raises(NotFound):
        await approve(house, ward.secretary, reset)
    await house.services.service.rpc("upkeep")
    state = house.value("select state::text from handbook.reset_requests where id = %s", reset)
    assert state == "expired"
    assert await ask(house, person) != reset


async def test_a_cell_never_resets_who_holds_a_role_above_it(house: House, ward: Ward) -> None:
    officer = house.newcomer(ward.cell, ("office_staff", ward.unit))
    reset = await ask(house, officer)
    for leader in (ward.secretary, ward.deputy):
        accounts = (await house.as_(leader)).accounts
        assert reset not in {line.reset_id for line in await accounts.resets()}
        with pytest.raises(NotFound):
            await accounts.approve_reset(reset)


async def test_two_named_officers_reset_a_role_holder(house: House, ward: Ward) -> None:
    officer = house.newcomer(ward.cell, ("office_staff", ward.unit))
    reset = await ask(house, officer)
    for _ in range(2):  # the same officer twice is one officer
        first = await approve(house, ward.organiser, reset)
        assert (first.code, first.approvals) == (None, 1)
    waiting = await (await house.as_(ward.second_organiser)).accounts.resets()
    line = next(r for r in waiting if r.reset_id == reset)
    assert (line.needs_officers, line.approvals, line.mine) == (True, 1, False)
    second = await approve(house, ward.second_organiser, reset)
    assert second.approvals == 2 and second.code is not None
    pass_the_delay(house, reset)
    assert await use(house, officer, second.code.get_secret_value()) == officer.id
    names = {
        entry.actor
        for entry in await (await house.services_of(officer, NEW)).audit.my_log()
        if entry.action == "reset_approvals.insert"
    }
    assert names == {ward.organiser.name, ward.second_organiser.name}


async def test_nobody_approves_the_own_reset(house: House, ward: Ward) -> None:
    for officer in (ward.organiser, ward.secretary, ward.admin):
        reset = await ask(house, officer)
        accounts = (await house.as_(officer)).accounts
        assert reset not in {line.reset_id for line in await accounts.resets()}
        with pytest.raises(NotFound):
            await accounts.approve_reset(reset)
        await accounts.cancel_reset(reset)


async def test_a_system_admin_never_issues_a_code_alone(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    reset = await ask(house, person)
    for _ in range(2):
        alone = await approve(house, ward.admin, reset)
        assert (alone.code, alone.approvals) == (None, 1)
    assert (await approve(house, ward.secretary, reset)).code is not None
    assert (await approve(house, ward.admin, reset)).code is not None, "now somebody else vouches"


async def test_a_role_taken_up_after_the_code_needs_two_officers_all_the_same(
    house: House, ward: Ward
) -> None:
    person = house.newcomer(ward.cell)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    house.run(
        "insert into handbook.roles (member_id, unit_id, kind) values (%s, %s, 'office_staff')",
        person.id, ward.unit,
    )  # fmt: skip
    pass_the_delay(house, reset)
    assert await refusal(house, person, code) == "code.invalid"
    first = await approve(house, ward.organiser, reset)
    assert (first.code, first.approvals) == (None, 1), "the cell's approval does not count"
    second = (await approve(house, ward.second_organiser, reset)).code
    assert second is not None
    assert await use(house, person, second.get_secret_value()) == person.id


async def test_the_own_log_shows_request_and_code(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    device = await house.sign_in(person)
    reset = await ask(house, person)
    await approve(house, ward.secretary, reset)
    log = [(e.action, e.actor, e.by_me) for e in await device.audit.my_log()]
    assert ("reset_requests.insert", None, False) in log
    assert ("one_time_codes.insert", ward.secretary.name, False) in log
    await device.accounts.cancel_reset(reset)
    newest = [(e.action, e.by_me) for e in await device.audit.my_log()]
    assert ("reset_requests.update", True) in newest


async def test_the_second_factor_survives_a_reset(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    device = await house.sign_in(person)
    await device.accounts.enrol()
    house.run("update auth.mfa_factors set status = 'verified' where user_id = %s", person.id)
    reset = await ask(house, person)
    code = await approved(house, ward.secretary, reset)
    pass_the_delay(house, reset)
    await use(house, person, code)
    factors = await (await house.services_of(person, NEW)).accounts.factors()
    assert [factor.verified for factor in factors] == [True]


async def test_resets_that_do_not_exist_are_not_found(house: House, ward: Ward) -> None:
    accounts = (await house.as_(ward.organiser)).accounts
    for verb in (accounts.approve_reset, accounts.cancel_reset):
        with pytest.raises(NotFound, match=r"reset\.not_found"):
            await verb(uuid4())
