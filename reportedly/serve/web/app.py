"""The web application: its pages behind its guards."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.types import ASGIApp

from reportedly.errors import ReportedlyError
from reportedly.serve.web import faults, security
from reportedly.serve.web.api.serving import Limits
from reportedly.serve.web.pages import PAGES
from reportedly.serve.web.settings import Settings
from reportedly.serve.web.site import Site
from reportedly.store.corpus import Corpus


def application(corpus: Corpus, settings: Settings) -> Starlette:
    """The ASGI application for one corpus, which stays the caller's to close."""
    site = Site(corpus, settings, PAGES)
    app = Starlette(
        routes=[route for page in PAGES for route in page.routes],
        middleware=[
            Middleware(security.Headers),
            # What the guards refuse becomes a page too.
            Middleware(_faults),
            Middleware(security.Hosts, settings),
            Middleware(security.Limits, settings),
            Middleware(security.Guard, settings),
        ],
        exception_handlers={
            HTTPException: faults.refused,
            ReportedlyError: faults.refused,
            Exception: faults.broken,
        },
    )
    app.state.site = site
    app.state.limits = Limits(settings)
    return app


def _faults(app: ASGIApp) -> ASGIApp:
    return ExceptionMiddleware(app, handlers={HTTPException: faults.refused})
