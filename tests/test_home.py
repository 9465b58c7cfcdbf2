"""`followup_mail.home`: which folder is the home, and what in it is read, passed over or pointed out."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from followup_mail import home
from followup_mail.errors import NeedsALookError, WordsError

USER = Path("/home/sam") if os.name != "nt" else Path("C:/Users/Sam")


@pytest.mark.parametrize(
    ("option", "variable", "expected"),
    [
        pytest.param(None, None, USER / "followup-mail", id="neither: the folder in the user's own"),
        pytest.param(None, "/data/mail", Path("/data/mail"), id="the variable"),
        pytest.param("/opt/here", "/data/mail", Path("/opt/here"), id="the option wins"),
        pytest.param("~/mail", None, USER / "mail", id="~ in the option"),
        pytest.param(None, "~", USER, id="~ alone in the variable"),
        pytest.param("work/mail", None, Path.cwd() / "work" / "mail", id="from where one stands"),
        pytest.param(None, "  ", USER / "followup-mail", id="an empty variable counts as none"),
        pytest.param("~sam", None, Path.cwd() / "~sam", id="a name that only begins with ~"),
    ],
)
def test_finds_the_home(option: str | None, variable: str | None, expected: Path) -> None:
    """--home, else $FOLLOWUP_MAIL_HOME, else ~/followup-mail."""
    environ = {} if variable is None else {"FOLLOWUP_MAIL_HOME": variable}

    assert home.find(option, environ, USER).root == expected.absolute()


def test_an_empty_option_is_refused() -> None:
    """`--home ""` (a variable that was not set) must not end up in a folder that nobody meant."""
    with pytest.raises(WordsError, match="--home names no folder"):
        home.find("", {}, USER)


def test_knows_its_places(tmp_path: Path) -> None:
    """The names are those of the documentation."""
    place = home.Home(tmp_path)
    places = [place.config, place.interviews, place.templates, place.drafts, place.journal]

    assert [place.named(path) for path in places] == [
        "config.yaml",
        "interviews",
        "templates",
        "drafts",
        "journal.jsonl",
    ]
    assert place.named(tmp_path.parent / "x.eml") == str(tmp_path.parent / "x.eml")


def test_makes_what_is_missing(tmp_path: Path) -> None:
    """A new home has its folders; making it again changes nothing."""
    place = home.Home(tmp_path / "Zoë O'Neil")
    place.make()
    place.make()

    assert sorted(path.name for path in place.root.iterdir()) == ["drafts", "interviews", "templates"]


def test_a_home_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    """Exit code 3, the folder by name, no traceback."""
    (tmp_path / "file").touch()

    with pytest.raises(NeedsALookError, match="could not be written") as caught:
        home.Home(tmp_path / "file").make()

    assert str(tmp_path / "file") in str(caught.value)


def make_interviews(root: Path, *names: str) -> home.Home:
    """A home with these (empty) files in its interviews folder."""
    place = home.Home(root)
    place.interviews.mkdir(parents=True)
    for name in names:
        (place.interviews / name).touch()
    return place


def test_lists_notes_by_name(tmp_path: Path) -> None:
    """.yaml and .yml in any case, sorted; what editors and file managers leave behind is no business of anybody."""
    quiet = [".northwind.yaml.swp", "northwind.yaml~", "#a.yaml#", ".DS_Store", "~$a.yaml", "a.yaml.bak", "README.txt"]
    place = make_interviews(tmp_path, "contoso.yml", "Fabrikam.YAML", "acme.yaml", "job ad.pdf", *quiet)

    assert [path.name for path in home.notes_files(place)] == sorted(["Fabrikam.YAML", "acme.yaml", "contoso.yml"])
    assert home.overlooked(place) == []


def test_a_missing_folder_holds_no_notes(tmp_path: Path) -> None:
    """Before the first interview there is nothing to read and nothing to complain about."""
    place = home.Home(tmp_path / "none")

    assert list(home.notes_files(place)) == []
    assert home.overlooked(place) == []


@pytest.mark.parametrize(
    "name",
    ["northwind.yaml.txt", "northwind.txt", "northwind", "northwind.YML.TXT", "northwind.yaml.docx", "northwind.ymal"],
)
def test_points_out_what_would_be_overlooked(tmp_path: Path, name: str) -> None:
    """Notepad's .txt, a word processor's ending, none at all, a slip: said with the file's name and what to do."""
    place = make_interviews(tmp_path, "acme.yaml", name)

    (problem,) = home.overlooked(place)

    assert problem.file == f"interviews/{name}"
    assert "does not end in .yaml" in str(problem)
    assert "rename it" in str(problem)


