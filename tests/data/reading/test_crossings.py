"""Shapes that cross themselves: mended where measured, as many as one file may ask for."""

import json

from data.reading.formats import shapes
from tests.data.reading.files import codes, only

BOW = [[113.5, 34.7], [113.6, 34.8], [113.6, 34.7], [113.5, 34.8], [113.5, 34.7]]


def test_a_file_may_hold_only_so_many_crossings(tmp_path, monkeypatch):
    monkeypatch.setattr(shapes, "MOST_CROSSINGS_OF_A_FILE", 3.0)
    features = [
        {
            "type": "Feature",
            "properties": {"网格编码": f"99010100100100{number}"},
            "geometry": {"type": "Polygon", "coordinates": [BOW]},
        }
        for number in range(1, 6)
    ]
    path = tmp_path / "bows.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    sheet = only(path, datum="WGS-84")
    assert codes(sheet, "flagged") == [(f"features[{n}]", "self_crossing") for n in range(3)]
    assert codes(sheet, "refused") == [(f"features[{n}]", "tangled_geometry") for n in (3, 4)]
