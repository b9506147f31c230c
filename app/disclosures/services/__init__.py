"""Use cases of declarations: writing a draft, filing it, reviewing it."""
