"""The interactive page of a graph: one HTML file that works anywhere.

:func:`kg.view.page.render_page` makes the page, :func:`kg.view.network.project` the graph it shows.
"""

from kg.view.network import project
from kg.view.page import render_page

__all__ = ["project", "render_page"]
