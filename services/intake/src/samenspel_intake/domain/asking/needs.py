"""What the child needs of its education, in five fields, by those who know what help there is."""

from dataclasses import dataclass, field
from enum import StrEnum

from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError, InvalidInput

MOST = 3


class NeedField(StrEnum):
    """The five fields in which help is described (indiceren vanuit onderwijsbehoeften, IVO)."""

    ATTENTION_TIME = "attention-time"
    MATERIAL = "material"
    SURROUNDINGS = "surroundings"
    EXPERTISE = "expertise"
    COOPERATION = "cooperation"


@dataclass(frozen=True, slots=True)
class Need:
    """How much is needed in one field, from 0 (what every child gets) to 3, and in words."""

    of: NeedField
    level: int
    text: str = field(default="", repr=False)

    def wrong(self) -> list[FieldError]:
        """List what can't be taken in."""
        checks = {
            "need.level": not 0 <= self.level <= MOST,
            "text.too-long": len(self.text) > LONGEST_TEXT,
        }
        wrong = [FieldError(self.of.value, code) for code, is_so in checks.items() if is_so]
        return [*wrong, *forbidden_identifiers.field_errors(**{self.of.value: self.text})]


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs, of each field one, in order; complete when all five were looked at."""

    needs: tuple[Need, ...] = ()

    @classmethod
    def of(cls, *needs: Need) -> "Needs":
        """Write them down; InvalidInput names every wrong one."""
        if wrong := [error for need in needs for error in need.wrong()]:
            raise InvalidInput(*wrong)
        by_field = {need.of: need for need in needs}
        return cls(tuple(by_field[f] for f in NeedField if f in by_field))

    @property
    def by_field(self) -> dict[NeedField, Need]:
        """Give each by its field."""
        return {need.of: need for need in self.needs}

    @property
    def is_complete(self) -> bool:
        """Whether each of the five was looked at."""
        return len(self.needs) == len(NeedField)
