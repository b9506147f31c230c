"""The inbox: a line for each person an event concerns, never with private content (N-01 and on)."""
