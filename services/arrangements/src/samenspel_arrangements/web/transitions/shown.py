"""What the pages of transitions have in common: codes in words, and what one can choose."""

from samenspel_arrangements.domain.transitions.standing import ENDS, EndReason
from samenspel_arrangements.persistence.transitions.queries import TransitionLine
from samenspel_arrangements.web.acting import choices
from samenspel_arrangements.web.pages import pages

TRANSITIONS = "/arrangements/transitions"


class TransitionWords:
    """What templates call to say something of a transition, in the language of the page."""

    def stage(self, code: str) -> str:
        """Say from where to where."""
        return pages.texts.text(f"transition-stage.{code}")

    def status(self, code: str) -> str:
        """Say where it stands."""
        return pages.texts.text(f"transition-status.{code}")

    def part(self, code: str) -> str:
        """Name a part of the file."""
        return pages.texts.text(f"transition-part.{code}")

    def action(self, code: str) -> str:
        """Name what is next; an unknown code is another step."""
        key = f"transition-action.{code}"
        return pages.texts.text(key if key in pages.texts else "transition-action.other")

    def end(self, code: str) -> str:
        """Say why it ended."""
        return pages.texts.text(f"transition-end.{code}")

    def child(self, line: TransitionLine) -> str:
        """Name the child, also while the name is still on its way."""
        return line.child or pages.texts.text("pupil.unknown")

    def school(self, name: str | None) -> str:
        """Name a school, also while the name is still on its way."""
        return name or pages.texts.text("school.unknown")

    def next(self, line: TransitionLine) -> str:
        """Name the next school, of ours or not, or say that nobody chose one yet."""
        if not line.is_chosen:
            return pages.texts.text("transition.not-chosen")
        return line.to_name or self.school(line.next_name)


def end_choices(status: str) -> list[tuple[str, str]]:
    """List the reasons for which it can end where it stands."""
    fitting = {
        reason for standing in ENDS if standing.status == status for reason in ENDS[standing]
    }
    return choices("transition-end", (reason for reason in EndReason if reason in fitting))
