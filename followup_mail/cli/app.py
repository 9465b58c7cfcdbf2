"""The Typer application and what every command shares: --home, --now and --json, before or after its name.

A command is a function of a `Session` and its own words. Command modules are imported for their signatures only; what
a command needs is imported inside its body, so that `due` never pays for `draft`.
"""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from followup_mail.cli.session import Session

HomeFolder = Annotated[
    str | None,
    typer.Option("--home", metavar="FOLDER", help="The folder with your interviews. [default: ~/followup-mail]"),
]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="WHEN", help="Act as if it were this moment, to look ahead or back."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

app = typer.Typer(
    name="followup-mail",
    help="The thank-you and the polite check-in after a job interview: which is due, when, why, and the letter.",
    no_args_is_help=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With no command: what to do now. After your first interview: followup-mail add",
)

GROUPS = ("starting", "looking", "writing", "telling")


def register_commands() -> None:
    """Import each group of commands; importing registers them, once."""
    for group in GROUPS:
        import_module(f"followup_mail.cli.{group}")


@app.callback()
def start(
    context: typer.Context,
    home: HomeFolder = None,
    now: Now = None,
    as_json: AsJson = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """The thank-you and the polite check-in after a job interview: which is due, when, why, and the letter."""
    if version:
        from followup_mail import __version__

        typer.echo(f"followup-mail {__version__}")
        raise typer.Exit
    context.obj = Session(home_option=home, now_option=now, as_json=as_json)
    if context.invoked_subcommand is None:
        from followup_mail.cli.looking import what_now

        what_now(context.obj)


def command(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function `(session, …)` as a command that also takes --home, --now and --json after its name."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        def run(context: typer.Context, home: str | None, now: str | None, as_json: bool, **words: object) -> None:
            function(context.find_root().obj.told(home, now, as_json), **words)

        own = list(inspect.signature(function).parameters.values())[1:]
        shared = [
            inspect.Parameter("home", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=HomeFolder),
            inspect.Parameter("now", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Now),
            inspect.Parameter("as_json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=AsJson),
        ]
        context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        parameters = [context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *shared]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # Typer reads it from here
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.__doc__ = function.__doc__
        app.command(name)(run)
        return function

    return register
