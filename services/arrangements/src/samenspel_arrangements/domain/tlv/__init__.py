"""The toelaatbaarheidsverklaring (TLV): whether a child may go to special education (Wpo, art. 18a)."""
