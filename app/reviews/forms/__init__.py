"""The forms of cases, page by page: sending, examining, replying, the outcome, deciding, overseeing."""
