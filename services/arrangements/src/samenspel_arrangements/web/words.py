"""Codes in words."""

from collections.abc import Iterable
from enum import StrEnum

from samenspel_arrangements.domain.arrangement import ArrangementKind
from samenspel_arrangements.domain.case import ActionKind, DeclineReason
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_kernel.accountability import HolderKind
from samenspel_web.texts import Texts


class Words:
    """What templates call to say a code in Dutch; an unknown code gets a general word."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def pupil(self, case: CaseSummary) -> str:
        """Name the pupil, also while the name is still on its way."""
        return case.pupil_name or self._texts.text("pupil.unknown")

    def school(self, case: CaseSummary) -> str:
        """Name the school, also where there is none."""
        if case.school_name:
            return case.school_name
        return self._texts.text("school.none" if case.school_id is None else "school.unknown")

    def desk(self, case: CaseSummary) -> str:
        """Name the unit; without one, the alliance's desk."""
        if case.unit_name:
            return case.unit_name
        return self._texts.text("desk.alliance" if case.unit_id is None else "desk.unknown")

    def holder(self, case: CaseSummary) -> str:
        """Name who holds the case: a person, or a desk."""
        if case.holder_kind == HolderKind.PERSON:
            return case.holder_name or self._texts.text("holder.colleague")
        if case.holder_kind == HolderKind.ALLIANCE_DESK:
            return self.alliance_desk()
        return self.desk_of(self.desk(case))

    def offered_to(self, case: CaseSummary) -> str:
        """Name to whom the case is offered."""
        if case.offered_to_kind == HolderKind.UNIT_DESK and case.offered_to_name:
            return self.desk_of(case.offered_to_name)
        if case.offered_to_kind == HolderKind.ALLIANCE_DESK:
            return self.alliance_desk()
        return self._texts.text("holder.colleague")

    def desk_of(self, unit: str) -> str:
        """Name the desk of a unit."""
        return self._texts.text("holder.desk", unit=unit)

    def alliance_desk(self) -> str:
        """Name the desk of the alliance."""
        return self._texts.text("desk.alliance")

    def action(self, code: str) -> str:
        """Name a next action."""
        return self._of("action", code)

    def request_kind(self, code: str) -> str:
        """Name what was asked for."""
        return self._of("request-kind", code)

    def arrangement_kind(self, code: str) -> str:
        """Name the form of help."""
        return self._of("arrangement-kind", code)

    def reason(self, code: str) -> str:
        """Say why a case was not accepted."""
        return self._of("reason", code)

    def actions(self) -> list[tuple[str, str]]:
        """List the next actions to choose from."""
        return self._options("action", ActionKind)

    def reasons(self) -> list[tuple[str, str]]:
        """List the reasons to choose from."""
        return self._options("reason", DeclineReason)

    def arrangement_kinds(self) -> list[tuple[str, str, str]]:
        """List the forms of help to choose from, each with an explanation."""
        options = self._options("arrangement-kind", ArrangementKind)
        return [(code, word, self._of("arrangement-hint", code)) for code, word in options]

    def _options(self, group: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
        return [(code.value, self._of(group, code.value)) for code in codes]

    def _of(self, group: str, code: str) -> str:
        key = f"{group}.{code}"
        return self._texts.text(key if key in self._texts else f"{group}.other")
