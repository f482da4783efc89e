"""How soon the page is usable, beside a plain pyvis page of the same graph in the same run.

    python bench/view.py [FOLDER] [--sizes 5000,50000] [--patience 40]

FOLDER is a built graph (outputs). Synthetic graphs follow. Prints for each the seconds from navigation until the page
answers (data read, drawn, a search possible) and until a search has its results, the same for pyvis's own page (until
its physics have come to rest), and the ratio. A page that does not answer in time is told as ">".
"""

from __future__ import annotations

import argparse
import queue
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "view"))

from chromium import Tab, find
from pyvis.network import Network
from view_samples import many

from kg.building.cache import load_extractions
from kg.model import Extraction
from kg.view import project, render_page

LIMITS = {"real": 2.0, "5000": 3.0, "50000": 5.0}
NODES = 391  # nodes of a document of 240 statements


def plain_page(extractions: Sequence[Extraction], path: Path) -> None:
    """The graph as pyvis shows it when nothing is set. Its lists are filled directly: ``add_edge`` is quadratic."""
    graph = project(extractions)
    net = Network(cdn_resources="in_line")
    number = {name: index for index, name in enumerate(graph)}
    net.nodes = [{"id": number[name], "label": graph.nodes[name]["label"], "shape": "dot"} for name in graph]
    net.edges = [{"from": number[one], "to": number[other]} for one, other in graph.edges]
    path.write_text(net.generate_html(), encoding="utf-8")


def opened(program: str, path: Path, script: str, patience: float) -> float | None:
    """Seconds until an expression is true in a page, ``None`` when that takes longer than ``patience``."""
    tab = Tab(program)
    try:
        start = perf_counter()
        tab.send("Page.navigate", url=path.as_uri())
        tab.wait(script, patience)
        return perf_counter() - start
    except (TimeoutError, queue.Empty):
        return None
    finally:
        tab._process.kill()


READY = "document.readyState === 'complete' && document.querySelector('#status')?.textContent !== ''"
SEARCHED = f"""{READY} && (() => {{
  const box = document.querySelector('#search');
  if (box.value === '') {{ box.value = '学校'; box.dispatchEvent(new Event('input')); }}
  return document.querySelector('#status').textContent.includes('找到');
}})()"""
AT_REST = """document.readyState === 'complete' && typeof network === 'object' && network !== null
  && network.body.nodeIndices.length > 0 && network.physics.stabilized"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--sizes", default="5000,50000")
    parser.add_argument("--patience", type=float, default=40.0)
    options = parser.parse_args()
    program = find()
    if program is None:
        sys.exit("chromium is not installed")
    graphs: dict[str, Sequence[Extraction]] = {}
    if options.folder:
        graphs["real"] = load_extractions(options.folder)
    for size in filter(None, options.sizes.split(",")):
        graphs[size] = many(max(1, int(size) // NODES), 240)
    print("graph      nodes    MB  usable  search   limit  pyvis  pyvis/page")
    for name, extractions in graphs.items():
        with tempfile.TemporaryDirectory() as folder:
            page, plain = Path(folder) / "page.html", Path(folder) / "plain.html"
            page.write_text(render_page(extractions, title=name), encoding="utf-8")
            plain_page(extractions, plain)
            usable, searched = (opened(program, page, script, options.patience) for script in (READY, SEARCHED))
            rest = opened(program, plain, AT_REST, options.patience)
            nodes, size = project(extractions).number_of_nodes(), page.stat().st_size / 1e6
        sign = "" if rest else ">"
        rest = rest or options.patience
        ratio = "" if usable is None else f"{sign}{rest / usable:.0f}"
        told = [f"{value:.2f}" if value else f">{options.patience:.0f}" for value in (usable, searched)]
        limit = LIMITS.get(name) or ""
        print(f"{name:8} {nodes:7} {size:5.1f} {told[0]:>7} {told[1]:>7} {limit:>7} {sign}{rest:6.1f} {ratio:>11}")


if __name__ == "__main__":
    main()
