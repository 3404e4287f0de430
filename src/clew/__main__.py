"""Lets ``python -m clew`` do what the command ``clew`` does."""

from clew.cli import main

if __name__ == "__main__":
    main(prog_name="clew")
