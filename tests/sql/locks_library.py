"""The second lock of the library and the files of posts: attempts for tests/sql/test_locks.py."""

from collections.abc import Callable
from uuid import uuid4

from tests.permissions.table_library import file_of, shut
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock

Attempt = Callable[[Asking, World, str], None]
POSTS = (
    "news_city",
    "news_a",
    "news_a1",
    "news_a2",
    "news_b1",
    "leaders_a",
    "draft_a1",
    "withdrawn_a1",
)


def documents_that_may_be_opened(asking: Asking, world: World, function: str) -> None:
    """What appears without the lock can be opened as a post: leaders' papers that one oversees."""
    query = f"select post_id from {function}(page_size => 100, validity => 'any')"
    before = asking.each(query)
    unlock(asking.connection, function)
    for who, after in asking.each(query).items():
        assert set(before[who]) <= set(after), who
        for post in set(after) - set(before[who]):
            assert isinstance(asking.rows(who, "select api.post_open(%s)", post), list), who


def no_more_is_counted_than_may_be_opened(asking: Asking, world: World, function: str) -> None:
    query = "select (api.library_facets(false, 'any') ->> 'total')::int"
    unlock(asking.connection, function)
    seen = asking.each("select count(*)::int from handbook.documents d join handbook.posts p"
                       " on p.id = d.post_id and p.state = 'published'"
                       " and (d.number is not null or p.category <> 'notice')")  # fmt: skip
    assert asking.each(query) == seen


def no_file_of_others_opens(asking: Asking, world: World, function: str) -> None:
    files = [file_of(world, post) for post in POSTS]
    query = "select api.file_open(%s, 1) ->> 'file_name'"
    before = [asking.each(query, file) for file in files]
    unlock(asking.connection, function)
    assert [asking.each(query, file) for file in files] == before


def writes(query: str) -> Attempt:
    """Nobody does more without the lock."""

    def attempt(asking: Asking, world: World, function: str) -> None:
        def done() -> set[tuple[str, str]]:
            return {
                (who, post)
                for post in POSTS
                for who, answer in asking.each(query, uuid4(), file_of(world, post)).items()
                if isinstance(answer, list)
            }

        before = done()
        unlock(asking.connection, function)
        assert done() == before
        assert ("secretary", "news_a1") in before
        assert ("secretary_b", "news_a1") not in before

    return attempt


def nothing_of_others_comes_back(asking: Asking, world: World, function: str) -> None:
    query = "select api.file_release(%s, %s, 'Thử lại') is not null"

    def done() -> set[tuple[str, str]]:
        return {
            (who, office)
            for office in ("cell-a1", "ward-a")
            for who, answer in asking.each(query, uuid4(), shut(world, "news_a1", office)).items()
            if isinstance(answer, list)
        }

    before = done()
    unlock(asking.connection, function)
    assert done() == before
    assert ("secretary", "ward-a") not in before


def lists_to_check_stay_in_scope(asking: Asking, world: World, function: str) -> None:
    """Without the lock the suspected files are those of posts that one may read, no more; the
    quarantines are the same."""
    file_of(world, "news_a1", stamped=True)
    shut(world, "news_a1", "ward-a")
    held = "select jsonb_path_query(api.files_to_check(), '$.quarantined[*].quarantine_id') ->> 0"
    suspected = "select jsonb_path_query(api.files_to_check(), '$.suspected[*].post_id') ->> 0"
    before = asking.each(held)
    unlock(asking.connection, function)
    assert asking.each(held) == before
    for who, posts in asking.each(suspected).items():
        for post in set(posts):
            assert isinstance(asking.rows(who, "select api.post_open(%s::uuid)", post), list), who


LIBRARY: dict[str, tuple[Attempt, ...]] = {
    "library_list": (documents_that_may_be_opened,),
    "library_below": (documents_that_may_be_opened,),
    "library_facets": (no_more_is_counted_than_may_be_opened,),
    "file_open": (no_file_of_others_opens,),
    "file_quarantine": (writes("select api.file_quarantine(%s, %s, 'Thử ngừng') is not null"),),
    "file_clear": (writes("select api.file_clear(%s, %s) is not null"),),
    "file_release": (nothing_of_others_comes_back,),
    "files_to_check": (lists_to_check_stay_in_scope,),
}
