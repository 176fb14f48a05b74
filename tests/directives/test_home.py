"""Trang chủ: what needs me now, and what is late, which the exempt never are."""

from uuid import UUID

from services.directives.models import ToAcknowledge
from tests.directives.test_acknowledge import directive
from tests.house import DEVICE, House, Person
from tests.posts.conftest import Ward


async def waiting(house: House, who: Person, post: UUID) -> ToAcknowledge:
    home = await (await house.as_(who)).directives.home()
    return next(line for line in home.to_acknowledge if line.post_id == post)


def due(house: House, post: UUID, days: int) -> None:
    house.run(
        "update handbook.directives set acknowledge_by ="
        " (now() at time zone 'Asia/Ho_Chi_Minh')::date + %s where post_id = %s",
        days,
        post,
    )


async def test_late_is_who_has_not_by_the_end_of_the_last_day(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    for days, late in ((1, False), (0, False), (-1, True)):
        due(house, post, days)
        assert (await waiting(house, ward.member, post)).late is late


async def test_the_exempt_read_as_before_and_are_never_late(house: House, ward: Ward) -> None:
    exempt = house.newcomer(ward.cell, exempt=True)
    post = await directive(house, ward)
    due(house, post, -30)
    line = await waiting(house, exempt, post)
    assert (line.late, line.acknowledge_by is not None) == (False, True)
    assert (await waiting(house, ward.member, post)).late


async def test_without_a_deadline_nobody_is_late(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    line = await waiting(house, ward.member, post)
    assert (line.acknowledge_by, line.late) == (None, False)


async def test_the_most_urgent_stand_first(house: House, ward: Ward) -> None:
    posts = [await directive(house, ward) for _ in range(3)]
    for post, days in zip(posts, (5, 1, 3), strict=True):
        due(house, post, days)
    person = house.newcomer(ward.cell)
    home = await (await house.as_(person)).directives.home()
    ours = [line.post_id for line in home.to_acknowledge if line.post_id in posts]
    assert ours == [posts[1], posts[2], posts[0]]
    dates = [line.acknowledge_by for line in home.to_acknowledge if line.acknowledge_by]
    assert dates == sorted(dates)


async def test_the_latest_five_and_the_resets_to_decide(house: House, ward: Ward) -> None:
    home = await (await house.as_(ward.member)).directives.home()
    feed = await (await house.as_(ward.member)).posts.feed()
    assert [p.post_id for p in home.latest] == [p.post_id for p in feed[: len(home.latest)]]
    assert len([p for p in home.latest if not p.pinned_until]) == 5
    assert home.resets_to_decide == 0
    asks = house.newcomer(ward.cell)
    await house.services.sign_in.ask_reset(asks.phone, DEVICE)
    assert (await (await house.as_(ward.secretary)).directives.home()).resets_to_decide == 1
    assert (await (await house.as_(ward.member)).directives.home()).resets_to_decide == 0
