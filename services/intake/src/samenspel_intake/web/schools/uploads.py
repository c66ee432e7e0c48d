"""Where whole documents come in, and how large they may be."""

REGISTER = "/intake/access/schools"
LARGEST_REGISTER = 8_000_000
"""Bytes; DUO's file of all schools has two million."""

DOSSIERS = "/intake/dossiers"
DOSSIERS_API = "/intake/v1/swv-dossiers"
LARGEST_DOSSIER = 10_000_000

DOCUMENTS = {
    REGISTER: LARGEST_REGISTER,
    DOSSIERS: LARGEST_DOSSIER,
    DOSSIERS_API: LARGEST_DOSSIER,
}
"""The paths that take one, with their limits."""
