"""Recusals: stepping aside at once, the substitute, HR's decision, its enforcement, its end."""
