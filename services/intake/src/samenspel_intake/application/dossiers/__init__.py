"""A dossier that a school hands over of a child becomes a pupil, its contacts, and a request begun."""
