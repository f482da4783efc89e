"""The store through rdflib's API, for code that is written against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Store

if TYPE_CHECKING:
    from rdflib import Dataset


def to_rdflib(store: Store, prefixes: Mapping[str, str]) -> Dataset:
    """An rdflib ``Dataset`` over the same store, its default graph the union of all.

    Queries run in Oxigraph, not in rdflib's own engine, and are not checked for ``SERVICE``. A read-only store stays
    read-only.

    Args:
        prefixes: bound in the data set, for queries and serialisations.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    dataset = Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
