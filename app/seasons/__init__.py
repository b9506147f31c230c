"""The yearly season: who owes a declaration until when, who is missing, and who is reminded."""
