"""Tokens rotate without ever being lost, against an auth server that behaves like GoTrue."""

import asyncio
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from services.accounts.models import TokenPair
from services.errors import SignedOut, Unavailable
from views.shared.session_keeper import RENEW_BEFORE, Keepers, SessionKeeper

LIFE = 3600


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: float = 1_000_000

    def __call__(self) -> float:
        return self.now


@dataclass
class Auth:
    """An auth server: rotation, the parent of the active token accepted, reuse ends the session."""

    clock: Clock
    tokens: list[str] = field(default_factory=lambda: ["r0"])
    alive: bool = True
    down: bool = False
    calls: list[str] = field(default_factory=list[str])
    die_after: bool = False

    async def refresh(self, token: str) -> TokenPair:
        self.calls.append(token)
        await asyncio.sleep(0)
        if self.down:
            raise Unavailable("auth.down")
        if not self.alive or token not in self.tokens:
            raise SignedOut("auth.refresh_token_not_found")
        if token == self.tokens[-1]:
            self.tokens.append(f"r{len(self.tokens)}")
        elif token != self.tokens[-2]:
            self.alive = False
            raise SignedOut("auth.refresh_token_already_used")
        if self.die_after:
            raise asyncio.CancelledError
        return self.pair(self.tokens[-1])

    def pair(self, token: str) -> TokenPair:
        return TokenPair(
            access_token=SecretStr(f"a-{token}-{self.clock.now}"),
            refresh_token=SecretStr(token),
            expires_at=int(self.clock.now + LIFE),
            session_id="s",
            user_id="u",
        )


@dataclass
class Phone:
    """A device that stores a pair, or does not."""

    token: str = "r0"
    works: bool = True
    connected: bool = True

    async def store(self, pair: TokenPair) -> bool:
        await asyncio.sleep(0)
        if not (self.works and self.connected):
            return False
        self.token = pair.refresh_token.get_secret_value()
        return True


def opened(auth: Auth, phone: Phone, clock: Clock) -> SessionKeeper:
    """The keeper of a process that has just started from what the phone has."""
    pair = auth.pair(phone.token)
    keeper = SessionKeeper(pair, refresh=auth.refresh, store=phone.store, clock=clock)
    keeper.attach(lambda: phone.connected)
    return keeper


def refresh_token(keeper: SessionKeeper) -> str:
    return keeper.pair.refresh_token.get_secret_value()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def auth(clock: Clock) -> Auth:
    return Auth(clock)


@pytest.fixture
def phone() -> Phone:
    return Phone()


