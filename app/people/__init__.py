"""Employees, units and posts by date, and who is whose superior on a day (PermenPANRB 17/2024)."""
