"""What tells the operator how the site is: its log, its error mail, the addresses that probes ask, its metrics."""
