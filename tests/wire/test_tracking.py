"""Theo dõi from the city down to names: figures that add up, reminders to the late, a report to print."""

from __future__ import annotations

from datetime import date
from functools import partial
from io import BytesIO
from uuid import uuid4

from openpyxl import load_workbook
from pypdf import PdfReader

from services.posts.models import Category, PostCreate
from tests.browser.serving import Site
from tests.wire.kit import asked_of_device, confirm, signed_in
from views import paths
from views.directives import strings

at = partial(signed_in, address="192.0.2.41")


async def test_from_the_city_to_names_and_back_to_who_is_late(site: Site) -> None:
    house = site.house
    city = house.unit("city")
    wards = house.value("select count(*) from handbook.units where kind = 'ward'")
    name = f"Đảng ủy phường Theo Dõi {wards}"  # another one each time it is tried
    ward = house.found("ward", city, name)
    cell, quiet = (
        house.found("cell", ward, "Chi bộ Đúng Hẹn"),
        house.found("cell", ward, "Chi bộ Vắng"),
    )
    office = house.newcomer(cell, ("office_staff", city), name="Lê Văn Phòng")
    prompt = house.newcomer(cell, name="Trần Đúng Hạn")
    late = house.newcomer(cell, name="Ngô Muộn")
    missing = house.newcomer(cell, name="Đỗ Chưa")
    exempt = house.newcomer(cell, name="Bùi Miễn", exempt=True)
    house.newcomer(quiet, name="Vũ Vắng")
    writer = await house.as_("news")
    post = await writer.posts.save(
        PostCreate(
            key=uuid4(), unit_id=city, category=Category.DIRECTIVE, title="Rà soát hồ sơ quý này",
            number="77-CV/TU", issued_on=date(2026, 11, 1), body="Nội dung.", acknowledge=True,
        )
    )  # fmt: skip
    house.run(
        "update handbook.directives set acknowledge_by = handbook.today() - 3 where post_id = %s",
        post,
    )
    for person, days in ((prompt, 5), (late, 1)):
        house.run(
            "insert into handbook.acknowledgements (post_id, member_id, acknowledged_at)"
            " values (%s, %s, now() - make_interval(days => %s))",
            post, person.id, days,
        )  # fmt: skip

    async with at(site, office, paths.readers(paths.post(post))) as robot:
        await robot.until(strings.REMIND_LATE)
        figures = strings.counts("1", "1", "3", overdue=True)
        await robot.until(figures)  # the ward's line: the office itself has not, nor two others
        await robot.tap(name)
        await robot.until("Chi bộ Vắng")
        said = robot.words()
        for label, count in ((strings.ON_TIME, "1"), (strings.LATE_DONE, "1"), (strings.LATE, "3")):
            assert said[said.index(label) + 1] == count, (label, said)
        assert robot.sees(strings.counts("0", "0", "1", overdue=True))
        await robot.tap("Chi bộ Đúng Hẹn")
        await robot.until("Đỗ Chưa")
        assert robot.sees(strings.group(strings.LATE, "2"))
        assert robot.sees(strings.group(strings.EXEMPT_GROUP, "1"))

        await robot.tap(strings.REMIND_LATE)
        await confirm(robot)
        await robot.until(strings.reminded(1))
        with house.sql() as connection:
            told = connection.execute(
                "select member_id from handbook.reminders where post_id = %s", (post,)
            ).fetchall()
        assert told == [(missing.id,)], "not who was late but has, nor the exempt, nor oneself"

        await robot.tap(strings.PRINT)
        await robot.until(lambda: bool(asked_of_device(robot, "save_file")))
        pdf = asked_of_device(robot, "save_file")[-1]["src_bytes"]
        words = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
        assert "Rà soát hồ sơ quý này" in words and "77-CV/TU, ngày 01/11/2026" in words
        assert "Cộng 4 1 1 2 50%" in words
        for line in ("Trần Đúng Hạn Đúng hạn", "Ngô Muộn Muộn", "Đỗ Chưa Quá hạn", "Lê Văn Phòng"):
            assert line in words
        assert f"{exempt.name} Được miễn sinh hoạt" in words
        await robot.until(lambda: not robot.button(strings.EXCEL).get("disabled"))
        await robot.tap(strings.EXCEL)
        await robot.until(lambda: len(asked_of_device(robot, "save_file")) == 2)
        sheet = load_workbook(BytesIO(asked_of_device(robot, "save_file")[-1]["src_bytes"])).active
        assert sheet is not None
        rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        assert ("Cộng", 4, 1, 1, 2, 0.5) in rows

    # Above the cell a report has no names.
    async with at(site, office, paths.readers(paths.post(post))) as robot:
        await robot.until(strings.PRINT)
        await robot.tap(strings.PRINT)
        await robot.until(lambda: bool(asked_of_device(robot, "save_file")))
        pdf = asked_of_device(robot, "save_file")[-1]["src_bytes"]
        words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        assert name in words
        assert "Ngô Muộn" not in words
