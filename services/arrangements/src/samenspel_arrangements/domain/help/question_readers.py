"""Who reads what was answered about help: each its own, and who works with the whole of it."""

from collections.abc import Iterable

from samenspel_arrangements.domain.help.question import Question, Withdrawn
from samenspel_arrangements.domain.policies import Action, may
from samenspel_kernel.actor import Actor


def read_by(actor: Actor, questions: Iterable[Question]) -> list[Question]:
    """Give those that an actor may read; of one that was withdrawn nobody reads anything.

    Who works on the case reads all of it. A parent never reads another's, nor does a teacher.
    """
    return [
        each
        for each in questions
        if not isinstance(each.standing, Withdrawn)
        and (each.person_id == actor.person_id or may(actor, Action.WORK, each))
    ]
