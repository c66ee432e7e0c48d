"""What signals offer to choose from, with their sentences."""

from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.domain.signal.worry import Mood
from samenspel_intake.web.pages import pages

Choice = tuple[str, ...]
FACES = {Mood.GOOD: "☺", Mood.SO_SO: "😐", Mood.BAD: "☹"}


def themes() -> list[Choice]:
    """Give what a signal can be about."""
    return [(theme.value, pages.texts.text(f"signal-theme.{theme}")) for theme in Theme]


def moods() -> list[Choice]:
    """Give how a child can say that it is: a face and words."""
    return [(m.value, f"{FACES[m]} {pages.texts.text(f'signal-mood.{m}')}") for m in Mood]
