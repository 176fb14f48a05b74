"""Puts the services of one signed-in person together."""

from dataclasses import dataclass, field

from services.accounts.models import Device, TokenPair
from services.accounts.service import Accounts, SignIn
from services.audit.service import Audit
from services.directives.service import Directives
from services.drafts.service import Drafts
from services.figures.service import Figures
from services.gateway import AuthAdmin, MemberGateway, Service, Supabase
from services.imports.service import Imports
from services.inspections.service import Inspections
from services.library.service import Library
from services.meetings.service import Meetings
from services.members.photographs import Photographs
from services.members.service import Members, Roster
from services.minutes.service import Minutes
from services.newsroom.service import Newsroom
from services.opinions.service import Opinions
from services.posts.service import Posts
from services.questions.service import Questions
from services.reading.counting import ReadCounter
from services.reading.service import Reading
from services.records.service import Records, Requests
from services.search.service import Search
from services.signals import Signals
from services.tasks.service import Tasks
from services.units.service import Units
from services.votes.service import Votes


@dataclass
class MemberServices:
    """Every verb of one signed-in person on one device; `use` goes on with rotated tokens."""

    gateway: MemberGateway
    accounts: Accounts
    members: Members
    roster: Roster
    photographs: Photographs
    records: Records
    requests: Requests
    units: Units
    imports: Imports
    posts: Posts
    newsroom: Newsroom
    reading: Reading
    questions: Questions
    figures: Figures
    directives: Directives
    drafts: Drafts
    library: Library
    tasks: Tasks
    meetings: Meetings
    minutes: Minutes
    inspections: Inspections
    opinions: Opinions
    search: Search
    audit: Audit
    votes: Votes
    signals: Signals

    @property
    def pair(self) -> TokenPair:
        """The tokens in use."""
        return self.gateway.pair

    def use(self, pair: TokenPair) -> None:
        """Go on with a new pair."""
        self.gateway.use(pair)


@dataclass
class Services:
    """What the app holds once: everything before sign-in, and the way to a person's services."""

    supabase: Supabase
    sign_in: SignIn = field(init=False)
    service: Service = field(init=False)
    reads: ReadCounter = field(default_factory=ReadCounter)
    signals: Signals = field(default_factory=Signals)

    def __post_init__(self) -> None:
        self.service = Service(self.supabase)
        self.sign_in = SignIn(AuthAdmin(self.supabase), self.service)

    def member(self, pair: TokenPair, device: Device) -> MemberServices:
        """The services of the person behind the tokens."""
        gateway = MemberGateway(self.supabase, pair, device)
        return MemberServices(
            gateway=gateway,
            accounts=Accounts(gateway, self.sign_in, device),
            members=Members(gateway),
            roster=Roster(gateway),
            photographs=Photographs(gateway),
            records=Records(gateway),
            requests=Requests(gateway),
            units=Units(gateway),
            imports=Imports(gateway),
            newsroom=Newsroom(gateway),
            posts=Posts(gateway, self.reads),
            reading=Reading(gateway),
            questions=Questions(gateway),
            figures=Figures(gateway),
            directives=Directives(gateway),
            drafts=Drafts(gateway),
            library=Library(gateway),
            tasks=Tasks(gateway),
            meetings=Meetings(gateway, self.signals),
            minutes=Minutes(gateway),
            inspections=Inspections(gateway),
            opinions=Opinions(gateway),
            search=Search(gateway),
            audit=Audit(gateway),
            votes=Votes(gateway, self.signals),
            signals=self.signals,
        )
