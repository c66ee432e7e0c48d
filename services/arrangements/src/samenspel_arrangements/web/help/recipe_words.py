"""What one chooses from at a recipe, in words."""

from typing import Any

from samenspel_arrangements.domain.help.recipe import LEVELS, LONGEST_NAME, NeedField
from samenspel_arrangements.web.acting import choices
from samenspel_arrangements.web.pages import pages


def recipe_choices() -> dict[str, Any]:
    """Give the fields in which help is described, and how much can be needed in one."""
    text = pages.texts.text
    return {
        "needs": choices("recipe.need", NeedField),
        "levels": [(str(level), text(f"recipe.level-{level}")) for level in LEVELS],
        "longest_recipe_name": LONGEST_NAME,
    }
