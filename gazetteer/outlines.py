"""The middle and the size of countries and areas, from their land and the places in them.

A country's land (Natural Earth, by way of npm world-atlas) is laid out in square cells; each cell
belongs to the area of the place nearest to it. The middle of an area is the mean of its cells on
the sphere, its radius that of a circle of the same size. With a place every few kilometres this
comes close to the true outline; in deserts and ice the borders are rough. A country without land in
the atlas gets the mean of its places.

Limits: an area's middle may lie outside it (a crescent, an archipelago); whoever uses the point must
say that it stands for an area. Cost: seconds, numpy only.
"""
import json
import math

import numpy as np

EARTH_KM = 6371.0088


def unit_vectors(latitudes, longitudes):
    la, lo = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(la) * np.cos(lo), np.cos(la) * np.sin(lo), np.sin(la)], axis=-1)


def middle(latitudes, longitudes, weights):
    """Weighted mean on the sphere, in degrees."""
    x, y, z = (unit_vectors(latitudes, longitudes) * np.asarray(weights)[:, None]).sum(axis=0)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def read_outlines(path):
    """{ISO numeric code: list of polygons; a polygon is a list of rings of (longitude, latitude)}."""
    topology = json.load(open(path, encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * (sx, sy) + (tx, ty) for arc in topology["arcs"]]

    def ring(indices):
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([parts[0]] + [part[1:] for part in parts[1:]])

    outlines = {}
    for country in topology["objects"]["countries"]["geometries"]:
        if country["type"] is None:
            continue
        shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        polygons = [[ring(indices) for indices in shape] for shape in shapes]
        key = int(country["id"]) if country.get("id") else country["properties"]["name"]
        outlines.setdefault(key, []).extend(polygons)
    return outlines


def land_cells(polygons, step):
    """Middles of the cells of `step` degrees that lie on land: even-odd rule along each row."""
    cells = set()
    for polygon in polygons:
        south, north = (f(r[:, 1].min() if f is min else r[:, 1].max() for r in polygon) for f in (min, max))
        for row in range(math.floor(south / step), math.floor(north / step) + 1):
            y = (row + 0.5) * step
            crossings = []
            for ring in polygon:
                (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
                cut = (y0 <= y) != (y1 <= y)
                crossings.extend(x0[cut] + (y - y0[cut]) * (x1[cut] - x0[cut]) / (y1[cut] - y0[cut]))
            crossings.sort()
            for west, east in zip(crossings[::2], crossings[1::2]):
                cells.update((row, column) for column in
                             range(math.ceil(west / step - 0.5), math.ceil(east / step - 0.5)))
    rows, columns = np.array(sorted(cells), dtype=float).reshape(-1, 2).T
    return (rows + 0.5) * step, (columns + 0.5) * step


def nearest(cells, places):
    """Index of the nearest place for each cell (unit vectors), in pieces that fit memory."""
    piece = max(1, 20_000_000 // max(1, len(places)))
    found = [np.argmax(cells[i:i + piece] @ places.T, axis=1) for i in range(0, len(cells), piece)]
    return np.concatenate(found) if found else np.zeros(0, int)


def belongs(points, areas):
    """False for a place that lies among the places of other areas, far from its own (a slip of the
    table): in a desert, one such place would draw all the land around it to its area. The fourth
    place of the area is looked at, so that slips do not vouch for each other."""
    keep = np.ones(len(areas), bool)
    for area in sorted(set(areas)):
        mine = areas == area
        cosines = points[mine] @ points.T
        cosines[np.arange(mine.sum()), np.flatnonzero(mine)] = -1
        kth = min(4, mine.sum() - 1) or 1
        own = -np.partition(-cosines[:, mine], kth - 1, axis=1)[:, kth - 1]
        others = np.max(cosines, axis=1, where=~mine, initial=-1)
        own, others = (np.arccos(np.clip(c, -1, 1)) * EARTH_KM for c in (own, others))
        astray = own > np.maximum(100.0, 4 * others)
        keep[mine] = ~astray | (astray.mean() > 0.2)  # not where the area is all islands
    return keep


def areas_of_country(polygons, latitudes, longitudes, areas):
    """{area: (latitude, longitude, radius in km)} for the areas of the places; None: the country."""
    latitudes, longitudes = np.array(latitudes, float), np.array(longitudes, float)
    areas = np.array(areas)
    keep = belongs(unit_vectors(latitudes, longitudes), areas)
    latitudes, longitudes, areas = latitudes[keep], longitudes[keep], areas[keep]
    step, cell_latitudes = 0.5, np.zeros(0)
    while polygons and len(cell_latitudes) < 4000 and step > 0.004:
        cell_latitudes, cell_longitudes = land_cells(polygons, step)
        step /= 2
    step *= 2
    result = {}
    if len(cell_latitudes):
        owner = areas[nearest(unit_vectors(cell_latitudes, cell_longitudes),
                              unit_vectors(latitudes, longitudes))]
        size = (math.radians(step) * EARTH_KM) ** 2 * np.cos(np.radians(cell_latitudes))
    for area in [None, *sorted(set(areas))]:
        if len(cell_latitudes) and (mine := (owner == area) if area else owner == owner).any():
            point = middle(cell_latitudes[mine], cell_longitudes[mine], size[mine])
            result[area] = (*point, math.sqrt(size[mine].sum() / math.pi))
        else:
            mine = areas == area if area else areas == areas
            point = middle(latitudes[mine], longitudes[mine], np.ones(mine.sum()))
            result[area] = (*point, spread(point, latitudes[mine], longitudes[mine]))
    return result


def spread(point, latitudes, longitudes):
    """Kilometres from a point to the farthest of these, at least 5."""
    cosine = unit_vectors(np.array(latitudes), np.array(longitudes)) @ unit_vectors(*np.array(point))
    return max(5.0, EARTH_KM * float(np.arccos(np.clip(cosine, -1, 1)).max()))
