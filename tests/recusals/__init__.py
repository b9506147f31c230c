"""Recusals: stepping aside, the substitute, the decision, what is kept and what ends it."""
