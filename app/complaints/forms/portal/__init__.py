"""The forms of the public portal (S-04 to S-09) and of the counter (S-94), one page each."""
