"""One transaction of intake."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_intake.persistence.access_queries import AccessQueries
from samenspel_intake.persistence.alliances import SqlAlliances
from samenspel_intake.persistence.calendars import SqlCalendars, SqlRuleImports
from samenspel_intake.persistence.child_tickets import SqlChildTickets
from samenspel_intake.persistence.claim_rules import SqlClaimRules
from samenspel_intake.persistence.contacts import SqlContacts
from samenspel_intake.persistence.corrections import SqlCorrections
from samenspel_intake.persistence.desks.colleagues import Colleagues
from samenspel_intake.persistence.desks.criteria import SqlCriteria
from samenspel_intake.persistence.desks.decisions import SqlDecisions
from samenspel_intake.persistence.desks.holdings import SqlHoldings
from samenspel_intake.persistence.desks.queue import DeskQueue
from samenspel_intake.persistence.desks.stand_ins import SqlStandIns
from samenspel_intake.persistence.desks.transfers import Transfers
from samenspel_intake.persistence.dossiers import SqlDossiers
from samenspel_intake.persistence.family_changes import SqlMatches, SqlMerges, SqlMoves
from samenspel_intake.persistence.family_desk import SqlBoardBundles, SqlFileLinks
from samenspel_intake.persistence.family_queries import FamilyQueries
from samenspel_intake.persistence.form_drafts import SqlFormDrafts
from samenspel_intake.persistence.holiday_notices import SqlHolidayNotices
from samenspel_intake.persistence.invitations import SqlInvitations
from samenspel_intake.persistence.log_in_attempts import SqlLogInAttempts
from samenspel_intake.persistence.log_in_codes import SqlChallenges, SqlLogInCodes, SqlTries
from samenspel_intake.persistence.log_in_keys import LookupKey, SqlLogInKeys
from samenspel_intake.persistence.log_ins import SqlLogIns
from samenspel_intake.persistence.parents import SqlParents
from samenspel_intake.persistence.partner_systems import SqlPartnerSystems, SqlUsedProofs
from samenspel_intake.persistence.passkeys import SqlPasskeys
from samenspel_intake.persistence.people import SqlPeople
from samenspel_intake.persistence.prepared_requests import SqlPreparedRequests
from samenspel_intake.persistence.pupils import SqlPupils
from samenspel_intake.persistence.register_imports import SqlRegisterImports
from samenspel_intake.persistence.register_queries import RegisterQueries
from samenspel_intake.persistence.registrations.papers import SqlRegistrationPapers
from samenspel_intake.persistence.registrations.queries import RegistrationQueries
from samenspel_intake.persistence.registrations.registrations import SqlRegistrations
from samenspel_intake.persistence.request_queries import RequestQueries
from samenspel_intake.persistence.school_calendars import SqlSchoolCalendars
from samenspel_intake.persistence.school_loads import SqlSchoolLoads
from samenspel_intake.persistence.school_locations import SqlSchoolLocations
from samenspel_intake.persistence.school_places import SqlSchoolPlaces
from samenspel_intake.persistence.schools import SqlSchools
from samenspel_intake.persistence.search_queries import SearchQueries
from samenspel_intake.persistence.sharing.partners import SqlPartners
from samenspel_intake.persistence.sharing.queries import ShareQueries
from samenspel_intake.persistence.sharing.share_grants import SqlShareGrants
from samenspel_intake.persistence.signal_queries import SignalQueries
from samenspel_intake.persistence.signals import SqlSignals
from samenspel_intake.persistence.spells.inbound_events import SqlInboundEvents
from samenspel_intake.persistence.spells.ladders import SqlLadders
from samenspel_intake.persistence.spells.queries import SpellQueries
from samenspel_intake.persistence.spells.spells import SqlSpells
from samenspel_intake.persistence.support_requests import SqlSupportRequests
from samenspel_intake.persistence.tables import RuleRecordRow
from samenspel_intake.persistence.units import SqlUnits
from samenspel_intake.persistence.versions import FamilyVersions, write_versions
from samenspel_intake.publishing.facts import to_contract
from samenspel_kernel.ids import AllianceId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import ToContract
from samenspel_platform.looking_at_items import ItemsUnitOfWork
from samenspel_platform.open_items import SqlOpenItems
from samenspel_platform.rule_records import SqlTerms


class SqlIntakeUnitOfWork(ItemsUnitOfWork):
    """Everything of one alliance, and the public register."""

    open_items: tuple[SqlOpenItems[Any, Any], ...] = ()
    to_contract: ClassVar[ToContract] = staticmethod(to_contract)

    def __init__(self, session: AsyncSession, scope: Scope, *, lookup_key: LookupKey) -> None:
        super().__init__(session, scope)
        self.alliances = SqlAlliances(session)
        self.calendars = SqlCalendars(session, scope.alliance_id)
        self.terms = SqlTerms(session, scope.alliance_id, self.calendars, row_type=RuleRecordRow)
        self.school_calendars = SqlSchoolCalendars(self)
        self.rule_imports = SqlRuleImports(session, scope.alliance_id)
        self.holiday_notices = SqlHolidayNotices(session, scope.alliance_id)
        self.locations = SqlSchoolLocations(session)
        self.units = SqlUnits(self)
        self.schools = SqlSchools(self)
        self.pupils = SqlPupils(self)
        self.contacts = SqlContacts(self)
        self.parents = SqlParents(self, self.pupils, self.contacts)
        self.support_requests = SqlSupportRequests(self)
        self.prepared_requests = SqlPreparedRequests(self)
        self.open_items += (self.prepared_requests,)
        self.moves = SqlMoves(session, scope.alliance_id)
        self.merges = SqlMerges(session, scope.alliance_id)
        self.matches = SqlMatches(session, scope.alliance_id)
        self.corrections = SqlCorrections(self)
        self.open_items += (self.corrections,)
        self.families = FamilyQueries(session, scope.alliance_id)
        self.versions = FamilyVersions(session, scope.alliance_id)
        self.people = SqlPeople(self)
        self.log_ins = SqlLogIns(session, AllianceId(scope.alliance_id))
        self.log_in_keys = SqlLogInKeys(session, scope.alliance_id, lookup_key)
        self.form_drafts = SqlFormDrafts(session, scope.alliance_id)
        self.log_in_attempts = SqlLogInAttempts(session)
        self.claim_rules = SqlClaimRules(session, scope.alliance_id)
        self.school_places = SqlSchoolPlaces(session)
        self.access = AccessQueries(session, scope.alliance_id)
        self.invitations = SqlInvitations(self, self.contacts)
        self.log_in_codes = SqlLogInCodes(session)
        self.child_tickets = SqlChildTickets(session, scope.alliance_id)
        self.passkeys = SqlPasskeys(session, scope.alliance_id)
        self.challenges = SqlChallenges(session)
        self.tries = SqlTries(session)
        self.systems = SqlPartnerSystems(session, scope.alliance_id)
        self.used_proofs = SqlUsedProofs(session)
        self.requests = RequestQueries(session, scope.alliance_id)
        self.register = RegisterQueries(session, scope.alliance_id)
        self.search = SearchQueries(session, scope.alliance_id)
        self.criteria = SqlCriteria(session, scope.alliance_id)
        self.decisions = SqlDecisions(session, scope.alliance_id)
        self.queue = DeskQueue(session, scope.alliance_id)
        self.colleagues = Colleagues(session, scope.alliance_id)
        self.transfers = Transfers(session, scope.alliance_id)
        self.stand_ins = SqlStandIns(session, scope.alliance_id)
        self.dossiers = SqlDossiers(session, scope.alliance_id)
        self.register_imports = SqlRegisterImports(session, scope.alliance_id)
        self.registrations = SqlRegistrations(self)
        self.registration_papers = SqlRegistrationPapers(session, scope.alliance_id)
        self.registration_lines = RegistrationQueries(session, scope.alliance_id)
        self.open_items += (self.registrations,)
        self.spells = SqlSpells(self)
        self.open_items += (self.spells,)
        self.spell_lines = SpellQueries(session, scope.alliance_id)
        self.ladders = SqlLadders(session, scope.alliance_id)
        self.inbound_events = SqlInboundEvents(session, scope.alliance_id)
        self.signals = SqlSignals(self)
        self.signal_lines = SignalQueries(session, scope.alliance_id)
        self.open_items += (self.signals,)
        self.file_links = SqlFileLinks(session, scope.alliance_id)
        self.board_bundles = SqlBoardBundles(session, scope.alliance_id)
        self.share_grants = SqlShareGrants(self)
        self.open_items += (self.share_grants,)
        self.partners = SqlPartners(session, scope.alliance_id)
        self.shares = ShareQueries(session, scope.alliance_id)

    @property
    def school_loads(self) -> SqlSchoolLoads:
        """What hangs on schools."""
        return SqlSchoolLoads(self, self.open_items)

    @property
    def holdings(self) -> SqlHoldings:
        """All that somebody answers for."""
        return SqlHoldings(self, self.support_requests, *self.open_items)

    async def record_facts(self) -> None:
        """Write what was saved, with the versions of families that it makes."""
        write_versions(self)
        await super().record_facts()

    async def all_alliances(self) -> Sequence[AllianceId]:
        """Give the alliances of the register."""
        return [alliance.id for alliance in await self.alliances.all()]

    async def take_up_by(self, today: date) -> date:
        """Give the last day to take up an item whose handover came back."""
        return (await self.terms.begin(HANDOVER_ANSWER, today)).last_day
