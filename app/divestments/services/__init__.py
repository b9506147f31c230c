"""Use cases of a divestment, by who acts: the employee, those who approve, HR, the clock."""
