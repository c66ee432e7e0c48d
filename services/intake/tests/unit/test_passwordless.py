"""Unit: invitations, codes and tickets let in once, in time, and to what they are for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from samenspel_intake.domain.child_ticket import ChildTicket, ChildTicketId, child_person_id
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.invitation import Accepted, Invitation, InvitationId, hash_of
from samenspel_intake.domain.log_in import CHILDS_VISIT, LogInMethod
from samenspel_intake.domain.log_in_code import MOST_TRIES, LogInCode, LogInCodeId
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, new_id

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
LATER = MONDAY + timedelta(minutes=10)
SECRET = b"s" * 32
COMES_BY_INVITATION = {Role.PARENT, Role.EXPERT, Role.YOUTH_CONSULTANT}


def an_invitation() -> Invitation:
    return Invitation(
        id=InvitationId(new_id()),
        alliance_id=uuid4(),
        role=Role.PARENT,
        pupil_ids=frozenset({uuid4()}),
        contact_id=ContactId(new_id()),
        invited_by=PersonId(new_id()),
        inviter_name="Fatima",
        secret_hash=hash_of(SECRET),
        expires_at=LATER,
    )


def a_code() -> LogInCode:
    return LogInCode(
        id=LogInCodeId(new_id()), address="digest", browser=b"browser", expires_at=LATER
    )


def test_an_invitation_is_opened_by_its_secret_alone() -> None:
    assert an_invitation().is_opened_by(SECRET)
    assert not an_invitation().is_opened_by(b"t" * 32)
    assert not an_invitation().is_opened_by(b"")


def test_who_accepts_first_is_the_only_one() -> None:
    invitation, person = an_invitation(), PersonId(new_id())
    invitation.accept(person, at=MONDAY)
    assert invitation.answer == Accepted(person, MONDAY)
    with pytest.raises(RuleViolation, match=r"invitation\.used"):
        invitation.accept(PersonId(new_id()), at=MONDAY)
    with pytest.raises(RuleViolation, match=r"invitation\.used"):
        invitation.withdraw(at=MONDAY)


def test_an_invitation_is_over_from_the_moment_it_says() -> None:
    assert an_invitation().is_open(LATER - timedelta(seconds=1))
    assert not an_invitation().is_open(LATER)
    with pytest.raises(RuleViolation, match=r"invitation\.expired"):
        an_invitation().accept(PersonId(new_id()), at=LATER)


def test_an_invitation_that_was_withdrawn_stays_so() -> None:
    invitation = an_invitation()
    invitation.withdraw(at=MONDAY)
    with pytest.raises(RuleViolation, match=r"invitation\.withdrawn"):
        invitation.accept(PersonId(new_id()), at=MONDAY)


@pytest.mark.parametrize("role", sorted(set(Role) - COMES_BY_INVITATION))
def test_nobody_becomes_staff_by_invitation(role: Role) -> None:
    with pytest.raises(InvalidInput):
        replace(an_invitation(), role=role).check()


def test_an_invitation_is_for_one_child_or_several() -> None:
    replace(an_invitation(), pupil_ids=frozenset({uuid4(), uuid4()})).check()
    with pytest.raises(InvalidInput):
        replace(an_invitation(), pupil_ids=frozenset[UUID]()).check()


def test_an_invitation_makes_way_for_a_new_letter_unless_it_was_answered() -> None:
    late, accepted, withdrawn = an_invitation(), an_invitation(), an_invitation()
    late.make_way(at=LATER)
    assert not late.is_open(MONDAY)
    accepted.accept(PersonId(new_id()), at=MONDAY)
    withdrawn.withdraw(at=MONDAY)
    for invitation, why in ((accepted, "used"), (withdrawn, "withdrawn")):
        with pytest.raises(RuleViolation, match=rf"invitation\.{why}"):
            invitation.make_way(at=LATER)


def test_a_code_is_tried_five_times_at_most() -> None:
    code = a_code()
    for _ in range(MOST_TRIES):
        assert not code.try_it(False, at=MONDAY)
    with pytest.raises(RuleViolation):
        code.try_it(True, at=MONDAY)
    assert not code.proven


def test_right_tries_do_not_count() -> None:
    code = a_code()
    for _ in range(MOST_TRIES + 1):
        assert code.try_it(True, at=MONDAY)


def prove_late(code: LogInCode) -> None:
    code.try_it(True, at=LATER)


def use_unproven(code: LogInCode) -> None:
    code.use(at=MONDAY)


def use_late(code: LogInCode) -> None:
    code.try_it(True, at=MONDAY)
    code.use(at=LATER)


def use_twice(code: LogInCode) -> None:
    code.try_it(True, at=MONDAY)
    code.use(at=MONDAY)
    code.use(at=MONDAY)


@pytest.mark.parametrize("wrong", [prove_late, use_unproven, use_late, use_twice])
def test_a_code_lets_in_once_in_time_and_with_a_proof(
    wrong: Callable[[LogInCode], None],
) -> None:
    with pytest.raises(RuleViolation, match=r"log-in-code\.over"):
        wrong(a_code())


def test_a_childs_ticket_is_used_once_and_in_time() -> None:
    def ticket() -> ChildTicket:
        return ChildTicket(
            id=ChildTicketId(new_id()),
            alliance_id=AllianceId(new_id()),
            pupil_id=PupilId(new_id()),
            shown_by=PersonId(new_id()),
            secret_hash=hash_of(SECRET),
            expires_at=LATER,
        )

    used = ticket()
    used.use(at=MONDAY)
    with pytest.raises(RuleViolation, match=r"child-ticket\.used"):
        used.use(at=MONDAY)
    with pytest.raises(RuleViolation, match=r"child-ticket\.expired"):
        ticket().use(at=LATER)
    assert ticket().is_opened_by(SECRET)
    assert not ticket().is_opened_by(b"")


def test_a_child_is_one_person_for_good() -> None:
    pupil = PupilId(new_id())
    assert child_person_id(pupil) == child_person_id(pupil) != child_person_id(PupilId(new_id()))


@pytest.mark.parametrize("role", list(Role))
def test_a_proof_is_good_for_the_roles_that_are_given_so(role: Role) -> None:
    invited = role in COMES_BY_INVITATION
    assert LogInMethod.CODE.admits(role) is invited
    assert LogInMethod.PASSKEY.admits(role) is invited
    assert LogInMethod.QR.admits(role) is (role is Role.PUPIL)
    assert LogInMethod.OIDC.admits(role)


def test_only_a_childs_and_a_systems_session_have_an_end_of_their_own() -> None:
    assert LogInMethod.QR.lasts == CHILDS_VISIT == timedelta(hours=1)
    assert LogInMethod.SYSTEM.lasts == timedelta(minutes=10)
    others = set(LogInMethod) - {LogInMethod.QR, LogInMethod.SYSTEM}
    assert not any(method.lasts for method in others)
