"""Use cases of objections: filing, admitting, deciding with the appeal."""
