"""Who may do what with what; the one table for API, pages and lists.

Each role is related to a child's case in one way, whatever it does with it; the topics of
`rights` say what that is.
"""

from samenspel_arrangements.domain.deeds import MEANING, Action
from samenspel_arrangements.domain.rights.cases import CASES
from samenspel_arrangements.domain.rights.documents import DOCUMENTS
from samenspel_arrangements.domain.rights.help import GIVING
from samenspel_arrangements.domain.rights.letters import LETTERS
from samenspel_arrangements.domain.rights.meetings import MEETINGS
from samenspel_arrangements.domain.rights.money import MONEY
from samenspel_arrangements.domain.rights.opps import OPPS
from samenspel_arrangements.domain.rights.own_help import OWN_HELP
from samenspel_arrangements.domain.rights.people import PEOPLE
from samenspel_arrangements.domain.rights.perspectives import PERSPECTIVES
from samenspel_arrangements.domain.rights.places import PLACES
from samenspel_arrangements.domain.rights.team import TEAM
from samenspel_arrangements.domain.rights.terms import TERMS
from samenspel_arrangements.domain.rights.tlvs import TLVS
from samenspel_arrangements.domain.rights.transitions import TRANSITIONS
from samenspel_arrangements.domain.rights.voices import VOICES
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Related, Relation, granted

__all__ = ["MEANING", "POLICY", "Action", "may", "require"]

RELATION = {
    Role.SCHOOL_COORDINATOR: Relation.SCHOOL,
    Role.TEACHER: Relation.PUPIL,
    Role.PARENT: Relation.PUPIL,
    Role.PUPIL: Relation.PUPIL,
    Role.UNIT_COORDINATOR: Relation.UNIT,
    Role.EXPERT: Relation.PUPIL,
    Role.COMMITTEE: Relation.ALLIANCE,
    Role.DIRECTOR: Relation.ALLIANCE,
    Role.YOUTH_CONSULTANT: Relation.PUPIL,
    Role.ADMINISTRATOR: Relation.ALLIANCE,
}
TOPICS = (
    CASES,
    DOCUMENTS,
    GIVING,
    LETTERS,
    MEETINGS,
    MONEY,
    OPPS,
    OWN_HELP,
    PEOPLE,
    PERSPECTIVES,
    PLACES,
    TEAM,
    TERMS,
    TLVS,
    TRANSITIONS,
    VOICES,
)
POLICY = Policy(
    {
        role: granted(relation, *(deed for topic in TOPICS for deed in topic.get(role, ())))
        for role, relation in RELATION.items()
    },
    knowing=Action.SEE,
    meaning=MEANING,
)


def may(actor: Actor, action: Action, case: Related) -> bool:
    """Tell whether the actor may: its role grants it, and it is related to the case."""
    return POLICY.may(actor, action, case)


def require(actor: Actor, action: Action, case: Related) -> None:
    """Refuse what the actor may not do: NotFound if it may not even know of it, else Forbidden."""
    POLICY.require(actor, action, case)
