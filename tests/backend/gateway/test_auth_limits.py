"""Guessing is slowed down; nobody is locked out for good, and the owner not at all."""

import asyncio
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx
import psycopg
import pytest

from services.backend.postgres import PostgresServer
from tests.backend.gateway.world import PASSWORD, World, new_address, new_phone

LIMITED = {
    "code": 429,
    "error_code": "over_request_rate_limit",
    "msg": "Request rate limit reached",
}


async def _fail(
    world: World, phone: str, times: int, http: httpx.AsyncClient | None = None
) -> httpx.Response:
    answer = await world.try_password(phone, "wrong", http)
    for _ in range(times - 1):
        answer = await world.try_password(phone, "wrong", http)
    return answer


@pytest.mark.parametrize("known", [True, False])
async def test_waiting_grows_to_five_minutes(world: World, known: bool) -> None:
    """One account from one address; the same for an account that does not exist."""
    phone = (await world.person()).phone if known else new_phone()
    assert (await _fail(world, phone, 6)).status_code == 400
    for expected in (2, 4, 8, 16, 32, 64, 128, 256, 300, 300):
        answer = await world.try_password(phone, PASSWORD)
        assert (answer.status_code, answer.json()) == (429, LIMITED)
        waiting = int(answer.headers["retry-after"])
        assert waiting == pytest.approx(expected, abs=1)
        # Asking while blocked makes it no longer.
        again = await world.try_password(phone, "wrong")
        assert int(again.headers["retry-after"]) <= waiting
        world.clock.advance(waiting)
        assert (await world.try_password(phone, "wrong")).status_code == 400


async def test_the_right_password_after_the_wait_resets_it(world: World) -> None:
    person = await world.person()
    await _fail(world, person.phone, 7)
    blocked = await world.try_password(person.phone, PASSWORD)
    assert blocked.status_code == 429
    world.clock.advance(int(blocked.headers["retry-after"]))
    assert (await world.try_password(person.phone, PASSWORD)).status_code == 200
    assert (await _fail(world, person.phone, 5)).status_code == 400


async def test_mistakes_are_forgotten(world: World) -> None:
    phone = new_phone()
    assert (await _fail(world, phone, 7)).status_code == 429
    world.clock.advance(12 * 3600 + 300)
    assert (await _fail(world, phone, 5)).status_code == 400


async def test_blocked_attempts_cost_no_hash(world: World) -> None:
    phone = new_phone()
    await _fail(world, phone, 6)
    before = world.gateway.auth.passwords.computed
    assert (await _fail(world, phone, 5)).status_code == 429
    assert world.gateway.auth.passwords.computed == before


async def test_many_addresses_against_one_account(world: World) -> None:
    """Twenty guesses are free, then at most one a minute, wherever they come from."""
    person = await world.person()
    owner = world.from_address(new_address())
    assert (await world.try_password(person.phone, PASSWORD, owner)).status_code == 200
    for _ in range(21):
        guess = await world.try_password(person.phone, "wrong", world.from_address(new_address()))
        assert guess.status_code == 400
    for expected in (2, 4, 8, 16, 32, 60, 60):
        blocked = await world.try_password(
            person.phone, PASSWORD, world.from_address(new_address())
        )
        assert blocked.status_code == 429
        waiting = int(blocked.headers["retry-after"])
        assert waiting == pytest.approx(expected, abs=1)
        # The owner's own address is let in all the while.
        assert (await world.try_password(person.phone, PASSWORD, owner)).status_code == 200
        await _keep_guessing(world, person.phone, 1)
    # And a stranger's address is not shut for good: a minute later the owner is in from it.
    world.clock.advance(60)
    new_place = world.from_address(new_address())
    assert (await world.try_password(person.phone, PASSWORD, new_place)).status_code == 200


async def _keep_guessing(world: World, phone: str, successes_to_undo: int) -> None:
    """Bring the account's count back to where it was, and one further."""
    for _ in range(successes_to_undo):
        await _refail(world, phone)


async def _refail(world: World, phone: str) -> None:
    while True:
        answer = await world.try_password(phone, "wrong", world.from_address(new_address()))
        if answer.status_code == 400:
            return
        world.clock.advance(int(answer.headers["retry-after"]))


async def test_an_address_is_trusted_for_ninety_days(world: World) -> None:
    person = await world.person()
    owner = world.from_address(new_address())
    assert (await world.try_password(person.phone, PASSWORD, owner)).status_code == 200
    world.clock.advance(91 * 24 * 3600)
    for _ in range(21):
        await world.try_password(person.phone, "wrong", world.from_address(new_address()))
    assert (await world.try_password(person.phone, PASSWORD, owner)).status_code == 429


