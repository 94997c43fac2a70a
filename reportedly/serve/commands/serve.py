"""`reportedly serve`: the corpus in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportedly.serve.commands.options import corpus_option
from reportedly.store.address import public_name

if TYPE_CHECKING:
    import socket

    from uvicorn import Server

    from reportedly.serve.web.settings import Settings
    from reportedly.store.corpus import Corpus

PORT = 8321
THREADS = 4
"""Pages that are made at once. Python makes one at a time: of more, each only waits longer."""
_LEAST = 12
"""Characters of a token that nobody guesses."""


def _token(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and (len(value) < _LEAST or not value.isascii() or not value.isprintable() or " " in value):
        problem = f"expected {_LEAST} characters or more of ASCII without spaces (leave it out, and one is made)"
        raise click.BadParameter(problem, ctx, parameter)
    return value


@click.command()
@corpus_option
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Beyond this machine, reading needs the token too.",
)
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free."
)
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="REPORTEDLY_TOKEN",
    callback=_token,
    help="What to show in order to write, or set REPORTEDLY_TOKEN.  [default: a new one, told at the start]",
)
@click.option("--name", "names", metavar="HOST", multiple=True, help="Answer to this name too, as that of a proxy.")
@click.option("--read-only", "readonly", is_flag=True, help="Change nothing in the corpus, whoever asks.")
def serve(corpus: str, host: str, port: int, token: str | None, names: tuple[str, ...], readonly: bool) -> None:
    """Open a corpus in the browser, until Ctrl-C.

    \b
    Examples:
      reportedly serve
      reportedly serve --corpus strait.db --port 8080
      REPORTEDLY_TOKEN=… reportedly serve --host 0.0.0.0 --name desk.example

    Only this machine can reach it unless --host says otherwise. Reading is
    free then; to write, open the address with the token that is told at the
    start. Everything works offline.

    \b
    Exit codes:
      0  ended by Ctrl-C
      1  the corpus cannot be used, or the address cannot be listened on
      2  wrong usage: an option or a value that means nothing
    """
    import secrets

    from reportedly.serve.web.settings import Settings
    from reportedly.store.corpus import Corpus

    with Corpus(corpus, create=False, readonly=readonly) as there, _listening(host, port) as listener:
        port = listener.getsockname()[1]
        settings = Settings(token or secrets.token_urlsafe(24), public_name(corpus), host, port, names)
        _tell(settings, made=token is None, readonly=readonly)
        _run(there, settings, listener)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError with the place in its words."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
        # What is accepted has it from here; asyncio asks for it only where it made the socket. Without it the body of an
        # answer waits until the browser has said that it has the head, which takes 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise OSError(f"cannot listen on {host}, port {port}: {why} (name another with --host or --port)") from error


def _tell(settings: Settings, made: bool, readonly: bool) -> None:
    """Where it is. A token that the user gave is not shown again."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    base = f"http://{host}:{settings.port}/"
    say = f"Serving {settings.corpus} at {base} until Ctrl-C."
    if settings.private or not readonly:
        what = "To read" if settings.private else "To write"
        say += (
            f"\n{what}, open {base}enter?token={settings.token}"
            if made
            else f"\n{what}, open {base}enter with your token"
        )
    click.echo(say, err=True)


def _run(corpus: Corpus, settings: Settings, listener: socket.socket) -> None:
    import asyncio
    import gc

    import uvicorn

    from reportedly.serve.web.app import application

    # Addresses may carry what is nobody else's business, a token among it: requests are not logged.
    config = uvicorn.Config(
        application(corpus, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
    )
    # What is loaded by now stays. Gone through again each time that a page makes many small objects, it would take most of
    # the page's time: of fifty large claims 42 ms instead of 11.
    gc.collect()
    gc.freeze()
    try:
        asyncio.run(_serve(uvicorn.Server(config), listener))
    except KeyboardInterrupt:  # what ends it, and no mishap
        return


async def _serve(server: Server, listener: socket.socket) -> None:
    import anyio.to_thread

    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    await server.serve([listener])
