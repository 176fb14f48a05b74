"""The text of files is read in the background, once, and a file that kills its reader is given up."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from services.library.reading import Unreadable
from services.library.texts import read_due
from services.posts.models import NewFile
from tests.articles.builders import docx, para
from tests.house import House
from tests.library.papers import pdf
from tests.posts.conftest import Ward
from tests.posts.test_files import picture
from tests.posts.test_save import a_post

pytestmark = pytest.mark.usefixtures("emptied")


@pytest.fixture
async def emptied(house: House) -> None:
    """Nothing waits but what a test brings."""
    house.run("update handbook.attachment_texts set state = 'no_text' where state = 'waiting'")


def text_of(house: House, file: NewFile) -> Any:
    with house.sql() as connection:
        return connection.execute(
            "select t.state::text, t.text, t.pages, t.stamped, t.tries from handbook.attachment_texts t"
            " join handbook.attachments a on a.id = t.attachment_id where a.object_name = %s",
            (file.object_name,),
        ).fetchone()


async def carried(house: House, ward: Ward, *files: tuple[str, bytes]) -> list[NewFile]:
    secretary = await house.as_(ward.secretary)
    brought = [await secretary.posts.upload(ward.cell, name, content) for name, content in files]
    given = [f.model_dump() | {"alternative": f.file_name} for f in brought]
    await secretary.posts.save(a_post(ward.cell, files=given))
    return brought


async def test_what_comes_in_is_read(house: House, ward: Ward) -> None:
    paper, word, photo, broken = await carried(
        house, ward,
        ("Nghị quyết.pdf", pdf(["Điều một", "Điều hai"])), ("Mẫu.docx", docx(para("Mẫu số 2"))),
        ("Ảnh.png", picture()), ("Hỏng.pdf", b"%PDF-1.7 broken"),
    )  # fmt: skip
    assert [text_of(house, f) for f in (paper, photo)] == [("waiting", "", None, False, 0), None]
    assert await read_due(house.services.service) == 3
    assert text_of(house, paper) == ("done", "Điều một\fĐiều hai", 2, False, 1)
    assert text_of(house, word) == ("done", "Mẫu số 2", 1, False, 1)
    assert text_of(house, broken)[0] == "waiting"
    for _ in range(2):
        house.run("update handbook.attachment_texts set due_at = now() where state = 'waiting'")
        await read_due(house.services.service)
    assert text_of(house, broken) == ("failed", "", None, False, 3)


async def test_a_stamp_in_the_text_is_noticed(house: House, ward: Ward) -> None:
    stamped, plain = await carried(
        house, ward,
        ("a.pdf", pdf(["ĐẢNG ỦY PHƯỜNG\nTỐI MẬT\nSố 1"])),
        ("b.docx", docx(para("Luật bảo vệ bí mật nhà nước; hoa mật ong"))),
    )  # fmt: skip
    await read_due(house.services.service)
    assert (text_of(house, stamped)[3], text_of(house, plain)[3]) == (True, False)


async def test_several_workers_read_each_file_once(
    house: House, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []

    async def reading(content: bytes, _: str) -> tuple[str, int]:
        read.append(content)
        await asyncio.sleep(0.01)
        return "chữ", 1

    monkeypatch.setattr("services.library.texts.read_text", reading)
    await carried(house, ward, *[(f"{n}.pdf", b"%PDF-1.7 " + bytes([n + 65])) for n in range(12)])
    answers = await asyncio.gather(*[read_due(house.services.service) for _ in range(4)])
    assert (sum(answers), len(read), len(set(read))) == (12, 12, 12)


async def test_a_worker_that_dies_of_a_file_leaves_it_to_others_three_times(
    house: House, ward: Ward
) -> None:
    (file,) = await carried(house, ward, ("a.pdf", b"%PDF-1.7 poison"))
    service = house.services.service
    for attempt in (1, 2, 3):
        (taken,) = await service.rpc("texts_take")
        assert taken["attempt"] == attempt
        assert await service.rpc("texts_take") == []  # it is the other's for five minutes
        house.run(
            "update handbook.attachment_texts set due_at = now() where attachment_id = %s",
            UUID(taken["attachment_id"]),
        )
    assert await service.rpc("texts_take") == []
    assert text_of(house, file)[0] == "failed"
    late = {"attachment_id": taken["attachment_id"], "attempt": 3, "state": "done", "text": "muộn"}
    assert await service.rpc("text_put", **late) is False


async def test_a_reader_without_an_answer_is_a_failure(
    house: House, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def reading(*_: object) -> tuple[str, int]:
        raise Unreadable("time")

    monkeypatch.setattr("services.library.texts.read_text", reading)
    (file,) = await carried(house, ward, ("a.pdf", b"%PDF-1.7 slow"))
    assert await read_due(house.services.service) == 1
    assert text_of(house, file)[:1] == ("waiting",)


async def test_the_text_is_as_private_as_the_file(house: House, ward: Ward) -> None:
    (file,) = await carried(house, ward, ("a.pdf", pdf(["Riêng của chi bộ"])))
    query = (
        "select count(*) from handbook.attachment_texts t"
        " join handbook.attachments a on a.id = t.attachment_id where a.object_name = %s"
    )
    with house.arranging() as connection:
        for who, seen in ((ward.member.id, 1), (ward.office.id, 1), (house.id("secretary_b"), 0)):
            with house.acting(connection, who) as acting:
                assert acting.execute(query.encode(), (file.object_name,)).fetchone() == (seen,)
