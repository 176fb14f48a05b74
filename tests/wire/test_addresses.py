"""Typing addresses: others' posts, drafts, figures and accounts are not there; nothing of them is sent."""

from __future__ import annotations

from uuid import UUID

import pytest
import pytest_asyncio

from tests.browser.serving import Site
from tests.wire.kit import (
    HOME,
    NOT_A_PUBLISHER,
    READING,
    VISITING,
    changes,
    post,
    received,
    rows,
    signed_in,
)

PUBLISHED, DRAFT, BODY = "Chỉ thị riêng của A1", "Bản nháp riêng của A1", "Chữ chỉ A1 được đọc."
NOWHERE = UUID(int=4)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def of_a1(site: Site) -> tuple[UUID, UUID]:
    """A published directive and a draft of cell A1."""
    house = site.house
    return (
        await post(house, "secretary", PUBLISHED, unit="cell-a1", body=BODY),
        await post(house, "secretary", DRAFT, unit="cell-a1", body=BODY, publish=False),
    )


@pytest.mark.parametrize("who", ["sibling", "auditor"])
async def test_outsiders_find_nothing_and_cannot_tell_it_from_nothing(
    site: Site, of_a1: tuple[UUID, UUID], who: str
) -> None:
    published, draft = of_a1
    unit = site.house.unit("cell-a1")
    before = rows(site.house)
    shown: dict[str, set[str]] = {}
    async with signed_in(site, who) as robot:
        await robot.until(HOME)
        for post_id in (published, draft, NOWHERE):
            for pattern in (
                "/news/{}",
                "/post/{}",
                "/news/drafts/{}",
                "/news/{}/readers",
                f"/news/{{}}/readers/{unit}",
                f"/news/drafts/{{}}/readers/{unit}",
            ):
                # A screen of one's own first, so that the answer is surely the new one.
                await robot.go("/tasks")
                await robot.until(lambda: robot.page["route"] == "/tasks")
                await robot.until("Nhiệm vụ")
                await robot.go(pattern.format(post_id))
                await robot.until("Không tìm thấy nội dung")
                shown.setdefault(pattern, set()).add(" | ".join(robot.words()))
        assert received(robot, PUBLISHED, DRAFT, BODY) == []
    assert {pattern: len(answers) for pattern, answers in shown.items()} == dict.fromkeys(shown, 1)
    assert changes(before, rows(site.house), besides=VISITING) == []


async def test_a_member_of_the_cell_reads_but_sees_neither_drafts_nor_who_has_read(
    site: Site, of_a1: tuple[UUID, UUID]
) -> None:
    published, draft = of_a1
    async with signed_in(site, "member", f"/news/{published}") as robot:
        await robot.until(BODY)
        assert "Ai đã xác nhận" not in robot.buttons()
        for route in (f"/news/{published}/readers", f"/news/{draft}", f"/news/drafts/{draft}"):
            await robot.go(route)
            await robot.until("Không tìm thấy nội dung")
        assert received(robot, DRAFT, "Chưa xác nhận (") == []


@pytest.mark.parametrize("who", ["member", "secretary_b"])
async def test_desks_of_others_are_empty(site: Site, of_a1: tuple[UUID, UUID], who: str) -> None:
    """Accounts, resets, the log, the editor: shown for what they are to nobody without the office."""
    house = site.house
    assert house.value("select state::text from handbook.posts where id = %s", of_a1[1]) == "draft"
    names = house.value(
        "select array_agg(full_name) from handbook.members m where unit_id = %s and not exists"
        " (select from handbook.members o where o.full_name = m.full_name and o.unit_id <> m.unit_id)",
        house.unit("cell-a2"),
    )
    before = rows(house)
    async with signed_in(site, who, "/me/accounts") as robot:
        await robot.until(
            lambda: robot.sees("chưa có chi bộ nào") or robot.sees("Chưa có tài khoản")
        )
        await robot.go("/me/accounts/resets")
        await robot.until(
            lambda: robot.sees("Không có yêu cầu nào") or robot.sees("chưa được giao quyền")
        )
        await robot.go("/me/audit")
        await robot.until("Nhật ký hệ thống")
        await robot.until(lambda: not robot.sees("Đang tải"))
        await robot.go("/news/drafts")
        await robot.until(lambda: robot.sees("Chưa có bản nháp nào") or robot.sees(NOT_A_PUBLISHER))
        if who == "member":
            await robot.go("/news/compose")
            await robot.until(NOT_A_PUBLISHER)
        assert received(robot, DRAFT, *names) == []
    assert changes(before, rows(house), besides=(*VISITING, *READING)) == []


@pytest.mark.parametrize(
    "route",
    [
        "/news/" + "9" * 36,
        "/news/../../etc/passwd",
        "/news/%00%ff",
        "/news/compose/" + "x" * 5000,
        "//evil.example/",
        "/me/settings?x=" + "y" * 4000,
        "/" + "/".join("abc" for _ in range(600)),
        "javascript:alert(1)",
        "",
        "/news/00000000-0000-4000-8000-000000000004/readers" * 20,
    ],
)
async def test_an_odd_address_is_just_not_there(site: Site, route: str) -> None:
    async with signed_in(site, "member") as robot:
        await robot.until(HOME)
        await robot.go(route)
        await robot.go("/me")
        await robot.until("Trợ giúp")
