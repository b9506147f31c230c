"""Complaints from outside: received, followed by their reporter, handled by whom they do not concern."""
