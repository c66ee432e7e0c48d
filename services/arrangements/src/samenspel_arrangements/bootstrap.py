"""Puts arrangements together; the only module that knows all of it."""

from typing import Any

from fastapi import FastAPI

from samenspel_arrangements.api import arrangements, case_handovers, cases, closing
from samenspel_arrangements.api import terms as terms_api
from samenspel_arrangements.api.documents import documents, steering
from samenspel_arrangements.api.funding import checks as funding_checks_api
from samenspel_arrangements.api.help import courses
from samenspel_arrangements.api.help import group_changes as group_changes_api
from samenspel_arrangements.api.help import group_members as group_members_api
from samenspel_arrangements.api.help import groups as groups_api
from samenspel_arrangements.api.help import measures as measures_api
from samenspel_arrangements.api.help import questions as questions_api
from samenspel_arrangements.api.help import recipes as recipes_api
from samenspel_arrangements.api.help import rescheduling as rescheduling_api
from samenspel_arrangements.api.help import sessions as sessions_api
from samenspel_arrangements.api.letters import batches as letter_batches_api
from samenspel_arrangements.api.letters import letters as letters_api
from samenspel_arrangements.api.letters import office as letter_office_api
from samenspel_arrangements.api.meeting import declining, meetings
from samenspel_arrangements.api.money import budgets as budgets_api
from samenspel_arrangements.api.money import help as help_api
from samenspel_arrangements.api.money import tlv_costs as tlv_costs_api
from samenspel_arrangements.api.opp import in_force as opps_in_force
from samenspel_arrangements.api.opp import opps, plan_files
from samenspel_arrangements.api.own_help import own_help as own_help_api
from samenspel_arrangements.api.people import people as people_api
from samenspel_arrangements.api.perspective import perspectives
from samenspel_arrangements.api.places import near_home, placements, provisions
from samenspel_arrangements.api.places import postcode_areas as postcode_areas_api
from samenspel_arrangements.api.team import team as team_api
from samenspel_arrangements.api.tlvs import objections, tlvs
from samenspel_arrangements.api.transitions import transitions as transitions_api
from samenspel_arrangements.api.voice import voices
from samenspel_arrangements.consumers import ACCESS, CONSUMERS
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.jobs.begin_transitions import BEGIN_TRANSITIONS
from samenspel_arrangements.jobs.check_documents import check_documents
from samenspel_arrangements.jobs.make_letters import MAKE_LETTERS
from samenspel_arrangements.jobs.sweep_files import sweep_files
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.settings import Settings
from samenspel_arrangements.web import (
    case_list,
    case_page,
    closing_pages,
    grant,
    handovers,
    next_action,
    readers,
    refusal,
    terms,
    timeline,
)
from samenspel_arrangements.web.documents import listing as document_pages
from samenspel_arrangements.web.documents import one as document_page
from samenspel_arrangements.web.funding import handing as funding_handing
from samenspel_arrangements.web.funding import pages as funding_pages
from samenspel_arrangements.web.help import course
from samenspel_arrangements.web.help import group_changes as group_change_pages
from samenspel_arrangements.web.help import group_members as group_member_pages
from samenspel_arrangements.web.help import groups as group_pages
from samenspel_arrangements.web.help import measures as measure_pages
from samenspel_arrangements.web.help import questions as question_pages
from samenspel_arrangements.web.help import recipes as recipe_pages
from samenspel_arrangements.web.help import rescheduling as rescheduling_pages
from samenspel_arrangements.web.help import sessions as session_pages
from samenspel_arrangements.web.help import skipping as skipping_pages
from samenspel_arrangements.web.letters import batches as letter_batches
from samenspel_arrangements.web.letters import letters as letter_pages
from samenspel_arrangements.web.letters import office as letter_office
from samenspel_arrangements.web.meeting import beforehand as meeting_beforehand
from samenspel_arrangements.web.meeting import pages as meeting_pages
from samenspel_arrangements.web.money import budgets, tlv_costs
from samenspel_arrangements.web.money import help as help_pages
from samenspel_arrangements.web.opp import forms as opp_forms
from samenspel_arrangements.web.opp import from_file as opp_from_file
from samenspel_arrangements.web.opp import opp_page
from samenspel_arrangements.web.own_help import pages as own_help_pages
from samenspel_arrangements.web.pages import pages
from samenspel_arrangements.web.people import pages as people_pages
from samenspel_arrangements.web.perspective import pages as perspective_pages
from samenspel_arrangements.web.places import placements as placement_pages
from samenspel_arrangements.web.places import postcode_areas as postcode_pages
from samenspel_arrangements.web.places import provisions as provision_pages
from samenspel_arrangements.web.team import pages as team_pages
from samenspel_arrangements.web.tlvs import applying, foreign, handing, handling
from samenspel_arrangements.web.tlvs import lists as tlv_lists
from samenspel_arrangements.web.transitions import first_day as first_day_pages
from samenspel_arrangements.web.transitions import transitions as transition_pages
from samenspel_arrangements.web.voice import hearing as voice_hearing
from samenspel_arrangements.web.voice import pages as voice_pages
from samenspel_platform.forgetting import FORGET_LOOKS
from samenspel_platform.looking_at_items import LOOK_AT_OPEN_ITEMS
from samenspel_platform.service import Job, Service
from samenspel_web.assets import mount_static
from samenspel_web.language import InWantedLanguage