async def test_one_address_against_many_accounts(world: World) -> None:
    """A carrier's address has room for many people's mistakes, a guesser's day has an end."""
    http = world.from_address(new_address())
    answers = [await world.try_password(new_phone(), "wrong", http) for _ in range(303)]
    codes = [answer.status_code for answer in answers]
    assert codes == [400] * 301 + [429] * 2
    waiting = int(answers[-1].headers["retry-after"])
    assert waiting == 1
    other = world.from_address(new_address())
    assert (await world.try_password(new_phone(), "wrong", other)).status_code == 400
    world.clock.advance(waiting)
    assert (await world.try_password(new_phone(), "wrong", http)).status_code == 400


async def test_people_who_know_their_passwords_share_an_address(world: World) -> None:
    """Right passwords count for nothing: a whole cell signs in behind one address."""
    person = await world.person()
    for _ in range(40):
        assert (await world.try_password(person.phone, PASSWORD)).status_code == 200


async def test_a_burst_gains_nothing(world: World) -> None:
    """Fifty guesses at once: no more get through than one after the other."""
    phone = new_phone()
    answers = await asyncio.gather(*(world.try_password(phone, "wrong") for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [400] * 6 + [429] * 44


def test_a_burst_on_many_connections_gains_nothing(database: PostgresServer) -> None:
    keys = [secrets.token_bytes(32) for _ in range(3)]
    moment = datetime.now(UTC)

    def guess(_: int) -> int:
        passed = 0
        with psycopg.connect(database.conninfo("supabase_auth_admin"), autocommit=True) as conn:
            barrier.wait()
            for _ in range(10):
                row = conn.execute(
                    "select auth.attempt_begin(%s, %s, %s, %s)", (*keys, moment)
                ).fetchone()
                passed += row == (0.0,)
        return passed

    barrier = threading.Barrier(8)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(guess, range(8))) == 6


async def test_a_request_counted_late_is_not_refused(world: World) -> None:
    """Two members behind one address, counted in the other order than they came."""
    assert (await world.try_password(new_phone(), "wrong")).status_code == 400
    world.clock.advance(-0.5)
    person = await world.person()
    assert (await world.try_password(person.phone, PASSWORD)).status_code == 200


async def test_neighbours_in_one_ipv6_network_count_as_one(world: World) -> None:
    phone = new_phone()
    for n in range(6):
        http = world.from_address(f"2001:db8:1:2::{n + 1}")
        assert (await world.try_password(phone, "wrong", http)).status_code == 400
    http = world.from_address("2001:db8:1:2:ffff::9")
    assert (await world.try_password(phone, "wrong", http)).status_code == 429
    http = world.from_address("2001:db8:1:3::1")
    assert (await world.try_password(phone, "wrong", http)).status_code == 400


async def test_the_forwarded_address_counts_only_with_the_secret_key(world: World) -> None:
    phone = new_phone()
    claimed = [
        await world.grant(
            {"phone": phone, "password": "wrong"},
            headers={"sb-forwarded-for": f"198.51.100.{n}"},
        )
        for n in range(8)
    ]
    assert claimed[-1].status_code == 429  # all of them came from one address
    for n in range(8):
        answer = await world.grant(
            {"phone": phone, "password": "wrong"},
            headers={**world.admin_headers, "sb-forwarded-for": f"198.51.100.{n}"},
        )
        assert answer.status_code == 400


async def test_two_gateways_count_together(world: World) -> None:
    """The count is in the database: another process knows it."""
    from services.backend.app import create_app
    from tests.backend.gateway.world import client_of

    phone = new_phone()
    await _fail(world, phone, 3)
    second = create_app(world.config)
    await second.open()
    try:
        async with client_of(second, world.address) as http:
            assert (await _fail(world, phone, 3, http)).status_code == 400
            assert (await _fail(world, phone, 1, http)).status_code == 429
    finally:
        await second.close()


async def test_no_login_and_no_address_can_be_read_from_the_counts(world: World) -> None:
    person = await world.person()
    await _fail(world, person.phone, 2)
    await world.try_password(person.phone, PASSWORD)
    with psycopg.connect(world.server.conninfo("supabase_admin")) as conn:
        rows = conn.execute(
            "select bucket, encode(key, 'hex'), octet_length(key) from auth.sign_in_failures"
            " union all select 'known', encode(account || address, 'hex'), octet_length(account)"
            " from auth.sign_in_addresses"
        ).fetchall()
    assert rows
    assert all(length == 32 for _, _, length in rows)
    text = str(rows)
    assert person.phone not in text
    assert person.phone.encode().hex() not in text
    assert world.address.encode().hex() not in text
