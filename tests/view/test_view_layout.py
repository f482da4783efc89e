"""Where the nodes stand."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st
from view_samples import many, notice, report

from kg.view.layout import arrange
from kg.view.network import project
from kg.view.packing import MANY, pack

RADII = st.lists(st.floats(1, 500), max_size=25)


def check(core: float, radii: list[float]) -> None:
    hub, middles, reach = pack(core, tuple(radii))
    circles = [(hub, core), *zip(middles, radii, strict=True)]
    for ((ax, ay), a), ((bx, by), b) in combinations(circles, 2):
        assert hypot(ax - bx, ay - by) >= a + b - 1e-3
    for (x, y), r in circles:
        assert hypot(x, y) + r <= reach + 1e-6


@given(st.floats(1, 200), RADII)
def test_packed_circles_do_not_overlap(core, radii):
    check(core, radii)


def test_more_circles_than_are_packed_closely_do_not_overlap_either():
    check(24.0, [34.0] * (MANY + 50))


def test_alike_circles_are_packed_closely():
    *_, reach = pack(34.0, (34.0,) * 60)
    assert reach < 1.4 * 34 * 61**0.5


def test_every_node_has_a_place_of_its_own():
    graph = project([notice(), report()])
    spots = arrange(graph)
    assert list(spots) == list(graph)
    assert len({(round(s.x), round(s.y)) for s in spots.values()}) == len(graph)


def test_parts_stand_within_their_holder():
    graph = project([notice(), *many(2, 60)])
    spots = arrange(graph)
    for spot in spots.values():
        if spot.holder and spots[spot.holder].reach and spot.reach:
            holder = spots[spot.holder]
            assert hypot(spot.x - holder.x, spot.y - holder.y) <= 2 * holder.reach


def test_an_indicator_of_one_statement_is_drawn_at_it_and_a_shared_one_is_not():
    documents = [notice(), report()]
    spots = arrange(project(documents))
    alone, shared = documents[0].statements[1], documents[0].statements[0]
    assert spots[alone.indicator_id].holder == alone.id
    assert spots[shared.indicator_id].holder is None


def test_nothing_at_all():
    assert arrange(project([])) == {}
