"""The TLV as a whole: applied for or brought in, running, and never ending in silence."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from samenspel_arrangements.domain.tlv.application import Application, alliance_number
from samenspel_arrangements.domain.tlv.decided import Ahead
from samenspel_arrangements.domain.tlv.decision import ForeignGrant
from samenspel_arrangements.domain.tlv.events import TlvExpired, TlvOpened, WaveReached
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.moving import MovingTlv
from samenspel_arrangements.domain.tlv.number import foreign_number
from samenspel_arrangements.domain.tlv.stages import Stage
from samenspel_arrangements.domain.tlv.standing import (
    Expired,
    Granted,
    NextStep,
    Received,
    Succeeded,
    TlvAction,
)
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, CaseId, PupilId, SchoolId, UnitId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class OfChild(TypedDict):
    """Whose TLV it is, and who answers for it."""

    alliance_id: AllianceId
    unit_id: UnitId | None
    pupil_id: PupilId
    school_id: SchoolId | None
    case_id: CaseId | None


@dataclass(eq=False, kw_only=True)
class Tlv(MovingTlv):
    """Guards that a TLV that runs always has a term for what comes after it."""

    @classmethod
    def receive(
        cls,
        id_: TlvId,
        application: Application,
        *,
        received_on: date,
        holder: Holder,
        decide: Term,
        check: Term,
        at: datetime,
        **child: Unpack[OfChild],
    ) -> "Tlv":
        """Take an application in, also an incomplete one; the clock runs from its receipt."""
        application.check(today=dutch_date(at))
        if received_on > dutch_date(at):
            raise InvalidInput(FieldError("received_on", "date.in-future"))
        held = Responsibility.of(
            holder,
            NextAction(TlvAction.CHECK_COMPLETENESS, check.last_day),
            NextAction(TlvAction.DECIDE, decide.last_day),
        )
        standing = Received(responsibility=held, decide=decide, check=check)
        tlv = cls(
            id=id_,
            opened_at=at,
            received_on=received_on,
            application=application,
            stages=(Stage(standing.status, received_on),),
            standing=standing,
            **child,
        )
        tlv._record(TlvOpened(occurred_at=at, tlv=tlv, standing=standing))
        return tlv

    @classmethod
    def bring_in(
        cls,
        id_: TlvId,
        *,
        alliance: str,
        number: str,
        kind: TlvKind,
        validity: Validity,
        holder: Holder,
        ahead: Ahead,
        at: datetime,
        **child: Unpack[OfChild],
    ) -> "Tlv":
        """Write down a TLV that another alliance gave, as it is."""
        if validity.ends_on < validity.starts_on:
            raise InvalidInput(FieldError("ends_on", "tlv.ends-before-it-starts"))
        foreign = ForeignGrant(
            alliance=alliance_number(alliance),
            number=foreign_number(number),
            kind=kind,
            validity=validity,
        )
        successor = NextAction(TlvAction.CHOOSE_SUCCESSOR, ahead.successor.last_day)
        standing = Granted(
            responsibility=Responsibility.of(holder, successor),
            grant=foreign,
            announced_on=dutch_date(at),
            object_by=None,
            place=None,
            wave_on=ahead.wave_on,
            letter=ahead.letter,
            successor=ahead.successor,
        )
        tlv = cls(
            id=id_,
            opened_at=at,
            received_on=dutch_date(at),
            application=None,
            stages=(Stage(standing.status, dutch_date(at)),),
            standing=standing,
            **child,
        )
        tlv._record(TlvOpened(occurred_at=at, tlv=tlv, standing=standing))
        return tlv

    def confirm_place(self, *, at: datetime) -> None:
        """Write down that a school's board has a place; a TLV itself is none (T4)."""
        now = self._now(Granted, "confirm-place")
        if now.place is not None:
            self._check(now.place, at)
        self._move("confirm-place", replace(now, place=None), at)

    def send_letter(self, *, at: datetime) -> None:
        """Note that the letter about what comes next went out; once."""
        now = self._now(Granted, "send-letter")
        if now.letter_sent_on is not None:
            raise RuleViolation("tlv.letter-sent-before")
        if now.in_wave:
            self._check(now.letter, at)
        self._move("send-letter", replace(now, letter_sent_on=dutch_date(at)), at)

    def letter_made(self, *, at: datetime) -> None:
        """Note that the letter about what comes next was made; nothing where nobody waits for it."""
        if isinstance(self.standing, Granted) and self.standing.letter_sent_on is None:
            self.send_letter(at=at)

    def renewal_applied(self, tlv_id: TlvId, *, at: datetime) -> None:
        """Note that a new one was applied for; the old one waits for its decision."""
        self._held()
        TLVS.require(self.standing, "renewal-applied")
        now = self.standing
        if isinstance(now, Granted):
            now = replace(now, renewed_by=tlv_id)
        self._move("renewal-applied", now, at)

    def succeed(self, how: Succeeded, *, at: datetime) -> None:
        """Say what comes after it: then it may end. Renewed needs the new one."""
        self._held()
        TLVS.require(self.standing, "succeed")
        if (how.step is NextStep.RENEWED) != (how.tlv_id is not None):
            raise InvalidInput(FieldError("step", "tlv.renewed-by-which"))
        if self.pending:
            raise RuleViolation("objection.pending")
        if isinstance(self.standing, Granted | Expired):
            self._check(self.standing.successor, at)
        self._end("succeed", how, at)

    def notice_breaches(self, *, at: datetime) -> None:
        """Tell what time did: the wave, the end that nobody spoke of, terms that have passed."""
        self._pass_time(at)
        super().notice_breaches(at=at)

    def _marks(self) -> list[date]:
        marks, now = super()._marks(), self.standing
        if isinstance(now, Granted):
            marks.append(now.grant.validity.ends_on + ONE_DAY)
            marks += [] if now.in_wave else [now.wave_on]
        return marks

    def _pass_time(self, at: datetime) -> None:
        now, today = self.standing, dutch_date(at)
        if not isinstance(now, Granted):
            return
        ends_on = now.grant.validity.ends_on
        if today > ends_on:
            expired = Expired(
                responsibility=now.responsibility, grant=now.grant, successor=now.successor
            )
            self._move("expire", expired, at)
            self._record(TlvExpired(occurred_at=at, tlv=self, standing=expired, ended_on=ends_on))
        elif today >= now.wave_on and not now.in_wave:
            in_wave = replace(now, in_wave=True)
            self._move("open-wave", in_wave, at)
            self._record(WaveReached(occurred_at=at, tlv=self, standing=in_wave))
