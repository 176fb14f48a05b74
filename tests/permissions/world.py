"""Posts, people and requests that the permission table points at, made once in the demo's units."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from tests.database import Database, Person


@dataclass(frozen=True)
class Text:
    """A post as a test wants it."""

    unit: str
    category: str = "news"
    state: str = "published"
    leaders_only: bool = False
    acknowledge: bool = False


POSTS = {
    "news_city": Text("city"),
    "news_a": Text("ward-a"),
    "news_a1": Text("cell-a1"),
    "news_a2": Text("cell-a2"),
    "news_b1": Text("cell-b1"),
    "directive_city": Text("city", "directive", acknowledge=True),
    "directive_a": Text("ward-a", "directive", acknowledge=True),
    "directive_a1": Text("cell-a1", "directive", acknowledge=True),
    "directive_b1": Text("cell-b1", "directive", acknowledge=True),
    "leaders_a": Text("ward-a", "directive", leaders_only=True, acknowledge=True),
    "draft_a": Text("ward-a", state="draft"),
    "draft_a1": Text("cell-a1", state="draft"),
    "withdrawn_a1": Text("cell-a1", state="withdrawn"),
}


def write(database: Database, text: Text, title: str = "Bài viết thử") -> UUID:
    """A post written by the owner of the database."""
    post_id: UUID = database.value(
        """insert into handbook.posts
             (unit_id, unit_path, category, state, leaders_only, title, body, published_at)
           values (%s, '', %s, %s, %s, %s, 'Nội dung', case when %s <> 'draft' then now() end)
           returning id""",
        database.unit(text.unit), text.category, text.state, text.leaders_only, title, text.state,
    )  # fmt: skip
    if text.category in ("directive", "notice", "document"):
        database.run("insert into handbook.documents (post_id, unit_path) values (%s, '')", post_id)
    if text.category in ("directive", "notice"):
        database.run(
            "insert into handbook.directives (post_id, unit_path, wants_acknowledgement,"
            " acknowledge_by) values (%s, '', %s, case when %s then handbook.today() + 7 end)",
            post_id, text.acknowledge, text.acknowledge,
        )  # fmt: skip
    return post_id


def ask_reset(database: Database, person: Person) -> UUID:
    """A reset that waits for approval and whose delay is over."""
    reset: UUID = database.value(
        "insert into handbook.reset_requests (member_id, effective_at, expires_at)"
        " values (%s, now() - interval '1 minute', now() + interval '1 day') returning id",
        person.id,
    )
    return reset


@dataclass
class World:
    """Ids by name."""

    database: Database
    posts: dict[str, UUID] = field(default_factory=dict[str, UUID])
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    resets: dict[str, UUID] = field(default_factory=dict[str, UUID])
    session_b1: UUID = field(default_factory=uuid4)

    def fresh_draft(self, unit: str) -> UUID:
        """A draft that nobody has published yet."""
        return write(self.database, Text(unit, state="draft"))


def build(database: Database) -> World:
    """Write everything down."""
    world = World(database)
    for name, text in POSTS.items():
        world.posts[name] = write(database, text, f"Thế giới thử: {name}")
    ward_a = database.unit("ward-a")
    world.people = {
        "idle": database.newcomer("cell-a1", account=False),
        "idle_officer": database.newcomer("cell-a1", ("office_staff", ward_a), account=False),
        "sleeper": database.newcomer("cell-a1"),
        "sleeping_officer": database.newcomer("cell-a1", ("office_staff", ward_a)),
    }
    for name in ("sleeper", "sleeping_officer"):
        world.resets[name] = ask_reset(database, world.people[name])
    database.run(
        "insert into auth.sessions (id, user_id, aal, created_at, updated_at)"
        " values (%s, %s, 'aal1', now(), now())",
        world.session_b1, database.id("secretary_b"),
    )  # fmt: skip
    return world
