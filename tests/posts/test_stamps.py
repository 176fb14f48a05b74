"""A secrecy stamp stops a post at the REST surface too, for clients that don't ask their author."""

from uuid import uuid4

import pytest

from services.errors import Conflict
from tests.house import Answer, House
from tests.posts.conftest import Ward
from tests.posts.test_files import PDF

STAMPED = [
    {"title": "Báo cáo MẬT"},
    {"lead": "TỐI MẬT"},
    {"body": "Dòng đầu\n\n**TUYỆT MẬT**"},
    {"number": "12-BC/ĐU (MẬT)", "issued_on": "2026-11-01"},
    {"issuing_body": "Ban MẬT vụ"},
    {"signatory": "Nguyễn Văn MẬT"},
    {"replaces_text": "Công văn TỐI MẬT số 3"},
]


async def saved(house: House, ward: Ward, **more: object) -> Answer:
    post = {"key": uuid4(), "unit_id": ward.cell, "category": "directive", "title": "Báo cáo quý"}
    return await house.call(ward.secretary, "post_save", **post | more)


def denied(house: House, post: object) -> tuple[bool, int]:
    """What is kept of a denial, and how often the log tells of it."""
    kept = "select stamp_denied from handbook.posts where id = %s"
    told = (
        "select count(*) from handbook.audit_entries"
        " where action = 'posts.stamp_denied' and subject_id = %s"
    )
    return house.value(kept, post), house.value(told, str(post))


@pytest.mark.parametrize("words", STAMPED, ids=[next(iter(words)) for words in STAMPED])
async def test_words_that_look_stamped_are_refused_until_denied_and_logged(
    house: House, ward: Ward, words: dict[str, str]
) -> None:
    for publish in (True, False):
        refused = await saved(house, ward, publish=publish, **words)
        assert (refused.status, refused.outcome) == (409, "post.classified")
    answer = await saved(house, ward, stamp_denied=True, **words)
    assert answer.outcome == "ok"
    assert denied(house, answer.body["post_id"]) == (True, 1)


async def test_a_file_name_that_looks_stamped_is_refused_until_denied(
    house: House, ward: Ward
) -> None:
    secretary = await house.as_(ward.secretary)
    file = (await secretary.posts.upload(ward.cell, "a.pdf", PDF)).model_dump()
    files = [file | {"file_name": "cong-van_MẬT_3.pdf"}]
    assert (await saved(house, ward, files=files)).outcome == "post.classified"
    answer = await saved(house, ward, files=files, stamp_denied=True)
    assert denied(house, answer.body["post_id"]) == (True, 1)


async def test_denying_what_nobody_sees_is_not_kept(house: House, ward: Ward) -> None:
    answer = await saved(house, ward, stamp_denied=True)
    assert denied(house, answer.body["post_id"]) == (False, 0)


async def test_a_draft_written_anew_is_looked_at_again(house: House, ward: Ward) -> None:
    draft = (await saved(house, ward, publish=False)).body["post_id"]
    again = {"draft_id": draft, "draft_version": 1, "title": "Báo cáo MẬT"}
    assert (await saved(house, ward, **again)).outcome == "post.classified"
    assert (await saved(house, ward, **again, stamp_denied=True)).outcome == "ok"
    assert denied(house, draft) == (True, 1)


async def test_an_import_has_no_way_around(house: House, ward: Ward) -> None:
    article: dict[str, object] = {
        "unit_code": house.value("select code from handbook.units where id = %s", ward.unit),
        "category": "news", "title": "Tin nhập", "lead": "", "body": "Nội dung", "source": None,
        "published_at": None, "publish": True, "files": [],
    }  # fmt: skip
    service = house.services.service
    for stamped in ({"title": "MẬT"}, {"body": "TỐI MẬT"}):
        with pytest.raises(Conflict, match=r"post\.classified"):
            await service.rpc("import_post", **article | stamped)
    assert (await service.rpc("import_post", **article))["already"] is False
