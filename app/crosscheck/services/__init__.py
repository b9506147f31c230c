"""Use cases of the cross-check: the index, screenings, judgements, swept lists, findings."""