async def test_a_fresh_pair_is_served_without_asking(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    clock.now += LIFE - RENEW_BEFORE - 1
    await keeper.ensure()
    assert auth.calls == []


async def test_an_ending_pair_is_rotated_and_stored_before_it_is_served(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    seen: list[str] = []
    keeper.listen(lambda p: seen.append(p.refresh_token.get_secret_value()))
    clock.now += LIFE - 10
    pair = await keeper.ensure()
    assert pair.refresh_token.get_secret_value() == "r1" == phone.token
    assert seen == ["r1"]


async def test_a_new_pair_is_not_served_until_the_device_confirms(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    phone.works = False
    clock.now += LIFE - 30
    assert (await keeper.ensure()).refresh_token.get_secret_value() == "r0"  # still good
    clock.now += 60
    with pytest.raises(Unavailable):
        await keeper.ensure()  # the old one has ended, the new one is not confirmed
    phone.works = True
    await keeper.ensure()
    assert refresh_token(keeper) == "r1" == phone.token
    assert auth.alive


async def test_unconfirmed_rotations_never_go_two_steps_from_the_device(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    phone.works = False
    for _ in range(5):
        clock.now += 2 * LIFE
        with pytest.raises(Unavailable):
            await keeper.ensure()
    assert set(auth.calls) == {"r0"}
    assert auth.tokens == ["r0", "r1"]
    phone.works = True
    await keeper.ensure()
    assert phone.token == "r1"


async def test_a_kill_between_rotation_and_storage_recovers(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    clock.now += LIFE
    auth.die_after = True
    with pytest.raises(asyncio.CancelledError):
        await keeper.ensure()
    auth.die_after = False
    assert auth.tokens == ["r0", "r1"]  # rotated, and nobody knows of it
    assert phone.token == "r0"

    # Another process opens from what the phone has.
    again = opened(auth, phone, clock)
    clock.now += LIFE
    await again.ensure()
    assert phone.token == "r1"
    clock.now += LIFE
    await again.ensure()
    assert phone.token == "r2"
    assert auth.alive


async def test_a_kill_between_storage_and_confirmation_recovers(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    await auth.refresh("r0")
    phone.token = "r1"  # the device has stored it, the process died before it knew
    keeper = opened(auth, phone, clock)
    clock.now += LIFE
    await keeper.ensure()
    assert phone.token == "r2"
    assert auth.alive


async def test_three_hours_away_cost_nothing_and_one_renewal_on_return(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    phone.connected = False
    for _ in range(18):
        clock.now += 600
        if clock.now < 1_000_000 + LIFE - 10:
            await keeper.ensure()
        else:
            with pytest.raises(Unavailable):
                await keeper.ensure()
    assert auth.calls == []
    phone.connected = True
    await keeper.ensure()
    assert auth.calls == ["r0"]
    assert phone.token == "r1"


async def test_many_at_once_rotate_once(auth: Auth, phone: Phone, clock: Clock) -> None:
    keeper = opened(auth, phone, clock)
    clock.now += LIFE
    pairs = await asyncio.gather(*(keeper.ensure() for _ in range(20)))
    assert {p.refresh_token.get_secret_value() for p in pairs} == {"r1"}
    assert auth.calls == ["r0"]


async def test_one_connected_tab_is_enough(auth: Auth, phone: Phone, clock: Clock) -> None:
    keeper = opened(auth, phone, clock)
    leave = keeper.attach(lambda: True)
    clock.now += LIFE
    phone_was = phone.connected
    await keeper.ensure()
    assert phone_was and phone.token == "r1"
    leave()
    phone.connected = False
    assert not keeper.connected


async def test_an_auth_server_that_is_down_leaves_the_pair_while_it_lasts(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    auth.down = True
    clock.now += LIFE - 30
    assert refresh_token(keeper) == (await keeper.ensure()).refresh_token.get_secret_value() == "r0"
    clock.now += 60
    with pytest.raises(Unavailable):
        await keeper.ensure()
    auth.down = False
    await keeper.ensure()
    assert refresh_token(keeper) == "r1"


async def test_a_revoked_session_ends_and_stays_ended(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    auth.alive = False
    clock.now += LIFE
    for _ in range(2):
        with pytest.raises(SignedOut):
            await keeper.ensure()
    assert keeper.ended
    assert len(auth.calls) == 1


async def test_keep_renews_in_time_and_says_when_it_is_over(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    over: list[bool] = []

    async def sleep(seconds: float) -> None:
        assert seconds > 0
        clock.now += seconds
        if len(auth.tokens) > 5:
            auth.alive = False

    async with asyncio.timeout(5):
        await keeper.keep(sleep, lambda: over.append(True))
    assert over == [True]
    assert phone.token == "r5"


async def test_adopting_a_pair_needs_the_devices_word(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    stronger = await auth.refresh("r0")
    phone.works = False
    with pytest.raises(Unavailable):
        await keeper.adopt(stronger)
    assert refresh_token(keeper) == "r0"
    phone.works = True
    await keeper.adopt(stronger)
    assert refresh_token(keeper) == "r1" == phone.token


async def test_a_listener_that_fails_does_not_stop_the_others(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keeper = opened(auth, phone, clock)
    heard: list[str] = []

    def broken(_: TokenPair) -> None:
        raise RuntimeError("boom")

    keeper.listen(broken)
    keeper.listen(lambda p: heard.append(p.session_id))
    clock.now += LIFE
    await keeper.ensure()
    assert heard == ["s"]


async def test_two_tabs_that_come_at_once_share_one_session(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keepers = Keepers()

    async def make() -> SessionKeeper:
        pair = await auth.refresh(phone.token)
        assert await phone.store(pair)
        return SessionKeeper(pair, refresh=auth.refresh, store=phone.store, clock=clock)

    first, second = await asyncio.gather(
        keepers.take("device", "u", "r0", make), keepers.take("device", "u", "r0", make)
    )
    assert first is second
    assert auth.calls == ["r0"]
    keepers.drop("device", "u")
    assert await keepers.take("device", "u", "r0", make) is not first


async def test_knowing_the_device_is_not_enough_to_join_its_session(
    auth: Auth, phone: Phone, clock: Clock
) -> None:
    keepers = Keepers()
    keepers.put("device", "u", opened(auth, phone, clock))
    asked: list[str] = []

    async def make() -> SessionKeeper:
        asked.append("auth")
        raise SignedOut("auth.refresh_token_not_found")

    with pytest.raises(SignedOut):
        await keepers.take("device", "u", "somebody else's", make)
    assert asked == ["auth"]


async def test_an_ended_session_is_made_anew(auth: Auth, phone: Phone, clock: Clock) -> None:
    keepers = Keepers()
    keeper = opened(auth, phone, clock)
    keepers.put("device", "u", keeper)
    auth.alive = False
    clock.now += LIFE
    with pytest.raises(SignedOut):
        await keeper.ensure()

    async def make() -> SessionKeeper:
        raise SignedOut("auth.refresh_token_not_found")

    with pytest.raises(SignedOut):
        await keepers.take("device", "u", "r0", make)
