"""The forms of plans: of the superior who writes and watches them, of the employee, of referrals."""
