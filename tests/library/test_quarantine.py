"""A file out of circulation: nobody opens it, few know its name, and it comes back with a reason."""

from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest

from services.errors import AppError, Conflict, Invalid, NotFound
from services.files import WORD
from services.library.models import TextState
from services.library.texts import read_due
from services.posts.models import NewFile, Post
from services.runtime import INSIDE
from tests.articles.builders import docx, para
from tests.house import House, Person
from tests.library.papers import pdf
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post

PAGES = ["TỐI MẬT\nĐiều một", "Điều hai"]


async def carried(house: House, ward: Ward, **more: Any) -> tuple[NewFile, Post]:
    """A post of the cell with one PDF."""
    secretary = await house.as_(ward.secretary)
    file = await secretary.posts.upload(ward.cell, "Nghị quyết.pdf", pdf(PAGES))
    post_id = await secretary.posts.save(a_post(ward.cell, files=[file.model_dump()], **more))
    await read_due(house.services.service)
    return file, await secretary.posts.open(post_id)


async def opens(house: House, who: Person | str, file: NewFile, attachment_id: UUID) -> set[str]:
    """In which ways somebody gets at a file."""
    services = await house.as_(who)
    ways = {
        "link": services.posts.link(file.object_name, "a.pdf"),
        "text": services.library.paper(attachment_id, 1),
        "picture": services.library.picture(attachment_id, 1, 800),
        "bytes": services.gateway.download(file.object_name),
    }
    got: set[str] = set()
    for name, way in ways.items():
        try:
            await way
        except AppError:
            continue
        got.add(name)
    return got


ALL = {"link", "text", "picture", "bytes"}


async def test_a_file_is_out_of_circulation_at_once_for_everybody(house: House, ward: Ward) -> None:
    file, post = await carried(house, ward)
    (attachment,) = post.attachments
    for who in (ward.member, ward.secretary, ward.office):
        assert await opens(house, who, file, attachment.attachment_id) == ALL
    assert await opens(house, "secretary_b", file, attachment.attachment_id) == set()
    office = await house.as_(ward.office)
    await office.library.quarantine(uuid4(), attachment.attachment_id, "Có dấu chỉ mức mật")
    for who in (ward.member, ward.secretary, ward.office, "news"):
        assert await opens(house, who, file, attachment.attachment_id) == set(), who
    shown = (await (await house.as_(ward.member)).posts.open(post.post_id)).attachments
    assert [(a.quarantined, a.file_name, a.object_name, a.size_bytes) for a in shown] == [
        (True, "", "", 0)
    ]
    # its text has left circulation with it, also for a search beneath the policies
    assert house.value(
        "select text from handbook.attachment_texts where attachment_id = %s", attachment.attachment_id
    ) == ""  # fmt: skip
    with pytest.raises(Conflict, match="already"):
        await _again(house, ward, attachment.attachment_id)
    # the office that took it out knows it by name, the cell below and strangers do not
    (held,) = (await office.library.to_check()).quarantined
    assert (held.file_name, held.placed_by, held.reason) == (
        "Nghị quyết.pdf", "Đỗ Văn Phòng", "Có dấu chỉ mức mật",
    )  # fmt: skip
    assert (await (await house.as_(ward.secretary)).library.to_check()).quarantined == []
    assert (await (await house.as_("secretary_b")).library.to_check()).quarantined == []
    with pytest.raises(NotFound):
        await (await house.as_(ward.secretary)).library.release(
            uuid4(), held.quarantine_id, "Đã xem"
        )
    logged = house.value(
        "select count(*) from handbook.audit_entries where action like 'quarantines.%%'"
        " and subject_id = %s and actor_id = %s",
        str(held.quarantine_id), ward.office.id,
    )  # fmt: skip
    assert logged == 1
    with pytest.raises(Invalid, match="reason_length"):
        await office.library.release(uuid4(), held.quarantine_id, " ")
    await office.library.release(uuid4(), held.quarantine_id, "Không phải tài liệu mật")
    await read_due(house.services.service)
    for who in (ward.member, ward.secretary, ward.office):
        assert await opens(house, who, file, attachment.attachment_id) == ALL
    paper = await office.library.paper(attachment.attachment_id, 2)
    assert (paper.state, paper.pages, paper.text, paper.suspected) == (
        TextState.DONE, 2, "Điều hai", False,
    )  # fmt: skip
    (back,) = (await office.library.to_check()).quarantined
    assert (back.released_by, back.release_reason) == ("Đỗ Văn Phòng", "Không phải tài liệu mật")
    with pytest.raises(Conflict):
        await office.library.release(uuid4(), held.quarantine_id, "Lần nữa")


async def _again(house: House, ward: Ward, attachment_id: UUID) -> None:
    """The definer helper itself refuses a second time, whoever gets past the row security."""
    with house.arranging() as connection, house.acting(connection, ward.office.id) as acting:
        try:
            acting.execute(b"select handbook.quarantine_file(%s, 'Lan hai')", (attachment_id,))
        except Exception as error:
            raise Conflict(str(error)) from error


