"""The Typer application and what every command shares: --home, --now and --json, before or after its name.

A command is a function of a `Session` and its own words. Command modules are imported for their signatures only; what
a command needs is imported inside its body, so that `due` never pays for `draft`.
"""

import inspect
import os
from collections.abc import Callable, Iterable, Sequence
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

GROUPS = {  # the modules of commands, and what each registers
    "starting": ("init", "add", "demo"),
    "looking": ("due", "why"),
    "writing": ("preview", "draft", "review", "edit", "templates"),
    "telling": ("sent", "heard", "decide", "skip", "undo"),
    "reminding": ("remind",),
    "mailing": ("sync",),
}
COMPLETING = "_FOLLOWUP_MAIL_COMPLETE"  # set by the shell where it asks what may come next


def register_commands(words: Sequence[str] | None = None) -> None:
    """Import the commands, which registers them: all, or where `words` name one or none, no more than its group.

    Making Typer know a command takes a tenth of a bare Python's start, and one run needs one.
    """
    for group in GROUPS if words is None or COMPLETING in os.environ else _groups_for(words):
        import_module(f"followup_mail.cli.{group}")


def _groups_for(words: Sequence[str]) -> Iterable[str]:
    """The group of the command that stands first, options aside; all for help and for what is no command."""
    rest = iter(words)
    for word in rest:
        if word in ("--home", "--now"):
            next(rest, None)
        elif word != "--json" and not word.startswith(("--home=", "--now=")):
            return [group for group, commands in GROUPS.items() if word in commands] or GROUPS
    return ["looking"]


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
