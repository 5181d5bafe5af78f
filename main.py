"""Runs stylecam from a checkout: `python main.py live --source demo`."""

from stylecam.cli.main import entry

if __name__ == "__main__":
    entry()
