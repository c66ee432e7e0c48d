"""A child died: what waits to be sent about it is withdrawn, and nothing new is written."""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from samenspel_contracts.accountability import TermRef
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.intake import (
    ContactInvitedV1,
    ContactLogInCodeAskedV1,
    ContactRecordedV1,
    PupilMergedV1,
    SupportRequestReceiptConfirmedV1,
)
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.spells import SpellClosedV1, SpellEscalatedV1
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_notifications.persistence.tables import DueRow, MailingRow, MessageRow
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork

Tell = Callable[..., Coroutine[Any, Any, None]]
Worker = Transactions[NotificationsSqlUnitOfWork]
States = Callable[[], Awaitable[list[tuple[str, str]]]]
SOON = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def states(worker: Worker, alliance: UUID) -> States:
    """Give the template and the state of each message."""

    async def read() -> list[tuple[str, str]]:
        query = select(MailingRow.template, MessageRow.state).join(
            MailingRow, MailingRow.id == MessageRow.mailing_id
        )
        async with worker(Scope.begin(alliance)) as uow:
            found = (await uow.session.execute(query)).all()
            due = (await uow.session.scalars(select(DueRow.message_id))).all()
        queued = [state for _, state in found if state == "queued"]
        assert len(due) == len(queued)
        return sorted((template, state) for template, state in found)

    return read


def a_parent(pupil: UUID, contact: UUID) -> ContactRecordedV1:
    return ContactRecordedV1(
        contact_id=contact,
        kind="parent",
        pupil_id=pupil,
        name="Noor de Vries",
        email="noor@voorbeeld.example",
        language="nl",
    )


def received(pupil: UUID) -> EventData:
    return SupportRequestReceiptConfirmedV1(
        support_request_id=uuid4(), pupil_id=pupil, response_last_day=date(2026, 10, 19)
    )


def by_registration(pupil: UUID) -> EventData:
    return RegistrationClosedV1(registration_id=uuid4(), pupil_id=pupil, outcome="died")


def by_spell(pupil: UUID) -> EventData:
    return SpellClosedV1(spell_id=uuid4(), pupil_id=pupil, outcome="died")


def by_case(pupil: UUID) -> EventData:
    return CaseClosedV1(case_id=uuid4(), support_request_id=uuid4(), pupil_id=pupil, outcome="died")


@pytest.mark.parametrize("death", [by_registration, by_spell, by_case])
async def test_a_death_stops_every_message_about_the_child(
    death: Callable[[UUID], EventData], tell: Tell, states: States
) -> None:
    pupil, other, mother = uuid4(), uuid4(), uuid4()
    await tell(a_parent(pupil, mother))
    await tell(a_parent(other, uuid4()))
    await tell(received(pupil))
    await tell(received(other))
    await tell(ContactInvitedV1(invitation_id=uuid4(), contact_id=mother, expires_at=SOON))

    await tell(death(pupil))
    await tell(received(pupil))
    await tell(a_parent(pupil, uuid4()))

    assert await states() == [
        ("invitation", "stopped"),
        ("request-received", "queued"),
        ("request-received", "stopped"),
    ]


async def test_who_lost_a_child_can_still_log_in(tell: Tell, states: States) -> None:
    pupil, mother = uuid4(), uuid4()
    await tell(a_parent(pupil, mother))
    await tell(by_case(pupil))

    await tell(ContactLogInCodeAskedV1(log_in_code_id=uuid4(), contact_id=mother, expires_at=SOON))

    assert await states() == [("log-in-code", "queued")]


async def test_another_end_stops_nothing(tell: Tell, states: States) -> None:
    pupil = uuid4()
    await tell(a_parent(pupil, uuid4()))
    await tell(received(pupil))

    await tell(
        CaseClosedV1(
            case_id=uuid4(), support_request_id=uuid4(), pupil_id=pupil, outcome="goal-reached"
        )
    )

    assert await states() == [("request-received", "queued")]


async def test_a_death_counts_for_both_entries_of_a_child(tell: Tell, states: States) -> None:
    twice, used = uuid4(), uuid4()
    await tell(a_parent(used, uuid4()))
    await tell(received(used))
    await tell(by_case(twice))

    await tell(PupilMergedV1(pupil_id=twice, into_id=used))
    await tell(received(twice))

    assert [state for _, state in await states()] == ["stopped"]


async def test_the_decider_is_not_asked_for_a_place_any_more(tell: Tell, states: States) -> None:
    pupil, spell, decider = uuid4(), uuid4(), uuid4()
    answer = TermRef(
        rule="spell-decision",
        rule_version=1,
        starts_on=date(2026, 9, 7),
        last_day=date(2026, 9, 21),
    )
    asked = SpellEscalatedV1(
        spell_id=spell,
        pupil_id=pupil,
        decider_id=decider,
        rung=1,
        ladder_version=1,
        answer=answer,
    )
    await tell(
        ContactRecordedV1(
            contact_id=decider,
            kind="person",
            name="Vera Bos",
            email="vera@voorbeeld.example",
            language="nl",
        )
    )
    await tell(asked)
    await tell(SpellClosedV1(spell_id=spell, pupil_id=pupil, outcome="died"), about=spell)

    assert await states() == [("decider-asked", "stopped")]
