"""The command `beforehand`. A command's module is loaded when it is called, so that help comes at once."""

import io
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from domain.version import VERSION

# Name → module that holds the command (or a group of that name), and the line that help shows.
COMMANDS = {
    "run": ("jobs.run", "Start API, bot and ticker in one process; --demo adds cars and a chat page."),
    "api": ("jobs.serving", "Start the HTTP API alone."),
    "bot": ("jobs.run", "Start the Telegram bot alone."),
    "ticker": ("jobs.serving", "Start the timetable alone."),
    "feeds": ("jobs.feeds", "Start the subscriber to an MQTT broker alone."),
    "gbt": ("jobs.gbt.commands", "Start the listener for GB/T 32960 alone."),
    "db": ("jobs.database", "Bring the database to the present schema."),
    "admin": ("jobs.admin", "Register cars and centres, make keys, codes and tokens."),
    "import": ("jobs.importing", "Read in files of a car's past, of any age, from other programs."),
    "replay": ("jobs.lab.playback", "Send a recording of a car through the API."),
    "simulate": ("jobs.lab.playback", "Tell what the checks say of a simulated story."),
    "understand": ("jobs.talk", "Show what a sentence of an owner means."),
    "when": ("jobs.talk", "Show which days and times a sentence names."),
    "talk": ("jobs.talk", "Play scripted conversations in a database that is thrown away."),
    "evaluate": ("jobs.lab.evaluate", "Measure checks and models on data you bring."),
    "train": ("jobs.lab.training.commands", "Fit a model anew."),
    "models": ("jobs.models", "Try versions of models on some cars, promote them to all, take them back."),
    "checkup": ("jobs.checkup", "Check the health report of a car against its signature."),
    "dossier": ("jobs.dossier", "Check the dossier of a car, and see to the keys that sign them."),
    "bench": ("jobs.lab.measuring", "Measure the bars of the design."),
    "privacy": ("jobs.footprints", "Show what is held about an owner, and what is declared."),
}


class Lazy(TyperGroup):
    """Lists every command, and loads the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        if cmd_name in self.commands or cmd_name not in COMMANDS:
            return self.commands.get(cmd_name)
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][1])

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Errors of the world outside (files, ports, databases) become one line; others are raised."""
        try:
            return super().invoke(ctx)
        except (TyperException, typer.Exit, typer.Abort):  # told already, or in a moment
            raise
        except Exception as error:
            console = import_module("jobs.console")
            reason = import_module("jobs.trouble").refusal(error)
            if reason is None:
                raise
            console.say_no(reason)
            raise typer.Exit(1) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = load(args[0])
        for name in get_close_matches(args[0], COMMANDS) if args else ():
            self.commands.setdefault(name, TyperCommand(name))  # what to propose for a mistyped one
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **more: Any) -> Any:
        """Run the command. A mistyped command, option or value becomes one line and exit code 2."""
        _say_what_the_terminal_cannot()
        try:
            sys.exit(super().main(*args, **{**more, "standalone_mode": False}))
        except TyperException as error:
            _say_mistyped(error)
            sys.exit(error.exit_code)


def _say_what_the_terminal_cannot() -> None:
    """Write characters that the terminal's encoding lacks as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say_mistyped(error: TyperException) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":  # help is printed already
        return
    reason = " ".join(error.format_message().split()).removesuffix(".")
    command = getattr(getattr(error, "ctx", None), "command_path", "beforehand")
    refusal = import_module("domain.errors").Refusal("words_wrong", reason=reason, command=command)
    import_module("jobs.console").say_no(refusal)


def load(name: str) -> Any:
    """Import the module of a command and return it ready to be called."""
    import_module("bot.models").defer()  # before anything imports aiogram
    command: Any = get_command(import_module(COMMANDS[name][0]).app)
    return getattr(command, "commands", {}).get(name, command)


app = typer.Typer(
    cls=Lazy,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(is_wanted: bool) -> None:  # noqa: FBT001 - typer's signature
    if is_wanted:
        typer.echo(f"beforehand {VERSION}")
        raise typer.Exit


@app.callback()
def main(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """Look after electric cars before they break.

    Settings are BEFOREHAND_* environment variables; docs/settings.md lists them.
    """


if __name__ == "__main__":
    app()
