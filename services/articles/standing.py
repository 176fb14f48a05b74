"""Where the pictures of an article stand: kept through the cutting of title and lead, then said in the
text by a line of their own."""

from typing import Final

from bs4 import BeautifulSoup, Tag

from services.articles.markup import PICTURE, blocks

_EMPTIED: Final = ("a", "p", "figure", "strong", "em", "s", "del")


def put_place(image: Tag, number: int) -> None:
    """In place of a picture that was taken over remains where it stood."""
    image.attrs = {PICTURE: str(number)}


def drop_picture(image: Tag) -> None:
    """Removes a picture, and what it leaves empty."""
    holder = image.parent
    image.decompose()
    while holder is not None and holder.name in _EMPTIED:
        outer = holder.parent
        if holder.get_text().strip() or holder.find("img"):
            break
        holder.decompose()
        holder = outer


def stand_alone(soup: BeautifulSoup) -> None:
    """Puts the places between the blocks, once the boxes are opened: before a block that begins with
    its picture, behind any other, so that no sentence, list or table is torn."""
    for block in blocks(soup):
        last = block
        for place in block.find_all("img", attrs={PICTURE: True}):
            line = soup.new_tag("hr", attrs={PICTURE: str(place[PICTURE])})
            if _begins(place, block):
                block.insert_before(line)
            else:
                last.insert_after(line)
                last = line
            drop_picture(place)


def drop_cover_place(soup: BeautifulSoup) -> None:
    """The only picture, on top of the text, needs no line: it is shown there anyway."""
    tops = [child for child in soup.children if isinstance(child, Tag)]
    places = [top for top in tops if top.has_attr(PICTURE)]
    written = [top for top in tops if top.has_attr(PICTURE) or top.get_text().strip()]
    if len(places) == 1 and written[0] is places[0]:
        places[0].decompose()


def _begins(place: Tag, block: Tag) -> bool:
    """Whether no letter of the block stands ahead of the picture."""
    for earlier in place.previous_elements:
        if earlier is block:
            return True
        if isinstance(earlier, str) and earlier.strip():
            return False
    return True
