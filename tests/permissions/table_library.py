"""The lines of the permission table about the library and the files of posts."""

# ruff: noqa: E501 - a table is read line by line

from uuid import UUID, uuid4

from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

A1 = "member secretary probationary exempt"
OFFICES_OF_A = "office_a staff_a city_staff news"
NOT_THERE = "file.not_found"


def file_of(world: World, post: str, *, stamped: bool = False) -> UUID:
    """A file of a post, a new one each time."""
    post_id = world.posts[post]
    attachment: UUID = world.database.value(
        """insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name, content_type, size_bytes)
           select p.id, '', 'document', p.unit_id || '/' || gen_random_uuid() || '.pdf', 'Tệp thử.pdf', 'application/pdf', 9
           from handbook.posts p where p.id = %s returning id""",
        post_id,
    )
    world.database.run(
        "update handbook.attachment_texts set state = 'done', text = 'Chữ', pages = 1, stamped = %s,"
        " extracted_at = now() where attachment_id = %s",
        stamped, attachment,
    )  # fmt: skip
    return attachment


def shut(world: World, post: str, office: str) -> UUID:
    """A file of a post that an office has taken out of circulation."""
    attachment = file_of(world, post)
    world.database.run(
        "update handbook.attachments set quarantined = true where id = %s", attachment
    )
    quarantine: UUID = world.database.value(
        """insert into handbook.quarantines (attachment_id, post_id, unit_path, office_path, object_name, file_name, reason, placed_by)
           select a.id, a.post_id, a.unit_path, (select path from handbook.units where id = %s), a.object_name, a.file_name, 'Thử', %s
           from handbook.attachments a where a.id = %s returning id""",
        world.database.unit(office), world.database.id("office_a"), attachment,
    )  # fmt: skip
    return quarantine


def opened(post: str) -> Make:
    """A file of a post."""
    return lambda world, who: {"attachment_id": file_of(world, post), "page": 1}


def stopped(post: str) -> Make:
    """Taking a file out of circulation."""
    return lambda world, who: {
        "key": uuid4(),
        "attachment_id": file_of(world, post),
        "reason": "Thử ngừng",
    }


def cleared(post: str) -> Make:
    """Saying that a file is not classified."""
    return lambda world, who: {"key": uuid4(), "attachment_id": file_of(world, post, stamped=True)}


def given_back(post: str, office: str) -> Make:
    """Putting a file back into circulation."""
    return lambda world, who: {
        "key": uuid4(),
        "quarantine_id": shut(world, post, office),
        "reason": "Thử lại",
    }


def in_quarantine(world: World, who: str) -> Arguments:
    """A file that is shut, asked for by its id."""
    quarantine = shut(world, "news_a1", "ward-a")
    return {
        "attachment_id": world.database.value(
            "select attachment_id from handbook.quarantines where id = %s", quarantine
        )
    }


TABLE = (
    Case("library_list", "for me", others="ok", stranger="empty"),
    Case("library_below", "below one's office", outcomes={"ok": OFFICES_OF_A}, others="empty", stranger="empty"),
    Case("library_facets", "for me"),
    Case("files_to_check", "in scope; others get empty lists"),
    Case("file_open", "of the city", opened("news_city")),
    Case("file_open", "of ward A", opened("news_a"), {"ok": f"{A1} sibling {OFFICES_OF_A}"}, NOT_THERE),
    Case("file_open", "of cell A1", opened("news_a1"), {"ok": f"{A1} {OFFICES_OF_A}"}, NOT_THERE),
    Case("file_open", "of cell A2", opened("news_a2"), {"ok": f"sibling {OFFICES_OF_A}"}, NOT_THERE),
    Case("file_open", "of cell B1", opened("news_b1"), {"ok": "secretary_b city_staff news"}, NOT_THERE),
    Case("file_open", "of ward A, for leaders", opened("leaders_a"), {"ok": f"secretary {OFFICES_OF_A}"}, NOT_THERE),
    Case("file_open", "draft of cell A1", opened("draft_a1"), {"ok": "secretary"}, NOT_THERE),
    Case("file_open", "withdrawn by cell A1", opened("withdrawn_a1"), {"ok": "secretary"}, NOT_THERE),
    Case("file_open", "in quarantine", in_quarantine, {}, NOT_THERE),
    Case("file_quarantine", "of cell A1", stopped("news_a1"), {"ok": f"secretary {OFFICES_OF_A}"}, NOT_THERE),
    Case("file_quarantine", "of ward A", stopped("news_a"), {"ok": OFFICES_OF_A}, NOT_THERE),
    Case("file_quarantine", "of cell B1", stopped("news_b1"), {"ok": "secretary_b city_staff news"}, NOT_THERE),
    Case("file_clear", "of cell A1", cleared("news_a1"), {"ok": f"secretary {OFFICES_OF_A}"}, NOT_THERE),
    Case("file_clear", "of cell B1", cleared("news_b1"), {"ok": "secretary_b city_staff news"}, NOT_THERE),
    Case("file_release", "shut by ward A", given_back("news_a1", "ward-a"), {"ok": OFFICES_OF_A}, "quarantine.not_found"),
    Case("file_release", "shut by cell A1", given_back("news_a1", "cell-a1"), {"ok": f"secretary {OFFICES_OF_A}"}, "quarantine.not_found"),
    Case("file_release", "shut by ward B", given_back("news_b1", "ward-b"), {"ok": "city_staff news"}, "quarantine.not_found"),
)  # fmt: skip
