"""The pre-flight checks: what each finds, and what it leaves alone."""
