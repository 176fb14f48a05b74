"""Nothing written is lost: versions, conflicts, two at once, and what is saved again and again."""

from typing import Any
from uuid import uuid4

import pytest

from services.container import MemberServices
from services.errors import Conflict, Invalid, NotFound
from services.newsroom.models import ManuscriptSave, Saved, State, Step
from services.posts.models import NewFile
from tests.house import House
from tests.newsroom.conftest import Newsroom
from tests.newsroom.samples import PNG


async def save(services: MemberServices, saved: Saved, target: Any, **more: Any) -> Saved:
    """The same manuscript once more, with another text."""
    given = {
        "key": uuid4(), "manuscript_id": saved.manuscript_id, "version": saved.version, "target_id": target,
        "title": "Tin thử nghiệm", "body": "Nội dung.",
    }  # fmt: skip
    return await services.newsroom.save(ManuscriptSave.model_validate(given | more))


async def test_what_one_saves_in_one_sitting_is_one_version(
    newsroom: Newsroom, house: House
) -> None:
    me = await newsroom.of("contributor")
    saved = await newsroom.write(title="", body="")
    for n in range(5):
        saved = await save(me, saved, newsroom.ward, body="chữ " * (n + 1))
    assert saved.version == 6
    history = await me.newsroom.history(saved.manuscript_id)
    assert [v.version for v in history.versions] == [6]

    same = await save(me, saved, newsroom.ward, body="chữ " * 5)
    assert same.version == 6, "saving what is there already changes nothing"

    house.run(
        "update handbook.manuscript_versions set saved_at = now() - interval '31 minutes'"
        " where manuscript_id = %s",
        saved.manuscript_id,
    )
    later = await save(me, saved, newsroom.ward, body="sau bữa trưa")
    tablet = await house.sign_in(newsroom.people["contributor"])
    elsewhere = await save(tablet, later, newsroom.ward, body="trên máy khác")
    kept = await save(tablet, elsewhere, newsroom.ward, body="giữ bản trước", apart=True)
    await newsroom.go("contributor", kept, Step.SUBMIT)
    history = await me.newsroom.history(saved.manuscript_id)
    assert [v.version for v in history.versions] == [9, 8, 7, 6]
    texts = await me.newsroom.versions(saved.manuscript_id, [7, 8, 6])
    assert [(t.version, t.body) for t in texts] == [
        (6, "chữ " * 5),
        (7, "sau bữa trưa"),
        (8, "trên máy khác"),
    ]
    await newsroom.go("contributor", kept, Step.RECALL)
    await save(tablet, kept, newsroom.ward, body="lấy về sửa tiếp")
    history = await me.newsroom.history(saved.manuscript_id)
    assert [v.version for v in history.versions] == [10, 9, 8, 7, 6], "a step closes a version"


async def test_who_comes_second_is_told_by_whom_and_when_and_both_texts_are_kept(
    newsroom: Newsroom,
) -> None:
    saved = await newsroom.at_the_ward()
    first, second = await newsroom.of("editor"), await newsroom.of("editor_2")
    await first.newsroom.open(saved.manuscript_id)
    opened = await second.newsroom.open(saved.manuscript_id)
    assert [(o.full_name, o.by_me) for o in opened.others] == [
        (newsroom.people["editor"].name, False)
    ]

    won = await save(first, saved, newsroom.ward, body="Bản của biên tập một.")
    assert [o.full_name for o in won.others] == [newsroom.people["editor_2"].name]
    with pytest.raises(Conflict) as refused:
        await save(second, saved, newsroom.ward, body="Bản của biên tập hai.")
    assert refused.value.code == "manuscript.changed_meanwhile"
    told = refused.value.details
    assert (told["by"], told["by_me"], told["version"]) == (
        newsroom.people["editor"].name, False, won.version,
    )  # fmt: skip
    assert told["at"]
    with pytest.raises(Conflict, match=r"manuscript\.changed_meanwhile"):
        await newsroom.go("editor_2", saved, Step.PUBLISH)

    theirs = await save(second, won, newsroom.ward, body="Bản của biên tập hai.", apart=True)
    texts = await first.newsroom.versions(saved.manuscript_id, [1, won.version, theirs.version])
    assert [(t.saved_by, t.body) for t in texts] == [
        (newsroom.people["contributor"].name, "Nội dung."),
        (newsroom.people["editor"].name, "Bản của biên tập một."),
        (newsroom.people["editor_2"].name, "Bản của biên tập hai."),
    ]


async def test_presence_is_forgotten_and_left(newsroom: Newsroom, house: House) -> None:
    saved = await newsroom.at_the_ward()
    first, second = await newsroom.of("editor"), await newsroom.of("editor_2")
    since = [(await first.newsroom.present(saved.manuscript_id)).others]
    await second.newsroom.present(saved.manuscript_id)
    seen = (await first.newsroom.present(saved.manuscript_id)).others
    assert (since, len(seen)) == ([[]], 1)
    again = (await first.newsroom.present(saved.manuscript_id)).others
    assert again[0].since == seen[0].since
    await second.newsroom.present(saved.manuscript_id, leaving=True)
    assert (await first.newsroom.present(saved.manuscript_id)).others == []
    await second.newsroom.present(saved.manuscript_id)
    house.run("update handbook.manuscript_presence set seen_at = now() - interval '2 minutes'")
    assert (await first.newsroom.present(saved.manuscript_id)).others == []
    author = await newsroom.of("contributor")
    await author.newsroom.open(saved.manuscript_id)
    assert (await first.newsroom.present(saved.manuscript_id)).others == [], (
        "who only reads is not there"
    )


