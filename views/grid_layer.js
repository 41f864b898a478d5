{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.featureGroup().addTo({{ this._parent.get_name() }});
(function (group, map) {
  "use strict";
  const said = {{ this.said|tojson }};
  const HATCH = "url(#lt-hatch)", NOT_REPORTED = -1, NO_VALUE = -2;
  let chosen = null, clicks = 0;

  function text(name, content) {
    const element = document.createElement(name);
    element.textContent = content;
    return element;
  }
  function fill(index) {
    if (index === NOT_REPORTED) return HATCH;
    return index === NO_VALUE ? "#FFFFFF" : said.colours[index];
  }
  function style(id, isChosen) {
    const place = said.places[id];
    const index = place ? place[0] : NO_VALUE;
    return {
      weight: isChosen ? 3.5 : 1, opacity: 1, fillOpacity: 0.92, fillColor: fill(index),
      color: isChosen ? "#1F2933" : index === NO_VALUE ? "#BCCCDC" : "#FFFFFF",
    };
  }
  function outline(steps, k) {
    const ring = [];
    let x = 0, y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i]; y += steps[i + 1];
      ring.push([y / k, x / k]);
    }
    return ring;
  }
  function hatch() {
    const svg = map.getPanes().overlayPane.querySelector("svg");
    if (!svg || svg.querySelector("#lt-hatch")) return;
    const space = "http://www.w3.org/2000/svg";
    const defs = document.createElementNS(space, "defs");
    const pattern = document.createElementNS(space, "pattern");
    const shapes = [["rect", {width: 7, height: 7, fill: "#EEF1F4"}],
                    ["path", {d: "M-1,1 l2,-2 M0,7 l7,-7 M6,8 l2,-2", stroke: "#7B8794", "stroke-width": 1.6}]];
    const fixed = {id: "lt-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse"};
    for (const key in fixed) pattern.setAttribute(key, fixed[key]);
    shapes.forEach(([name, attributes]) => {
      const shape = document.createElementNS(space, name);
      for (const key in attributes) shape.setAttribute(key, attributes[key]);
      pattern.appendChild(shape);
    });
    defs.appendChild(pattern);
    svg.insertBefore(defs, svg.firstChild);
  }
  function choose(layer) {
    if (chosen) chosen.setStyle(style(chosen.placeId, false));
    chosen = layer;
    if (layer) { layer.setStyle(style(layer.placeId, true)); layer.bringToFront(); }
  }
  function label(at, name) {
    const holder = text("span", name);
    L.marker(at, {interactive: false, keyboard: false,
      icon: L.divIcon({className: "lt-label", html: holder, iconSize: null})}).addTo(map);
  }
  function uncover() {
    const taken = [];
    document.querySelectorAll(".lt-label span").forEach((element) => {
      element.style.visibility = "visible";
      const box = element.getBoundingClientRect();
      const hit = taken.some((b) => box.left < b.right && b.left < box.right &&
                                    box.top < b.bottom && b.top < box.bottom);
      if (hit) element.style.visibility = "hidden"; else taken.push(box);
    });
  }
  function tip(layer) {
    const place = said.places[layer.placeId];
    const holder = document.createElement("div");
    holder.appendChild(text("strong", layer.placeName));
    if (place) {
      holder.appendChild(text("div", place[1]));
      if (place[2]) holder.appendChild(text("div", place[2]));
    }
    return holder;
  }

  fetch(said.url, {credentials: "same-origin"}).then((answer) => answer.json()).then((found) => {
    found.ids.forEach((id, i) => {
      const rings = found.areas[i].map((polygon) => polygon.map((steps) => outline(steps, found.k)));
      const layer = L.polygon(rings, style(id, false));
      layer.placeId = id;
      layer.placeName = found.names[i];
      layer.toGeoJSON = () => ({place_id: id, click: ++clicks});
      group.addLayer(layer);
      if (id === said.chosen) chosen = layer;
    });
    hatch();
    if (chosen) choose(chosen);
    if (found.ids.length) map.fitBounds(group.getBounds(), {padding: [14, 14], animate: false});
    found.ids.forEach((id, i) => label([found.at[i][1] / found.k, found.at[i][0] / found.k], found.names[i]));
    uncover();
    map.on("zoomend", uncover);
    if (said.spots) return spots();
  });
  function spots() {
    map.createPane("spots").style.zIndex = 640;
    fetch(said.spots, {credentials: "same-origin"}).then((answer) => answer.json()).then((found) => {
      found.spots.forEach(([x, y, name, kind, counted]) => {
        const dot = L.circleMarker([y / found.k, x / found.k], {
          radius: 4.5, weight: 1.5, color: "#7A3E00", fillColor: counted ? "#D9822B" : "#FFFFFF",
          fillOpacity: 1, bubblingMouseEvents: false, pane: "spots",
        });
        const holder = document.createElement("div");
        holder.appendChild(text("strong", name));
        if (kind) holder.appendChild(text("div", kind));
        dot.bindTooltip(holder, {direction: "top"}).addTo(map);
      });
    });
  }
  group.bindTooltip(tip, {sticky: true, className: "lt-tip"});
  group.on("click", (event) => choose(event.layer));
  L.control.scale({imperial: false, position: "bottomright"}).addTo(map);
})({{ this.get_name() }}, {{ this._parent.get_name() }});
{% endmacro %}
