"""Asking for a reset and trying codes slows down, the same for accounts that don't exist."""

from collections.abc import Awaitable, Callable
from itertools import count

import pytest

from services.accounts.models import Device
from services.errors import Invalid, TooMany
from tests.accounts.conftest import Ward
from tests.accounts.test_activation import NEW, issued
from tests.house import House

_numbers = count(1)
Try = Callable[[House, str, Device], Awaitable[object]]


def a_device() -> Device:
    """A phone in a network of its own."""
    number = next(_numbers)
    return Device(address=f"198.51.{number // 250}.{number % 250 + 1}")


def nobody() -> str:
    """A number that no member has."""
    return f"09870{next(_numbers):05}"


async def ask_reset(house: House, login: str, device: Device) -> object:
    return await house.services.sign_in.ask_reset(login, device)


async def try_code(house: House, login: str, device: Device) -> object:
    wrong = house.services.sign_in.use_code(login, "AAAA-AAAA-AAAAA", NEW, "activation", device)
    with pytest.raises(Invalid, match=r"code\.invalid"):
        await wrong
    return None


BOTH = pytest.mark.parametrize("attempt", [ask_reset, try_code])


async def wait(house: House, attempt: Try, login: str, device: Device) -> int:
    """The seconds until the next try counts; 0 when this one did."""
    try:
        await attempt(house, login, device)
    except TooMany as error:
        assert error.code == "account.slow_down"
        return error.retry_after
    return 0


def pass_time(house: House, seconds: float) -> None:
    house.run(
        "update handbook.askings set asked_at = asked_at - make_interval(secs => %s),"
        " blocked_until = greatest(blocked_until - make_interval(secs => %s), to_timestamp(0))",
        seconds, seconds,
    )  # fmt: skip


@BOTH
@pytest.mark.parametrize("known", [True, False])
async def test_waiting_grows_to_five_minutes_for_whomever(
    house: House, ward: Ward, attempt: Try, known: bool
) -> None:
    login = house.newcomer(ward.cell, account=attempt is ask_reset).phone if known else nobody()
    device = a_device()
    for _ in range(6):
        assert await wait(house, attempt, login, device) == 0
    for expected in (2, 4, 8, 16, 32, 64, 128, 256, 300, 300):
        waiting = await wait(house, attempt, login, device)
        assert waiting == pytest.approx(expected, abs=1)
        assert await wait(house, attempt, login, device) <= waiting, "asking makes it no longer"
        pass_time(house, waiting)
        assert await wait(house, attempt, login, device) == 0


@BOTH
async def test_half_a_day_later_it_is_forgotten(house: House, attempt: Try) -> None:
    login, device = nobody(), a_device()
    for _ in range(6):
        await attempt(house, login, device)
    pass_time(house, 12 * 3600 + 300)
    for _ in range(6):
        assert await wait(house, attempt, login, device) == 0


@BOTH
async def test_one_account_from_many_addresses_waits_a_minute_at_most(
    house: House, attempt: Try
) -> None:
    login = nobody()
    for _ in range(21):
        assert await wait(house, attempt, login, a_device()) == 0
    for expected in (2, 4, 8, 16, 32, 60, 60):
        waiting = await wait(house, attempt, login, a_device())
        assert waiting == pytest.approx(expected, abs=1)
        pass_time(house, waiting)
        assert await wait(house, attempt, login, a_device()) == 0


async def test_one_address_asks_for_a_village_at_once_and_then_one_a_second(house: House) -> None:
    phones = [Device(address=f"2001:db8:7:1::{n}") for n in range(1, 4)]
    asked = 0
    while await wait(house, ask_reset, nobody(), phones[asked % 3]) == 0:
        asked += 1
    assert 300 <= asked < 340, "a few more, as the run itself takes some seconds"
    neighbour = Device(address="2001:db8:7:2::1")
    assert await wait(house, ask_reset, nobody(), neighbour) == 0


async def test_a_wait_files_nothing_and_says_nothing_else(house: House, ward: Ward) -> None:
    device, known, unknown = a_device(), house.newcomer(ward.cell), nobody()
    for login in (known.phone, unknown):
        for _ in range(6):
            await ask_reset(house, login, device)
    filed = "update handbook.reset_requests set state = 'expired', closed_at = now() where member_id = %s"
    house.run(filed, known.id)
    answers: list[tuple[str, set[str]]] = []
    for login in (known.phone, unknown):
        with pytest.raises(TooMany) as refused:
            await ask_reset(house, login, device)
        answers.append((refused.value.code, set(refused.value.details)))
    assert answers == [("account.slow_down", {"retry_after"})] * 2
    waiting = (
        "select count(*) from handbook.reset_requests where member_id = %s and state = 'waiting'"
    )
    assert house.value(waiting, known.id) == 0


async def test_the_right_code_takes_its_tries_back(house: House, ward: Ward) -> None:
    person, device = house.newcomer(ward.cell, account=False), a_device()
    code = await issued(house, ward, person)
    for _ in range(4):
        await try_code(house, person.phone, device)
    await house.services.sign_in.use_code(person.phone, code, NEW, "activation", device)
    for _ in range(6):
        assert await wait(house, try_code, person.phone, device) == 0


async def test_counts_are_kept_for_a_day(house: House) -> None:
    await ask_reset(house, nobody(), a_device())
    pass_time(house, 25 * 3600)
    await house.services.service.rpc("upkeep")
    assert house.value("select count(*) from handbook.askings") == 0
