"""One real ward from its birth, as docs/operator.md has it: from `init` to the first acknowledgement.

In the services' verbs; the screens of each step have tests of their own. Nothing here comes from the
demo, and no second factor is lifted.
"""

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from openpyxl import Workbook

from services.accounts.models import Device
from services.audit.verification import verify
from services.container import MemberServices, Services
from services.days import today
from services.errors import Forbidden
from services.imports.models import Purpose
from services.posts.models import Category, PostCreate
from services.runtime import Embedded, open_supabase, start_embedded
from services.settings import Settings
from services.units.models import UnitChange, UnitVerb
from tests.authenticator import totp
from tests.cli.test_newcomer import OFFICERS, run

DEVICE = Device(address="192.0.2.7", user_agent="phone")
PASSWORD = "bốn quả cam chín trên bàn"
DECISION = "QĐ 01-QĐ/ĐU"
HEADINGS = (
    "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Tôn giáo", "Số định danh cá nhân",
    "Số thẻ đảng viên", "Số điện thoại", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức",
)  # fmt: skip


@dataclass
class Installation:
    """A DATA_DIR that `app.py init` has made, served."""

    services: Services
    embedded: Embedded
    codes: list[str]

    async def activate(self, login: str, code: str) -> MemberServices:
        """Somebody's first activation, on the phone."""
        pair = await self.services.sign_in.use_code(login, code, PASSWORD, "activation", DEVICE)
        return self.services.member(pair, DEVICE)


@pytest.fixture
async def installation(tmp_path: Path) -> AsyncGenerator[Installation]:
    data = tmp_path / "real"
    born = run(data, "init", *OFFICERS)
    assert born.returncode == 0, born.stderr
    codes = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}", born.stdout)
    settings = Settings.model_validate({"data_dir": data})
    embedded = start_embedded(settings)
    try:
        async with open_supabase(settings, embedded) as (supabase, _):
            yield Installation(Services(supabase), embedded, codes)
    finally:
        embedded.stop()


def written(path: Path, cell: str) -> Path:
    """The ward's list, the first officer among its people."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for number, (name, phone, where) in enumerate(
        [
            ("Lê Thị Hoa", "0912345601", cell),
            ("Phạm Văn Bảy", "0912345602", cell),
            ("Trần Thị Mẫu", "0911000002", "Chi bộ Cơ quan"),
        ]
    ):
        sheet.append(
            (
                name, "Nữ", "12/03/1955", "Kinh", "Không", f"00115500000{number}",
                f"01234500000{number}", phone, where, "19/05/1985", "19/05/1986",
            )
        )  # fmt: skip
    book.save(path)
    return path


async def test_from_init_to_the_first_acknowledgement(
    installation: Installation, tmp_path: Path
) -> None:
    # Without the authenticator an officer is a member like all others.
    first = await installation.activate("0911000001", installation.codes[0])
    ward = {r.unit_id for r in (await first.accounts.me()).roles}.pop()
    assert [r.role for r in (await first.accounts.me()).roles] == ["organisation_staff"]
    assert await first.imports.places() == []
    await strengthen(first)
    second = await installation.activate("0911000002", installation.codes[1])
    await strengthen(second)

    # Cells, the list, codes.
    cell = await first.units.change(
        UnitChange(
            key=uuid4(), verb=UnitVerb.FOUNDED, unit_id=ward, on_date=date(2010, 3, 15),
            decision=DECISION, kind="cell", name="Chi bộ Tổ dân phố số 1",
        )
    )  # fmt: skip
    members = await taken_over(first, ward, written(tmp_path / "ds.xlsx", "Chi bộ Tổ dân phố số 1"))
    assert len(members) == 4, "the second officer is on the list and was there before"
    given = await first.units.give_role(
        uuid4(), members["Lê Thị Hoa"], cell, "secretary", today(), DECISION
    )
    assert given.role_id
    secretary = await activated(installation, first, members["Lê Thị Hoa"], "0912345601")
    member = await activated(installation, secretary, members["Phạm Văn Bảy"], "012345000001")

    # The first directive, and who has acknowledged.
    post = await secretary.posts.save(
        PostCreate.model_validate(
            {
                "key": uuid4(), "unit_id": cell, "category": Category.DIRECTIVE, "title": "Họp chi bộ",
                "body": "Lúc 19 giờ 30.", "acknowledge": True, "acknowledge_by": today(),
            }
        )
    )  # fmt: skip
    await member.directives.acknowledge(uuid4(), post)
    seen = await second.directives.tracking(post)
    assert (seen.acknowledged, seen.expected) == (1, 2)

    # A role above the cell takes two officers.
    auditor = await first.units.give_role(
        uuid4(), members["Phạm Văn Bảy"], ward, "auditor", today(), DECISION
    )
    assert auditor.role_id is None
    [waiting] = await second.units.proposals()
    with pytest.raises(Forbidden):
        await first.units.settle(uuid4(), waiting.proposal_id, accept=True)
    await second.units.settle(uuid4(), waiting.proposal_id, accept=True)
    assert "auditor" in {r.role for r in (await member.accounts.me()).roles}
    await installation.services.service.rpc("seal_audit")
    assert verify(installation.embedded.server.conninfo("postgres"), None, None).ok


async def strengthen(officer: MemberServices) -> None:
    """The authenticator app."""
    new = await officer.accounts.enrol()
    six = totp(new.secret.get_secret_value())
    officer.use(await officer.accounts.verify_factor(new.factor_id, six))


async def taken_over(first: MemberServices, ward: UUID, path: Path) -> dict[str, UUID]:
    """The list, once the officer has answered who is who; everybody's id by name."""
    import_id = await first.imports.begin(uuid4(), ward, Purpose.ADD, path, path.name)
    checked = await first.imports.check(import_id, (await first.imports.open(import_id)).mapping)
    assert (checked.counts.new, checked.counts.undecided) == (2, 1), checked.kinds
    asked = await first.imports.lines(import_id, "ask")
    await first.imports.decide(import_id, asked[0].row_no, "take")
    assert (await first.imports.apply(import_id)).counts.applied == 3
    return {line.full_name: line.member_id for line in await first.roster.everybody(ward)}


async def activated(
    installation: Installation, by: MemberServices, member: UUID, login: str
) -> MemberServices:
    """Somebody with a code that an officer or the secretary has handed over."""
    code = (await by.accounts.issue_code(member)).code.get_secret_value()
    return await installation.activate(login, code)
