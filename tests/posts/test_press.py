"""News and study from the press name their source and who permitted it; their pictures say what they show."""

from typing import Any
from uuid import uuid4

import pytest

from services.errors import Conflict, Invalid
from services.posts.models import Category
from tests.house import House
from tests.posts.conftest import Ward
from tests.posts.test_files import picture
from tests.posts.test_save import a_post

PRESS: dict[str, Any] = {
    "from_press": True,
    "source": " Báo Sông Mẫu ",
    "permission": "Thư ngày 3/10",
}


@pytest.mark.parametrize("category", [Category.NEWS, Category.STUDY])
async def test_source_and_permission_are_asked_for_and_shown(
    house: House, ward: Ward, category: Category
) -> None:
    posts = (await house.as_(ward.secretary)).posts
    for lacking, code in (("source", "source_missing"), ("permission", "permission_missing")):
        for said in (None, " ", "ab"):
            with pytest.raises(Invalid, match=rf"manuscript\.{code}") as refused:
                await posts.save(a_post(ward.cell, category=category, **PRESS | {lacking: said}))
            assert refused.value.details["field"] == lacking
    saved = await posts.save(a_post(ward.cell, category=category, **PRESS))
    read = await (await house.as_(ward.member)).posts.open(saved)
    assert (read.source, read.permission) == ("Báo Sông Mẫu", "Thư ngày 3/10")


async def test_a_draft_waits_for_the_permission_but_never_loses_that_it_is_from_the_press(
    house: House, ward: Ward
) -> None:
    posts = (await house.as_(ward.secretary)).posts
    lacking = PRESS | {"permission": None}
    with pytest.raises(Invalid, match=r"manuscript\.source_missing"):
        await posts.save(a_post(ward.cell, publish=False, from_press=True))
    draft = await posts.save(a_post(ward.cell, publish=False, **lacking))
    assert (await posts.open(draft)).source == "Báo Sông Mẫu"
    with pytest.raises(Invalid, match=r"manuscript\.permission_missing"):
        await posts.publish(uuid4(), draft)
    again = a_post(ward.cell, draft_id=draft, draft_version=1, **PRESS)
    assert await posts.save(again) == draft
    assert (await posts.open(draft)).permission == "Thư ngày 3/10"


async def test_what_is_not_from_the_press_names_nobody(house: House, ward: Ward) -> None:
    posts = (await house.as_(ward.secretary)).posts
    for more in (PRESS | {"from_press": False}, PRESS | {"category": Category.NOTICE}):
        read = await posts.open(await posts.save(a_post(ward.cell, **more)))
        assert (read.source, read.permission) == (None, None)


async def test_a_stamp_in_source_or_permission_stops_it(house: House, ward: Ward) -> None:
    posts = (await house.as_(ward.secretary)).posts
    for name in ("source", "permission"):
        with pytest.raises(Conflict, match=r"post\.classified"):
            await posts.save(a_post(ward.cell, **PRESS | {name: "TỐI MẬT"}))
        stamped = a_post(ward.cell, **PRESS | {name: "TỐI MẬT"}).model_dump(mode="json")
        answer = await house.call(ward.secretary, "post_save", **stamped)
        assert answer.outcome == "post.classified", "over REST as well"


async def test_pictures_of_news_say_what_they_show(house: House, ward: Ward) -> None:
    posts = (await house.as_(ward.secretary)).posts
    bare = await posts.upload(ward.cell, "anh.jpg", picture("JPEG"))
    told = bare.model_copy(update={"alternative": "Ngõ sạch"})
    for words in ("", "  "):
        unsaid = bare.model_copy(update={"alternative": words})
        with pytest.raises(Invalid, match=r"manuscript\.alternative_missing"):
            await posts.save(a_post(ward.cell, files=[unsaid]))
    draft = await posts.save(a_post(ward.cell, files=[bare], publish=False))
    with pytest.raises(Invalid, match=r"manuscript\.alternative_missing"):
        await posts.publish(uuid4(), draft)
    again = a_post(ward.cell, files=[told], draft_id=draft, draft_version=1)
    assert await posts.save(again) == draft
    other = await posts.upload(ward.cell, "anh.jpg", picture("JPEG"))
    await posts.save(a_post(ward.cell, category=Category.DOCUMENT, files=[other]))
