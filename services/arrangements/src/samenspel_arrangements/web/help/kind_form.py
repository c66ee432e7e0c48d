"""The part of the grant form that asks what a kind of help needs; of other kinds it is not read."""

from datetime import date

from pydantic import BaseModel

from samenspel_arrangements.domain.help.forms import (
    ArrangementKind,
    FreeForm,
    HelpForm,
    Observation,
    Setting,
)
from samenspel_kernel.errors import FieldError, InvalidInput


class KindForm(BaseModel):
    """The kind, and what each of three kinds needs."""

    kind: ArrangementKind
    education_by: str = ""
    care_by: str = ""
    entry_when: str = ""
    exit_when: str = ""
    return_on: date | None = None
    observed_at: str = ""
    why_elsewhere: str = ""
    why_other: str = ""

    @property
    def form(self) -> HelpForm | None:
        """Give what the kind needs; InvalidInput for a setting without a day of return."""
        match self.kind:
            case ArrangementKind.SPECIALISED_SETTING:
                if self.return_on is None:
                    raise InvalidInput(FieldError("return_on", "setting.return-missing"))
                return Setting(
                    education_by=self.education_by,
                    care_by=self.care_by,
                    entry_when=self.entry_when,
                    exit_when=self.exit_when,
                    return_on=self.return_on,
                )
            case ArrangementKind.OBSERVATION:
                return Observation(observed_at=self.observed_at, why_elsewhere=self.why_elsewhere)
            case ArrangementKind.FREE_FORM:
                return FreeForm(why_other=self.why_other)
            case _:
                return None
