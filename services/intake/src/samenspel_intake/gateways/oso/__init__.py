"""Reads the dossier of a pupil as schools' systems hand it over (OSO, aanvraag SWV-dossier)."""
