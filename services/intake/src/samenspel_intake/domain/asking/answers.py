"""What was typed, kept whatever the kind of the request becomes."""

from dataclasses import dataclass, field

from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import Gate
from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.errors import FieldError


@dataclass(frozen=True, slots=True)
class Answers:
    """One text a field; these texts never leave intake."""

    texts: tuple[tuple[Field, str], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, texts: dict[Field, str]) -> "Answers":
        """Keep what was typed; what is blank was not."""
        return cls(tuple((f, texts[f]) for f in Field if texts.get(f, "").strip()))

    def text(self, of: Field) -> str:
        """Give the text of a field, empty where nothing was typed."""
        return dict(self.texts).get(of, "")

    def with_text(self, of: Field, text: str) -> "Answers":
        """Type a field, or type it anew."""
        return Answers.of(dict(self.texts) | {of: text})

    def taking_over(self, earlier: "Answers") -> "Answers":
        """Fill what is empty with what was typed for an earlier request."""
        return Answers.of(dict(earlier.texts) | dict(self.texts))

    def asked_by(self, gate: Gate) -> "Answers":
        """Give only what is asked; what belongs to another kind stays behind."""
        return Answers.of({f: text for f, text in self.texts if gate.asks(f)})

    def missing(self, gate: Gate) -> tuple[Field, ...]:
        """List what must be typed still, in the order of the form."""
        return tuple(f for f in Field if f in gate.mandatory and not self.text(f))

    def wrong(self) -> list[FieldError]:
        """List what can't be taken in: too much text, forbidden numbers."""
        long = [f for f, text in self.texts if len(text) > LONGEST_TEXT]
        return [
            *(FieldError(f.value, "text.too-long") for f in long),
            *forbidden_identifiers.field_errors(**{f.value: text for f, text in self.texts}),
        ]
