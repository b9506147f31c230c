"""Pages of the cross-check: screenings (S-81), swept lists, findings (S-84)."""
