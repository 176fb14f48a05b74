"""The own record over the wire: seen whole, taken away, who looked, what one wishes."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from services.records.strings import FIELDS, SECTIONS
from tests.browser.serving import Site
from tests.house import Person
from tests.robot import Robot
from tests.wire.kit import asked_of_device, signed_in
from tests.wire.records import ask, enter, newcomer
from views import paths
from views.records.mine import strings

at = partial(signed_in, address="192.0.2.44")


# The record


async def test_the_record_stands_in_sections_with_sources_and_dates(site: Site) -> None:
    who = newcomer(site)
    await enter(site, who, birth_date="1956", rewards=["Bằng khen 1999", "Huy chương 2001"],
                religion="Không", alias="Sáu Hồ", card_date="2010-05")  # fmt: skip
    async with at(site, who, paths.MY_RECORD) as robot:
        await robot.until(FIELDS["birth_date"])
        seen = robot.words()
        for section in SECTIONS.values():
            assert section in seen
        for said in ("1956", "05/2010", "Bằng khen 1999", "Huy chương 2001", "Không", "Sáu Hồ"):
            assert said in seen
        assert any(s.startswith("Cán bộ tổ chức cập nhật") and "·" in s for s in seen)
        # Missing though it must be there, and empty without need.
        assert strings.MISSING in seen
        assert FIELDS["old_personal_id"] not in seen
        assert strings.UNITS in seen
        await robot.tap(strings.empty_fields(7, SECTIONS["identity"]))
        await robot.until(FIELDS["home_province"])
        await robot.tap(strings.hide_empty(SECTIONS["identity"]))
        await robot.until(FIELDS["home_province"], gone=True)


async def test_a_number_is_whole_only_after_a_tap_and_hidden_again(site: Site) -> None:
    who = newcomer(site)
    async with at(site, who, paths.MY_RECORD) as robot:
        await robot.until(FIELDS["card_number"])
        whole = f"{who.card[:4]} {who.card[4:8]} {who.card[8:]}"
        assert not robot.sees(whole)
        assert not any(who.card.encode() in frame for frame in robot.frames)
        await robot.tap(f"{strings.SHOW_NUMBER}: {FIELDS['card_number']}")
        await robot.until(whole)
        await robot.tap(f"{strings.HIDE_NUMBER}: {FIELDS['card_number']}")
        await robot.until(whole, gone=True)
    views = await (await site.house.as_(who)).records.views()
    assert views == []  # one's own look is not logged


async def test_the_way_from_the_tab_to_the_record_and_on(site: Site) -> None:
    async with at(site, "member", "/me") as robot:
        await robot.until("Tuổi đảng")
        await robot.tap("Hồ sơ của tôi")
        for title, there in (
            (strings.MY_REQUESTS, FIELDS["political_theory"]),
            (strings.VIEWED_BY, strings.VIEWED_BY),
            (strings.TAKE, strings.TAKE_INTRO),
            (strings.WISHES, strings.CONSENTS_TITLE),
        ):
            await robot.until(strings.HOW_TO_ASK)
            await robot.tap(title)
            await robot.until(strings.HOW_TO_ASK, gone=True)
            await robot.until(there)
            await robot.go(paths.MY_RECORD)


# Who looked


async def test_who_looked_is_listed_with_the_time_and_what_for(site: Site) -> None:
    who = newcomer(site)
    for reader in ("secretary", "staff_a"):
        await (await site.house.as_(reader)).records.open(who.id)
    await (await site.house.as_("secretary")).records.reveal(who.id, "card_number")
    async with at(site, who, paths.MY_VIEWS) as robot:
        await robot.until(strings.VIEWS_NOTE)
        seen = robot.words()
        assert seen.count("Phạm Quang Thiện") == 2
        assert seen.count("Mở xem hồ sơ") == 2
        assert "Xem đủ một số được che" in seen
        assert sum("hôm nay" in s for s in seen) == 3


async def test_a_record_that_nobody_looked_at_says_so(site: Site) -> None:
    async with at(site, newcomer(site), paths.MY_VIEWS) as robot:
        await robot.until(strings.VIEWS_NONE)


# Taking away


async def saved(robot: Robot, button: str) -> dict[str, Any]:
    """Tap, and what the browser was given to save."""
    before = len(asked_of_device(robot, "save_file"))
    await robot.tap(button)
    await robot.until(lambda: len(asked_of_device(robot, "save_file")) > before)
    return asked_of_device(robot, "save_file")[-1]


async def test_the_data_is_taken_away_printed_and_as_data(site: Site) -> None:
    who = newcomer(site, name="Đặng Thị Ngữ Ỡm")
    await enter(site, who, birth_date="1956", history="Dòng một.\nDòng hai.")
    await ask(site, who, "occupation", "Thợ may")
    async with at(site, who, paths.MY_DATA) as robot:
        await robot.until(strings.TAKE_INTRO)
        pdf = await saved(robot, strings.TAKE_PDF)
        assert pdf["file_name"].startswith("ho-so-cua-toi-")
        text = " ".join(p.extract_text() for p in PdfReader(BytesIO(pdf["src_bytes"])).pages)
        for said in ("Đặng Thị Ngữ Ỡm", "1956", "Dòng hai.", who.card[-4:]):
            assert said in text
        await asyncio.sleep(0.5)
        data = json.loads((await saved(robot, strings.TAKE_JSON))["src_bytes"])
    values = {f["field"]: f["value"] for f in data["record"]["fields"]}
    assert values["card_number"] == who.card
    assert values["history"] == "Dòng một.\nDòng hai."
    assert [c["field"] for c in data["changes"]] == ["birth_date", "history"]
    assert data["field_names"]["birth_date"] == FIELDS["birth_date"]
    assert [(r["field"], r["proposed"]) for r in data["requests"]] == [("occupation", "Thợ may")]
    assert {c["topic"] for c in data["consents"]} == set(strings.TOPICS)
    # Nobody else's data is in it: other people appear as the names of those who changed something.
    others = site.house.value(
        "select array_agg(full_name) from handbook.members where id <> %s", who.id
    )
    named = {name for name in others if name in json.dumps(data, ensure_ascii=False)}
    assert named <= {c["changed_by"] for c in data["changes"]}


# Wishes


async def test_contact_is_chosen_without_asking_anybody(site: Site) -> None:
    who = newcomer(site)
    async with at(site, who, paths.MY_WISHES) as robot:
        await robot.until(strings.CONTACT_BY)
        await robot.tap(strings.SAVE_CONTACT)
        await robot.until(strings.CONTACT_SAME)
        (group,) = robot.all_of("RadioGroup")
        await robot.props(group["_i"], value="in_person")
        await robot.event(group["_i"], "change", "in_person")
        await robot.type(strings.CONTACT_HOURS, "  sau 17 giờ ")
        await robot.tap(strings.SAVE_CONTACT)
        await robot.until(strings.CONTACT_SAVED)
    record = await (await site.house.as_(who)).records.mine()
    values = {f.field: f.value for f in record.fields}
    assert (values["contact_by"], values["contact_hours"]) == ("in_person", "sau 17 giờ")
    assert values["needs_help_with_phone"] is None


async def test_a_consent_is_given_and_withdrawn_by_its_owner_alone(site: Site) -> None:
    who, fellow = newcomer(site), newcomer(site)
    async with at(site, who, paths.MY_WISHES) as robot:
        await robot.until(strings.CONSENTS_NOTE)
        for name, means in strings.TOPICS.values():
            assert robot.sees(name)
            assert robot.sees(means)
        for given in (True, False):
            switch = robot.all_of("Switch")[-1]
            await robot.props(switch["_i"], value=given)
            await robot.event(switch["_i"], "change", given)
            await robot.until(
                lambda g=given: (
                    robot.all_of("Switch")[-1].get("value", False) is g
                    and not robot.all_of("Switch")[-1].get("disabled")
                )
            )
            assert (await consents(site, who))["photo_in_news"] is given
            await asyncio.sleep(0.5)  # a tap right after another counts as the same
    assert not any((await consents(site, fellow)).values())


async def consents(site: Site, who: Person) -> dict[str, bool]:
    """What somebody has agreed to."""
    services = await site.house.as_(who)
    return {c.topic: c.given for c in await services.records.consents()}
