"""What a request holds when it reaches the alliance."""

from dataclasses import dataclass, replace

from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.parents_voice import (
    ParentsVoice,
    ParentView,
    Shown,
    seen_by,
)
from samenspel_intake.domain.question import Question, SupportKind


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes to the alliance: only what its kind asks, and how the parents had their say."""

    kind: RequestKind
    answers: Answers
    parents: ParentsVoice | None = None

    @property
    def question(self) -> Question:
        """Give it as the question that the desk reads first."""
        light = self.kind in (RequestKind.CONSULTATION, RequestKind.TEACHER)
        return Question(
            kind=SupportKind.CONSULTATION if light else SupportKind.ARRANGEMENT,
            text=self.answers.text(Field.QUESTION),
            already_tried=self.answers.text(Field.TRIED),
            parents_informed=isinstance(self.parents, Shown),
        )

    @classmethod
    def only(cls, question: Question) -> "Asked":
        """Take a question that came without the fields of its kind."""
        light = question.kind is SupportKind.CONSULTATION
        kind = RequestKind.CONSULTATION if light else RequestKind.CHILD
        texts = {Field.QUESTION: question.text, Field.TRIED: question.already_tried}
        return cls(kind, Answers.of(texts))

    def with_view(self, view: ParentView) -> "Asked":
        """Add what a parent thinks."""
        return replace(self, parents=seen_by(self.parents, view))
