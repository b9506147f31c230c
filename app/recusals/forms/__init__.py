"""The forms of recusals, page by page: asking, answering, deciding, the register."""
