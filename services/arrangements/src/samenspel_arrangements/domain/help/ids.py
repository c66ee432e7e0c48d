"""Ids of what belongs to granted help."""

from typing import NewType
from uuid import UUID

SessionId = NewType("SessionId", UUID)
QuestionId = NewType("QuestionId", UUID)
HelpGroupId = NewType("HelpGroupId", UUID)
MembershipId = NewType("MembershipId", UUID)
RecipeId = NewType("RecipeId", UUID)
