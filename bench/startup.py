"""How quickly the program starts, in one run and as ratios: to a bare Python, and to the nearest relative's --version.

Absolute times tell more about the machine than about the program, so every round runs all commands once, in a new
order, and a ratio compares what ran in the same round. Everything is installed into an environment of its own.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv-bench"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
ROUNDS = 15
TREES = "Alder Ash Aspen Beech Birch Cedar Elm Fir Gorse Hazel Heath Holly Larch Linden Maple Oak Pine Rowan Willow Yew"
PLACES = "Bridge Brook Court Field Gate Grove Hill Lake Park Street"
NOTES = 200  # one for each tree and place
NOW = "2026-11-23T09:00+00:00"
BARE = "python -c pass"
PEER = "mailmerge --version"

CONFIG = "me: {name: Sam Tester, email: sam@example.org}\ntimezone: Europe/London\n"
NOTE = """\
company: {tree} {place} Systems
role: Data Engineer
timezone: New York
when: {day} Nov 2026, 14:00 to 15:00
met:
  - name: Dana Ortiz
    email: dana.ortiz@{stem}.example
    we_talked_about: your plan to move the nightly Spark jobs to streaming
    i_bring: At Contoso I led the Kafka migration, forty jobs without one late close.
hear_back: within two weeks
"""

# One plan against json.loads of what it is made from, in one process.
PLAN = """
import json, sys, timeit
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from followup_mail import dossiers, home, timing

setup, now = dossiers.read_setup(home.Home(Path(sys.argv[1]))), datetime.fromisoformat(sys.argv[2])
one = next(dossiers.read_dossiers(setup, now, []))
record = json.dumps(asdict(one.application), default=str)
plan = lambda: timing.plan(one.application, (), now=now, policy=setup.policy, calendar=one.calendar)
taken = [min(timeit.repeat(each, number=200, repeat=9)) for each in (plan, lambda: json.loads(record))]
print(f"One plan: {taken[0] / taken[1]:.0f} times json.loads of the same record.")
"""

Command = tuple[str, ...]


def main() -> None:
    """Set up, measure, and print the table."""
    prepare_environment()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make_home(home)
        followup = (str(BIN / "followup-mail"), "--home", str(home), "--now", NOW)
        commands: dict[str, Command] = {
            BARE: (str(BIN / "python"), "-c", "pass"),
            PEER: (str(BIN / "mailmerge"), "--version"),
            "followup-mail --version": (followup[0], "--version"),
            f"followup-mail due, {NOTES} notes": (*followup, "due"),
            "followup-mail why": (*followup, "why", "alder-bridge"),
            "followup-mail sent": (*followup, "sent", "alder-bridge", "thank-you"),
            "followup-mail heard": (*followup, "heard", "alder-court", "thanks"),
            "followup-mail draft of one": (*followup, "draft", "alder-bridge", "thank-you", "--via", "file"),
        }
        print_table(measure(commands, Path(folder)))
        subprocess.run([str(BIN / "python"), "-c", PLAN, str(home), NOW], check=True)


def prepare_environment() -> None:
    """Install this checkout, not editable, and the peer: both with compiled modules, as people have them."""
    if not BIN.is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
    subprocess.run([*pip, "--force-reinstall", "--no-deps", "."], check=True, cwd=PROJECT)
    subprocess.run([*pip, ".", "--group", "bench"], check=True, cwd=PROJECT)


def make_home(home: Path) -> None:
    """A home with a busy year's interviews."""
    shutil.rmtree(home, ignore_errors=True)
    (home / "interviews").mkdir(parents=True)
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    for number, (tree, place) in enumerate(product(TREES.split(), PLACES.split())):
        stem = f"{tree}-{place}".lower()
        note = NOTE.format(tree=tree, place=place, stem=stem, day=22 - number % 22)
        (home / "interviews" / f"{stem}.yaml").write_text(note, encoding="utf-8")


def measure(commands: Mapping[str, Command], folder: Path) -> dict[str, list[float]]:
    """Seconds of each command, round by round, after one round that warms the caches and must go well.

    Each finds a home in which nothing has been told yet: what was sent cannot be sent again.
    """
    environ = {**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    journal = folder / "home" / "journal.jsonl"
    for name, command in commands.items():
        journal.unlink(missing_ok=True)
        first = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=False)
        if first.returncode:
            sys.exit(f"{name} ended with {first.returncode}:\n{first.stdout}{first.stderr}")
    taken: dict[str, list[float]] = {name: [] for name in commands}
    order = list(commands)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for name in order:
            journal.unlink(missing_ok=True)
            start = time.perf_counter()
            subprocess.run(commands[name], env=environ, capture_output=True, check=True)
            taken[name].append(time.perf_counter() - start)
    return taken


def print_table(taken: Mapping[str, Sequence[float]]) -> None:
    """Median and, in brackets, least and most."""
    print(f"{'':32} {'ms':>7}   {'of a bare Python':>20}   {f'of {PEER}':>22}")
    for name, seconds in taken.items():
        ratios = "".join(f"   {ratio(seconds, taken[other]):>21}" for other in (BARE, PEER))
        print(f"{name:32} {1000 * statistics.median(seconds):7.1f}{ratios}")
    print(f"Median of {ROUNDS} rounds (least-most), Python {sys.version.split()[0]}, {sys.platform}.")


def ratio(seconds: Sequence[float], others: Sequence[float]) -> str:
    """Ratios of the same rounds."""
    ratios = [one / other for one, other in zip(seconds, others, strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


if __name__ == "__main__":
    main()
