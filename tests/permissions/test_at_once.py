"""Rights come from tables at the time of the call: what is taken away is gone at the next request."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from services.backend import tokens
from services.errors import SignedOut
from tests.house import DEVICE, Answer, House, Person


@pytest.fixture(scope="module")
def ward(house: House) -> UUID:
    """A ward of one's own, so that nobody else's figures move."""
    return house.found("ward", "city", "Đảng ủy phường thử quyền")


@pytest.fixture
def cell(house: House, ward: UUID) -> UUID:
    return house.found("cell", ward)


async def publish(house: House, who: Person, unit: UUID) -> Answer:
    return await house.call(
        who, "post_save", key=uuid4(), unit_id=unit, category="news", title="Còn quyền không"
    )


async def test_a_role_counts_from_its_start_to_its_end(house: House, cell: UUID) -> None:
    person = house.newcomer(cell)
    assert (await publish(house, person, cell)).outcome == "unit.not_found"
    house.run(
        "insert into handbook.roles (member_id, unit_id, kind, starts_at)"
        " values (%s, %s, 'secretary', now() + interval '1 hour')",
        person.id, cell,
    )  # fmt: skip
    assert (await publish(house, person, cell)).outcome == "unit.not_found"
    house.run("update handbook.roles set starts_at = now() where member_id = %s", person.id)
    assert (await publish(house, person, cell)).outcome == "ok"
    house.run("update handbook.roles set ends_at = now() where member_id = %s", person.id)
    assert (await publish(house, person, cell)).outcome == "unit.not_found"


async def test_who_moves_reads_what_the_new_cell_reads(
    house: House, ward: UUID, cell: UUID
) -> None:
    old, new = cell, house.found("cell", ward)
    person = house.newcomer(old)
    posts = {
        unit: (await publish(house, house.newcomer(unit, ("secretary", unit)), unit)).body[
            "post_id"
        ]
        for unit in (old, new)
    }
    assert (await house.call(person, "post_open", post_id=posts[old])).status == 200
    assert (await house.call(person, "post_open", post_id=posts[new])).status == 404
    house.run("update handbook.members set unit_id = %s where id = %s", new, person.id)
    assert (await house.call(person, "post_open", post_id=posts[old])).status == 404
    assert (await house.call(person, "post_open", post_id=posts[new])).status == 200


ENDINGS: dict[str, Callable[[House, Person], object]] = {
    "account suspended": lambda h, p: h.run(
        "update handbook.accounts set state = 'suspended' where member_id = %s", p.id
    ),
    "member suspended": lambda h, p: life(h, p, "suspended"),
    "member left": lambda h, p: life(h, p, "left"),
    "member deceased": lambda h, p: life(h, p, "deceased"),
    "user banned": lambda h, p: h.run(
        "update auth.users set banned_until = now() + interval '1 day' where id = %s", p.id
    ),
    "session over": lambda h, p: h.run(
        "update auth.sessions set not_after = now() where user_id = %s", p.id
    ),
    "session deleted": lambda h, p: h.run("delete from auth.sessions where user_id = %s", p.id),
}


def life(house: House, person: Person, state: str) -> int:
    return house.run("update handbook.members set life_state = %s where id = %s", state, person.id)


@pytest.mark.parametrize("ending", ENDINGS)
async def test_the_next_call_is_refused(house: House, cell: UUID, ending: str) -> None:
    person = house.newcomer(cell, ("secretary", cell))
    post = (await publish(house, person, cell)).body["post_id"]
    assert (await house.call(person, "my_session")).status == 200
    ENDINGS[ending](house, person)
    for function in ("my_session", "home", "my_card"):
        answer = await house.call(person, function)
        assert (answer.status, answer.outcome) == (401, "session.ended")
    assert (await house.call(person, "feed")).body == []
    assert (await house.call(person, "my_cell")).body == []
    assert (await house.call(person, "post_open", post_id=post)).outcome == "session.ended"
    assert (await publish(house, person, cell)).outcome == "session.ended"
    bucket = (await house.client(person)).storage.from_("attachments")
    assert await bucket.list(str(cell)) == []


async def test_a_ban_that_is_over_gives_everything_back(house: House, cell: UUID) -> None:
    person = house.newcomer(cell)
    await house.pair(person)
    house.run(
        "update auth.users set banned_until = now() + interval '1 day' where id = %s", person.id
    )
    assert (await house.call(person, "home")).status == 401
    house.run("update auth.users set banned_until = now() where id = %s", person.id)
    assert (await house.call(person, "home")).status == 200


async def test_a_device_signed_out_from_another_is_out_at_once(house: House, cell: UUID) -> None:
    person = house.newcomer(cell)
    mine, lost = await house.sign_in(person), await house.sign_in(person)
    assert (await lost.directives.home()).to_acknowledge is not None
    await mine.accounts.end_device(UUID(lost.pair.session_id))
    with pytest.raises(SignedOut):
        await lost.directives.home()
    with pytest.raises(SignedOut):
        await house.services.sign_in.refresh(lost.pair.refresh_token.get_secret_value(), DEVICE)
    assert [d.is_this for d in await mine.accounts.devices()] == [True]


async def test_ending_no_device_ends_none(house: House, cell: UUID) -> None:
    person = house.newcomer(cell)
    answer = await house.call(person, "end_device", session_id=None)
    assert answer.outcome == "device.not_found"
    assert (await house.call(person, "home")).status == 200


async def test_signing_out_everywhere_ends_every_session(house: House, cell: UUID) -> None:
    person = house.newcomer(cell)
    here, there = await house.sign_in(person), await house.sign_in(person)
    await house.services.sign_in.sign_out(here.pair, everywhere=True)
    for device in (here, there):
        with pytest.raises(SignedOut):
            await device.directives.home()


async def test_a_session_belongs_to_one_person(house: House, cell: UUID) -> None:
    """A well-signed token that pairs one's own user with another's session opens nothing."""
    one, other = house.newcomer(cell), house.newcomer(cell)
    session = (await house.pair(other)).session_id
    forged = tokens.encode(
        {
            "sub": str(one.id),
            "session_id": session,
            "role": "authenticated",
            "aud": "authenticated",
            "aal": "aal2",
            "exp": 4102444800,
        },
        house.config.jwt_secret,
    )
    headers = {
        "apikey": house.supabase.publishable_key,
        "Authorization": f"Bearer {forged}",
    }
    assert (await house.post("rpc/home", {}, headers)).outcome == "session.ended"
