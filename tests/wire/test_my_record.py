"""The own record over the wire: seen whole, corrected by asking, nobody else's reachable."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any, cast
from urllib.parse import urljoin
from uuid import UUID, uuid4

import httpx
import pytest
from pypdf import PdfReader

from services.accounts.models import Device
from services.records.models import Value
from services.records.strings import FIELDS, SECTIONS
from tests.browser.serving import Site
from tests.house import Person
from tests.robot import Robot, open_robot
from tests.wire.kit import NOT_FOUND, PDF, asked_of_device, confirm, kept, spotless
from views import paths
from views.records.mine import strings
from views.shared.preferences import writing_key

NOWHERE = UUID(int=0)


@asynccontextmanager
async def at(site: Site, who: str | Person, route: str) -> AsyncGenerator[Robot]:
    """Somebody's phone at an address; its frames tell nothing of the program's inside."""
    services = await site.house.sign_in(who, Device(address="192.0.2.44", user_agent="robot"))
    async with open_robot(site.url, route, browser=kept(services)) as robot:
        await robot.until(lambda: bool(robot.words()) and not robot.sees("Đang mở sổ tay"))
        yield robot
        spotless(robot)


def newcomer(site: Site, cell: str = "cell-a1", name: str = "Nguyễn Văn Hồ Sơ") -> Person:
    """Somebody whose record is nobody else's business in these tests."""
    return site.house.newcomer(cell, name=name)


async def enter(site: Site, who: Person, **fields: Value) -> None:
    """The ward's staff fill a record."""
    staff = await site.house.as_("staff_a")
    await staff.records.edit(uuid4(), who.id, fields, "Theo hồ sơ giấy")


async def ask(site: Site, who: Person, field: str, value: str, by: str | None = None) -> UUID:
    """A request without any screen; ``by`` a proxy."""
    services = await site.house.as_(by or who)
    return await services.requests.file(
        uuid4(), field, value, "Ghi chưa đúng", [], who.id if by else None
    )


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


# Asking


async def test_a_correction_is_asked_for_with_evidence_and_withdrawn(site: Site) -> None:
    who = newcomer(site)
    await enter(site, who, birth_date="1957")
    async with at(site, who, paths.MY_RECORD) as robot:
        await robot.until(FIELDS["birth_date"])
        await robot.tap(FIELDS["birth_date"])
        await robot.until(strings.REASON)
        assert robot.sees("1957")
        # What is wrong is said at its field, and nothing typed is lost.
        await robot.tap(strings.SEND)
        await robot.until(strings.NOTHING_NEW)
        assert robot.error_of(strings.REASON) == strings.REASON_SHORT
        await robot.type(FIELDS["birth_date"], "31/02/1956")
        await robot.type(strings.REASON, "Theo giấy khai sinh")
        await robot.until(lambda: "01/1956" in (robot.error_of(FIELDS["birth_date"]) or "")
                          or robot.error_of(FIELDS["birth_date"]))  # fmt: skip
        assert robot.field(strings.REASON)["value"] == "Theo giấy khai sinh"
        await robot.type(FIELDS["birth_date"], "3/2/1956")
        await robot.until(lambda: not robot.error_of(FIELDS["birth_date"]))
        await attach(site, robot, "giay-khai-sinh.pdf")
        await robot.until("giay-khai-sinh.pdf")
        await robot.tap(strings.SEND)
        await robot.until(strings.WITHDRAW)
        for said in ("1957", "03/02/1956", "Theo giấy khai sinh", "giay-khai-sinh.pdf",
                     strings.STATES["open"]):  # fmt: skip
            assert robot.sees(said), said
        # The paper opens again by a link that is made for the tap.
        await robot.tap("giay-khai-sinh.pdf")
        await robot.until(lambda: bool(robot.opened))
        async with httpx.AsyncClient() as http:
            assert (await http.get(urljoin(site.url, robot.opened[-1]))).content == PDF
        await robot.go(paths.MY_RECORD)
        await robot.until(strings.WAITING)
        # One request a field at a time.
        await robot.go(paths.ask("birth_date"))
        await robot.until(strings.ALREADY_OPEN)
        await robot.tap(strings.SEE_REQUEST)
        await robot.until(strings.WITHDRAW)
        await robot.tap(strings.WITHDRAW)
        await robot.until(strings.WITHDRAW_TEXT)
        await confirm(robot)
        await robot.until(lambda: strings.WITHDRAW not in robot.buttons())
        await robot.until(lambda: strings.STATES["withdrawn"] in robot.words())
        await robot.go(paths.MY_REQUESTS)
        await robot.until(strings.STATES["withdrawn"])
    record = await (await site.house.as_(who)).records.mine()
    assert cast(Any, record.field("birth_date")).value == "1957"


