"""People without an account: let in to one record by its number and secret code, for an hour."""
