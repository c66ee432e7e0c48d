"""Puts intake together; the only module that knows all of it."""

from functools import partial

from fastapi import FastAPI

from samenspel_intake.api import access as access_api
from samenspel_intake.api import desks as desks_api
from samenspel_intake.api import dossiers as dossiers_api
from samenspel_intake.api import partners as partners_api
from samenspel_intake.api import pupils as pupils_api
from samenspel_intake.api import register as register_api
from samenspel_intake.api import share_grants as share_grants_api
from samenspel_intake.api import signals as signals_api
from samenspel_intake.api import support_requests as support_requests_api
from samenspel_intake.api import systems as systems_api
from samenspel_intake.api import terms as terms_api
from samenspel_intake.api.asking import prepared_requests as prepared_requests_api
from samenspel_intake.api.asking import request_work as request_work_api
from samenspel_intake.api.families import children as family_children_api
from samenspel_intake.api.families import contacts as family_contacts_api
from samenspel_intake.api.registrations import registrations as registrations_api
from samenspel_intake.api.spells import deciders as deciders_api
from samenspel_intake.api.spells import inbound as inbound_api
from samenspel_intake.api.spells import spells as spells_api
from samenspel_intake.consumers.cases import CASES
from samenspel_intake.consumers.deaths import DEATHS
from samenspel_intake.gateways.oidc.provider import IdentityProviders
from samenspel_intake.jobs.announce_holidays import ANNOUNCE_HOLIDAYS
from samenspel_intake.jobs.expire_handovers import EXPIRE_HANDOVERS
from samenspel_intake.jobs.follow_days import FOLLOW_DAYS
from samenspel_intake.jobs.forget_drafts import FORGET_DRAFTS
from samenspel_intake.jobs.forget_log_ins import FORGET_LOG_INS
from samenspel_intake.jobs.forget_signals import FORGET_SIGNALS
from samenspel_intake.jobs.forget_systems import FORGET_SYSTEMS
from samenspel_intake.jobs.import_registers import IMPORT_REGISTERS
from samenspel_intake.jobs.return_to_desks import RETURN_TO_DESKS
from samenspel_intake.jobs.send_codes import FORGET_CODES, SEND_CODES
from samenspel_intake.jobs.watch_items import WATCH_ITEMS
from samenspel_intake.persistence.log_ins import find_actor
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.settings import Settings
from samenspel_intake.web import (
    accept_invitation,
    access,
    accounts,
    asked_fields,
    children,
    claim_rules,
    drafts,
    invitations,
    log_in,
    log_in_by_mail,
    log_out,
    me,
    new_request,
    passkeys,
    person_accounts,
    personas,
    prepared_requests,
    pupils,
    readers,
    request_work,
    requests,
    roles,
    search,
    sessions,
    start,
    staying,
    systems,
    systems_log_in,
)
from samenspel_intake.web.desks import (
    criteria,
    decisions,
    leavers,
    queue,
    second_readings,
    stand_ins,
    transfers,
    watchdog,
)
from samenspel_intake.web.families import (
    contacts as family_contacts,
)
from samenspel_intake.web.families import corrections, family, matches, moves
from samenspel_intake.web.pages import pages
from samenspel_intake.web.registrations import new as new_registration
from samenspel_intake.web.registrations import registrations
from samenspel_intake.web.schools import dossiers
from samenspel_intake.web.schools import register as school_register
from samenspel_intake.web.schools.uploads import DOCUMENTS
from samenspel_intake.web.sharing import partners, shares
from samenspel_intake.web.sharing import share as share_pages
from samenspel_intake.web.signals import desk as signal_desk
from samenspel_intake.web.signals import family_desk as family_desk_pages
from samenspel_intake.web.signals import letters as signal_letters
from samenspel_intake.web.signals import own as own_signals
from samenspel_intake.web.signals import public as public_signals
from samenspel_intake.web.spells import deciding as spell_deciding
from samenspel_intake.web.spells import ending as spell_ending
from samenspel_intake.web.spells import imports as spell_imports
from samenspel_intake.web.spells import lists as spell_lists
from samenspel_intake.web.spells import report as spell_report
from samenspel_intake.web.spells import spell as spell_page
from samenspel_intake.web.spells import watching as spell_watching
from samenspel_intake.web.terms import imports as term_imports
from samenspel_intake.web.terms import listing as term_listing
from samenspel_intake.web.terms import school_calendar
from samenspel_platform.access_tokens import TokenSigner
from samenspel_platform.forgetting import FORGET_LOOKS
from samenspel_platform.looking_at_items import LOOK_AT_OPEN_ITEMS
from samenspel_platform.service import Service
from samenspel_platform.token_keys import GivenKeys
from samenspel_web.language import InWantedLanguage
from samenspel_web.shared import mount_shared


