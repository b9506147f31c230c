"""Measurements of the house, side by side with what others offer; run with `./manage bench`."""
