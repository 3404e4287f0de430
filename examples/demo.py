"""Shows what Clew does, with the invented documents beside this file; run by `make demo`.

Every step is a command that is printed before it runs, so that it can be repeated by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".demo"
CLEW = Path(sys.executable).parent / "clew"
DATASET = "10.5555/NDA-SN-900412"
# What sources say of their things, and what a register adds: licences, terms, identifiers.
ADDED = ("examples/corpus", "examples/register")


def run(*arguments: str, may_fail: bool = False) -> None:
    """Print a command, run it, and stop if it fails when it must not."""
    print(f"\n$ clew {' '.join(map(quoted, arguments))}", flush=True)
    done = subprocess.run([CLEW, *arguments], cwd=ROOT, env=os.environ | {"CLEW_HOME": str(HOME)})
    if done.returncode and not may_fail:
        sys.exit(f"That failed with exit code {done.returncode}.")


def quoted(argument: str) -> str:
    """Return an argument as one would type it."""
    return f"'{argument}'" if " " in argument or '"' in argument else argument


def main() -> None:
    """Run the demonstration."""
    print("Clew reads invented documents about child protection research and joins them up.")
    run("add", *ADDED)
    run("encoder", "prepare", may_fail=True)
    run("embed", may_fail=True)
    run("status")
    run("search", "home visits when parents will not open the door", "--limit", "3")
    run("thread", DATASET, "--depth", "2")
    run("check", "fair", "--all")
    print(f"\nThe catalogue is in {HOME}. Go on with it:")
    print(f"  export CLEW_HOME={HOME}")
    print(f"  {CLEW} search 'anything you like'")
    print("Or look at it in a browser, at http://127.0.0.1:8000:")
    print(f"  {CLEW} serve")


if __name__ == "__main__":
    main()
