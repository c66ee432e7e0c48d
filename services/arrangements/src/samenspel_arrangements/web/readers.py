"""Fragment: who looked at the cases of a child."""

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.organisation_names import names_of
from samenspel_arrangements.web.pages import pages
from samenspel_web.file_readers import readers_fragment

router = readers_fragment(pages, POLICY, Action.SEE_READERS, names_of)
