"""The commands `webinar preview` and `webinar new-module`, which authors type."""

from __future__ import annotations

from pathlib import Path

import click

from webinar.content.authoring.scaffold import CannotMake, Wish, scaffold, speaks


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8100,
    show_default=True,
    help="The port to listen on.",
)
def preview(folder: Path, port: int) -> None:
    """Show the module in FOLDER, or the modules in it, in a browser while you write.

    The page changes as soon as a file is saved. Only this computer can open it.
    """
    # Imported here, so that the other commands start without loading a web server.
    from webinar.content.authoring.pages import HOST, create_preview
    from webinar.content.authoring.serving import is_taken, serve

    app = create_preview(folder, port)
    if not (app.config["ASSETS"] / "manifest.json").exists():
        raise click.ClickException("the pages' styles are not built yet: start ./run once")
    if not app.config["SHELF"].names():
        raise click.ClickException(
            f"there is no module in {folder}. Make one: "
            f".venv/bin/webinar new-module first-module --folder {folder}"
        )
    if is_taken(port):
        raise click.ClickException(f"port {port} is taken. Choose another: --port {port + 1}")
    click.echo(f"Preview of {folder}: http://{HOST}:{port}\nEnd it with Ctrl-C.")
    serve(app, port)


@click.command("new-module")
@click.argument("name")
@click.option("--title", default="", help="In the first language; the name if it is not given.")
@click.option(
    "--languages", default="en,ru,kk", show_default=True, help="With commas between them."
)
@click.option("--reference", default="", help="The first language; `en` if it is among them.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("modules"),
    show_default=True,
    help="Where the modules are.",
)
def new_module(name: str, title: str, languages: str, reference: str, folder: Path) -> None:
    """Make the module NAME, with a file for each language to write over."""
    tags = [tag.strip() for tag in languages.split(",") if tag.strip()]
    try:
        made = scaffold(Wish(folder, name, title, tags, reference.strip()))
    except CannotMake as fault:
        raise click.ClickException(f"{fault}") from fault
    click.echo("\n".join(f"Made {path}" for path in made))
    for tag in tags:
        if not speaks(tag):
            click.echo(
                f"{tag}.md says in English what to write: there are no such texts in `{tag}`."
            )
    module = folder / name
    click.echo("\nNow write, and look at it in a browser:")
    click.echo(f"  .venv/bin/webinar preview {module}\n  .venv/bin/webinar lint {module}")
