"""Unit: the use cases of a request, with ports in memory."""

from datetime import UTC, date, datetime

import pytest

from samenspel_intake.application.add_contact import AddContact, add_contact
from samenspel_intake.application.answer_handover import (
    HandoverAccepted,
    HandoverDeclined,
    answer_handover,
)
from samenspel_intake.application.complete_pupil import CompletePupil, complete_pupil
from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.application.sharing.ports import SharingUnitOfWork
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.application.withdraw_support_request import (
    WithdrawSupportRequest,
    withdraw_support_request,
)
from samenspel_intake.domain.completion import Missing
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import (
    HandedOver,
    HandoverOffered,
    Submitted,
    WithdrawalReason,
)
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import Forbidden, InvalidInput, NotFound
from samenspel_kernel.ids import CaseId, HandoverId, PupilId, SchoolId, SupportRequestId, new_id

QUESTION = Question(kind=SupportKind.ARRANGEMENT, text="Sem loopt vast.")
PARENT = ContactDetails(name="Anna Jansen", email="anna@example.org", language="tr")
SEM = RegisterPupil(
    given_name="Sem", family_name="Jansen", birth_date=date(2019, 4, 9), parents=(PARENT,)
)
LATER = datetime(2026, 9, 9, 8, 0, tzinfo=UTC)


async def submitted(
    uow: IntakeUnitOfWork, actor: Actor, clock: Clock, pupil: PupilId | RegisterPupil = SEM
) -> SupportRequest:
    command = SubmitSupportRequest(question=QUESTION, pupil=pupil)
    return await submit_support_request(command, actor=actor, uow=uow, clock=clock)


async def test_one_form_is_enough_for_pupil_parent_and_request(
    uow: IntakeUnitOfWork, coordinator: Actor, clock: Clock
) -> None:
    request = await submitted(uow, coordinator, clock)

    pupil = await uow.pupils.get(request.child())
    assert (pupil.school_id, pupil.completion) == (coordinator.school_id, None)
    assert request.unit_id == pupil.unit_id
    assert request.age_band == "6-8"
    assert isinstance(request.standing, Submitted)
    assert request.standing.holder.kind is HolderKind.UNIT_DESK
    assert request.response_term.last_day == date(2026, 9, 28)
    assert request.standing.next_action.due_on == date(2026, 9, 28)


async def test_a_request_for_a_known_pupil_needs_nothing_typed_twice(
    uow: IntakeUnitOfWork, coordinator: Actor, clock: Clock
) -> None:
    first = await submitted(uow, coordinator, clock)
    second = await submitted(uow, coordinator, clock, first.child())
    assert (second.pupil_id, second.unit_id) == (first.pupil_id, first.unit_id)
    assert second.id != first.id


async def test_a_child_that_no_unit_covers_is_held_by_the_alliances_desk(
    uow: IntakeUnitOfWork, coordinator: Actor, clock: Clock
) -> None:
    pupil = await uow.pupils.get((await submitted(uow, coordinator, clock)).child())
    pupil.unit_id = None

    request = await submitted(uow, coordinator, clock, pupil.id)

    assert isinstance(request.standing, Submitted)
    assert request.standing.holder.kind is HolderKind.ALLIANCE_DESK


async def test_every_wrong_field_is_named_at_once(
    uow: IntakeUnitOfWork, coordinator: Actor, clock: Clock
) -> None:
    wrong = RegisterPupil(
        given_name="",
        birth_date=date(2030, 1, 1),
        school_id=SchoolId(new_id()),
        parents=(ContactDetails(name="Anna", email="geen adres", language="xx"),),
    )
    command = SubmitSupportRequest(question=Question(kind=QUESTION.kind, text=""), pupil=wrong)
    with pytest.raises(InvalidInput) as refused:
        await submit_support_request(command, actor=coordinator, uow=uow, clock=clock)
    assert [(e.field, e.code) for e in refused.value.errors] == [
        ("pupil.given_name", "name.missing"),
        ("pupil.birth_date", "pupil.birth-date-in-future"),
        ("pupil.parents.0.email", "email.invalid"),
        ("pupil.parents.0.language", "language.unknown"),
        ("pupil.school_id", "school.unknown"),
        ("question", "question.missing"),
    ]


