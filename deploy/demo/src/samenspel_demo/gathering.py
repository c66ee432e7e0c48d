"""Two schools ask for a group and for a teacher, and a question waits until parents have read it."""

from sqlalchemy import select

from samenspel_demo.story_clock import StoryClock
from samenspel_intake.application.asking.ask import Ask, ask
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

FOR_A_GROUP = Ask(
    kind=RequestKind.GROUP,
    answers={
        Field.GROUP: "Groep 4",
        Field.STRENGTHS: "De groep is nieuwsgierig en houdt van buiten leren.",
        Field.TRIED: "Een vaste start van de dag, en samen spelregels maken.",
        Field.WORKED: "Na een spel buiten luisteren zij beter.",
        Field.QUESTION: "Na de pauze is er vaak ruzie. Hoe komt er rust in de groep?",
    },
)
OF_A_TEACHER = Ask(
    kind=RequestKind.TEACHER,
    answers={
        Field.TRIED: "Twee boeken gelezen, en met collega's gepraat.",
        Field.TEACHER_WANTS: "Iemand die een keer meekijkt in mijn les.",
        Field.QUESTION: "Hoe geef ik les aan drie niveaus tegelijk?",
    },
)
NOT_SENT = {
    Field.STRENGTHS: "Sam kan heel goed bouwen en helpt graag.",
    Field.IMPEDIMENTS: "De gymzaal is hem te druk.",
    Field.TRIED: "Met een koptelefoon naar gym, en eerst even kijken.",
    Field.CHILD_WANTS: "Ik wil meedoen met het rondje rennen.",
    Field.QUESTION: "Wat helpt Sam om bij gym mee te doen?",
}
"""Of a child whose parents read it first."""
GROUP_DAYS_AGO, TEACHER_DAYS_AGO, PREPARED_DAYS_AGO = 6, 2, 1


async def gather(
    pupil_id: PupilId,
    *,
    school: Person,
    other_school: Person,
    intake: JobContext[SqlIntakeUnitOfWork],
    clock: StoryClock,
) -> None:
    """Ask each of them, unless it was asked before."""
    about = Ask(kind=RequestKind.CHILD, answers=NOT_SENT, pupil=pupil_id)
    for command, asker, days_ago in (
        (FOR_A_GROUP, school, GROUP_DAYS_AGO),
        (OF_A_TEACHER, other_school, TEACHER_DAYS_AGO),
        (about, school, PREPARED_DAYS_AGO),
    ):
        actor = asker.as_actor()
        clock.go_to(days_ago, 15, 40)
        async with intake.transactions(Scope.begin(actor.alliance_id)) as uow:
            known = select(SupportRequestRow.id).where(
                SupportRequestRow.alliance_id == actor.alliance_id,
                SupportRequestRow.question == command.answers[Field.QUESTION],
            )
            prepares = await uow.prepared_requests.open_for(actor, limit=20)
            if await uow.session.scalar(known) is None and not (command is about and prepares):
                await ask(command, actor=actor, uow=uow, clock=clock)
