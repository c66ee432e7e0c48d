"""What the forms of a signal's page hold."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.signals.answer_signal import AnswerSignal, GiveUpSignal
from samenspel_intake.application.signals.become import Wanted, WatchRegistration
from samenspel_intake.application.signals.hand_over import NotePartnerAnswer, OfferSignal
from samenspel_intake.application.spells.report_spell import ReportSpell
from samenspel_intake.application.submit_support_request import SubmitSupportRequest
from samenspel_intake.domain.ids import RegistrationId, SignalId
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.signal.theme import Theme
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_kernel.responsibility import Partner


class AnswerForm(BaseModel):
    """An answer, and what it becomes: advice, a request, a spell, or another look.

    The child of a request or a spell is the one that is known, or is entered with it.
    """

    answer: str = ""
    theme: Theme
    becomes: Literal["advice", "request", "spell", "watch"] = "advice"
    question: str = ""
    pupil_id: UUID | None = None
    school_id: UUID | None = None
    given_name: str = Field("", alias="pupil.given_name")
    family_name: str = Field("", alias="pupil.family_name")
    spell_given_name: str = Field("", alias="spell.given_name")
    spell_family_name: str = Field("", alias="spell.family_name")
    spell_birth_date: date | None = Field(None, alias="spell.birth_date")
    known_on: date | None = Field(None, alias="spell.known_on")
    first_day: date | None = Field(None, alias="spell.first_day")
    registration_id: UUID | None = Field(None, alias="watch.registration_id")
    look_again_on: date | None = Field(None, alias="watch.look_again_on")

    def command(self, signal_id: SignalId) -> AnswerSignal:
        """Give the command; InvalidInput names what is missing for what it becomes."""
        return AnswerSignal(
            signal_id=signal_id, words=self.answer, theme=self.theme, becomes=self._wanted()
        )

    def _wanted(self) -> Wanted | None:
        match self.becomes:
            case "request":
                question = Question(kind=SupportKind.ARRANGEMENT, text=self.question)
                child = self._child(self.given_name, self.family_name)
                return SubmitSupportRequest(question=question, pupil=child)
            case "spell":
                return self._spell()
            case "watch":
                return self._watch()
            case _:
                return None

    def _spell(self) -> ReportSpell:
        if self.known_on is None:
            raise InvalidInput(FieldError("spell.known_on", "input.missing"))
        child = self._child(self.spell_given_name, self.spell_family_name, self.spell_birth_date)
        return ReportSpell(child=child, known_on=self.known_on, first_day=self.first_day)

    def _watch(self) -> WatchRegistration:
        if self.registration_id is None:
            raise InvalidInput(FieldError("watch.registration_id", "signal.no-such-registration"))
        if self.look_again_on is None:
            raise InvalidInput(FieldError("watch.look_again_on", "input.missing"))
        return WatchRegistration(
            registration_id=RegistrationId(self.registration_id), look_again_on=self.look_again_on
        )

    def _child(
        self, given_name: str, family_name: str, birth_date: date | None = None
    ) -> PupilId | RegisterPupil:
        if self.pupil_id is not None:
            return PupilId(self.pupil_id)
        return RegisterPupil(
            given_name=given_name,
            family_name=family_name,
            birth_date=birth_date,
            school_id=SchoolId(self.school_id) if self.school_id else None,
        )


class ChildForm(BaseModel):
    """Which child it is about."""

    pupil_id: UUID

    def id(self) -> PupilId:
        """Give the child."""
        return PupilId(self.pupil_id)


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


class PartnerOfferForm(BaseModel):
    """To which partner, and whether its raiser agrees."""

    partner: UUID
    raiser_agrees: bool = False

    def command(self, signal_id: SignalId) -> OfferSignal:
        """Give the command."""
        to = Partner(self.partner)
        return OfferSignal(signal_id=signal_id, to=to, raiser_agrees=self.raiser_agrees)


class PartnerAnswerForm(BaseModel):
    """What the partner said; if it takes it, the answer to the raiser."""

    partner_answer: Literal["accept", "refuse"]
    partner_words: str = ""
    partner_theme: Theme | None = None

    def command(self, signal_id: SignalId) -> NotePartnerAnswer:
        """Give the command."""
        return NotePartnerAnswer(
            signal_id=signal_id,
            is_accepted=self.partner_answer == "accept",
            words=self.partner_words,
            theme=self.partner_theme,
        )
