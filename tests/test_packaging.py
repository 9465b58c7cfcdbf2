"""What people install: the wheel that is built from the source archive, in an environment of its own, far from here."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from followup_mail import __version__, resources

pytestmark = pytest.mark.xdist_group("packaging")  # builds once, not once a process

PROJECT = Path(__file__).parent.parent
BIN = "Scripts" if os.name == "nt" else "bin"
SHIPPED = ("docs", "examples", "templates")

NOTES = """\
company: Northwind Traders
role: Senior Data Engineer
timezone: New York
when: 17 Nov 2026, 14:00 to 15:00
met: Dana Ortiz <dana.ortiz@northwind.example>
we_talked_about: your plan to move the nightly Spark jobs to streaming
i_bring: At Contoso I led the Kafka migration, forty jobs without one late close.
"""
CONFIG = """\
me: {name: Sam Tester, email: sam@example.org}
timezone: Europe/London
"""


def run(*words: str | Path, cwd: Path | None = None) -> str:
    """What the command prints; it must end well."""
    done = subprocess.run(
        [str(word) for word in words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def make_environment(folder: Path) -> Path:
    """A fresh virtual environment that finds our libraries (not us) where this one has them; returns its scripts."""
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    place = run(folder / BIN / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(place, "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    return folder / BIN


def install(scripts: Path, *words: str | Path) -> None:
    """Install with this environment's pip into that one, without network and libraries."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", scripts / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", *words)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive of this checkout."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=PROJECT)
    (found,) = folder.glob("*.tar.gz")
    return found


@pytest.fixture(scope="module")
def wheel(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive as an installer does it, so that neither can lack a file."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    (found,) = folder.glob("*.whl")
    return found


def names_below(folder: Path) -> set[str]:
    """Every file of a folder of the checkout, from the checkout's top."""
    return {path.relative_to(PROJECT).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_carries_what_people_read_and_change(wheel: Path) -> None:
    """Templates, numbers, phrases, samples and the commented config are inside, complete, and nothing of ours else."""
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {name.removeprefix("followup_mail/_shipped/") for name in names if "/_shipped/" in name}
    there = {name for folder in SHIPPED for name in names_below(PROJECT / folder)}

    assert shipped == there | {"config.example.yaml"}
    assert {"followup_mail/py.typed", "followup_mail/cli/__init__.py"} <= names
    assert {name.partition("/")[0] for name in names} == {"followup_mail", f"followup_mail-{__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_source_archive_is_a_whole_project(archive: Path) -> None:
    """Whoever packages it for a distribution finds tests, documentation and licence too, and no rubbish."""
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    tops = {name.partition("/")[0] for name in names}

    assert {"LICENSE", "README.md", "pyproject.toml", "Makefile", "tests", "templates", "examples"} <= tops
    assert not tops & {".venv", ".git", ".mypy_cache", ".ruff_cache", "dist", "build"}
    assert not any("__pycache__" in name for name in names)


def test_the_installed_program_drafts_a_letter(wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel and run from an empty folder, it finds its templates and writes the draft."""
    scripts = make_environment(tmp_path / "environment")
    install(scripts, wheel)
    home, empty = tmp_path / "Zoë O'Neil" / "followup-mail", tmp_path / "empty"
    (home / "interviews").mkdir(parents=True)
    (home / "interviews" / "northwind.yaml").write_text(NOTES, encoding="utf-8")
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    empty.mkdir()
    now = ("--home", home, "--now", "2026-11-18T09:00+00:00")

    version = run(scripts / "followup-mail", "--version", cwd=empty)
    where = run(scripts / "python", "-c", "import followup_mail; print(followup_mail.__file__)", cwd=empty)
    run(scripts / "followup", *now, "draft", "northwind", "--via", "file", cwd=empty)

    assert version == f"followup-mail {__version__}\n"
    assert Path(where.strip()).is_relative_to(tmp_path)
    (draft,) = (home / "drafts").iterdir()
    mail = message_from_bytes(draft.read_bytes())
    assert "dana.ortiz@northwind.example" in mail["To"]
    assert "nightly Spark jobs" in mail.get_payload(decode=True).decode()  # type: ignore[union-attr]  # one plain part
    assert list(empty.iterdir()) == []


def test_an_editable_install_finds_the_checkouts_own_files(tmp_path: Path) -> None:
    """What a developer changes in templates/ is what their program uses, at once."""
    scripts = make_environment(tmp_path / "environment")
    install(scripts, "--editable", PROJECT)
    program = "from followup_mail import resources; print(resources.folder('templates'))"

    found = run(scripts / "python", "-c", program, cwd=tmp_path)

    assert Path(found.strip()) == PROJECT / "templates"


def test_a_checkout_finds_its_files() -> None:
    """The folders and the file that the program ships stand at the top level."""
    assert [resources.folder(name) for name in SHIPPED] == [PROJECT / name for name in SHIPPED]
    assert resources.file("config.example.yaml") == PROJECT / "config.example.yaml"
    assert all(path.exists() for path in (*map(resources.folder, SHIPPED), resources.file("config.example.yaml")))
