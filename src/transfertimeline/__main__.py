"""The command: `transfertimeline`, or `python -m transfertimeline`."""

from __future__ import annotations

import importlib.util
import sys

__all__ = ["main"]


def main() -> int:
    """
    Run the command line; without its extra, say what to install.

    Returns:
        The exit code: 0 done, 2 unusable input, 130 stopped by hand.
    """
    missing = [
        name for name in ("click", "rich") if importlib.util.find_spec(name) is None
    ]
    if missing:
        sys.stderr.write(
            "transfertimeline: the command line needs more packages; "
            'install them with: pip install "transfertimeline[cli]"\n'
        )
        return 2
    # Only now, because it imports what may be missing.
    from transfertimeline.cli.main import run  # noqa: PLC0415 - as said above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
