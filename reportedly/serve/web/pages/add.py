"""A text, addresses or files: read at once and shown, or kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportedly.errors import ValueRefused
from reportedly.serve.adding.account import sentence
from reportedly.serve.layers import layers
from reportedly.serve.page import Sheet, sheet
from reportedly.serve.web.adding.given import Given, Taken, Upload
from reportedly.serve.web.adding.job import SHOWN, Held, Job
from reportedly.serve.web.adding.jobs import TooMany
from reportedly.serve.web.filters import number_in
from reportedly.serve.web.pages.article import KEY, SWITCHES, switched
from reportedly.serve.web.site import Page, may_write, of, respond

PATIENCE = 4.0
"""Seconds that an answer waits: a short text is read by then, and its reading is shown at once."""
FILES = 500
"""In one form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The form, with what was in it where something of that is wrong. `most` is how many bytes are taken."""

    most: int
    problem: str = ""
    text: str = ""
    title: str = ""
    addresses: str = ""
    outlet: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A job, `said` what it did when it is done, and the reading that is shown, number `at` of its readings from 1."""

    job: Job
    said: str
    at: int
    sheet: Sheet | None
    attributions: int
    on: frozenset[str]

    switches = SWITCHES
    shown = SHOWN


def show(request: Request) -> Response:
    """The form."""
    return respond(request, "add.html.j2", Asked(of(request).settings.most_bytes))


async def take(request: Request) -> Response:
    """Read what is given, and keep it if that is asked for."""
    _refuse_readers(request)
    most = of(request).settings.most_bytes
    async with request.form(max_files=FILES, max_fields=20, max_part_size=most) as form:
        return await run_in_threadpool(_take, request, form)


def _take(request: Request, form: FormData) -> Response:
    try:
        given = _given(form)
    except ValueRefused as error:
        words = {name: _said(form, name) for name in ("text", "title", "addresses", "outlet", "published")}
        asked = Asked(of(request).settings.most_bytes, str(error).replace("e.g. --published", "e.g."), **words)
        return respond(request, "add.html.j2", asked, 400)
    return _begun(request, Job(Taken(given), keeps=form.get("do") == "keep"))


def look(request: Request) -> Response:
    """How far a job is; when it is done, what was read, or what was kept."""
    _refuse_readers(request)
    site = of(request)
    job = site.jobs.get(request.path_params["job"])
    at = min(number_in(request.query_params, "n", 1), max(1, len(job.readings)))
    reading = job.readings[at - 1] if job.readings and not job.running and not job.keeps else None
    view = Work(
        job=job,
        said=sentence(job.added, site.settings.corpus) if job.added else "",
        at=at,
        sheet=sheet(reading, KEY, marks=tuple(layers(reading))) if reading else None,
        attributions=len(reading.attributions) if reading else 0,
        on=switched(request.query_params),
    )
    return respond(request, "added.html.j2", view)


def keep(request: Request) -> Response:
    """Keep what a job has read."""
    _refuse_readers(request)
    job = of(request).jobs.get(request.path_params["job"])
    if job.running or job.keeps or not job.readings or job.more:
        raise ValueRefused("there is nothing here that could be kept (send it again, and keep it at once)")
    return _begun(request, Job(Held(tuple(job.readings)), keeps=True))


def _begun(request: Request, job: Job) -> Response:
    site = of(request)
    try:
        site.jobs.begin(job)
    except TooMany as error:
        raise HTTPException(503, str(error), {"Retry-After": "30"}) from error
    site.jobs.wait(job, PATIENCE)
    return RedirectResponse(site.to("added", job=job.id) or "/", 303)


def _refuse_readers(request: Request) -> None:
    if of(request).corpus.readonly:
        raise HTTPException(403, "The corpus is open for reading only (start the server without --read-only)")
    if not may_write(request):
        raise HTTPException(401, "Adding needs the token that this server was started with")


def _given(form: FormData) -> Given:
    """Raises ValueRefused."""
    files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    return Given(
        text=_said(form, "text"),
        title=_said(form, "title") or None,
        addresses=tuple(re.split(r"\s+", _said(form, "addresses"))) if _said(form, "addresses") else (),
        outlet=_said(form, "outlet") or None,
        published=_said(form, "published") or None,
        files=tuple(Upload(each.filename or "", each.file) for each in files),
    )


def _said(form: FormData, name: str) -> str:
    """A field of words; the text keeps its blanks, as spans are places in it."""
    value = form.get(name)
    if not isinstance(value, str):
        return ""
    return value if name == "text" else value.strip()


PAGE = Page(
    "add",
    (
        Route("/add", show, name="add"),
        Route("/add", take, methods=["POST"], name="take"),
        Route("/add/{job}", look, name="added"),
        Route("/add/{job}/keep", keep, methods=["POST"], name="keep"),
    ),
    label="Add",
)
