"""Writing a measures plan, hearing the employee, watching it, referring a breach, keeping it moving."""
