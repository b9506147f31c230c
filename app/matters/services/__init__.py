"""Use cases of the register: recording, keeping, stopping and handing over, deciding, importing."""
