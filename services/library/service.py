"""Verbs of the library."""

from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Invalid
from services.gateway import MemberGateway
from services.library.models import (
    ANY,
    Facets,
    FilesToCheck,
    LibraryLine,
    PagePicture,
    Paper,
    Shelf,
    Wanted,
)
from services.library.reading import draw_page
from services.library.shelf import FILES, PAGES

PAGE: Final = 50
WIDTHS: Final = (800, 1200, 1600)
"""Pixels across in which pages are drawn: few, so that readers share them."""
_LINES = TypeAdapter(list[LibraryLine])


class Library:
    """What a signed-in person does in the library."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def lines(self, wanted: Wanted, after: LibraryLine | None = None) -> list[LibraryLine]:
        """A page of documents, the newest by their date first."""
        asked: dict[str, object] = {
            "type": wanted.type,
            "body": wanted.body,
            "year": wanted.year,
            "subject": wanted.subject,
            "validity": wanted.validity or ANY,
            "page_size": PAGE,
            "before": after.filed_on.isoformat() if after else None,
            "before_id": str(after.post_id) if after else None,
        }
        if wanted.shelf is Shelf.BELOW:
            rows = await self._gateway.rpc("library_below", **asked)
        else:
            rows = await self._gateway.rpc("library_list", **asked)
        return _LINES.validate_python(rows)

    async def facets(self, wanted: Wanted) -> Facets:
        """What there is to choose from, with counts. Raises SignedOut."""
        answer = await self._gateway.rpc(
            "library_facets", below=wanted.shelf is Shelf.BELOW, validity=wanted.validity or ANY
        )
        return Facets.model_validate(answer)

    async def paper(self, attachment_id: UUID, page: int | None = None) -> Paper:
        """A file of a post, with the text of a page of it. Raises NotFound."""
        answer = await self._gateway.rpc("file_open", attachment_id=str(attachment_id), page=page)
        return Paper.model_validate(answer)

    async def picture(self, attachment_id: UUID, page: int, width: int) -> PagePicture:
        """A page of a PDF as a picture at least so many pixels wide, up to the widest there is.

        Raises NotFound, Invalid (`page.unreadable`), Unavailable (`page.busy`).
        """
        paper = await self.paper(attachment_id)  # the right, each time anew
        if not paper.is_pdf or page < 1 or (paper.pages is not None and page > paper.pages):
            raise Invalid("page.unreadable")
        wide = next((w for w in WIDTHS if w >= width), WIDTHS[-1])
        found = PAGES.get((paper.object_name, page, wide))
        if found is None:
            found = await draw_page(await self._content(paper.object_name), page, wide)
            PAGES.put((paper.object_name, page, wide), *found)
        return PagePicture(content=found[0], pages=found[1])

    async def _content(self, object_name: str) -> bytes:
        held = FILES.get(object_name)
        if held is not None:
            return held[0]
        content = await self._gateway.download(object_name)
        FILES.put(object_name, content)
        return content

    async def link(self, object_name: str, download_as: str) -> str:
        """A link for taking the file down, good for a minute. Raises NotFound."""
        return await self._gateway.link(object_name, download_as)

    async def to_check(self) -> FilesToCheck:
        """Files that somebody should look at, and those out of circulation. Raises SignedOut."""
        return FilesToCheck.model_validate(await self._gateway.rpc("files_to_check"))

    async def quarantine(self, key: UUID, attachment_id: UUID, reason: str) -> None:
        """Take a file out of circulation at once. Raises NotFound, Conflict, Invalid."""
        await self._gateway.rpc(
            "file_quarantine", key=str(key), attachment_id=str(attachment_id), reason=reason
        )

    async def release(self, key: UUID, quarantine_id: UUID, reason: str) -> None:
        """Put a file back. Raises NotFound, Conflict, Invalid."""
        await self._gateway.rpc(
            "file_release", key=str(key), quarantine_id=str(quarantine_id), reason=reason
        )

    async def clear(self, key: UUID, attachment_id: UUID) -> None:
        """I have looked: what seems a secrecy stamp is none. Raises NotFound."""
        await self._gateway.rpc("file_clear", key=str(key), attachment_id=str(attachment_id))
