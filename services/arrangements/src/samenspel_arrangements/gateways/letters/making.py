"""Makes a letter by typst, from a template of this folder and values that are nothing but text.

Values reach the template as JSON: what is a text there stays a text, whatever it looks like. A
template that was used is never changed; a new wording is a new file with the next number.
"""

import json
import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import typst

from samenspel_arrangements.domain.letters.contents import LetterContent, to_values
from samenspel_web.dutch import day

TEMPLATES: Final = Path(__file__).parent / "templates"
FONTS: Final = typst.Fonts(include_system_fonts=False)
"""Those that come with typst, read once."""
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NotMade(Exception):
    """No letter can be made of this."""


def make_letter(
    content: LetterContent, *, template: int, dated: date, reference: str, sender: str
) -> bytes:
    """Give the PDF (PDF/UA-1: tagged, with title and language); the same values, the same letter.

    NotMade if that can't be.
    """
    said = {
        **{name: _for_people(value) for name, value in to_values(content).items()},
        "dated": day(dated),
        "reference": reference,
        "sender": sender,
    }
    template_file = TEMPLATES / f"{content.kind}.{template}.typ"
    given: dict[str, Any] = {
        "root": TEMPLATES,
        "format": "pdf",
        "timestamp": datetime.combine(dated, time(), UTC),
        "sys_inputs": {"letter": json.dumps(said)},
    }
    try:
        made = typst.compile(template_file, font_paths=FONTS, pdf_standards="ua-1", **given)
    except typst.TypstError:
        # PDF/UA refuses a sign that its fonts lack (a name in Hebrew, say): rather with those of
        # the machine, tagged as well, than no letter.
        try:
            made = typst.compile(template_file, **given)
        except typst.TypstError:
            raise NotMade from None
    except RuntimeError:  # there is no such template
        raise NotMade from None
    return bytes(made)


def _for_people(value: Any) -> Any:
    """Write days as people do."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    if isinstance(value, dict):
        return {name: _for_people(inner) for name, inner in value.items()}
    return value
