"""Reading complaints, always as somebody: the office's desk, the reporter's own page."""
