"""The corpus in a browser: pages made on the server, which work without script, without a mouse and offline.

    app.py        `application(corpus, settings)`: the ASGI application
    settings.py   `Settings`: token, host, limits; passed in
    security.py   headers, names, limits, token and origin, before any page is reached
    faults.py     every error as a page (JSON for `/api/` and addresses that end in .json or .csv)
    site.py       `Page`, `Site`, `of(request)`, `respond(request, template, view)`, `may_write(request)`
    filters.py    `Filters`: which claims, as the address says it, in the words of the command line
    question.py   `question(site, filters)`: the form of pages that show something of the claims asked for
    looking.py    `look`, `remembered`, `leaf`: how many claims a drawing looks at, and what was made for a page until the
                  corpus changes
    heads.py      `Head`: what of a claim a row of the ledger shows
    downloads.py  `csv_of`, `json_of`, `json_list_of`: the rows behind a page
    pages/        a module each, listed in `pages/__init__.py`
    templates/    Jinja; `base.html.j2` is the frame, `parts.html.j2` what several pages show alike
    static/       style, script, pictures; names without folders

A new page is a module in `pages/` with a `PAGE`, a template, and its line in `PAGES`:

    @dataclass(frozen=True, slots=True)
    class Shown:                                   # all that the template shows, as `view`
        \"\"\"…\"\"\"
        …

    def show(request: Request) -> Response:        # not async: it runs in a thread, the store may block
        site = of(request)
        return respond(request, "thing.html.j2", Shown(site.store.…))

    PAGE = Page("thing", (Route("/things", show, name="things"),), label="Things")

    {% extends "base.html.j2" %}
    {% set page = "thing" %}                       # marks it in the navigation
    {% block title %}Things{% endblock %}
    {% block main %}<h1>Things</h1> …{% endblock %}

Rules. Link by a route's name: `{{ to("claim", id=claim.id) }}` escapes every part, and is None where there is no such page
(`parts.linked`). Raise `ValueRefused` for what an address says wrongly, `Missing` for what is not there, with the
remedy in brackets at the end: `faults` makes pages of them. A handler of POST needs no check of its own: the guard has
asked for the token and the origin; show forms where `may_write`, and answer them with a redirect (303). The policy
forbids style and script inside a page: what depends on data is an SVG attribute or a class, what a script does is in
`static/`. Ask the store for a page of things, never for all. Text is escaped by the template; nothing is marked safe.
"""
