"""The Jinja environment: the shared templates, the components and the filters."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from samenspel_web.assets import shared_assets
from samenspel_web.filters import FILTERS
from samenspel_web.term_words import how_computed, length_of
from samenspel_web.texts import Texts

SHARED = Path(__file__).parent / "templates"


class Components:
    """Every macro of `templates/components` by its name: `ui` in the templates."""

    def __init__(self) -> None:
        self._macros: dict[str, Callable[..., str]] = {}

    def __getattr__(self, name: str) -> Callable[..., str]:
        try:
            return self._macros[name]
        except KeyError:
            raise AttributeError(f"there is no component {name}") from None

    def names(self) -> frozenset[str]:
        """Give the names of all components."""
        return frozenset(self._macros)

    def load(self, environment: Environment) -> None:
        """Read the macros; the environment must already know what they use."""
        for path in sorted((SHARED / "components").glob("*.html")):
            module = environment.get_template(f"components/{path.name}").module
            exported = (name for name in vars(module) if not name.startswith("_"))
            self._macros |= {name: getattr(module, name) for name in exported}


def make_environment(texts: Texts, template_dir: Path | None = None) -> Environment:
    """Make the environment of a service; its own templates win over the shared ones."""
    folders = [template_dir, SHARED] if template_dir else [SHARED]
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    components = Components()
    environment.globals.update(
        t=texts.text,
        asset=shared_assets().url,
        sentences_of=partial(how_computed, texts=texts),
        length_of=partial(length_of, texts=texts),
        ui=components,
    )
    components.load(environment)
    return environment
