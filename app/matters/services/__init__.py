"""Use cases of the register: recording, stopping and handing over, deciding, importing."""