def test_of_twins_one_is_read_and_one_pointed_out(tmp_path: Path) -> None:
    """Two files with one name would share a journal: the first is read, the other is named."""
    place = make_interviews(tmp_path, "acme.yaml", "acme.yml")

    (problem,) = home.overlooked(place)

    assert [path.name for path in home.notes_files(place)] == ["acme.yaml"]
    assert problem.file == "interviews/acme.yml"
    assert "same name as acme.yaml" in problem.problem


def test_points_out_folders_and_dead_links(tmp_path: Path) -> None:
    """What looks like notes and cannot be read as a file is named; the others are read."""
    place = make_interviews(tmp_path, "acme.yaml")
    (place.interviews / "old.yaml").mkdir()
    if os.name != "nt":
        (place.interviews / "gone.yaml").symlink_to(tmp_path / "nowhere")
        (place.interviews / "round.yaml").symlink_to(place.interviews / "round.yaml")

    found = {problem.file: problem.problem for problem in home.overlooked(place)}

    assert found.pop("interviews/old.yaml") == "is a folder, not a notes file"
    assert list(found.values()) == (["points to a file that is not there"] * 2 if os.name != "nt" else [])
    assert [path.name for path in home.notes_files(place)] == ["acme.yaml"]


def test_an_unreadable_folder_is_a_problem(tmp_path: Path) -> None:
    """`interviews` that is no folder gives one line, and no notes."""
    place = home.Home(tmp_path)
    place.interviews.touch()

    (problem,) = home.overlooked(place)

    assert str(problem).startswith("interviews: cannot be read")
    assert list(home.notes_files(place)) == []


def test_an_application_keeps_its_file(tmp_path: Path) -> None:
    """A .yml stays a .yml; a new application gets a .yaml."""
    place = make_interviews(tmp_path, "contoso.yml")

    assert place.notes("contoso").name == "contoso.yml"
    assert place.notes("acme").name == "acme.yaml"


@pytest.mark.skipif(sys.platform != "linux", reason="each system has a place of its own")
@pytest.mark.parametrize(
    ("variable", "folder"),
    [
        pytest.param(None, "~/.cache/followup-mail", id="the usual one"),
        pytest.param("", "~/.cache/followup-mail", id="named by nothing"),
        pytest.param("/var/tmp/sam", "/var/tmp/sam/followup-mail", id="named"),
        pytest.param("here", "~/.cache/followup-mail", id="named from here, which does not count"),
    ],
)
def test_the_cache_is_in_the_users_cache_folder(
    variable: str | None, folder: str, nobodys_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can be made again is kept out of the person's own folder; on Linux too it is where platformdirs says."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if variable is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", variable)

    assert home.cache_folder() == Path(folder.replace("~", str(nobodys_environment)))
    assert home.cache_folder() == platformdirs.user_cache_path("followup-mail", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is always asked")
def test_other_systems_ask_platformdirs(nobodys_environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder is not known by a rule of two lines, it is looked up."""
    monkeypatch.setattr(home, "_XDG", False)
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name, **_: nobodys_environment / "Caches" / name)

    assert home.cache_folder() == nobodys_environment / "Caches" / "followup-mail"
