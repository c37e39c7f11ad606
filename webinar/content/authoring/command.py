"""The commands `webinar preview` and `webinar new-module`, which authors type."""

from __future__ import annotations

from pathlib import Path

import click

from webinar.content.authoring.scaffold import CannotMake, Wish, has_texts_in, scaffold


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8100,
    show_default=True,
    help="Port to listen on.",
)
def preview(folder: Path, port: int) -> None:
    """Preview FOLDER in a browser while you write.

    FOLDER is a module or a folder of modules. The page updates when you save a file. Only this
    computer can open it.
    """
    # Imported here, so that the other commands start without loading a web server.
    from webinar.content.authoring.pages import HOST, create_preview
    from webinar.content.authoring.serving import is_taken, serve

    app = create_preview(folder, port)
    if not (app.config["ASSETS"] / "manifest.json").exists():
        raise click.ClickException("the browser files are not built yet: start ./run once")
    if not app.config["SHELF"].names():
        raise click.ClickException(
            f"there is no module in {folder}. Create one: "
            f".venv/bin/webinar new-module first-module --folder {folder}"
        )
    if is_taken(port):
        raise click.ClickException(f"port {port} is taken. Choose another: --port {port + 1}")
    click.echo(f"Preview of {folder}: http://{HOST}:{port}\nPress Ctrl-C to stop.")
    serve(app, port)


@click.command("new-module")
@click.argument("name")
@click.option(
    "--title", default="", help="Title in the reference language. Default: made from NAME."
)
@click.option(
    "--languages",
    default="en,ru,kk",
    show_default=True,
    help="Languages to write files for, separated by commas.",
)
@click.option(
    "--reference",
    default="",
    help="Reference language. Default: en if it is listed, else the first language listed.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("modules"),
    show_default=True,
    help="Folder of the modules.",
)
def new_module(name: str, title: str, languages: str, reference: str, folder: Path) -> None:
    """Create the module NAME, with a file to edit for each language."""
    tags = [tag.strip() for tag in languages.split(",") if tag.strip()]
    try:
        paths = scaffold(Wish(folder, name, title, tags, reference.strip()))
    except CannotMake as fault:
        raise click.ClickException(f"{fault}") from fault
    click.echo("\n".join(f"Created {path}" for path in paths))
    for tag in tags:
        if not has_texts_in(tag):
            click.echo(f"{tag}.md has its instructions in English: there are none in `{tag}`.")
    module = folder / name
    click.echo("\nNow edit the files, and look at the module in a browser:")
    click.echo(f"  .venv/bin/webinar preview {module}\n  .venv/bin/webinar lint {module}")
