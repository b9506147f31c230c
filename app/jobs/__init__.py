"""What the clock and the worker process do: `flask jobs work` and `flask jobs daily`."""