async def upload_url(robot: Robot, name: str, size: int) -> str:
    """Claim to have picked a file; the address that it is to be put to."""
    before = len(asked_of_device(robot, "upload"))
    picker = robot.by_key("pick-file")["action"]["service_id"]
    await robot.event(picker, "result", {"files": [{"id": 1, "name": name, "size": size}]})
    await robot.until(lambda: len(asked_of_device(robot, "upload")) > before)
    return str(asked_of_device(robot, "upload")[-1]["files"][0]["upload_url"])


async def attach(site: Site, robot: Robot, name: str, content: bytes = PDF) -> None:
    """Pick a file and let the browser send it."""
    url = await upload_url(robot, name, len(content))
    async with httpx.AsyncClient() as http:
        await http.put(urljoin(site.url, url), content=content)


async def test_a_paper_that_is_none_is_refused_and_the_rest_stays(site: Site) -> None:
    who = newcomer(site)
    async with at(site, who, paths.ask("occupation")) as robot:
        await robot.until(strings.REASON)
        await robot.type(FIELDS["occupation"], "Giáo viên nghỉ hưu")
        picker = robot.by_key("pick-file")["action"]["service_id"]
        big = {"files": [{"id": 1, "name": "anh.jpg", "size": 11 * 2**20}]}
        await robot.event(picker, "result", big)
        await robot.until("Tệp quá lớn")
        await attach(site, robot, "a.jpg", b"MZ" + b"\0" * 298)
        await robot.until("Loại tệp này chưa dùng được")
        assert robot.field(FIELDS["occupation"])["value"] == "Giáo viên nghỉ hưu"
        stamped = {"files": [{"id": 2, "name": "TUYỆT MẬT so 3.pdf", "size": 100}]}
        await robot.event(picker, "result", stamped)
        await robot.until("Tệp có phải tài liệu mật?")


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("rewards", "Bằng khen 1999\n\nHuy chương 2001 ", ["Bằng khen 1999", "Huy chương 2001"]),
        ("personal_id", "001 056 012 345", "001056012345"),
        ("youth_union_date", "5/1974", "1974-05"),
        ("history", "Sinh ra ở Sông Mẫu.\nĐi bộ đội năm 1975.", None),
        ("email", "Ho.So@Vidu.vn", "ho.so@vidu.vn"),
    ],
)
async def test_every_kind_of_field_is_asked_for_in_its_own_way(
    site: Site, field: str, typed: str, stored: Value
) -> None:
    who = newcomer(site)
    async with at(site, who, paths.ask(field)) as robot:
        await robot.until(strings.REASON)
        await robot.type(FIELDS[field], typed)
        await robot.type(strings.REASON, "Bổ sung cho đủ")
        await robot.tap(strings.SEND)
        await robot.until(strings.WITHDRAW)
    (request,) = await (await site.house.as_(who)).requests.mine()
    assert request.proposed == (typed if stored is None else stored)


async def test_a_choice_is_tapped_and_nobody_can_choose_what_is_not_offered(site: Site) -> None:
    who = newcomer(site)
    async with at(site, who, paths.ask("sex")) as robot:
        await robot.until(strings.REASON)
        (group,) = robot.all_of("RadioGroup")
        await robot.props(group["_i"], value="secretary")
        await robot.event(group["_i"], "change", "secretary")
        await robot.props(group["_i"], value="female")
        await robot.event(group["_i"], "change", "female")
        await robot.type(strings.REASON, "Chưa ghi")
        await robot.tap(strings.SEND)
        await robot.until(strings.WITHDRAW)
        assert robot.sees("Nữ")
    (request,) = await (await site.house.as_(who)).requests.mine()
    assert request.proposed == "female"


@pytest.mark.parametrize("field", ["status", "cv_number", "contact_by", "no_such_field", "unit_id"])
async def test_what_takes_no_request_has_no_form(site: Site, field: str) -> None:
    async with at(site, "member", paths.ask(field)) as robot:
        await robot.until(strings.NOT_ASKABLE)
        assert strings.SEND not in robot.buttons()


