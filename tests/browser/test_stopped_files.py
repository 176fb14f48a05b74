"""An officer takes a picture of an article out of circulation, before it is published and afterwards."""

from __future__ import annotations

from uuid import uuid4

from services.newsroom.models import ManuscriptSave, Step
from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.newsroom.conftest import found_newsroom
from tests.newsroom.samples import PNG
from views import paths

BODY = "Đoạn thứ nhất.\n\n[Ảnh 1]\n\nĐoạn thứ hai.\n\n[Ảnh 2]\n\nĐoạn cuối."
GONE = "Ảnh đang được kiểm tra"


async def stop_first(phone: Phone, shot: str) -> None:
    """On the screen with all files: the first one, with a reason."""
    await (await scroll_to(phone, phone.button("Ngừng lưu hành").first)).click()
    await scroll_to(phone, phone.field("Lý do"))
    await phone.fill("Lý do", "Có dấu mật")
    await phone.shot(shot)
    await (await scroll_to(phone, phone.button("Ngừng lưu hành").first)).click()
    await phone.sees("Ngừng lưu hành tệp?")
    await phone.page.get_by_role("button", name="Ngừng lưu hành").last.click()
    await phone.sees("Tệp đã ngừng lưu hành.")


async def test_pictures_are_stopped_on_the_screen(site: Site, chrome: Chromium) -> None:
    room = found_newsroom(site.house, "Đảng ủy phường Ảnh Thử")
    author = (await room.of("contributor")).newsroom
    saved = await room.write(body=BODY, title="Tin có hai ảnh")
    files = [
        await author.upload(
            saved.manuscript_id, f"anh-{n}.png", PNG, alternative=f"Bà con, ảnh {n}"
        )
        for n in (1, 2)
    ]
    saved = await author.save(
        ManuscriptSave(
            key=uuid4(), manuscript_id=saved.manuscript_id, version=1, target_id=room.ward,
            title="Tin có hai ảnh", body=BODY, files=files,
        )
    )  # fmt: skip
    await room.go("contributor", saved, Step.SUBMIT)
    await room.go("editor", saved, Step.TAKE)
    async with signed_in(
        chrome, site, room.people["editor"], paths.article(saved.manuscript_id, under=paths.DESK)
    ) as phone:
        await phone.sees("Đoạn thứ nhất.")
        await (await scroll_to(phone, phone.button("Ngừng lưu hành tệp"))).click()
        await phone.sees("anh-1.png")
        await stop_first(phone, "stop-article-file")
        await phone.visit(paths.article(saved.manuscript_id, under=paths.DESK))
        await phone.sees(GONE)
        await phone.shot("article-with-stopped-picture")
        post_id = (await room.go("editor", saved, Step.PUBLISH)).post_id
        assert post_id is not None
        await phone.visit(paths.post(post_id))
        await phone.sees(GONE)
        await (await scroll_to(phone, phone.button("Ngừng lưu hành tệp"))).click()
        await phone.sees("anh-2.png")
        await stop_first(phone, "stop-post-file")
        assert phone.complaints == []
    async with signed_in(chrome, site, room.people["member"], paths.post(post_id)) as reader:
        await reader.sees(GONE)
        await reader.shot("post-with-stopped-pictures")
        assert await reader.button("Ngừng lưu hành tệp").count() == 0
        assert "Bà con" not in await reader.words()
    assert all(
        a.quarantined for a in (await (await room.of("member")).posts.open(post_id)).attachments
    )
