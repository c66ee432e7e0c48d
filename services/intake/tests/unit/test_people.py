"""Unit: people and contacts."""

from typing import Any

import pytest

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.domain.alliance import alliance_id_of, school_id_of
from samenspel_intake.domain.contact import ContactDetails
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import SchoolId, new_id

ALLIANCE = alliance_id_of("PO9901")


async def test_a_schools_coordinator_is_whom_the_school_is_reached_by(
    uow: Any, clock: Clock
) -> None:
    command = RegisterPerson(
        alliance_id=ALLIANCE,
        name="Fatima El Amrani",
        role=Role.SCHOOL_COORDINATOR,
        email="fatima@school.example",
        school_id=school_id_of("99AA00"),
    )
    person = await register_person(command, uow=uow, clock=clock)

    assert person.as_actor().school_id == command.school_id
    contacts = list(uow.contacts.kept.values())
    assert [(c.school_id, c.details.email) for c in contacts] == [
        (command.school_id, "fatima@school.example")
    ]


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (RegisterPerson(alliance_id=ALLIANCE, name="A", role=Role.PARENT), "pupil_ids"),
        (RegisterPerson(alliance_id=ALLIANCE, name="A", role=Role.UNIT_COORDINATOR), "unit_id"),
        (RegisterPerson(alliance_id=ALLIANCE, name="", role=Role.DIRECTOR), "name"),
        (RegisterPerson(alliance_id=ALLIANCE, name="A", role=Role.DIRECTOR, email="x"), "email"),
        (
            RegisterPerson(
                alliance_id=ALLIANCE,
                name="A",
                role=Role.SCHOOL_COORDINATOR,
                school_id=SchoolId(new_id()),
            ),
            "school_id",
        ),
    ],
)
async def test_a_person_without_what_the_role_needs_is_refused(
    command: RegisterPerson, field: str, uow: IntakeUnitOfWork, clock: Clock
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await register_person(command, uow=uow, clock=clock)
    assert [error.field for error in refused.value.errors] == [field]


@pytest.mark.parametrize("email", ["anna@example.org", "a.b+c@sub.example.nl", None])
def test_an_address_may_be_anything_that_looks_like_one(email: str | None) -> None:
    assert ContactDetails(name="Anna", email=email).wrong() == []


@pytest.mark.parametrize("email", ["", "anna", "a@b", "a b@c.nl", "a@b.nl\nBcc: x@y.nl", "@b.nl"])
def test_what_is_no_address_is_refused(email: str) -> None:
    assert [e.code for e in ContactDetails(name="Anna", email=email).wrong()] == ["email.invalid"]