async def test_an_unknown_pupil_is_named(
    uow: IntakeUnitOfWork, coordinator: Actor, clock: Clock
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await submitted(uow, coordinator, clock, PupilId(new_id()))
    assert [(e.field, e.code) for e in refused.value.errors] == [("pupil_id", "pupil.unknown")]


async def test_a_school_asks_for_its_own_pupils_only(
    uow: IntakeUnitOfWork, coordinator: Actor, stranger: Actor, clock: Clock
) -> None:
    request = await submitted(uow, coordinator, clock)
    elsewhere = RegisterPupil(
        given_name="Noor", school_id=SchoolId(coordinator.school_id or new_id())
    )
    with pytest.raises(Forbidden):
        await register_pupil(elsewhere, actor=stranger, uow=uow, clock=clock)
    with pytest.raises(InvalidInput, match=r"pupil\.unknown"):
        await submitted(uow, stranger, clock, request.child())


async def test_a_desk_enters_a_child_without_a_school(
    uow: IntakeUnitOfWork, unit_coordinator: Actor, clock: Clock
) -> None:
    toddler = RegisterPupil(
        given_name="Mila", birth_date=date(2024, 1, 1), municipality_code="9901"
    )
    pupil = await register_pupil(toddler, actor=unit_coordinator, uow=uow, clock=clock)
    assert pupil.unit_id == unit_coordinator.unit_id
    assert Missing.SCHOOL not in pupil.missing


async def test_a_municipality_has_four_digits(
    uow: IntakeUnitOfWork, unit_coordinator: Actor, clock: Clock
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await register_pupil(
            RegisterPupil(given_name="Mila", municipality_code="99"),
            actor=unit_coordinator,
            uow=uow,
            clock=clock,
        )
    assert refused.value.errors[0].code == "municipality.invalid"


async def test_a_parents_address_completes_the_pupil(
    uow: SharingUnitOfWork, coordinator: Actor, clock: Clock
) -> None:
    pupil = await register_pupil(
        RegisterPupil(given_name="Noor"), actor=coordinator, uow=uow, clock=clock
    )
    command = CompletePupil(pupil_id=pupil.id, family_name="Bakker", birth_date=date(2018, 1, 1))
    await complete_pupil(command, actor=coordinator, uow=uow, clock=clock)
    assert pupil.missing == {Missing.PARENT_CONTACT}

    contact = await add_contact(
        AddContact(pupil_id=pupil.id, details=PARENT), actor=coordinator, uow=uow, clock=clock
    )

    assert pupil.completion is None
    assert contact.details.language == "tr"


async def test_to_a_stranger_a_pupil_does_not_exist(
    uow: IntakeUnitOfWork, coordinator: Actor, stranger: Actor, clock: Clock
) -> None:
    request = await submitted(uow, coordinator, clock)
    command = CompletePupil(pupil_id=request.child(), family_name="Bakker")
    with pytest.raises(NotFound):
        await complete_pupil(command, actor=stranger, uow=uow, clock=clock)


async def test_the_units_coordinator_offers_and_the_school_may_not(
    uow: DeskUnitOfWork, coordinator: Actor, unit_coordinator: Actor, clock: Clock
) -> None:
    request = await submitted(uow, coordinator, clock)
    command = OfferHandover(support_request_id=request.id)
    with pytest.raises(Forbidden):
        await offer_handover(command, actor=coordinator, uow=uow, clock=clock)

    await offer_handover(command, actor=unit_coordinator, uow=uow, clock=clock)

    assert isinstance(request.standing, HandoverOffered)
    assert request.standing.handover.answer_by == date(2026, 9, 14)


async def offered(
    uow: DeskUnitOfWork, school: Actor, unit: Actor, clock: Clock
) -> tuple[SupportRequest, HandoverId]:
    request = await submitted(uow, school, clock)
    command = OfferHandover(support_request_id=request.id)
    await offer_handover(command, actor=unit, uow=uow, clock=clock)
    assert isinstance(request.standing, HandoverOffered)
    return request, request.standing.handover.id


async def test_an_accepted_handover_ends_it_here(
    uow: DeskUnitOfWork, coordinator: Actor, unit_coordinator: Actor, clock: Clock
) -> None:
    request, handover = await offered(uow, coordinator, unit_coordinator, clock)
    case = CaseId(new_id())
    accepted = HandoverAccepted(
        support_request_id=request.id, handover_id=handover, case_id=case, at=LATER
    )
    await answer_handover(accepted, uow=uow)
    assert request.standing == HandedOver(handover, case)


async def test_a_declined_handover_comes_back_with_a_date(
    uow: DeskUnitOfWork, coordinator: Actor, unit_coordinator: Actor, clock: Clock
) -> None:
    request, handover = await offered(uow, coordinator, unit_coordinator, clock)
    declined = HandoverDeclined(support_request_id=request.id, handover_id=handover, at=LATER)
    await answer_handover(declined, uow=uow)
    assert isinstance(request.standing, Submitted)
    assert request.standing.next_action.due_on == date(2026, 9, 16)


async def test_an_answer_about_an_unknown_request_does_no_harm(uow: IntakeUnitOfWork) -> None:
    unknown = HandoverDeclined(
        support_request_id=SupportRequestId(new_id()), handover_id=HandoverId(new_id()), at=LATER
    )
    await answer_handover(unknown, uow=uow)


async def test_a_school_takes_its_request_back(
    uow: IntakeUnitOfWork, coordinator: Actor, stranger: Actor, clock: Clock
) -> None:
    request = await submitted(uow, coordinator, clock)
    command = WithdrawSupportRequest(support_request_id=request.id, reason=WithdrawalReason.SOLVED)
    with pytest.raises(NotFound):
        await withdraw_support_request(command, actor=stranger, uow=uow, clock=clock)
    await withdraw_support_request(command, actor=coordinator, uow=uow, clock=clock)
    assert request.standing.status == "withdrawn"
