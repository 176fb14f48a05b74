"""A ward of its own for the tests of the search, with posts in which every spelling is known."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.container import MemberServices
from services.search.models import Found, Question
from tests.database import Database
from tests.house import House, Person

MOMENT = datetime(2026, 11, 1, 8, tzinfo=UTC)


@dataclass
class Shelf:
    """A ward with two cells and posts by name."""

    house: House
    unit: UUID
    cell: UUID
    sibling: UUID
    secretary: Person
    member: Person
    neighbour: Person
    office: Person
    posts: dict[str, UUID] = field(default_factory=dict[str, UUID])

    def write(
        self,
        name: str,
        title: str,
        lead: str = "",
        body: str = "",
        *,
        unit: UUID | None = None,
        state: str = "published",
        category: str = "news",
        leaders_only: bool = False,
        at: datetime = MOMENT,
    ) -> UUID:
        """A post, written by the owner of the database: the triggers do the rest."""
        self.posts[name] = self.house.value(
            """insert into handbook.posts
                 (unit_id, unit_path, category, state, title, lead, body, leaders_only, published_at)
               values (%s, '', %s, %s, %s, %s, %s, %s, case when %s <> 'draft' then %s end) returning id""",
            unit or self.unit, category, state, title, lead, body, leaders_only, state, at,
        )  # fmt: skip
        return self.posts[name]

    def attach(self, name: str, file_name: str, text: str, pages: str = "") -> UUID:
        """A PDF of a post whose text has been read."""
        post = self.posts[name]
        attachment: UUID = self.house.value(
            """insert into handbook.attachments
                 (post_id, unit_path, kind, object_name, file_name, content_type, size_bytes)
               select id, '', 'document', unit_id || '/' || %s || '.pdf', %s, 'application/pdf', 100
               from handbook.posts where id = %s returning id""",
            str(uuid4()), file_name, post,
        )  # fmt: skip
        self.house.run(
            """insert into handbook.attachment_texts (attachment_id, post_id, unit_path, text)
               values (%s, %s, '', %s)
               on conflict (attachment_id) do update set text = excluded.text""",
            attachment, post, text,
        )  # fmt: skip
        return attachment

    def document(self, name: str, number: str | None, **facts: object) -> None:
        """The facts of a post that is a paper."""
        columns = ", ".join(["post_id", "unit_path", "number", *facts])
        marks = ", ".join(["%s", "''", "%s", *("%s" for _ in facts)])
        self.house.run(
            f"insert into handbook.documents ({columns}) values ({marks})",
            self.posts[name], number, *facts.values(),
        )  # fmt: skip

    async def names(self, services: MemberServices, words: str, **narrowed: object) -> list[str]:
        """Which posts of this shelf are found, in order."""
        found = await self.find(services, words, **narrowed)
        known = {post: name for name, post in self.posts.items()}
        return [known[hit.post_id] for hit in found.hits if hit.post_id in known]

    async def find(self, services: MemberServices, words: str, **narrowed: object) -> Found:
        """The first page of what is found in this ward."""
        narrowed.setdefault("unit_id", self.unit)
        return await services.search.find(Question(words, **narrowed))  # pyright: ignore[reportArgumentType]


def found_shelf(house: House, name: str = "Đảng ủy phường thử tìm kiếm") -> Shelf:
    """A new ward, still without posts."""
    unit = house.found("ward", "city", name)
    cell, sibling, office_cell = (house.found("cell", unit) for _ in range(3))
    return Shelf(
        house,
        unit,
        cell,
        sibling,
        secretary=house.newcomer(cell, ("secretary", cell)),
        member=house.newcomer(cell),
        neighbour=house.newcomer(sibling),
        office=house.newcomer(office_cell, ("office_staff", unit)),
    )


@pytest.fixture(scope="module")
def shelf(house: House) -> Shelf:
    """A ward with texts that differ in one thing each."""
    shelf = found_shelf(house)
    hours = iter(range(100))

    def write(name: str, title: str, lead: str = "", body: str = "", **more: object) -> None:
        shelf.write(name, title, lead, body, at=MOMENT - timedelta(hours=next(hours)), **more)  # pyright: ignore[reportArgumentType]

    write("title", "Kết nạp đảng viên mới tại phường")
    write("lead", "Tin trong ngày", "Chi bộ kết nạp đảng viên mới.")
    write("run", "Tin buổi sáng", "", "Hôm qua **kết nạp** *đảng viên* mới.")
    write("text", "Tin buổi chiều", "", "Đảng viên họp; có kết quả; lễ kết nạp dời lại.")
    write("other", "Tin buổi tối", "", "Kẹt nấp dâng viện: chữ khác dấu.")
    write("corruption", "Phòng, chống tham nhũng", "", "Tham nhũng, tiêu cực.")
    write("visit", "Thăm những hộ nghèo", "", "Đoàn đến thăm.")
    write("peace", "Cuộc thi vì hoà bình", "", "Hoà giải ở cơ sở.")
    write("latin", "Covid-19 và SARS")
    write("paper", "Về công tác cán bộ", category="directive")
    write(
        "letter", "Góp ý văn kiện", "", "Căn cứ Chỉ thị số 50 ngày 30/12. CT và TW là chữ viết tắt."
    )
    facts = {"issuing_body": "Ban Bí thư", "signatory": "Trần Ký Tên"}
    shelf.document("paper", "50-CT/TW", **facts, issued_on="2019-12-30", valid_until="2025-12-31")
    write("files", "Tài liệu kèm theo")
    shelf.attach(
        "files",
        "de-cuong-so-ket.pdf",
        "Trang đầu nói chuyện mưa nắng.\fTrang hai: chuyển đổi số trong Đảng.\fTrang ba: đối số chuyển.",
    )
    return shelf


@pytest.fixture(scope="module")
def database(house: House) -> Database:
    """The same house."""
    return house
