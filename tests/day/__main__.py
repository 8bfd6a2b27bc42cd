"""``python -m tests.day``: a day of work through the windows of the installed program, with pictures of each step.

``--program`` names the program as it was installed; without it the one of this checkout is used. Its laptops are
virtual screens of this machine, so what is tried may itself stand in a chroot that shares the folder of the day.
"""

import argparse
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from tests.day.city import City
from tests.day.county import County
from tests.day.laptop import Laptop
from tests.day.whole_day import live_through

OWN = shlex.join([sys.executable, "-m", "wzdesk"])


def main() -> int:
    """Live through the day; the pictures stay in the folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.day", description=__doc__)
    parser.add_argument("--program", default=OWN, help="the command that starts the installed program")
    parser.add_argument("--out", type=Path, default=Path("out/day"), help="where the pictures go")
    parser.add_argument("--folder", type=Path, help="where the laptops' files lie; else a new one under /tmp")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="wzdesk-day-", dir=options.folder) as name:
        folder, program = Path(name), shlex.split(options.program)
        with (
            Laptop("city", folder / "city", program, options.out) as city,
            Laptop("county", folder / "county", program, options.out) as county,
        ):
            live_through(City(city), County(county))
    print(f"{len(list(options.out.glob('*.png')))} pictures in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