async def test_a_lost_answer_saves_once_and_another_content_is_not_passed_over(
    newsroom: Newsroom, house: House
) -> None:
    me = await newsroom.of("contributor")
    new = ManuscriptSave(
        key=uuid4(), unit_id=newsroom.cell, target_id=newsroom.ward, title="Gửi hai lần"
    )
    first = await me.newsroom.save(new)
    assert await me.newsroom.save(new) == first
    with pytest.raises(Conflict, match=r"write\.key_reused"):
        await me.newsroom.save(new.model_copy(update={"title": "Gửi lần nữa"}))
    body = "Đoạn thêm."
    key = uuid4()
    second = await save(me, first, newsroom.ward, title="Gửi hai lần", body=body, key=key)
    assert await save(me, first, newsroom.ward, title="Gửi hai lần", body=body, key=key) == second
    step = uuid4()
    for _ in range(2):
        moved = await me.newsroom.step(
            step, first.manuscript_id, Step.SUBMIT, version=second.version
        )
        assert moved.state == State.SUBMITTED
    steps = house.value(
        "select count(*) from handbook.newsroom_history where manuscript_id = %s",
        first.manuscript_id,
    )
    assert steps == 1


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no title": ({"title": ""}, "post.title_length", "title"),
    "no body": ({"body": "  \n "}, "manuscript.body_missing", "body"),
    "press without source": (
        {"from_press": True, "permission": "Được phép"}, "manuscript.source_missing", "source",
    ),
    "press without permission": (
        {"from_press": True, "source": "Báo Hà Nội mới"}, "manuscript.permission_missing", "permission",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_not_ready_is_saved_but_not_submitted(newsroom: Newsroom, case: str) -> None:
    more, code, field = REFUSED[case]
    saved = await newsroom.write(**more)
    with pytest.raises(Invalid) as refused:
        await newsroom.go("contributor", saved, Step.SUBMIT)
    assert (refused.value.code, refused.value.details) == (code, {"field": field})


async def test_a_picture_needs_words_for_the_blind_before_others_see_it(newsroom: Newsroom) -> None:
    me = await newsroom.of("contributor")
    saved = await newsroom.write()
    file = await me.newsroom.upload(saved.manuscript_id, "anh.png", PNG)
    saved = await save(me, saved, newsroom.ward, files=[file])
    with pytest.raises(Invalid, match=r"manuscript\.alternative_missing"):
        await newsroom.go("contributor", saved, Step.SUBMIT)
    described = file.model_copy(update={"alternative": "Cờ bay trước nhà văn hóa"})
    saved = await save(me, saved, newsroom.ward, files=[described])
    await newsroom.go("contributor", saved, Step.SUBMIT)
    opened = await (await newsroom.of("editor")).newsroom.open(saved.manuscript_id)
    assert opened.files == [described]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"category": "notice"}, "manuscript.category_invalid"),
        ({"target_id": uuid4()}, "manuscript.target_invalid"),
        ({"title": "x" * 301}, "post.title_length"),
        ({"body": "x" * 200_001}, "input.refused"),
        ({"lead": "x" * 2001}, "input.refused"),
        ({"files": [NewFile(kind="picture", object_name=f"{uuid4()}/{uuid4()}.png", file_name="x.png",
                            content_type="image/png", size_bytes=1)]}, "file.not_found"),
    ],
    ids=("category", "target", "title", "body", "lead", "foreign file"),
)  # fmt: skip
async def test_limits(newsroom: Newsroom, more: dict[str, Any], code: str) -> None:
    saved = await newsroom.write()
    me = await newsroom.of("contributor")
    with pytest.raises(Invalid) as refused:
        await save(me, saved, more.pop("target_id", newsroom.ward), **more)
    assert refused.value.code == code


async def test_a_unit_below_or_beside_is_no_target(newsroom: Newsroom) -> None:
    for target in (newsroom.sibling_cell, newsroom.house.unit("ward-a")):
        with pytest.raises(Invalid, match=r"manuscript\.target_invalid"):
            await newsroom.write(target_id=target)
    with pytest.raises(NotFound, match=r"unit\.not_found"):
        await newsroom.write(unit_id=newsroom.sibling_cell, target_id=newsroom.ward)
    with pytest.raises(NotFound, match=r"unit\.not_found"):
        await newsroom.write("member")


async def test_thrown_away_and_taken_back(newsroom: Newsroom) -> None:
    me = (await newsroom.of("contributor")).newsroom
    saved = await newsroom.write(title="Bài bỏ đi")
    await newsroom.go("contributor", saved, Step.DISCARD)
    assert saved.manuscript_id not in {line.manuscript_id for line in await me.mine()}
    gone = {line.manuscript_id: line.state for line in await me.mine(discarded=True)}
    assert gone[saved.manuscript_id] == State.DISCARDED
    await newsroom.go("contributor", saved, Step.RESTORE)
    assert (await me.open(saved.manuscript_id)).title == "Bài bỏ đi"
