"""Use cases of a case: opening, examining, the outcome, the review, the follow-ups, what the clock does."""
