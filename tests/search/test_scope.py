"""Who finds what, and that what is found follows what is published."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.search.models import Question
from services.search.service import PAGE
from tests.house import House
from tests.search.conftest import MOMENT, Shelf, found_shelf


@pytest.fixture(scope="module")
def ward(house: House) -> Shelf:
    """One word, in posts for different people."""
    ward = found_shelf(house, "Đảng ủy phường thử phạm vi")
    ward.write("ward", "Ngũ sắc của phường")
    ward.write("cell", "Ngũ sắc của chi bộ", unit=ward.cell)
    ward.write("sibling", "Ngũ sắc của chi bộ bên", unit=ward.sibling)
    ward.write("leaders", "Ngũ sắc cho cấp ủy", leaders_only=True)
    ward.write("draft", "Ngũ sắc còn nháp", unit=ward.cell, state="draft")
    ward.write("withdrawn", "Ngũ sắc đã rút", unit=ward.cell, state="withdrawn")
    return ward


async def found(ward: Shelf, who: object, words: str = "ngũ sắc") -> set[str]:
    services = await ward.house.as_(who)  # pyright: ignore[reportArgumentType]
    return set(await ward.names(services, words, unit_id=None))


async def test_everybody_finds_what_is_for_them_and_what_they_oversee(ward: Shelf) -> None:
    assert await found(ward, ward.member) == {"ward", "cell"}
    assert await found(ward, ward.neighbour) == {"ward", "sibling"}
    assert await found(ward, ward.secretary) == {"ward", "cell", "leaders"}
    assert await found(ward, ward.office) == {"ward", "cell", "sibling", "leaders"}
    assert await found(ward, "member") == set(), "another ward"
    assert await found(ward, "office_a") == set(), "another ward's office"
    assert await found(ward, "admin") == set()
    assert await found(ward, "news") == {"ward", "cell", "sibling", "leaders"}, "the city"


async def test_what_is_found_can_be_opened(ward: Shelf) -> None:
    for who in (ward.member, ward.secretary, ward.office, "news"):
        services = await ward.house.as_(who)
        for hit in (await services.search.find(Question("ngũ sắc"))).hits:
            assert (await services.posts.open(hit.post_id)).title == hit.title


async def test_a_unit_narrows_to_its_subtree(ward: Shelf) -> None:
    office = await ward.house.as_(ward.office)
    assert await ward.names(office, "ngũ sắc", unit_id=ward.sibling) == ["sibling"]
    unknown = UUID("00000000-0000-4000-8000-000000000000")
    assert await ward.names(office, "ngũ sắc", unit_id=unknown) == []


async def test_entries_follow_their_post(house: House) -> None:
    ward = found_shelf(house, "Đảng ủy phường thử theo bài")
    post = ward.write("post", "Bài còn nháp", state="draft")
    file = ward.attach("post", "phu-luc.pdf", "Phụ lục nói về thủy lợi")
    member = await house.as_(ward.member)

    async def finds(words: str) -> bool:
        return await ward.names(member, words) == ["post"]

    assert not await finds("nháp") and not await finds("thủy lợi")
    house.run(
        "update handbook.posts set state = 'published', published_at = now() where id = %s", post
    )
    assert await finds("nháp") and await finds("thủy lợi")
    house.run(
        "update handbook.posts set title = 'Bài đã sửa', body = 'Lời mới' where id = %s", post
    )
    assert await finds("lời mới") and not await finds("nháp") and await finds("thủy lợi")
    house.run(
        "update handbook.attachment_texts set text = 'Đê điều' where attachment_id = %s", file
    )
    assert await finds("đê điều") and not await finds("thủy lợi")
    ward.document("post", "9-QĐ/ĐU", issuing_body="Ban Mới", issued_on="2020-05-05")
    assert await finds("9-QĐ/ĐU") and await ward.names(member, "đê điều", to_year=2020) == ["post"]
    house.run("update handbook.documents set number = '8-KH/ĐU' where post_id = %s", post)
    assert await finds("8-KH/ĐU") and not await finds("9-QĐ/ĐU")
    house.run("update handbook.attachments set quarantined = true where id = %s", file)
    assert not await finds("đê điều") and not await finds("phu-luc"), "a file out of circulation"
    house.run("update handbook.attachments set quarantined = false where id = %s", file)
    assert await finds("đê điều")
    house.run("update handbook.posts set leaders_only = true where id = %s", post)
    assert not await finds("lời mới") and not await finds("đê điều")
    house.run("update handbook.posts set leaders_only = false where id = %s", post)
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", post)
    assert not await finds("lời mới") and not await finds("đê điều")
    assert house.value("select count(*) from handbook.search_entries where post_id = %s", post) == 0


async def test_a_unit_that_moves_takes_its_entries_along(house: House) -> None:
    ward = found_shelf(house, "Đảng ủy phường thử chuyển")
    ward.write("cell", "Chuyện ở chi bộ", unit=ward.cell)
    with house.arranging() as connection:
        old, new = (
            connection.execute("select path from handbook.units where id = %s", (unit,)).fetchone()
            for unit in (ward.cell, house.unit("ward-b"))
        )
        assert old and new
        connection.execute("select handbook.repath(%s, %s)", (old[0], new[0] + "zzzz."))
        paths = connection.execute(
            "select distinct p.unit_path = e.unit_path from handbook.search_entries e"
            " join handbook.posts p on p.id = e.post_id where p.unit_id = %s",
            (ward.cell,),
        ).fetchall()
    assert paths == [(True,)]


async def test_narrowed_by_kind_year_type_and_validity(shelf: Shelf) -> None:
    member = await shelf.house.as_(shelf.member)
    assert await shelf.names(member, "50") == ["paper", "letter"]
    assert await shelf.names(member, "50", category="directive") == ["paper"]
    assert await shelf.names(member, "50", from_year=2019, to_year=2019) == ["paper"]
    assert await shelf.names(member, "50", from_year=2026) == ["letter"]
    assert await shelf.names(member, "50", in_force=False) == ["paper"], "it has run out"
    assert await shelf.names(member, "50", in_force=True) == []
    assert await shelf.names(member, "50", document_type="other") == ["paper"]
    assert await shelf.names(member, "50", from_year=-5, to_year=10**8) == ["paper", "letter"]
    answer = await shelf.house.call(shelf.member, "search", words="50", document_type="song")
    assert answer.outcome == "search.filter_invalid"


async def test_where_the_words_stand(shelf: Shelf) -> None:
    member = await shelf.house.as_(shelf.member)
    hits = (await shelf.find(member, "kết nạp đảng viên")).hits
    assert [hit.place for hit in hits] == ["title", "lead", "text", "text", "text"]
    assert hits[2].excerpt == "Hôm qua kết nạp đảng viên mới."
    (file,) = (await shelf.find(member, "chuyển đổi số")).hits
    assert (file.place, file.file_name, file.page) == ("file", "de-cuong-so-ket.pdf", 2)
    assert "Trang hai: chuyển đổi số trong Đảng." in file.excerpt
    assert file.title == "Tài liệu kèm theo"


async def test_an_excerpt_is_cut_around_the_words_also_far_down_a_long_text(house: House) -> None:
    ward = found_shelf(house, "Đảng ủy phường thử bài dài")
    filler = "Lời văn dài dằng dặc không có gì đáng tìm. " * 2000
    ward.write("long", "Bài rất dài", "", f"{filler} Kim chỉ nam nằm ở đây. {filler}")
    ward.write("word", "Một từ rất dài", "", "x" * 5000 + " sau từ dài")
    member = await house.as_(ward.member)
    (hit,) = (await ward.find(member, '"kim chỉ nam"')).hits
    assert "Kim chỉ nam nằm ở đây" in hit.excerpt
    assert hit.cut_before and hit.cut_after and len(hit.excerpt) <= 240
    assert await ward.names(member, "sau từ dài") == ["word"]
    assert await ward.names(member, "x" * 100) == ["word"], "the longest words by their beginning"


async def test_pages_of_equals_each_post_once(house: House) -> None:
    ward = found_shelf(house, "Đảng ủy phường thử nhiều trang")
    for number in range(57):
        title = "Hoa gạo" if number % 3 else "Hoa gao"
        lead = "" if number % 2 else "hoa gạo nở"
        at = MOMENT + timedelta(hours=number % 4)
        ward.write(
            f"{number}", f"{title if number < 40 else 'Chuyện'} số {number}", lead, "hoa gạo", at=at
        )
    member = await house.as_(ward.member)
    for words in ("hoa gạo", "hoa gao", "hoa gạ"):
        seen: list[UUID] = []
        places: list[tuple[int, float, UUID]] = []
        question = Question(words, unit_id=ward.unit)
        found = await member.search.find(question)
        assert found.found is None, "more than are counted"
        while found.hits:
            seen += [hit.post_id for hit in found.hits]
            places += [(hit.rank, -hit.published_at.timestamp(), hit.post_id) for hit in found.hits]
            assert len(found.hits) == PAGE or len(seen) == 57
            found = await member.search.find(question, found.hits[-1])
        assert len(seen) == len(set(seen)) == 57, words
        assert [p[:2] for p in places] == sorted(p[:2] for p in places)


async def test_both_ways_to_rank_give_the_same_order(shelf: Shelf) -> None:
    """Few hits are ranked in one go, many rank by rank: whoever pages across must not notice."""
    query = """select f.post_id, f.rank from handbook.search_terms(%s) t,
      handbook.find_posts(t, handbook.search_scope() || ' and '
        || handbook.search_filter(null, %s, null, null, null, null), null, null, null, 50, few => %s) f"""
    typed = ("kết nạp đảng viên", "ket nap dang vien", '"ket nap"', "đả", "50", "chuyen doi so")
    with shelf.house.arranging() as connection:
        claims = shelf.house.claims(shelf.office.id)
        connection.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
        for words in (*typed, "tham nhung", "tin buổi"):
            few, many = (
                connection.execute(query.encode(), (words, shelf.unit, limit)).fetchall()
                for limit in (10_000, 0)
            )
            assert few == many != [], words


async def test_of_one_unit_alone_or_with_those_below(ward: Shelf) -> None:
    office, member = await ward.house.as_(ward.office), await ward.house.as_(ward.member)
    for unit, alone, found_there in (
        (ward.unit, True, ["ward"]),
        (ward.unit, False, ["ward", "cell", "sibling"]),
        (ward.sibling, False, ["sibling"]),
    ):
        names = await ward.names(office, "ngũ sắc", unit_id=unit, unit_alone=alone)
        assert set(names) - {"leaders"} == set(found_there)
    assert await ward.names(member, "ngũ sắc", unit_id=ward.cell, unit_alone=True) == ["cell"]


async def test_places_are_my_line_and_what_lies_under_my_office(ward: Shelf) -> None:
    member = await (await ward.house.as_(ward.member)).search.places()
    assert [p.unit_id for p in member.mine][-2:] == [ward.unit, ward.cell]
    assert member.below == []
    office = await (await ward.house.as_(ward.office)).search.places()
    children = ward.house.value(
        "select array_agg(id) from handbook.units where parent_id = %s", ward.unit
    )
    assert {ward.cell, ward.sibling} <= set(children) == {p.unit_id for p in office.below}
    city = await (await ward.house.as_("news")).search.places()
    assert ward.unit in {p.unit_id for p in city.below}
    assert ward.cell not in {p.unit_id for p in city.below}