def build(settings: Settings) -> Service[SqlIntakeUnitOfWork]:
    """Give the service."""
    signer = settings.token_signer()
    return Service(
        name="intake",
        title="Samenspel intake",
        description="Children, and the support that schools ask for them.",
        make_uow=partial(SqlIntakeUnitOfWork, lookup_key=settings.lookup_secret),
        find_actor=find_actor,
        error_page=pages.error,
        api_needs=(settings.lookup_secret, settings.letter_secret),
        worker_needs=(settings.lookup_secret,),
        consumers=(CASES, DEATHS),
        jobs=(
            FORGET_DRAFTS,
            SEND_CODES,
            FORGET_CODES,
            FORGET_LOG_INS,
            FORGET_SYSTEMS,
            FORGET_LOOKS,
            EXPIRE_HANDOVERS,
            RETURN_TO_DESKS,
            WATCH_ITEMS,
            LOOK_AT_OPEN_ITEMS,
            ANNOUNCE_HOLIDAYS,
            FORGET_SIGNALS,
            IMPORT_REGISTERS,
            FOLLOW_DAYS,
        ),
        api=(
            pupils_api.router,
            family_contacts_api.router,
            family_children_api.router,
            support_requests_api.router,
            prepared_requests_api.router,
            request_work_api.router,
            desks_api.router,
            register_api.router,
            registrations_api.router,
            access_api.router,
            systems_api.router,
            share_grants_api.router,
            partners_api.router,
            terms_api.router,
            spells_api.router,
            deciders_api.router,
            inbound_api.router,
            dossiers_api.router,
            signals_api.router,
        ),
        pages=(
            start.router,
            log_in.router,
            log_in_by_mail.router,
            log_out.router,
            passkeys.router,
            accept_invitation.router,
            children.router,
            invitations.router,
            access.router,
            person_accounts.router,
            claim_rules.router,
            systems.router,
            systems_log_in.router,
            school_register.router,
            dossiers.router,
            personas.router,
            me.router,
            sessions.router,
            roles.router,
            accounts.router,
            queue.router,
            decisions.router,
            transfers.router,
            stand_ins.router,
            leavers.router,
            second_readings.router,
            watchdog.router,
            criteria.router,
            new_request.router,
            prepared_requests.router,
            request_work.router,
            asked_fields.router,
            drafts.router,
            staying.router,
            requests.router,
            pupils.router,
            family.router,
            family_contacts.router,
            moves.router,
            matches.router,
            corrections.router,
            readers.router,
            new_registration.router,
            registrations.router,
            share_pages.router,
            shares.router,
            partners.router,
            search.router,
            public_signals.router,
            signal_letters.router,
            own_signals.router,
            signal_desk.router,
            family_desk_pages.router,
            term_listing.router,
            school_calendar.router,
            term_imports.router,
            spell_lists.router,
            spell_report.router,
            spell_imports.router,
            spell_deciding.router,
            spell_page.router,
            spell_watching.router,
            spell_ending.router,
        ),
        documents=DOCUMENTS,
        token_keys=GivenKeys(signer.public_keys) if signer else None,
        prepare_pages=partial(_prepare_pages, settings, signer),
    )


def _prepare_pages(settings: Settings, signer: TokenSigner | None, app: FastAPI) -> None:
    mount_shared(app)
    app.add_middleware(InWantedLanguage)
    app.include_router(systems_log_in.well_known)
    app.state.token_signer = signer
    app.state.identity_providers = IdentityProviders(
        settings.issuers, public_url=settings.public_url
    )
