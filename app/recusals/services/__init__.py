"""Use cases of recusals: asking, imposing, answering, deciding, ending, watching over them."""
