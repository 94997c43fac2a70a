"""JSON-LD read by rdflib with nothing fetched: of the contexts that files name by address, the terms that we use."""

from __future__ import annotations

import json
import warnings
from typing import Any

import rdflib

ANNO = {  # of http://www.w3.org/ns/anno.jsonld, the terms copied as they stand there
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Motivation": "oa:Motivation",
    "commenting": "oa:commenting",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": {"@type": "xsd:string", "@id": "oa:exact"},
    "prefix": {"@type": "xsd:string", "@id": "oa:prefix"},
    "suffix": {"@type": "xsd:string", "@id": "oa:suffix"},
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "value": {"@type": "xsd:string", "@id": "rdf:value"},
    "format": {"@type": "xsd:string", "@id": "dc:format"},
    "label": {"@id": "rdfs:label"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
}
SCHEMA = {  # of https://schema.org
    "@vocab": "http://schema.org/",
    "schema": "http://schema.org/",
    "url": {"@id": "schema:url", "@type": "@id"},
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "datePublished": {"@id": "schema:datePublished", "@type": "Date"},
}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}


def linked_data(data: bytes) -> rdflib.Dataset:
    """The statements in it. A context that is not known here would be fetched, and is a KeyError instead."""
    content: dict[str, Any] = json.loads(data.decode())
    context = content["@context"]
    content["@context"] = [
        CONTEXTS[each] if isinstance(each, str) else each
        for each in (context if isinstance(context, list) else [context])
    ]
    found = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib about itself
        found.parse(data=json.dumps(content), format="json-ld")
    return found
