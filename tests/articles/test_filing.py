"""From the operator's files to what a member reads: the article with its picture."""

import io
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image

from services.articles.filing import import_articles
from services.articles.models import Caution
from services.articles.strings import CAUTIONS
from services.runtime import INSIDE, Embedded
from services.settings import Settings
from tests.articles.builders import docx, image, para, photo
from tests.house import House

TITLE = "Ngày hội trồng cây của chi bộ"
SHOWS = "Các đồng chí bên hàng cây mới"


async def test_a_member_reads_an_imported_article_and_sees_its_picture(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "trong-cay.docx").write_bytes(
        docx(
            para(TITLE, style="T"),
            para("Sáng nay chi bộ trồng hai mươi cây xanh dọc con đường mới."),
            image("p1", SHOWS),
            para("Bà con ra giúp rất đông."),
            pictures={"p1": photo(kind="PNG")},
        )
    )
    cell = house.unit("cell-a1")
    code = str(house.value("select code from handbook.units where id = %s", cell))
    settings = Settings.model_validate({"data_dir": house.config.storage_dir.parent})
    said: list[str] = []
    refused = await import_articles(
        settings, Embedded(house.server, house.config, []), [tmp_path], code, True, said.append
    )
    assert refused == 0, said
    assert TITLE in said[0]

    member = await house.as_("member")
    [line] = [one for one in await member.posts.feed() if one.title == TITLE]
    post = await member.posts.open(line.post_id)
    assert "hai mươi cây xanh" in post.lead
    assert "Bà con ra giúp" in post.body
    [picture] = post.attachments
    assert picture.alternative == SHOWS
    link = urlsplit(await member.posts.link(picture.object_name))
    answer = await house.supabase.http.get(f"{INSIDE}{link.path}?{link.query}")
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).size == (320, 200)

    sibling = await house.as_("sibling")  # of another cell
    assert TITLE not in [one.title for one in await sibling.posts.feed()]


async def test_what_owes_its_readers_something_is_filed_as_a_draft_and_the_report_says_why(
    house: House, tmp_path: Path
) -> None:
    press, allowed = "Tin báo chưa được phép", "Tin báo đã được phép"
    plain, silent = "Tin của chi bộ", "Tin có ảnh không lời"
    head = "Nguồn: Báo Sông Mẫu"
    body = "Sáng nay trời đẹp.\n\nBà con ra đồng sớm, ai cũng vui."
    (tmp_path / "1.txt").write_text(f"Tiêu đề: {press}\n{head}\n\n{body}")
    (tmp_path / "2.md").write_text(
        f"---\ntitle: {allowed}\nnguồn: Báo Sông Mẫu\ncho phép: Thư ngày 3/10/2026\n---\n\n{body}"
    )
    (tmp_path / "3.txt").write_text(f"{plain}\n\n{body}")
    (tmp_path / "4.docx").write_bytes(
        docx(
            para(silent, style="T"),
            para("Một ảnh."),
            image("p1", ""),
            para("Hết."),
            pictures={"p1": photo(kind="PNG")},
        )
    )
    code = house.value("select code from handbook.units where id = %s", house.unit("cell-a1"))
    settings = Settings.model_validate({"data_dir": house.config.storage_dir.parent})
    said: list[str] = []
    refused = await import_articles(
        settings, Embedded(house.server, house.config, []), [tmp_path], code, True, said.append
    )
    assert refused == 0, said
    with house.sql() as connection:
        filed = dict(
            connection.execute(
                "select title, state::text || '/' || coalesce(permission, '') from handbook.posts"
                " where title = any (%s)",
                ([press, allowed, plain, silent],),
            ).fetchall()
        )
    assert filed == {
        press: "draft/",
        allowed: "published/Thư ngày 3/10/2026",
        plain: "published/",
        silent: "draft/",
    }
    words = " ".join(said[0].split())
    for caution in (Caution.DRAFT_NO_PERMISSION, Caution.DRAFT_NO_ALTERNATIVE):
        assert words.count(CAUTIONS[caution].split(":")[0]) == 2  # both begin alike
    assert words.count("chưa ghi ai cho phép") == 1
    assert words.count("chưa ghi ảnh cho thấy gì") == 1
