"""The operator's `import-articles`: files in, posts of a unit out, a report per file."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from services.articles import strings
from services.articles.models import Caution, FileResult, ImportedArticle, Reason
from services.articles.reader import read_folder
from services.articles.report import report_table
from services.container import Services
from services.days import VIETNAM
from services.errors import AppError, Conflict, NotFound
from services.files import ALLOWED
from services.gateway import Service
from services.refusal import Refused
from services.runtime import Embedded, open_supabase
from services.settings import Settings

_OWED = {
    "manuscript.permission_missing": Caution.DRAFT_NO_PERMISSION,
    "manuscript.alternative_missing": Caution.DRAFT_NO_ALTERNATIVE,
}
"""Why an article that was to be published is a draft."""
MORNING = time(7, 0)  # a file knows the day; a post needs an hour


async def import_articles(
    settings: Settings,
    embedded: Embedded | None,
    paths: Sequence[Path],
    unit_code: str,
    publish: bool,
    say: Callable[[str], None],
) -> int:
    """Read every file and file its article under a unit; returns how many files were refused.

    One bad file never stops the others; the same text a second time is recognised, not doubled.
    Raises Refused when the unit is unknown.
    """
    async with open_supabase(settings, embedded) as (supabase, _):
        service = Services(supabase).service
        try:
            unit_id = UUID(await service.rpc("unit_by_code", code=unit_code))
        except NotFound:
            raise Refused(strings.UNKNOWN_UNIT.format(code=unit_code)) from None
        results: list[FileResult] = []
        for result in read_folder(paths):
            filed = result
            if result.article is not None:
                filed = await file_article(
                    service, result, result.article, unit_code, unit_id, publish
                )
            results.append(filed)
    say(report_table(results))
    return sum(result.outcome == "refused" for result in results)


async def file_article(
    service: Service,
    result: FileResult,
    article: ImportedArticle,
    unit_code: str,
    unit_id: UUID,
    publish: bool,
) -> FileResult:
    """File one article that was read; what went wrong becomes its line in the report."""
    try:
        answer = await service.rpc(
            "import_post",
            unit_code=unit_code,
            category=article.category,
            title=article.title,
            lead=article.lead,
            body=article.body_markdown,
            source=article.source,
            published_at=_moment(article),
            publish=publish,
            files=await _upload_pictures(service, unit_id, article),
            number=article.number,
            issued_on=_issued(article),
            permission=article.permission,
        )
    except AppError as refused:
        stamped = refused.code == "post.classified"
        return FileResult(
            file=result.file,
            outcome="refused",
            reason=Reason.CLASSIFIED if stamped else Reason.NOT_FILED,
            warnings=result.warnings,
        )
    owed = tuple(_OWED[code] for code in answer.get("draft_because", ()))
    return result.model_copy(update={"warnings": (*result.warnings, *owed)})


def _issued(article: ImportedArticle) -> str | None:
    """Of a paper the date it carries."""
    if article.number is None or article.published_on is None:
        return None
    return article.published_on.isoformat()


def _moment(article: ImportedArticle) -> str | None:
    if article.published_on is None:
        return None
    moment = datetime.combine(article.published_on, MORNING, VIETNAM)
    return min(moment, datetime.now(UTC)).isoformat()


async def _upload_pictures(
    service: Service, unit_id: UUID, article: ImportedArticle
) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = []
    text = f"{unit_id}\n{article.title}\n{article.body_markdown}"
    for place, picture in enumerate(article.pictures):
        # The same article has the same picture names, so that a second go finds them in place.
        name = UUID(bytes=hashlib.sha256(f"{text}\n{place}".encode()).digest()[:16])
        object_name = f"{unit_id}/{name}.{ALLOWED[picture.content_type]}"
        with suppress(Conflict):
            await service.upload(object_name, picture.content, picture.content_type)
        files.append(
            {
                "kind": "picture",
                "object_name": object_name,
                "file_name": picture.name,
                "content_type": picture.content_type,
                "size_bytes": len(picture.content),
                "alternative": picture.alternative,
            }
        )
    return files
