"""From a draft to an article: stamps, pictures, title, date, lead, category, Markdown."""

from typing import Final

from bs4 import BeautifulSoup, Tag

from services.articles import strings
from services.articles.dates import find_date
from services.articles.draft import Draft
from services.articles.images import MAX_PICTURES, PictureError, take_over
from services.articles.markup import TooDeepError, open_boxes, parse, sanitise, to_markdown
from services.articles.models import (
    Caution,
    ImportCategory,
    ImportedArticle,
    ImportedPicture,
    Reason,
    Refusal,
)
from services.articles.numbers import find_number
from services.articles.outline import (
    MAX_LEAD,
    MAX_TITLE,
    drop_date_lines,
    drop_letterhead,
    same,
    shorten,
    squash,
    take_lead,
    take_source,
    take_title,
)
from services.articles.stamps import stamped_lines
from services.articles.standing import drop_cover_place, drop_picture, put_place, stand_alone

MAX_BODY: Final = 200_000


def looks_stamped(draft: Draft) -> bool:
    """Whether a file seems to carry a secrecy stamp, anywhere in it."""
    told = [
        text
        for text in (
            *(draft.title, draft.property_title, draft.lead),
            *(draft.source, draft.permission),
        )
        if text
    ]
    return bool(stamped_lines([*told, *draft.lines]))


def assemble(
    draft: Draft, source_name: str, fallback_title: str, *, stamps_too: bool = False
) -> ImportedArticle:
    """The article of a draft; the draft collects the warnings. `stamps_too`: somebody will be asked
    about a secrecy stamp, so that it is no reason to refuse the file. Raises Refusal."""
    if not stamps_too and looks_stamped(draft):
        raise Refusal(Reason.CLASSIFIED)
    try:
        soup = parse(sanitise(draft.html))
    except TooDeepError as error:
        raise Refusal(Reason.TOO_COMPLEX) from error
    pictures = _take_pictures(soup, draft)
    open_boxes(soup)
    stand_alone(soup)
    published = draft.published_on or find_date(draft.lines)
    if published is None and draft.property_date is not None:
        published = draft.property_date
        draft.warn(Caution.DATE_FROM_PROPERTIES)
    elif published is None:
        draft.warn(Caution.NO_DATE)

    drop_letterhead(soup)
    drop_date_lines(soup)
    title = take_title(soup, draft.title)
    if title is None and draft.property_title:
        title = squash(draft.property_title)
    elif title is None:
        title = fallback_title
        draft.warn(Caution.TITLE_FROM_NAME)
    drop_date_lines(soup)
    source = take_source(soup, draft.source)
    lead = take_lead(soup, draft.lead)
    if not soup.get_text().strip() and not lead:
        raise Refusal(Reason.EMPTY)
    drop_cover_place(soup)
    body = to_markdown(soup).strip()
    if len(body) > MAX_BODY:
        raise Refusal(Reason.TOO_LONG)
    if len(title) > MAX_TITLE:
        draft.warn(Caution.TITLE_CUT)
    if len(lead) > MAX_LEAD:
        draft.warn(Caution.LEAD_CUT)
    number = find_number(draft.lines)
    return ImportedArticle(
        title=shorten(title, MAX_TITLE),
        published_on=published,
        category=draft.category or guess_category(title, lead, number),
        number=number,
        lead=shorten(lead, MAX_LEAD),
        body_markdown=f"{body}\n" if body else "",
        pictures=tuple(pictures),
        source_name=source_name,
        source=source,
        permission=draft.permission,
    )


def guess_category(title: str, lead: str, number: str | None = None) -> ImportCategory:
    """A guess for the editor to correct."""
    start = title.casefold()
    if start.startswith(strings.NOTICE_STARTS):
        return "notice"
    if number is not None:
        return "document"
    words = f"{start} {lead.casefold()}"
    return "study" if any(word in words for word in strings.STUDY_WORDS) else "news"


def named_category(value: str | None) -> ImportCategory | None:
    """A category that the file itself names, by identifier or in Vietnamese."""
    return strings.CATEGORY_NAMES.get((value or "").strip(" []\"'").casefold())


def _take_pictures(soup: BeautifulSoup, draft: Draft) -> list[ImportedPicture]:
    """Loads the pictures in order; of those taken the place remains, of the others nothing, nor of
    captions and empty links."""
    taken: list[ImportedPicture] = []
    seen: set[str] = set()
    for image in soup.find_all("img"):
        address = str(image.get("src") or "")
        caption = _caption(image)
        if address in seen:
            pass
        elif len(taken) == MAX_PICTURES:
            draft.warn(Caution.TOO_MANY_PICTURES)
        else:
            seen.add(address)
            try:
                if not address:
                    # The sanitiser took an address away that nobody may use.
                    raise PictureError(Caution.PICTURE_REFUSED)
                content = draft.load_picture(address)
                taken.append(take_over(content, len(taken) + 1, caption))
                put_place(image, len(taken))
                continue
            except PictureError as error:
                draft.warn(error.caution)
        drop_picture(image)
    return taken


def _caption(image: Tag) -> str:
    """What the picture shows: its figure's caption, which leaves the body, or its alt text."""
    alternative = squash(str(image.get("alt") or ""))
    figure = image.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    if figure is None or not isinstance(caption, Tag):
        return shorten(alternative, 500)
    text = squash(caption.get_text(" "))
    if len(figure.find_all("img")) == 1:
        caption.decompose()
    return shorten(alternative if same(alternative, text) or not text else text, 500)
