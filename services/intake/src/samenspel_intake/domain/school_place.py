"""A school, and the alliance that it belongs to."""

from dataclasses import dataclass

from samenspel_kernel.ids import AllianceId, SchoolId


@dataclass(frozen=True, slots=True)
class SchoolPlace:
    """Public: a school is in one alliance."""

    school_id: SchoolId
    alliance_id: AllianceId
