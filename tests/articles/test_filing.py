"""From the operator's files to what a member reads: the article with its picture."""

import io
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image

from services.articles.filing import import_articles
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
