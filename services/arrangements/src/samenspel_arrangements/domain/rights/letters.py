"""Who may do what with letters to families."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

LETTERS: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.READ_LETTER,),
    Role.PARENT: (Action.READ_LETTER,),
    Role.UNIT_COORDINATOR: (Action.READ_LETTER,),
    Role.COMMITTEE: (Action.READ_LETTER, Action.RUN_LETTERS),
    Role.ADMINISTRATOR: (Action.READ_LETTER, Action.RUN_LETTERS, Action.KEEP_LETTER_OFFICE),
}
