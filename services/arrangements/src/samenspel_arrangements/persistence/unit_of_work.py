"""One transaction of arrangements."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.term_rules import HANDOVER_ANSWER
from samenspel_arrangements.persistence.alliances import SqlAlliances
from samenspel_arrangements.persistence.arrangements import SqlArrangements
from samenspel_arrangements.persistence.cases import SqlCases
from samenspel_arrangements.persistence.colleagues import SqlColleagues
from samenspel_arrangements.persistence.documents.documents import SqlDocuments
from samenspel_arrangements.persistence.funding.checks import FundingCheckQueries, SqlFundingChecks
from samenspel_arrangements.persistence.funding.known_tlvs import SqlKnownTlvs
from samenspel_arrangements.persistence.help.groups import (
    GroupQueries,
    SqlHelpGroups,
    SqlMemberships,
)
from samenspel_arrangements.persistence.help.questions import SqlQuestions
from samenspel_arrangements.persistence.help.recipes import RecipeQueries, SqlRecipes
from samenspel_arrangements.persistence.help.sessions import SessionQueries, SqlSessions
from samenspel_arrangements.persistence.known_schools import SqlKnownSchools
from samenspel_arrangements.persistence.letters.batches import LetterBatches
from samenspel_arrangements.persistence.letters.letters import SqlLetters
from samenspel_arrangements.persistence.meeting.meetings import SqlMeetings
from samenspel_arrangements.persistence.money.ledgers import SqlLedgers
from samenspel_arrangements.persistence.money.mandates import SqlMandates
from samenspel_arrangements.persistence.money.other_payers import SqlOtherPayers
from samenspel_arrangements.persistence.money.queries import MoneyQueries
from samenspel_arrangements.persistence.money.request_queries import MoneyRequestQueries
from samenspel_arrangements.persistence.money.requests import SqlMoneyRequests
from samenspel_arrangements.persistence.opp.opps import SqlOpps, SqlOppUnits
from samenspel_arrangements.persistence.own_help.own_helps import (
    OwnHelpQueries,
    SqlArrangingLimits,
    SqlOwnHelps,
)
from samenspel_arrangements.persistence.people.profiles import HelperQueries, SqlProfiles
from samenspel_arrangements.persistence.perspective.parents import SqlParents
from samenspel_arrangements.persistence.perspective.perspectives import SqlPerspectives
from samenspel_arrangements.persistence.places.areas import SqlPostcodeAreas
from samenspel_arrangements.persistence.places.at_school import SqlChildrensPlaces
from samenspel_arrangements.persistence.places.placements import SqlPlacements
from samenspel_arrangements.persistence.places.provisions import ProvisionQueries, SqlProvisions
from samenspel_arrangements.persistence.places.queries import PlacementQueries
from samenspel_arrangements.persistence.projections import SqlProjections
from samenspel_arrangements.persistence.queries import CaseQueries
from samenspel_arrangements.persistence.school_calendars import SqlSchoolCalendars
from samenspel_arrangements.persistence.terms import terms_of
from samenspel_arrangements.persistence.timeline import SqlTimeline
from samenspel_arrangements.persistence.tlvs.costs import TlvCostQueries
from samenspel_arrangements.persistence.tlvs.employers import SqlEmployers
from samenspel_arrangements.persistence.tlvs.numbers import SqlTlvNumbers
from samenspel_arrangements.persistence.tlvs.queries import TlvQueries
from samenspel_arrangements.persistence.tlvs.tlvs import SqlTlvs
from samenspel_arrangements.persistence.transitions.queries import TransitionQueries
from samenspel_arrangements.persistence.transitions.transitions import SqlTransitions
from samenspel_arrangements.persistence.voice.voices import SqlVoices
from samenspel_arrangements.publishing.facts import to_contract
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import ToContract
from samenspel_platform.looking_at_items import ItemsUnitOfWork


class SqlArrangementsUnitOfWork(ItemsUnitOfWork):
    """Cases and arrangements of one alliance, what is known of others, and what screens show."""

    to_contract: ClassVar[ToContract] = staticmethod(to_contract)

    def __init__(self, session: AsyncSession, scope: Scope) -> None:
        super().__init__(session, scope)
        self.alliances = SqlAlliances(session)
        self.calendars = SqlSchoolCalendars(session, scope.alliance_id)
        self.terms = terms_of(session, scope.alliance_id, self.calendars)
        self.cases = SqlCases(self)
        self.arrangements = SqlArrangements(self)
        alliance_id = AllianceId(scope.alliance_id)
        self.sessions = SqlSessions(self)
        self.session_lines = SessionQueries(session, alliance_id)
        self.help_groups = SqlHelpGroups(self)
        self.memberships = SqlMemberships(self)
        self.recipes = SqlRecipes(self)
        self.recipe_lines = RecipeQueries(session, alliance_id)
        self.group_lines = GroupQueries(session, alliance_id)
        self.questions = SqlQuestions(self)
        self.open_items += (self.sessions, self.questions)
        self.ledgers = SqlLedgers(self)
        self.mandates = SqlMandates(session, alliance_id)
        self.other_payers = SqlOtherPayers(session, alliance_id)
        self.money_requests = SqlMoneyRequests(self)
        self.open_items += (self.money_requests,)
        self.tlvs = SqlTlvs(self)
        self.tlv_numbers = SqlTlvNumbers(session, scope.alliance_id)
        self.employers = SqlEmployers(session, scope.alliance_id)
        self.tlv_queries = TlvQueries(session, scope.alliance_id)
        self.tlv_costs = TlvCostQueries(session, scope.alliance_id)
        self.open_items += (self.tlvs,)
        self.funding_checks = SqlFundingChecks(self)
        self.known_tlvs = SqlKnownTlvs(session, scope.alliance_id)
        self.funding_check_lines = FundingCheckQueries(session, scope.alliance_id)
        self.open_items += (self.funding_checks,)
        self.colleagues = SqlColleagues(session, scope.alliance_id)
        self.profiles = SqlProfiles(self)
        self.helpers = HelperQueries(session, alliance_id)
        self.own_helps = SqlOwnHelps(self)
        self.arranging_limits = SqlArrangingLimits(session, alliance_id)
        self.own_help_lines = OwnHelpQueries(session, alliance_id)
        self.provisions = SqlProvisions(self)
        self.placements = SqlPlacements(self)
        self.open_items += (self.placements,)
        self.placement_lines = PlacementQueries(session, alliance_id)
        self.provision_lines = ProvisionQueries(session, alliance_id)
        self.postcode_areas = SqlPostcodeAreas(session, alliance_id)
        self.childrens_places = SqlChildrensPlaces(session, alliance_id)
        self.known_schools = SqlKnownSchools(session)
        self.transitions = SqlTransitions(self)
        self.open_items += (self.transitions,)
        self.transition_lines = TransitionQueries(session, alliance_id)
        self.money = MoneyQueries(session, alliance_id)
        self.money_request_lines = MoneyRequestQueries(session, alliance_id)
        self.documents = SqlDocuments(self)
        self.opps = SqlOpps(self)
        self.opp_units = SqlOppUnits(session, scope.alliance_id)
        self.open_items += (self.opps,)
        self.letters = SqlLetters(self)
        self.letter_batches = LetterBatches(session, scope.alliance_id)
        self.projections = SqlProjections(session, scope.alliance_id)
        self.queries = CaseQueries(session, scope.alliance_id)
        self.open_items += (self.cases, self.arrangements)
        self.perspectives = SqlPerspectives(self)
        self.open_items += (self.perspectives,)
        self.voices = SqlVoices(self)
        self.open_items += (self.voices,)
        self.meetings = SqlMeetings(self)
        self.open_items += (self.meetings,)
        self.parents = SqlParents(session, scope.alliance_id)
        self.timeline = SqlTimeline(session, scope.alliance_id)

    async def all_alliances(self) -> Sequence[AllianceId]:
        """Give the alliances that we heard of."""
        return await self.alliances.all()

    async def take_up_by(self, today: date) -> date:
        """Give the last day to take up an item whose handover came back."""
        return (await self.terms.begin(HANDOVER_ANSWER, today)).last_day
