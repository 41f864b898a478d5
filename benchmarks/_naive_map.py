"""The map as the guides of its libraries draw it: the peer of ours, in a file of its own.

Served in a folder that holds ``areas.geojson`` and ``static/leaflet.js``. Kinder to it than those
guides: nothing comes from the internet, and the colour bar is taken out, whose script would.
"""

from __future__ import annotations

PAGE = """
import json
import folium
import streamlit as st
from streamlit_folium import st_folium

@st.cache_data
def areas():
    with open("areas.geojson", encoding="utf-8") as file:
        return json.load(file)

areas = areas()
values = {each["id"]: each["properties"]["value"] for each in areas["features"]}
shown = folium.Map([34.05, 110.05], zoom_start=12, tiles=None, attribution_control=False)
shown.default_js = [("leaflet", "../../app/static/leaflet.js")]
shown.default_css = [("leaflet", "../../app/static/leaflet.css")]
drawn = folium.Choropleth(areas, data=values, key_on="feature.id", fill_color="Blues")
for name in [each for each in drawn._children if each.startswith("color_map")]:
    del drawn._children[name]
folium.GeoJsonTooltip(["name"]).add_to(drawn.geojson)
drawn.add_to(shown)
west, south, east, north = areas["bbox"]
shown.fit_bounds([[south, west], [north, east]])
said = st_folium(shown, key="map", height=620, use_container_width=True)
picked = (said or {}).get("last_active_drawing") or {}
st.html(f'<p class="card">{picked.get("id", "")}</p>')
"""

SERVER = """
import contextlib, gc
import duckdb, folium, pandas, pyarrow
import streamlit as st
@contextlib.asynccontextmanager
async def life(app):
    gc.collect(); gc.freeze(); yield
app = st.App("page.py", lifespan=life)
"""

CONFIG = """
[server]
enableStaticServing = true
fileWatcherType = "none"
[browser]
gatherUsageStats = false
"""
EMPTY = 'import streamlit as st\nst.html("<p class=\\"card\\">empty</p>")\n'

LEAST = """
import folium
import streamlit as st
from streamlit_folium import st_folium

shown = folium.Map([34.05, 110.05], zoom_start=12, tiles=None, attribution_control=False)
shown.default_js = [("leaflet", "../../app/static/leaflet.js")]
shown.default_css = [("leaflet", "../../app/static/leaflet.css")]
folium.Rectangle([[34.0, 110.0], [34.1, 110.1]], fill=True).add_to(shown)
st_folium(shown, key="map", height=620, use_container_width=True, returned_objects=[])
"""
