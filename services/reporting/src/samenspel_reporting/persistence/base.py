"""What all tables of reporting have in common."""

from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import DeclarativeBase

from samenspel_platform.database import named_metadata


class Base(DeclarativeBase):
    """The tables of reporting."""

    metadata = named_metadata()
    type_annotation_map = {datetime: DateTime(timezone=True)}
