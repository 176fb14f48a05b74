"""The own card: what is on it, what is masked, and that it is nobody else's."""

import pytest

from tests.cast import CAST, CELL
from tests.house import House


async def test_the_card_number_is_masked_until_asked_for(house: House) -> None:
    member = await house.as_("member")
    card, number = await member.members.my_card(), await member.members.my_card_number()
    assert number is not None and len(number) == 12
    assert card.card_ending == number[-4:]
    assert number not in card.model_dump_json()


@pytest.mark.parametrize("who", CAST)
async def test_everybody_gets_the_own_card(house: House, who: str) -> None:
    services = await house.as_(who)
    card, me = await services.members.my_card(), await services.accounts.me()
    name = house.value("select full_name from handbook.members where id = %s", house.id(who))
    assert (card.full_name, me.full_name, me.member_id) == (name, name, house.id(who))
    assert me.unit_id == house.unit(CELL[who])
    assert card.unit_names == me.unit_names
    assert card.roles == me.roles


async def test_the_card_says_which_offices_read_it(house: House) -> None:
    readers = {
        (r.unit_kind, r.role) for r in (await (await house.as_("member")).members.my_card()).readers
    }
    assert {
        ("cell", "secretary"),
        ("ward", "office_staff"),
        ("city", "organisation_staff"),
    } <= readers
    assert not {role for _, role in readers} & {"system_admin", "auditor", "editor", "treasurer"}


async def test_capabilities_are_what_the_roles_give_and_where(house: House) -> None:
    expected = {
        "member": set[tuple[str, str]](),
        "secretary": {
            (capability, "cell-a1")
            for capability in (
                "post.publish", "directive.track", "member.read", "account.activate", "account.reset",
                "record.sensitive", "record.proxy", "record.decide", "record.export",
                "manuscript.write", "manuscript.decide", "manuscript.publish",
                "task.assign", "residence.write", "meeting.run", "meeting.clerk", "mentor.write",
                "inspection.run",
                "question.editors", "question.secretary",
                "figures.read", "file.quarantine",
            )
        },
        "auditor": {("audit.read", "city")},
        "admin": {("account.manage", "city"), ("account.approve_reset", "city")},
        "news": {
            (capability, "city")
            for capability in (
                "post.publish", "post.oversee", "manuscript.write", "manuscript.edit",
                "manuscript.decide", "manuscript.publish", "question.editors", "figures.read",
                "file.quarantine",
            )
        },
    }  # fmt: skip
    for who, held in expected.items():
        me = await (await house.as_(who)).accounts.me()
        found = {(c.capability, c.unit_id) for c in me.capabilities}
        assert found == {(capability, house.unit(unit)) for capability, unit in held}, who
        assert me.demo and not me.needs_second_factor