DOCUMENT_PATHS = (
    "/arrangements/v1/cases/{id}/documents",
    "/arrangements/v1/cases/{id}/documents/{id}/versions",
    "/arrangements/cases/{id}/documents",
    "/arrangements/cases/{id}/documents/{id}/versions",
    "/arrangements/v1/cases/{id}/opp/files",
    "/arrangements/cases/{id}/opp/files",
)
AROUND_A_FILE = 64 * 1024
"""Bytes of a form beside its file."""


def build(settings: Settings) -> Service[SqlArrangementsUnitOfWork]:
    """Give the service."""
    shelf = settings.shelf
    return Service(
        name="arrangements",
        title="Samenspel arrangements",
        description="Cases: who holds them, what is next, and the help that is granted.",
        make_uow=SqlArrangementsUnitOfWork,
        find_actor=ACCESS.find_actor,
        error_page=pages.error,
        consumers=CONSUMERS,
        jobs=(
            FORGET_LOOKS,
            LOOK_AT_OPEN_ITEMS,
            BEGIN_TRANSITIONS,
            MAKE_LETTERS,
            *_document_jobs(shelf),
        ),
        api=(
            cases.router,
            case_handovers.router,
            team_api.router,
            closing.router,
            arrangements.router,
            courses.router,
            sessions_api.router,
            groups_api.router,
            group_changes_api.router,
            rescheduling_api.router,
            recipes_api.router,
            group_members_api.router,
            measures_api.router,
            questions_api.router,
            perspectives.router,
            voices.router,
            meetings.router,
            declining.router,
            tlvs.router,
            tlvs.foreign,
            objections.router,
            funding_checks_api.router,
            budgets_api.router,
            help_api.router,
            tlv_costs_api.router,
            own_help_api.router,
            people_api.router,
            provisions.router,
            postcode_areas_api.router,
            placements.router,
            near_home.router,
            transitions_api.router,
            documents.router,
            steering.router,
            opps.router,
            plan_files.router,
            opps_in_force.router,
            letters_api.router,
            terms_api.router,
            letter_batches_api.router,
            letter_office_api.router,
        ),
        documents=dict.fromkeys(DOCUMENT_PATHS, settings.max_document_bytes + AROUND_A_FILE),
        pages=(
            funding_handing.offers,
            funding_pages.router,
            foreign.router,
            tlv_lists.router,
            handing.offers,
            applying.router,
            handling.router,
            case_list.router,
            case_page.router,
            refusal.router,
            next_action.router,
            team_pages.router,
            handovers.router,
            closing_pages.router,
            handovers.offers,
            grant.router,
            course.router,  # after "new", which is no id
            session_pages.router,
            group_pages.router,
            group_change_pages.router,
            rescheduling_pages.router,
            recipe_pages.router,
            group_member_pages.router,
            measure_pages.router,
            question_pages.router,
            skipping_pages.router,
            perspective_pages.router,
            voice_pages.router,
            voice_hearing.router,
            meeting_pages.router,
            meeting_beforehand.router,
            readers.router,
            timeline.router,
            own_help_pages.router,
            people_pages.router,
            budgets.router,
            help_pages.router,
            tlv_costs.router,
            document_pages.router,
            document_page.router,
            placement_pages.router,
            first_day_pages.router,
            transition_pages.router,
            provision_pages.router,
            postcode_pages.router,
            opp_page.router,
            opp_page.by_id,
            opp_forms.router,
            opp_from_file.router,
            letter_pages.router,
            terms.router,
            letter_batches.router,
            letter_office.router,
        ),
        prepare_pages=_prepare,
    )


def _prepare(app: FastAPI) -> None:
    mount_static(app)
    app.add_middleware(InWantedLanguage)


def _document_jobs(shelf: Shelf | None) -> tuple[Job[Any], ...]:
    return (check_documents(shelf), sweep_files(shelf)) if shelf else ()