async def test_what_was_typed_is_there_again_on_the_same_device(site: Site) -> None:
    who = newcomer(site)
    services = await site.house.sign_in(who, Device(address="192.0.2.45", user_agent="robot"))
    browser = kept(services)
    async with open_robot(site.url, paths.ask("workplace"), browser=browser) as robot:
        await robot.until(strings.REASON)
        await robot.type(FIELDS["workplace"], "Trạm y tế phường")
        await robot.type(strings.REASON, "Chuyển công tác")
        await asyncio.sleep(1.6)
        assert any("Trạm y tế" in str(v) for v in browser.stored.values())
    async with open_robot(site.url, paths.ask("workplace"), browser=browser) as robot:
        await robot.until(strings.KEPT_TITLE)
        await robot.tap(strings.KEPT_RESUME)
        await robot.until(lambda: robot.field(strings.REASON)["value"] == "Chuyển công tác")
        await robot.tap(strings.SEND)
        await robot.until(strings.WITHDRAW)
        assert robot.sees("Trạm y tế phường")
        dropped = [args["key"] for args in asked_of_device(robot, "remove")]
        assert dropped == [writing_key(str(who.id), "ask.workplace")]
        spotless(robot)


async def test_numbers_and_sensitive_words_are_not_kept_on_the_device(site: Site) -> None:
    who = newcomer(site)
    services = await site.house.sign_in(who, Device(address="192.0.2.46", user_agent="robot"))
    browser = kept(services)
    for field, typed in (("health", "Huyết áp cao"), ("personal_id", "001056012345")):
        async with open_robot(site.url, paths.ask(field), browser=browser) as robot:
            await robot.until(strings.REASON)
            await robot.type(FIELDS[field], typed)
            await asyncio.sleep(1.6)
        assert not any(typed in str(v) for v in browser.stored.values())


# Requests


async def test_an_entry_of_a_proxy_says_whose_hand_it_is_and_can_be_revoked(site: Site) -> None:
    who = newcomer(site)
    request_id = await ask(site, who, "present_address", "12 ngõ Hoa Mẫu", by="secretary")
    async with at(site, who, paths.MY_REQUESTS) as robot:
        await robot.until(strings.BY_PROXY)
        await robot.tap(FIELDS["present_address"])
        await robot.until("Phạm Quang Thiện nhập thay đồng chí")
        await robot.tap(strings.WITHDRAW)
        await confirm(robot)
        await robot.until(lambda: strings.STATES["withdrawn"] in robot.words())
    request = await (await site.house.as_(who)).requests.open(request_id)
    assert request.state == "withdrawn"


@pytest.mark.parametrize("verb", ["accept", "reject", "forward"])
async def test_the_answer_is_shown_with_who_gave_it(site: Site, verb: str) -> None:
    who = newcomer(site)
    request_id = await ask(site, who, "occupation", "Thợ may")
    secretary = await site.house.as_("secretary")
    await secretary.requests.settle(uuid4(), request_id, verb, "Chi bộ đã xem")
    async with at(site, who, paths.my_request(request_id)) as robot:
        await robot.until("Chi bộ đã xem")
        state = {"accept": "accepted", "reject": "rejected", "forward": "forwarded"}[verb]
        assert robot.sees(strings.STATES[state])
        assert robot.sees("Phạm Quang Thiện")
        assert (strings.WITHDRAW in robot.buttons()) is (verb == "forward")
        assert (strings.ASK_AGAIN in robot.buttons()) is (verb == "reject")


@pytest.mark.parametrize("odd", ["-" * 36, "0" * 36, f"{NOWHERE}"[:-1], "1"])
async def test_an_address_that_is_none_leads_nowhere(site: Site, odd: str) -> None:
    async with at(site, "member", f"{paths.MY_REQUESTS}/{odd}") as robot:
        await robot.until(NOT_FOUND)


async def test_a_request_decided_meanwhile_cannot_be_withdrawn_and_says_so(site: Site) -> None:
    who = newcomer(site)
    request_id = await ask(site, who, "occupation", "Thợ may")
    async with at(site, who, paths.my_request(request_id)) as robot:
        await robot.until(strings.WITHDRAW)
        secretary = await site.house.as_("secretary")
        await secretary.requests.settle(uuid4(), request_id, "accept")
        await robot.tap(strings.WITHDRAW)
        await confirm(robot)
        await robot.until(strings.ERRORS["request.closed"])


@pytest.mark.parametrize(
    "who", ["member", "sibling", "secretary", "staff_a", "secretary_b", "auditor"]
)
async def test_nobody_finds_anothers_request_among_the_own(site: Site, who: str) -> None:
    """A fellow member, a sibling cell, those who decide, and outsiders get one and the same answer."""
    owner = newcomer(site)
    request_id = await ask(site, owner, "occupation", "Nghề riêng của tôi")
    answers: list[list[str]] = []
    for wanted in (request_id, NOWHERE):
        async with at(site, who, paths.my_request(wanted)) as robot:
            await robot.until(NOT_FOUND)
            assert not any("Nghề riêng".encode() in frame for frame in robot.frames)
            answers.append(robot.words())
    assert answers[0] == answers[1]
    request = await (await site.house.as_(owner)).requests.open(request_id)
    assert request.state == "open"


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
