"""Copies of the whole installation that only a key kept elsewhere opens (security C45)."""
