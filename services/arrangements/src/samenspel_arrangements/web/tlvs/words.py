"""Codes of TLVs in words."""

from collections.abc import Iterable
from enum import StrEnum

from samenspel_arrangements.domain.people.profile import Helper
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.application import ApplicantKind
from samenspel_arrangements.domain.tlv.decision import HeardParty
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.objection import ObjectionOutcome
from samenspel_arrangements.domain.tlv.professions import Profession, Slot
from samenspel_arrangements.domain.tlv.stand_still import StandStillGround
from samenspel_arrangements.domain.tlv.standing import NextStep
from samenspel_arrangements.persistence.tlvs.queries import TlvLine
from samenspel_web.texts import Texts


class TlvWords:
    """What templates call to say a code, and to list what to choose from."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def child(self, line: TlvLine) -> str:
        """Name the child, also while the name is still on its way."""
        return line.child or self._texts.text("pupil.unknown")

    def kind(self, code: str) -> str:
        """Name what it is for."""
        return self._texts.text(f"tlv-kind.{code}")

    def verdict(self, code: str | None) -> str:
        """Say what an expert advises."""
        return self._texts.text("tlv.no-admission") if code is None else self.kind(code)

    def status(self, code: str) -> str:
        """Say where it stands."""
        return self._texts.text(f"tlv-status.{code}")

    def action(self, code: str) -> str:
        """Say what is to be done."""
        key = f"tlv-action.{code}"
        return self._texts.text(key if key in self._texts else "tlv-action.other")

    def kinds(self) -> list[tuple[str, str]]:
        """List what it can be for."""
        return self._options("tlv-kind", TlvKind)

    def applicants(self) -> list[tuple[str, str]]:
        """List the kinds of schools that apply."""
        return self._options("tlv-applicant", ApplicantKind)

    def professions(self) -> list[tuple[str, str]]:
        """List what experts are."""
        return self._options("tlv-profession", Profession)

    def employments(self) -> list[tuple[str, str]]:
        """List whom experts work for."""
        return self._options("tlv-employment", Employment)

    def helpers(self, helpers: Iterable[Helper]) -> list[tuple[str, str]]:
        """List people to choose from, each with what it is by training."""
        return [(str(one.person_id), self._helper(one)) for one in helpers]

    def _helper(self, helper: Helper) -> str:
        name = helper.name or self._texts.text("holder.colleague")
        trained = [
            self._texts.text(f"tlv-profession.{p}") for p in sorted(helper.ability.professions)
        ]
        return f"{name} ({', '.join(trained)})"

    def slots(self) -> list[tuple[str, str]]:
        """List the two advices."""
        return self._options("tlv-slot", Slot)

    def parties(self) -> list[tuple[str, str]]:
        """List who is heard."""
        return self._options("tlv-party", HeardParty)

    def grounds(self) -> list[tuple[str, str]]:
        """List why a decision may wait."""
        return self._options("tlv-ground", StandStillGround)

    def next_steps(self) -> list[tuple[str, str]]:
        """List what can come after it; a renewal is known by itself."""
        steps = [step for step in NextStep if step is not NextStep.RENEWED]
        return self._options("tlv-next", steps)

    def outcomes(self) -> list[tuple[str, str]]:
        """List what can become of an objection."""
        return self._options("objection-outcome", ObjectionOutcome)

    def _options(self, group: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
        return [(code.value, self._texts.text(f"{group}.{code}")) for code in codes]
