"""Bringing a list on the screens: file, columns, dry run, taking over, leaving, undoing, reconciling."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from tests.browser.serving import Site
from tests.imports.generator import Listed, members, write
from tests.robot import Robot
from tests.wire.kit import asked_of_device, confirm, signed_in

CELLS = ["Chi bộ A1", "Chi bộ A2", "99.000.001.000.003"]
_bases = itertools.count(50_000_000, 10_000)


def listed(count: int, *, share: float = 0.0) -> Listed:
    return members(count, CELLS, share=share, offset=next(_bases))


async def upload(site: Site, robot: Robot, path: Path, name: str = "danh-sach.xlsx") -> None:
    """Pick a file, as the browser does."""
    await robot.until("Chọn tệp Excel hoặc CSV")
    content = await asyncio.to_thread(path.read_bytes)
    before = len(asked_of_device(robot, "upload"))
    picker = robot.by_key("pick-file")["action"]["service_id"]
    await robot.event(picker, "result", {"files": [{"id": 1, "name": name, "size": len(content)}]})
    for _ in range(100):
        await asyncio.sleep(0.05)
        asked = asked_of_device(robot, "upload")
        if len(asked) > before:
            url = str(asked[-1]["files"][0]["upload_url"])
            async with httpx.AsyncClient() as http:
                assert (await http.put(urljoin(site.url, url), content=content)).status_code == 204
            return
    raise AssertionError("no upload was asked for")


async def test_a_list_is_brought_tried_taken_over_and_undone(site: Site, tmp_path: Path) -> None:
    path = write(listed(40, share=0.05), tmp_path / "a.xlsx")
    async with signed_in(site, "staff_a", "/me") as robot:
        await robot.until("Nhập và đối chiếu danh sách")
        await robot.go("/me/imports")
        await robot.until("Đồng chí chưa nhập danh sách nào")
        await robot.tap("Nhập danh sách")
        await upload(site, robot, path)
        await robot.until("Ghép cột")
        await robot.until("Ví dụ: ")
        assert robot.sees("Ghi vào mục: Số thẻ đảng viên")
        await robot.tap("Kiểm tra danh sách")
        await robot.until("dòng nhập được")
        assert robot.sees("Phải sửa mới nhập được")
        report = "/".join(robot.page["route"].split("/")[:4])
        fault = next(n for n in robot.buttons() if "Số điện thoại" in n and "không đúng" in n)
        await robot.tap(fault)
        await robot.until("Ghi 10 chữ số")
        await robot.until("Dòng ")
        await robot.go(report)
        await robot.until("dòng nhập được")
        apply = next(n for n in robot.buttons() if n.startswith("Nhập ") and "dòng tốt" in n)
        count = int(apply.split()[1])
        await robot.settle()
        await robot.tap(apply)
        await confirm(robot)
        await robot.until(f"Đã nhập {count} dòng")
        await robot.go("/me/imports")
        await robot.until("Đã nhập")
        assert robot.sees("danh-sach.xlsx")
        await robot.go(report)
        await robot.until(lambda: not robot.button("Hoàn tác lần nhập này").get("disabled"))
        await robot.settle()
        await robot.tap("Hoàn tác lần nhập này")
        await confirm(robot)
        await robot.until("Đã hoàn tác")


async def test_a_column_is_matched_by_hand(site: Site, tmp_path: Path) -> None:
    rows = listed(3)
    path = tmp_path / "b.csv"
    names = ["full_name", "birth_date", "phone", "unit"]
    lines = ["Họ và tên;Ngày sinh;Ghi chú liên lạc riêng;Chi bộ"]
    lines += [";".join(str(row[name]) for name in names) for row in rows.rows]
    path.write_text("\n".join(lines), "utf-8-sig")
    async with signed_in(site, "staff_a", "/me/imports/add") as robot:
        await upload(site, robot, path, "b.csv")
        await robot.until("Ví dụ: ")
        await robot.event(robot.by_key("change-2")["_i"], "click")
        await robot.until("Đã có cột khác mang thông tin này")
        group = robot.all_of("RadioGroup")[0]
        await robot.props(group["_i"], value="phone")
        await robot.event(group["_i"], "change", "phone")
        await robot.until("Ghi vào mục: Số điện thoại")
        await robot.tap("Kiểm tra danh sách")
        await robot.until("Thiếu thông tin bắt buộc")
        found = site.house.value(
            "select fields ->> 'phone' from handbook.import_rows r join handbook.imports i"
            " on i.id = r.import_id where i.file_name = 'b.csv' and row_no = 3"
        )
        assert str(found).startswith("+84")
        await robot.settle()
        await robot.tap("Bỏ danh sách này")
        await confirm(robot)
        await robot.until("Đã bỏ danh sách")


async def test_lines_of_a_reconciliation_are_decided_one_by_one(site: Site, tmp_path: Path) -> None:
    path = write(listed(2), tmp_path / "c.xlsx")
    async with signed_in(site, "staff_a", "/me/imports/compare") as robot:
        await upload(site, robot, path, "c.xlsx")
        await robot.until("Ghép cột")
        await robot.tap("Kiểm tra danh sách")
        await robot.until("Chưa có trong sổ")
        report = robot.page["route"]
        assert robot.sees("Có trong sổ, không có trong danh sách")
        await robot.event(robot.by_key("part-missing")["_i"], "click")
        await robot.until("Thêm vào sổ")
        await robot.event(robot.by_key("take-5")["_i"], "click")
        await robot.until("Lấy theo danh sách")
        await robot.go(report)
        await robot.until("Áp dụng 1 dòng đã quyết định")
        await robot.event(robot.by_key("part-extra")["_i"], "click")
        await robot.until("Phần mềm không tự gỡ ai")
        await robot.go(report)
        await robot.until("Áp dụng 1 dòng đã quyết định")
        await robot.settle()
        await robot.tap("Áp dụng 1 dòng đã quyết định")
        await confirm(robot)
        await robot.until("Đã nhập 1 dòng")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "Đây là ảnh"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kiểu cũ"),
        (b"PK\x03\x04 broken", "bị hỏng"),
        (b"", "trống"),
    ],
)
async def test_a_file_that_is_no_list_is_refused_in_words(
    site: Site, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    async with signed_in(site, "staff_a", "/me/imports/add") as robot:
        await upload(site, robot, path)
        await robot.until(words)


@pytest.mark.parametrize("who", ["secretary", "admin", "auditor", "member"])
async def test_whoever_may_not_import_is_told_so(site: Site, who: str) -> None:
    async with signed_in(site, who, "/me/imports") as robot:
        await robot.until("chưa được giao nhập danh sách")
        await robot.go("/me/imports/add")
        await robot.until("chưa được giao nhập danh sách")


async def test_a_line_that_differs_is_decided_field_by_field(site: Site, tmp_path: Path) -> None:
    listed_ = listed(1)
    async with signed_in(site, "staff_a", "/me/imports/add") as robot:
        await upload(site, robot, write(listed_, tmp_path / "d.xlsx"), "d.xlsx")
        await robot.until("Ghép cột")
        await robot.tap("Kiểm tra danh sách")
        await robot.until("Nhập tất cả 1 dòng")
        await robot.settle()
        await robot.tap("Nhập tất cả 1 dòng")
        await confirm(robot)
        await robot.until("Đã nhập 1 dòng")
    listed_.rows[0] |= {"phone": "0987650001", "residence_detail": "Ngõ Mới", "email": "m@vidu.vn"}
    async with signed_in(site, "staff_a", "/me/imports/compare") as robot:
        await upload(site, robot, write(listed_, tmp_path / "e.xlsx"), "e.xlsx")
        await robot.until("Ghép cột")
        await robot.tap("Kiểm tra danh sách")
        await robot.until("Khác thông tin")
        report = robot.page["route"]
        await robot.event(robot.by_key("part-different")["_i"], "click")
        await robot.until("Chọn từng mục")
        await robot.settle()
        await robot.tap("Chọn từng mục")
        await robot.until("Danh sách: Ngõ Mới")
        await robot.until("Xong: lấy tất cả theo danh sách")
        await robot.tap("Giữ tất cả như trong sổ")
        await robot.until("Xong: giữ tất cả như trong sổ")
        group = next(
            g for g in robot.all_of("RadioGroup") if "0987 650 001" in str(robot.words_of(g))
        )
        await robot.props(group["_i"], value="theirs")
        await robot.event(group["_i"], "change", "theirs")
        await robot.until("Xong: lấy 1 mục, giữ 2 mục")
        await robot.tap("Xong: lấy 1 mục, giữ 2 mục")
        await robot.until("Lấy 1 trong 3 mục khác nhau")
        await robot.go(report)
        await robot.until("Áp dụng 1 dòng đã quyết định")
        await robot.settle()
        await robot.tap("Áp dụng 1 dòng đã quyết định")
        await confirm(robot)
        await robot.until("Đã nhập 1 dòng")
    phone, address = site.house.value(
        "select array[m.phone, d.document ->> 'residence_detail'] from handbook.members m"
        " left join handbook.record_documents d on d.member_id = m.id and d.class = 'contact'"
        " where m.card_number = %s",
        str(listed_.rows[0]["card_number"]),
    )
    assert phone == "+84987650001"
    assert address != "Ngõ Mới"


async def test_city_staff_find_any_unit_below(site: Site, tmp_path: Path) -> None:
    path = write(listed(1), tmp_path / "f.xlsx")
    async with signed_in(site, "city_staff", "/me/imports/add") as robot:
        await robot.until("Chọn tổ chức khác")
        await robot.tap("Chọn tổ chức khác")
        await robot.until(lambda: any("Thành ủy" in b for b in robot.buttons()))
        await robot.tap(next(b for b in robot.buttons() if "Thành ủy" in b))
        await robot.until(lambda: any("phường Mẫu A" in b for b in robot.buttons()))
        await robot.tap(next(b for b in robot.buttons() if "phường Mẫu A" in b))
        await robot.until("Chi bộ A2")
        await robot.tap(next(b for b in robot.buttons() if "Chi bộ A2" in b))
        await robot.until("Chọn tệp Excel hoặc CSV")
        assert robot.sees("Chi bộ A2")
        await upload(site, robot, path, "f.xlsx")
        await robot.until("Ghép cột")
    unit = site.house.value("select unit_id from handbook.imports where file_name = 'f.xlsx'")
    assert unit == site.house.unit("cell-a2")


async def test_a_list_may_be_larger_than_other_files(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    names = ["full_name", "birth_date", "unit"]
    lines = ["Họ và tên khai sinh;Ngày sinh;Chi bộ đang sinh hoạt;Ghi chú"]
    lines += [";".join(str(row[n]) for n in names) + ";" + "x" * 9000 for row in listed(1300).rows]
    path.write_text("\n".join(lines), "utf-8-sig")
    assert path.stat().st_size > 11_000_000
    async with signed_in(site, "staff_a", "/me/imports/compare") as robot:
        await upload(site, robot, path, "g.csv")
        await robot.until("Ghép cột", seconds=60)
