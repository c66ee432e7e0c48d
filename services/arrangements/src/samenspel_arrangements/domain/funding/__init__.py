"""Whether what is paid for is what the alliance decided: its TLVs beside a list of funded ones."""
