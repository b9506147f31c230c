"""Use cases of a season: keeping it, obliging people, reminding them."""
