"""Drawings made on the server: where every mark stands, in units of an SVG. Templates (`drawings.html.j2`) draw them."""
