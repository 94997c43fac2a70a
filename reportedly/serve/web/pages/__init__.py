"""The pages, a module each. A new one is a module here, a template, and its line in `PAGES`: see `reportedly.serve.web`."""

from reportedly.serve.web.pages import (
    add,
    api,
    article,
    articles,
    claim,
    claims,
    enter,
    entities,
    entity,
    home,
    network,
    places,
    review,
    static,
    timeline,
)
from reportedly.serve.web.site import Page

PAGES: tuple[Page, ...] = (
    home.PAGE,
    claims.PAGE,
    claim.PAGE,
    articles.PAGE,
    article.PAGE,
    entities.PAGE,
    entity.PAGE,
    timeline.PAGE,
    places.PAGE,
    network.PAGE,
    add.PAGE,
    review.PAGE,
    api.PAGE,
    enter.PAGE,
    static.PAGE,
)
"""In the order of the navigation."""
