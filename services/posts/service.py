"""Verbs of posts."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Conflict
from services.files import accepted_name, content_type_of, looks_classified, random_name
from services.gateway import MemberGateway
from services.pictures import bare
from services.posts.models import (
    Category,
    DocumentChoices,
    Draft,
    FeedItem,
    NewFile,
    Post,
    PostCreate,
)
from services.reading.counting import ReadCounter

PAGE = 20
_FEED = TypeAdapter(list[FeedItem])
_DRAFTS = TypeAdapter(list[Draft])


class Posts:
    """What a signed-in person does with posts."""

    def __init__(self, gateway: MemberGateway, reads: ReadCounter) -> None:
        self._gateway = gateway
        self._reads = reads

    async def feed(
        self,
        category: Category | None = None,
        after: FeedItem | None = None,
        unit_id: UUID | None = None,
    ) -> list[FeedItem]:
        """A page of posts for me, day by day, within a day the nearest unit first; the next page begins
        after the last line. The first page begins with what is pinned, beyond the size of a page."""
        rows = await self._gateway.rpc(
            "feed",
            category=category,
            page_size=PAGE,
            unit_id=str(unit_id) if unit_id else None,
            before_nearness=after.nearness if after else None,
            **_cursor(after),
        )
        return _FEED.validate_python(rows)

    async def below(self, after: FeedItem | None = None) -> list[FeedItem]:
        """A page of what the units below my office publish."""
        rows = await self._gateway.rpc("posts_below", page_size=PAGE, **_cursor(after))
        return _FEED.validate_python(rows)

    async def open(self, post_id: UUID) -> Post:
        """One post; from now on it is read. Raises NotFound."""
        post = Post.model_validate(await self._gateway.rpc("post_open", post_id=str(post_id)))
        self._reads.add(post.post_id, post.counts)
        return post

    async def link(self, object_name: str, download_as: str | None = None) -> str:
        """A link to a file of a post, good for a minute. Raises NotFound."""
        return await self._gateway.link(object_name, download_as)

    async def upload(
        self, unit_id: UUID, file_name: str, content: bytes, *, classified_confirmed: bool = False
    ) -> NewFile:
        """Check a file by its content and put it into the bucket; a picture is made upright and small,
        and loses the place where it was taken. Raises Invalid, Forbidden, Conflict."""
        content_type = content_type_of(content)
        name = accepted_name(
            file_name, "post.classified", classified_confirmed=classified_confirmed
        )
        if content_type.startswith("image/"):
            content, content_type = await bare(content)
        object_name = random_name(unit_id, content_type)
        await self._gateway.upload(object_name, content, content_type)
        return NewFile(
            kind="picture" if content_type.startswith("image/") else "document",
            object_name=object_name,
            file_name=name,
            content_type=content_type,
            size_bytes=len(content),
        )

    async def duplicate(self, unit_id: UUID, file: NewFile) -> NewFile:
        """The same file once more, for another post: no file belongs to two. Raises AppError."""
        content = await self._gateway.download(file.object_name)
        object_name = random_name(unit_id, file.content_type)
        await self._gateway.upload(object_name, content, file.content_type)
        return file.model_copy(update={"object_name": object_name})

    async def save(self, post: PostCreate, *, classified_confirmed: bool = False) -> UUID:
        """Write a post, or a draft anew, as a draft or published at once. Raises Invalid, NotFound,
        Conflict: `write.key_reused` when the same key has sent another content before;
        `post.changed_meanwhile`, with `by`, `by_me` and `at`, when the draft was saved after it was opened.

        `post.classified` stops a text with a secrecy stamp until the author confirms that it is none;
        the database refuses what was not asked about.
        """
        text = looks_classified(*post.typed)
        if text and not classified_confirmed:
            raise Conflict("post.classified")
        # A file name that looks stamped was confirmed at its upload; the log keeps both.
        stamped = text or looks_classified(*(file.file_name for file in post.files))
        answer = await self._gateway.rpc(
            "post_save", **post.model_dump(mode="json"), stamp_denied=stamped
        )
        return UUID(answer["post_id"])

    async def document_choices(self, unit_id: UUID, words: str = "") -> DocumentChoices:
        """Subjects, and documents with the words in number or title that the unit may replace.
        Raises NotFound."""
        answer = await self._gateway.rpc("document_choices", unit_id=str(unit_id), words=words)
        return DocumentChoices.model_validate(answer)

    async def drafts(self) -> list[Draft]:
        """Drafts of the units for which I publish."""
        return _DRAFTS.validate_python(await self._gateway.rpc("drafts"))

    async def publish(self, key: UUID, post_id: UUID) -> None:
        """Publish a draft. Raises NotFound, Conflict."""
        await self._gateway.rpc("post_publish", key=str(key), post_id=str(post_id))


def _cursor(after: FeedItem | None) -> dict[str, str | None]:
    if after is None:
        return {"before": None, "before_id": None}
    moment: datetime = after.published_at
    return {"before": moment.isoformat(), "before_id": str(after.post_id)}
