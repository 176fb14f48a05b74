"""Corrections of the own record over the wire: asked for, answered, nobody else's reachable."""

from __future__ import annotations

from functools import partial
from typing import Any, cast
from urllib.parse import urljoin
from uuid import UUID, uuid4

import httpx
import pytest

from services.records.models import Value
from services.records.strings import FIELDS
from tests.browser.serving import Site
from tests.robot import Robot
from tests.wire.kit import NOT_FOUND, PDF, asked_of_device, confirm, signed_in
from tests.wire.records import ask, enter, logged, newcomer
from views import paths
from views.records.mine import strings

at = partial(signed_in, address="192.0.2.45")


NOWHERE = UUID(int=0)


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


async def test_a_stamped_paper_is_sent_after_a_denial_that_is_logged(site: Site) -> None:
    who, name = newcomer(site), "TUYỆT MẬT so 3.pdf"
    async with at(site, who, paths.ask("occupation")) as robot:
        await robot.until(strings.REASON)
        picker = robot.by_key("pick-file")["action"]["service_id"]
        picked = {"files": [{"id": 2, "name": name, "size": len(PDF)}]}
        await robot.event(picker, "result", picked)
        await robot.until("Dừng lại: có thể là tài liệu mật")
        await robot.event(robot.by_key("cancel")["_i"], "click")
        await robot.until("Dừng lại: có thể là tài liệu mật", gone=True)
        await robot.settle()
        assert asked_of_device(robot, "upload") == []
        await robot.event(picker, "result", picked)
        await robot.until("Dừng lại: có thể là tài liệu mật")
        await confirm(robot)
        await robot.until(lambda: asked_of_device(robot, "upload"))
        url = str(asked_of_device(robot, "upload")[-1]["files"][0]["upload_url"])
        async with httpx.AsyncClient() as http:
            await http.put(urljoin(site.url, url), content=PDF)
        await robot.until(name)
        await robot.type(FIELDS["occupation"], "Giáo viên nghỉ hưu")
        await robot.type(strings.REASON, "Nghỉ hưu rồi")
        await robot.tap(strings.SEND)
        await robot.until(strings.SENT)
    assert logged(site, who, "request_evidence.stamp_denied") == 1


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


async def test_what_was_typed_is_there_again_until_it_is_sent(site: Site) -> None:
    who = newcomer(site)
    drafts = "select array_agg(form) from handbook.form_drafts where member_id = %s"
    async with at(site, who, paths.ask("workplace")) as robot:
        await robot.until(strings.REASON)
        await robot.type(FIELDS["workplace"], "Trạm y tế phường")
        await robot.type(strings.REASON, "Chuyển công tác")
        await robot.until("Đã lưu nháp lúc")
    assert site.house.value(drafts, who.id) == ["record.ask.workplace"]
    async with at(site, who, paths.ask("workplace")) as robot:
        await robot.until(strings.REASON)
        await robot.until(lambda: robot.field(strings.REASON)["value"] == "Chuyển công tác")
        await robot.tap(strings.SEND)
        await robot.until(strings.WITHDRAW)
        assert robot.sees("Trạm y tế phường")
    assert site.house.value(drafts, who.id) is None


async def test_numbers_and_sensitive_words_are_not_kept_before_they_are_sent(site: Site) -> None:
    who = newcomer(site)
    for field, typed in (("health", "Huyết áp cao"), ("personal_id", "001056012345")):
        async with at(site, who, paths.ask(field)) as robot:
            await robot.until(strings.REASON)
            await robot.type(FIELDS[field], typed)
            await robot.settle(1.6)
    of = "select count(*) from handbook.form_drafts where member_id = %s"
    assert site.house.value(of, who.id) == 0


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
