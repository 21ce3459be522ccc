"""The suite on another day: `--on 2028-02-29` runs every test as if it were then, so that none depends on today.

The sample newsroom that tests share has a clock of its own and stays on its day. No test goes by the clock of a
database, for many set that of their process.
"""

from datetime import date, datetime, timedelta

import time_machine

from dates import clock


def pytest_addoption(parser):
    parser.addoption("--on", type=date.fromisoformat, help="Run as if it were that day, at this time of day.")


def pytest_configure(config):
    clock.go_by_the_process()
    if day := config.option.on:
        now = datetime.now().astimezone()
        travel = time_machine.travel(now + timedelta(days=(day - now.date()).days))
        travel.start()
        config.add_cleanup(travel.stop)
