"""An article of 5,000 words with thirty photographs on a phone: its text does not wait for them."""

from __future__ import annotations

import asyncio
import os
import uuid
from pathlib import Path
from typing import Any, cast

from playwright.async_api import Route

from services.pictures import SIDE
from tests.articles.builders import photo
from tests.browser.devices import scroll, signed_in
from tests.browser.kit import Chromium
from tests.browser.serving import Site

PICTURES = 30
SENTENCE = (
    "Sáng nay chi bộ họp ở nhà văn hóa, bàn việc dọn ngõ, trồng cây và giúp ba hộ neo đơn sửa mái. "
)
"""Twenty-two syllables, written apart as Vietnamese is."""
PARAGRAPH = SENTENCE * 8
MEGABYTE = 2**20


async def long_article(site: Site) -> str:
    """Publish it to cell A1; photographs as large as the product keeps them."""
    service, unit = site.house.services.service, site.house.unit("cell-a1")
    content = photo((SIDE, SIDE * 3 // 4))
    files: list[dict[str, object]] = []
    for number in range(1, PICTURES + 1):
        name = f"{unit}/{uuid.uuid4()}.jpg"
        await service.upload(name, content, "image/jpeg")
        files.append(
            {
                "kind": "picture",
                "object_name": name,
                "file_name": f"anh-{number}.jpg",
                "content_type": "image/jpeg",
                "size_bytes": len(content),
                "alternative": f"Bà con làm việc, hình {number}",
            }
        )
    body = "\n\n".join(f"{PARAGRAPH}\n\n[Ảnh {number}]" for number in range(1, PICTURES + 1))
    assert len(body.split()) > 5_000
    answer = await service.rpc(
        "import_post",
        unit_code=site.house.value("select code from handbook.units where id = %s", unit),
        category="news",
        title="Một ngày ở tổ dân phố",
        lead="Chuyện dài của một ngày.",
        body=body,
        source=None,
        published_at=None,
        publish=True,
        files=files,
    )
    return str(cast("dict[str, Any]", answer)["post_id"])


def resident(process_id: int) -> int:
    """Bytes of a process in memory."""
    pages = Path(f"/proc/{process_id}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


async def drawing_memory(chrome: Chromium) -> int:
    """Bytes that the browser's processes hold for drawing its pages."""
    session = await chrome.browser.new_browser_cdp_session()
    told = cast("dict[str, Any]", await cast(Any, session).send("SystemInfo.getProcessInfo"))
    await session.detach()
    drawing = [p["id"] for p in told["processInfo"] if p["type"] in ("renderer", "GPU")]
    return sum(map(resident, drawing))


async def test_text_stands_before_the_pictures_and_memory_stays_bounded(
    site: Site, chrome: Chromium
) -> None:
    post_id = await long_article(site)
    async with signed_in(chrome, site, "member", "/news") as phone:
        asked: set[str] = set()
        may_come = asyncio.Event()

        async def hold(route: Route) -> None:
            asked.add(route.request.url.partition("?")[0])
            await may_come.wait()
            await route.continue_()

        async def to_the_end() -> None:
            end = phone.page.get_by_text("Bài liên quan").first
            for _ in range(100):
                if await end.count():
                    return
                await scroll(phone, 700)
            raise AssertionError("the article has no end")

        await phone.sees("Một ngày ở tổ dân phố")
        await phone.page.route("**/storage/v1/object/sign/**", hold)
        await phone.visit(f"/news/{post_id}")
        await phone.sees("Sáng nay chi bộ họp")
        assert len(asked) <= 4, "what lies far below is not asked for yet"
        await phone.shot("long-article-text")
        may_come.set()
        await phone.shot("long-article-pictures")
        before = await drawing_memory(chrome)
        await to_the_end()
        first = await drawing_memory(chrome)
        assert len(asked) > PICTURES * 2 // 3, "a quick thumb may pass some"
        await scroll(phone, -60_000)
        await phone.sees("Chuyện dài của một ngày.")
        await to_the_end()
        second = await drawing_memory(chrome)
        # What is drawn a second time takes nothing more, and what is drawn once some 14 MB a picture.
        assert first - before < PICTURES * 25 * MEGABYTE, (before, first)
        assert second - first < 150 * MEGABYTE, (first, second)
        assert phone.complaints == []
