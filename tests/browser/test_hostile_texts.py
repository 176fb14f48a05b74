"""Texts and names written to do harm, as a browser draws them: they do nothing and fetch nothing."""

from __future__ import annotations

from tests.browser.devices import signed_in
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.library.papers import pdf
from tests.posts.test_save import a_post
from views import paths

TITLE = "<img src=x onerror=window.hit=1> Tiêu đề <script>window.hit=1</script>"
FILE = '"><svg onload=window.hit=1>.pdf'
BODY = """<script>window.hit = 1</script>

<img src="https://evil.example/a.png" onerror="window.hit=1">

<div onclick="window.hit=1" style="position:fixed;inset:0">Phủ màn hình</div>

<iframe src="https://evil.example/khung"></iframe>

![điểm ảnh](https://evil.example/diem.png) và ![vẽ](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImhpdCgpIi8+)

![dẫn][1]

[Bấm vào đây](javascript:window.hit=1)

[1]: https://evil.example/dan.png

<style>* { display: none }</style>

Hết bài.
"""


async def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(
    site: Site, chrome: Chromium
) -> None:
    office = await site.house.as_("office_a")
    unit = site.house.unit("ward-a")
    file = await office.posts.upload(unit, FILE, pdf(["Không có gì"]))
    assert file.file_name == FILE
    post_id = await office.posts.save(
        a_post(unit, title=TITLE, lead=TITLE, body=BODY, files=[file.model_dump()])
    )
    async with signed_in(chrome, site, "member", "/news") as phone:
        asked: list[str] = []
        questions: list[str] = []
        phone.page.on("request", lambda request: asked.append(request.url))
        phone.page.on("dialog", lambda dialog: questions.append(dialog.message))
        await phone.sees("Tiêu đề <script>")
        await phone.visit(paths.post(post_id))
        await phone.sees("Hết bài.")
        await phone.sees(FILE)
        await phone.shot("hostile")
        assert await phone.page.evaluate("window.hit") is None
        assert questions == []
        assert [url for url in asked if "evil.example" in url] == []
        assert phone.complaints == []
