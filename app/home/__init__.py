"""The front doors: the public home, the employee's task page, health answers for machines."""
