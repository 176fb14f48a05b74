"""`load_posts()`: the demo's articles, directives and notices, read from data/posts/*.md."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, cast, get_args

from services.articles.front_matter import split_front_matter
from services.days import VIETNAM
from services.demo.names import DATA
from services.demo.organisation import build
from services.demo.seeds import Organisation, Role

PostKind = Literal["article", "directive", "notice"]
Category = Literal["news", "directive", "study", "notice"]

# Who writes for a unit, best first.
_AUTHORS: tuple[Role, ...] = ("news_secretariat", "editor", "secretary")


@dataclass(frozen=True, slots=True)
class PostSeed:
    """One post of the demo. `body_markdown` does not repeat title and lead.

    `number`, `issued_on` and `acknowledge_by` belong to directives; `picture` names a scene of
    services/demo/pictures.py, drawn with `key` as its seed. Times are Vietnam's.
    """

    key: str
    unit_key: str
    author_key: str
    kind: PostKind
    category: Category
    title: str
    lead: str
    body_markdown: str
    published_at: datetime
    pinned: bool
    picture: str | None
    picture_alt: str | None
    number: str | None
    issued_on: date | None
    acknowledge_by: date | None
    leaders_only: bool


@lru_cache(maxsize=1)
def load_posts() -> tuple[PostSeed, ...]:
    """All posts, newest first.

    Raises ValueError naming the file when one is not written as it should be.
    """
    organisation = build()
    posts: list[PostSeed] = []
    for path in sorted((DATA / "posts").glob("*.md")):
        try:
            posts.append(_post(path.stem, path.read_text("utf-8"), organisation))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}: {error!r}") from error
    return tuple(sorted(posts, key=lambda post: (post.published_at, post.key), reverse=True))


def _post(key: str, text: str, organisation: Organisation) -> PostSeed:
    parts = split_front_matter(text)
    values = parts.values
    kind, category = values["kind"], values["category"]
    if kind not in get_args(PostKind) or category not in get_args(Category):
        raise ValueError(f"kind {kind}, category {category}")
    return PostSeed(
        key=key,
        unit_key=values["unit"],
        author_key=author_of(values["unit"], organisation),
        kind=cast("PostKind", kind),
        category=cast("Category", category),
        title=values["title"],
        lead=values["lead"],
        body_markdown=parts.body.strip() + "\n",
        published_at=datetime.fromisoformat(values["published"]).replace(tzinfo=VIETNAM),
        pinned=values.get("pinned") == "yes",
        picture=values.get("picture"),
        picture_alt=_descriptions()[values["picture"]] if "picture" in values else None,
        number=values.get("number"),
        issued_on=_date(values.get("issued")),
        acknowledge_by=_date(values.get("acknowledge_by")),
        leaders_only=values.get("leaders_only") == "yes",
    )


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, str]:
    raw = tomllib.loads((DATA / "pictures.toml").read_text("utf-8"))
    return {scene: str(text) for scene, text in raw.items()}


def author_of(unit_key: str, organisation: Organisation) -> str:
    """Who writes for a unit. Raises ValueError where nobody does."""
    holders = {
        role.role: role.member_key
        for role in reversed(organisation.roles)
        if role.unit_key == unit_key
    }
    for role in _AUTHORS:
        if role in holders:
            return holders[role]
    raise ValueError(f"nobody writes for {unit_key}")


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