async def test_no_way_around_through_a_draft_or_another_post(house: House, ward: Ward) -> None:
    file, post = await carried(house, ward, publish=False)
    (attachment,) = post.attachments
    office, secretary = await house.as_(ward.office), await house.as_(ward.secretary)
    assert (
        await opens(house, ward.member, file, attachment.attachment_id) == set()
    )  # a draft's file
    await secretary.library.quarantine(uuid4(), attachment.attachment_id, "Nghi là tài liệu mật")
    # the draft is written anew without it, so that its row is gone; the file stays shut
    await secretary.posts.save(
        a_post(ward.cell, draft_id=post.post_id, draft_version=post.version, publish=False)
    )
    assert await opens(house, ward.secretary, file, attachment.attachment_id) == set()
    with pytest.raises(Invalid, match=r"file\.not_found"):
        await secretary.posts.save(a_post(ward.cell, files=[file.model_dump()]))
    assert (
        len((await office.library.to_check()).quarantined) >= 1
    )  # the office above sees it as well


async def test_a_link_made_before_ends_within_a_minute(house: House, ward: Ward) -> None:
    file, _ = await carried(house, ward)
    member = await house.as_(ward.member)
    link = await member.posts.link(file.object_name, "a.pdf")
    token = link.split("token=")[1].split("&")[0]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] <= 60


async def test_what_looks_stamped_is_shown_to_those_who_answer_for_it(
    house: House, ward: Ward
) -> None:
    _, post = await carried(house, ward)
    (attachment,) = post.attachments

    async def suspected(who: Person | str) -> set[UUID]:
        found = (await (await house.as_(who)).library.to_check()).suspected
        return {f.attachment_id for f in found}

    for who, sees in (
        (ward.secretary, True),
        (ward.office, True),
        (ward.member, False),
        ("secretary_b", False),
    ):
        assert (attachment.attachment_id in await suspected(who)) is sees, who
    secretary, member = await house.as_(ward.secretary), await house.as_(ward.member)
    assert (await secretary.library.paper(attachment.attachment_id)).suspected is True
    assert (await member.library.paper(attachment.attachment_id)).suspected is False
    with pytest.raises(NotFound):
        await member.library.clear(uuid4(), attachment.attachment_id)
    await secretary.library.clear(uuid4(), attachment.attachment_id)
    assert attachment.attachment_id not in await suspected(ward.office)
    assert house.value(
        "select count(*) from handbook.audit_entries where action = 'cleared_files.insert'"
        " and subject_id = %s and actor_id = %s", str(attachment.attachment_id), ward.secretary.id,
    ) == 1  # fmt: skip


async def test_files_come_as_downloads_of_a_safe_type(house: House, ward: Ward) -> None:
    secretary, member = await house.as_(ward.secretary), await house.as_(ward.member)
    names = {
        "../../etc/passwd.docx": ("passwd.docx", docx(para("Mẫu"))),
        "<script>alert(1)</script>.pdf": (
            "script>.pdf",
            b"%PDF-1.7\n<html><script>alert(1)</script>",
        ),
        'a"b\r\nX: y.pdf': ('a"bX: y.pdf', b"%PDF-1.7 b"),
    }
    files = [
        await secretary.posts.upload(ward.cell, name, content)
        for name, (_, content) in names.items()
    ]
    assert [f.file_name for f in files] == [shown for shown, _ in names.values()]
    post_id = await secretary.posts.save(a_post(ward.cell, files=[f.model_dump() for f in files]))
    for file in (await member.posts.open(post_id)).attachments:
        link = await member.posts.link(file.object_name, file.file_name)
        answer = await house.supabase.http.get(link)
        assert answer.status_code == 200
        assert answer.headers["content-type"] in ("application/pdf", WORD)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert "\n" not in answer.headers["content-disposition"]
        # without the wish to save it, it is saved all the same
        bare = (await house.supabase.http.get(link.replace("download=", "x="))).headers
        assert bare["content-disposition"].startswith("attachment")
        assert "sandbox" in bare["content-security-policy"]
    assert files[0].content_type == WORD


async def test_addresses_are_not_guessed_and_end_with_the_post(house: House, ward: Ward) -> None:
    file, post = await carried(house, ward)
    member = await house.as_(ward.member)
    headers = {"Authorization": f"Bearer {member.pair.access_token.get_secret_value()}"}
    headers["apikey"] = house.supabase.publishable_key
    with pytest.raises(AppError):
        await member.posts.link(f"{ward.cell}/{uuid4()}.pdf")
    for guess in (
        f"{ward.cell}/{uuid4()}.pdf",
        f"{ward.cell}%2F..%2F{file.object_name}",
        f"..%2Fevidence%2F{file.object_name}",
    ):
        at = f"{INSIDE}/storage/v1/object/authenticated/attachments/{guess}"
        assert (await house.supabase.http.get(at, headers=headers)).status_code >= 400, guess
    link = await member.posts.link(file.object_name, "a.pdf")
    forged = link.replace(file.object_name, f"{ward.cell}/{uuid4()}.pdf")
    assert (await house.supabase.http.get(forged)).status_code >= 400
    assert (
        await house.supabase.http.get(
            f"{INSIDE}/storage/v1/object/public/attachments/{file.object_name}"
        )
    ).status_code >= 400
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", post.post_id)
    (attachment,) = post.attachments
    assert await opens(house, ward.member, file, attachment.attachment_id) == set()
