"""The forms of a declaration: what a typed answer must look like. Labels come from `wording`."""
