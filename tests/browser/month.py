"""Who plays a month of a cell, and what they do on their phones more than once."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import zxingcpp
from PIL import Image

from services.days import VIETNAM, now
from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import PHONE, WANTED, Chromium, Phone
from tests.browser.serving import Site
from tests.house import Person


@dataclass
class Month:
    """A ward, a cell in it and its people: nobody else meets there, however often the test is tried."""

    site: Site
    chrome: Chromium
    open: AsyncExitStack
    ward: UUID = field(init=False)
    cell: UUID = field(init=False)
    meeting: UUID = field(init=False)
    title: str = field(init=False)

    def __post_init__(self) -> None:
        house = self.site.house
        mark = uuid4().hex[:4].upper()
        self.ward = house.found("ward", "city", f"Đảng ủy phường Hoa Mẫu {mark}")
        self.cell = house.found("cell", self.ward, f"Chi bộ Tổ dân phố 7 {mark}")
        office = house.found("cell", self.ward, f"Chi bộ Cơ quan phường {mark}")
        self.secretary = house.newcomer(
            self.cell, ("secretary", self.cell), name="Trần Thị Bích Hạnh"
        )
        self.typing, self.scanning, self.third, self.elder = (
            house.newcomer(self.cell, name=name)
            for name in ("Nguyễn Văn An", "Lê Thị Mai", "Phạm Quốc Bảo", "Đỗ Văn Tám")
        )
        self.staff = house.newcomer(
            office, ("organisation_staff", self.ward), name="Vũ Minh Phương"
        )

    async def phone(self, who: Person, path: str = "/", size: tuple[int, int] = PHONE) -> Phone:
        """A device of somebody's own, open until the end of the month."""
        return await self.open.enter_async_context(
            signed_in(self.chrome, self.site, who, path, size=size)
        )

    def vote(self, title: str) -> UUID:
        """A vote of the meeting by its title."""
        return self.site.house.value(
            "select id from handbook.votes where meeting_id = %s and title = %s",
            self.meeting,
            title,
        )


def soon() -> datetime:
    """Ahead, and today still: a meeting is neither called late nor begun a day early."""
    here = now().astimezone(VIETNAM)
    return min(here + timedelta(minutes=20), datetime.combine(here.date(), time(23, 59), VIETNAM))


async def scanned(phone: Phone) -> str:
    """What a camera reads from another's screen: the address in the QR code that stands there now."""
    await phone.sees("Mã đổi sau")
    for _ in range(20):
        picture: Path = await phone.picture("month-code")
        found = zxingcpp.read_barcodes(Image.open(picture).convert("L"))
        if found:
            return str(found[0].text)
    raise AssertionError("no code on the screen")


async def digits_on(phone: Phone) -> str:
    """The six digits that stand on another's screen, as a person reads them off."""
    found = re.search(r"\b(\d \d \d \d \d \d)\b", await phone.words())
    assert found is not None
    return found[1].replace(" ", "")


async def reloaded(phone: Phone, then: str) -> None:
    """Bring the screen up to date by hand, until something stands there."""
    await phone.tap("Tải lại")
    await phone.sees(then)


async def looked_over(phone: Phone, name: str) -> None:
    """Pictures of a long screen from its top to its end, for people."""
    if not WANTED:
        return
    await to_top(phone)
    await phone.shot(name)
    size = phone.page.viewport_size or {"width": PHONE[0], "height": PHONE[1]}
    await phone.page.mouse.move(size["width"] / 2, size["height"] / 2)
    last = b""
    for part in range(2, 6):
        await phone.page.mouse.wheel(0, size["height"] * 0.7)
        path = await phone.picture(f"{name}-{part}")
        if (seen := path.read_bytes()) == last:
            path.unlink()
            break
        last = seen
    await phone.page.mouse.wheel(0, -20_000)
    await phone.page.wait_for_timeout(200)


async def opened(phone: Phone, name: str) -> None:
    """Open the line of a list that begins with these words; others may have them in the middle."""
    line = phone.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first
    await (await scroll_to(phone, line)).click()
