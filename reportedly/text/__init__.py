"""Bytes to articles: files, folders, standard input and addresses, in plain text, HTML, feeds, JSON Lines and ninjs."""

from reportedly.text.address import canonical
from reportedly.text.compose import article_from_text, content_id
from reportedly.text.fetch import FetchLimits, Page, fetch
from reportedly.text.furniture import Furniture, find_furniture
from reportedly.text.gather import gather, gather_all
from reportedly.text.language import is_english
from reportedly.text.published import check_date
from reportedly.text.source import Defaults

__all__ = [
    "Defaults",
    "FetchLimits",
    "Furniture",
    "Page",
    "article_from_text",
    "canonical",
    "check_date",
    "content_id",
    "fetch",
    "find_furniture",
    "gather",
    "gather_all",
    "is_english",
]
