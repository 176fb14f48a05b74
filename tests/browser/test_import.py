"""Staff at 1280×800 bring a list: file, columns, report, marked workbook, taking over, undoing."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium
from tests.browser.serving import Site
from tests.imports.generator import members, write

CELLS = ["Chi bộ A1", "Chi bộ A2", "99.000.001.000.003"]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty members, some rows with faults."""
    listed = members(30, CELLS, share=0.04, offset=60_000_000)
    return write(listed, tmp_path_factory.mktemp("list") / "dang-vien-phuong.xlsx")


async def test_a_list_is_brought_reported_on_taken_over_and_undone(
    site: Site, chrome: Chromium, workbook: Path, tmp_path: Path
) -> None:
    house = site.house  # an officer of the test's own, who has brought nothing yet
    officer = house.newcomer("cell-a4", ("organisation_staff", house.unit("ward-a")))
    async with signed_in(chrome, site, officer, "/me/imports", size=DESKTOP) as staff:
        await staff.sees("Đồng chí chưa nhập danh sách nào")
        await staff.shot("imports-none")
        await staff.tap("Nhập danh sách")
        await staff.sees("Danh sách của tổ chức nào?")
        await staff.shot("imports-file")
        async with staff.page.expect_file_chooser() as chooser:
            await staff.tap("Chọn tệp Excel hoặc CSV")
        await (await chooser.value).set_files(workbook)
        await staff.sees("Ghép cột")
        await staff.sees("Ví dụ")
        await staff.shot("imports-columns")
        await staff.tap("Kiểm tra danh sách")
        await staff.sees("dòng nhập được")
        await staff.shot("imports-report")
        marked = await scroll_to(staff, staff.button("Tải tệp có đánh dấu lỗi"))
        await staff.shot("imports-report-end")
        async with staff.page.expect_download() as download:
            await marked.click()
        saved = tmp_path / "marked.xlsx"
        await (await download.value).save_as(saved)
        assert any(cell.comment for row in load_workbook(saved).worksheets[0] for cell in row)
        await staff.page.reload()
        await staff.ready()
        await staff.sees("dòng nhập được")
        await staff.page.get_by_role("button", name="dòng tốt").first.click()
        await staff.sees("Nhập vào sổ?")
        await staff.shot("imports-confirm")
        await staff.page.get_by_role("button", name="dòng tốt").last.click()
        await staff.sees("Đã nhập")
        await staff.shot("imports-done")
        await staff.page.wait_for_timeout(600)
        await staff.tap("Hoàn tác lần nhập này")
        await staff.sees("Người mới thêm sẽ được gỡ ra")
        await staff.page.get_by_role("button", name="Hoàn tác lần nhập này").last.click()
        await staff.sees("Đã hoàn tác")
        assert staff.complaints == []


async def test_another_list_is_put_beside_ours(
    site: Site, chrome: Chromium, workbook: Path
) -> None:
    async with signed_in(chrome, site, "staff_a", "/me/imports/compare", size=DESKTOP) as staff:
        async with staff.page.expect_file_chooser() as chooser:
            await staff.tap("Chọn tệp Excel hoặc CSV")
        await (await chooser.value).set_files(workbook)
        await staff.sees("Ghép cột")
        await staff.tap("Kiểm tra danh sách")
        await staff.sees("Chưa có trong sổ")
        await staff.shot("imports-compare")
        await staff.tap("Chưa có trong sổ")
        await staff.sees("Thêm vào sổ")
        await staff.shot("imports-missing")
        await staff.tap("Thêm vào sổ")
        await staff.sees("Lấy theo danh sách")
        assert staff.complaints == []
