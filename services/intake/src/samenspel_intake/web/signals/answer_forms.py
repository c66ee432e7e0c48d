"""What the forms of a signal's page hold."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.signals.answer_signal import AnswerSignal, GiveUpSignal
from samenspel_intake.application.signals.hand_over import OfferSignal
from samenspel_intake.application.submit_support_request import SubmitSupportRequest
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.signal.theme import Theme
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId


class AnswerForm(BaseModel):
    """An answer: advice, or (`becomes`) a request for the child, known or entered with it."""

    answer: str = ""
    theme: Theme
    becomes: str = "advice"
    question: str = ""
    pupil_id: UUID | None = None
    school_id: UUID | None = None
    given_name: str = Field("", alias="pupil.given_name")
    family_name: str = Field("", alias="pupil.family_name")

    def command(self, signal_id: SignalId) -> AnswerSignal:
        """Give the command."""
        return AnswerSignal(
            signal_id=signal_id,
            words=self.answer,
            theme=self.theme,
            became=self._request() if self.becomes == "request" else None,
        )

    def _request(self) -> SubmitSupportRequest:
        pupil: PupilId | RegisterPupil = RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            school_id=SchoolId(self.school_id) if self.school_id else None,
        )
        if self.pupil_id is not None:
            pupil = PupilId(self.pupil_id)
        question = Question(kind=SupportKind.ARRANGEMENT, text=self.question)
        return SubmitSupportRequest(question=question, pupil=pupil)


class GiveUpForm(BaseModel):
    """On which two days it was tried, and why no more was done."""

    tried_first: date
    tried_again: date
    reason: str = ""
    theme: Theme = Field(alias="missed_theme")

    def command(self, signal_id: SignalId) -> GiveUpSignal:
        """Give the command."""
        tried_on = tuple(sorted({self.tried_first, self.tried_again}))
        return GiveUpSignal(
            signal_id=signal_id, tried_on=tried_on, reason=self.reason, theme=self.theme
        )


class OfferForm(BaseModel):
    """To which desk: `family-desk`, or `unit-desk:` and the unit's id."""

    desk: str = ""

    def command(self, signal_id: SignalId, alliance_id: UUID) -> OfferSignal:
        """Give the command; InvalidInput for what is no desk."""
        kind, _, id_ = self.desk.partition(":")
        try:
            if kind == HolderKind.FAMILY_DESK.value:
                return OfferSignal(
                    signal_id=signal_id, to=Holder(HolderKind.FAMILY_DESK, alliance_id)
                )
            unit = Holder(HolderKind.UNIT_DESK, UUID(id_))
        except ValueError:
            raise InvalidInput(FieldError("desk", "signal.no-such-desk")) from None
        return OfferSignal(signal_id=signal_id, to=unit)
