"""Who may do what with a pupil or a request; the one table for API, pages and lists."""

from dataclasses import dataclass

from samenspel_intake.domain.asking.prepared_request import PreparedRequest
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.deeds import MEANING, Deed
from samenspel_intake.domain.family.correction import Correction
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Related, Relation, Relations, granted
from samenspel_kernel.errors import Forbidden

__all__ = ["POLICY", "Deed", "Subject", "may", "require", "takes_authority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Relations):
    """What a pupil or a request is related to; relations decide, beside the role."""

    @classmethod
    def of(
        cls,
        thing: Pupil
        | SupportRequest
        | PreparedRequest
        | Contact
        | Correction
        | Registration
        | OutOfEducationSpell,
    ) -> "Subject":
        """Give what a stored thing is related to."""
        return cls(
            alliance_id=thing.alliance_id,
            unit_id=thing.unit_id,
            school_id=thing.school_id,
            pupil_id=thing.id if isinstance(thing, Pupil) else thing.pupil_id,
        )


_WHOLE = (Deed.SEE, Deed.READ_TEXT, Deed.SEE_HOUSEHOLD, Deed.SEE_FAMILY)
_ON_SHARES = (Deed.SEE_SHARES, Deed.ASK_TO_SHARE)
_STAFF = (*_ON_SHARES, Deed.ENTER, Deed.COMPLETE, Deed.WITHDRAW, Deed.INVITE, Deed.LET_CHILD_IN)
_OF_FAMILIES = (Deed.SEE_ADDRESSES, Deed.MOVE, Deed.MERGE, Deed.ANSWER_CORRECTION)
_OF_REGISTRATIONS = (
    Deed.REGISTER,
    Deed.SEE_REGISTRATION,
    Deed.COMPLETE_REGISTRATION,
)
_AT_FAMILY_DESK = (Deed.ANSWER_FAMILY, Deed.TELL_BOARD, Deed.READ_BUNDLES, Deed.LOOK_BY_LINK)
_RAISES = granted(Relation.ALLIANCE, Deed.RAISE_SIGNAL)
_OF_SPELLS = (Deed.SEE_SPELL, Deed.REPORT_SPELL, Deed.STATE_ABSENCE)
_AT_SCHOOL = (
    *_OF_SPELLS,
    Deed.CONFIRM_RETURN,
    *_WHOLE,
    *_STAFF,
    *_OF_FAMILIES,
    Deed.ASK,
    Deed.PREPARE,
    Deed.READ_PREPARED,
    *_OF_REGISTRATIONS,
    Deed.ANSWER_REGISTRATION,
)
_DESK_WORK = (
    Deed.USE_DESK,
    Deed.OFFER_HANDOVER,
    Deed.ANSWER_TRANSFER,
    Deed.DECIDE,
    Deed.ASSIGN,
    Deed.SEE_AGREEMENT,
    Deed.ANSWER_SIGNAL,
)
_AT_DESK = (
    *_OF_SPELLS,
    Deed.CLASSIFY_SPELL,
    Deed.WORK_ON_SPELL,
    Deed.COUNT_SPELLS,
    *_WHOLE,
    *_STAFF,
    *_OF_FAMILIES,
    *_DESK_WORK,
    *_OF_REGISTRATIONS,
    Deed.ANSWER_REGISTRATION,
    Deed.TAKE_BACK_REGISTRATION,
    Deed.FIND_SCHOOL,
)

POLICY = Policy(
    {
        Role.SCHOOL_COORDINATOR: {**granted(Relation.SCHOOL, *_AT_SCHOOL), **_RAISES},
        Role.TEACHER: {**granted(Relation.PUPIL, Deed.SEE, Deed.LET_CHILD_IN), **_RAISES},
        Role.PARENT: {
            **granted(
                Relation.PUPIL,
                *_WHOLE,
                Deed.SEE_READERS,
                Deed.LET_CHILD_IN,
                Deed.ASK_CORRECTION,
                Deed.SEE_SPELL,
                Deed.CONFIRM_RETURN,
                Deed.ADD_VIEW,
                Deed.READ_PREPARED,
                *_OF_REGISTRATIONS,
                Deed.TAKE_BACK_REGISTRATION,
                Deed.LET_FAMILY_DESK_LOOK,
                Deed.SEE_SHARES,
                Deed.ANSWER_SHARE,
            ),
            **_RAISES,
        },
        Role.PUPIL: _RAISES,
        Role.UNIT_COORDINATOR: granted(Relation.UNIT, *_AT_DESK),
        Role.EXPERT: {**granted(Relation.PUPIL, Deed.SEE, Deed.READ_TEXT), **_RAISES},
        Role.COMMITTEE: granted(Relation.ALLIANCE, Deed.SEE, Deed.READ_TEXT, Deed.DECIDE_PLACE),
        Role.DIRECTOR: granted(
            Relation.ALLIANCE,
            Deed.SEE,
            Deed.SEE_AGREEMENT,
            Deed.COUNT_SPELLS,
            Deed.DECIDE_PLACE,
            Deed.READ_BUNDLES,
            Deed.SEE_SHARES,
            Deed.DECIDE_ON_SILENCE,
        ),
        Role.YOUTH_CONSULTANT: {**granted(Relation.PUPIL, Deed.SEE), **_RAISES},
        Role.ATTENDANCE_OFFICER: {
            **granted(
                Relation.UNIT,
                Deed.SEE_SPELL,
                Deed.STATE_ABSENCE,
                Deed.CLASSIFY_SPELL,
                Deed.CONFIRM_RETURN,
            ),
            **granted(Relation.ALLIANCE, Deed.REPORT_SPELL, Deed.DECIDE_PLACE),
            **_RAISES,
        },
        Role.FAMILY_DESK: granted(Relation.ALLIANCE, *_AT_FAMILY_DESK),
        Role.ADMINISTRATOR: granted(
            Relation.ALLIANCE,
            *_AT_DESK,
            Deed.DECIDE_PLACE,
            Deed.SET_DECIDERS,
            Deed.SEE_READERS,
            Deed.MANAGE_ACCESS,
            Deed.SHARE_BY_LAW,
            Deed.DECIDE_ON_SILENCE,
            Deed.MANAGE_PARTNERS,
            Deed.MANAGE_SCHOOLS,
            Deed.MANAGE_TERMS,
            Deed.SET_CRITERIA,
        ),
    },
    knowing=Deed.SEE,
    meaning=MEANING,
)


_BY_AUTHORITY = frozenset(
    {
        Deed.ADD_VIEW,
        Deed.ANSWER_SHARE,
        Deed.REGISTER,
        Deed.COMPLETE_REGISTRATION,
        Deed.TAKE_BACK_REGISTRATION,
        Deed.LET_FAMILY_DESK_LOOK,
    }
)
"""By these a parent decides about the child; one without authority is told, but decides nothing."""


def takes_authority(actor: Actor, deed: Deed) -> bool:
    """Tell whether the actor must have authority over the child, beside what the table says.

    A parent without it keeps what it may know (BW boek 1, art. 377c), and its own say on what is
    kept of itself.
    """
    return actor.role is Role.PARENT and deed in _BY_AUTHORITY


def may(actor: Actor, deed: Deed, subject: Related) -> bool:
    """Tell whether an actor may do something: its role grants it, and it is related."""
    return POLICY.may(actor, deed, subject)


def require(actor: Actor, deed: Deed, subject: Related) -> None:
    """Refuse what may not be: NotFound if the actor may not even know of the thing."""
    if deed is Deed.ENTER and not may(actor, deed, subject):
        raise Forbidden(subject.pupil_id)
    POLICY.require(actor, deed, subject)
