"""Everything that joins the packages: pages, workflows, rules, listeners, jobs and commands."""
