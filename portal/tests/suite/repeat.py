"""Runs every test several times: `--times 20`, to see whether it passes each time."""


def pytest_addoption(parser):
    parser.addoption("--times", type=int, default=1, help="How often every test is run.")


def pytest_generate_tests(metafunc):
    if (times := metafunc.config.option.times) > 1:
        metafunc.fixturenames.append("_time")
        metafunc.parametrize("_time", range(1, times + 1))
