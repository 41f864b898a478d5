/* What lies over the areas: points, circles, counts, arrows, outlines, findings. Each layer is a
   list that the browser fetches once; every word in it becomes text. */
(function (Lingtu) {
  "use strict";
  const PANES = {circles: 410, outlines: 420, findings: 430, arrows: 610, dots: 605, counts: 620};

  function pane(map, kind) {
    const name = "lt-" + kind;
    if (!map.getPane(name)) map.createPane(name).style.zIndex = PANES[kind];
    return name;
  }
  function tip(title, lines) {
    const holder = Lingtu.element("div");
    holder.appendChild(Lingtu.element("strong", "", title));
    (lines || []).forEach((line) => holder.appendChild(Lingtu.element("div", "", line)));
    return holder;
  }
  Lingtu.tip = tip;
  function rings(found, polygon) {
    return polygon.map((steps) => {
      const ring = [];
      let x = 0, y = 0;
      for (let k = 0; k < steps.length; k += 2) { x += steps[k]; y += steps[k + 1]; ring.push([y / found.k, x / found.k]); }
      return ring;
    });
  }

  const draw = {
    dots(map, group, found) {
      found.items.forEach(([x, y, fill, edge, title, lines, crossed]) => {
        const at = [y / found.k, x / found.k], where = pane(map, "dots");
        /* What is closed is another shape, not another colour. */
        const dot = crossed
          ? L.marker(at, {keyboard: false, pane: where, icon: L.divIcon({
              className: "lt-crossed", html: Lingtu.element("span", "", "✕"), iconSize: [16, 16]})})
          : L.circleMarker(at, {radius: 5, weight: 1.5, color: edge, fillColor: fill, fillOpacity: 1,
                                bubblingMouseEvents: false, pane: where});
        dot.bindTooltip(tip(title, lines), {direction: "top"}).addTo(group);
      });
    },
    circles(map, group, found) {
      found.areas.forEach((area) => L.polygon(area.map((polygon) => rings(found, polygon)), {
        weight: 1.5, dashArray: "5 4", color: found.edge, fillColor: found.fill,
        fillOpacity: 0.1, interactive: false, pane: pane(map, "circles"),
      }).addTo(group));
    },
    counts(map, group, found, place) {
      /* Several layers stand beside each other above the name of their place. */
      const wide = 46;
      found.items.forEach(([x, y, count, title, lines]) => {
        const here = place.get(`${x},${y}`), slot = here.indexOf(found), slots = here.length;
        const badge = Lingtu.element("span", "lt-count", `${found.sign} ${count}`);
        badge.style.borderColor = found.edge;
        badge.dataset.count = count; badge.dataset.pooled = +found.pooled;
        L.marker([y / found.k, x / found.k], {
          keyboard: false, pane: pane(map, "counts"), bubblingMouseEvents: true,
          icon: L.divIcon({className: "lt-count-holder", html: badge, iconSize: [wide, 22],
                           iconAnchor: [wide / 2 - (slot - (slots - 1) / 2) * (wide + 2), 34]}),
        }).bindTooltip(tip(title, lines), {direction: "top"}).addTo(group);
      });
    },
    arrows(map, group, found) {
      found.items.forEach(([x1, y1, x2, y2, count, title, lines]) => {
        const from = L.latLng(y1 / found.k, x1 / found.k), to = L.latLng(y2 / found.k, x2 / found.k);
        const look = {color: found.colour, weight: 3, pane: pane(map, "arrows"), bubblingMouseEvents: false};
        L.polyline([from, to], {...look, dashArray: "7 4"}).bindTooltip(tip(title, lines), {sticky: true}).addTo(group);
        const a = map.project(from, 18), b = map.project(to, 18), long = a.distanceTo(b) || 1;
        const ux = (b.x - a.x) / long, uy = (b.y - a.y) / long, tall = Math.min(long * 0.3, 90);
        const base = L.point(b.x - ux * tall, b.y - uy * tall), side = tall * 0.45;
        L.polygon([b, L.point(base.x - uy * side, base.y + ux * side), L.point(base.x + uy * side, base.y - ux * side)]
          .map((p) => map.unproject(p, 18)), {...look, weight: 1, fillOpacity: 1}).addTo(group);
        const badge = Lingtu.element("span", "lt-arrow-count", String(count));
        L.marker(map.unproject(a.add(b).divideBy(2), 18), {interactive: false, keyboard: false, pane: pane(map, "arrows"),
          icon: L.divIcon({className: "lt-count-holder", html: badge, iconSize: [22, 20]})}).addTo(group);
      });
    },
    outlines(map, group, found) {
      group.addLayer(new Lingtu.Areas(new Lingtu.Shapes(found), {outline: "#1F2933", width: 1.6, pane: pane(map, "outlines")}));
    },
    findings(map, group, found) {
      found.ids.forEach((id, i) => {
        const look = found.looks[i];
        const shape = L.polygon(found.areas[i].map((polygon) => rings(found, polygon)), {
          color: look, weight: 2.5, fillColor: look, fillOpacity: 0.35, bubblingMouseEvents: false, pane: pane(map, "findings"),
        });
        shape.findingId = id;
        shape.bindTooltip(tip(found.names[i], found.lines[i]), {sticky: true});
        if (found.linked) shape.on("click", () => Lingtu.send({kind: "finding", id: id}));
        shape.addTo(group);
      });
    },
  };

  /* Names give way to points, counts to names and to each other: what finds no free spot becomes a
     dot, the smaller counts first; its words stay in the tip and in the table beside the map. */
  Lingtu.thin = function (map) {
    const all = (css) => [...map.getContainer().querySelectorAll(css)];
    const boxes = (css) => all(css).map((element) => element.getBoundingClientRect());
    const moved = (box, [x, y]) => ({left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y});
    const free = (one, taken) => !taken.some((other) => one.left < other.right && other.left < one.right &&
                                                        one.top < other.bottom - 1 && other.top < one.bottom - 1);
    function place(element, box, taken, spots) {
      const spot = spots.find((each) => free(moved(box, each), taken));
      element.style.translate = spot ? `${spot[0]}px ${spot[1]}px` : "";
      if (spot) taken.push(moved(box, spot));
      return Boolean(spot);
    }
    const names = all(".lt-label span"), badges = all(".lt-count");
    names.concat(badges).forEach((element) => { element.style.translate = ""; element.classList.remove("lt-small"); });
    const points = boxes(".lt-crossed, .lt-arrow-count").concat(boxes(".leaflet-lt-dots-pane path"));
    const where = new Map(names.concat(badges).map((element) => [element, element.getBoundingClientRect()]));
    const named = names.map((name) => where.get(name));
    names.forEach((name, i) => {
      const others = named.filter((box, k) => k !== i);
      const taken = points.concat(others);
      const spots = [[0, 0], [0, 16], [0, 28], [0, -56]].filter((spot) => Math.abs(spot[1]) < name.dataset.room);
      if (place(name, where.get(name), taken, spots)) named[i] = taken[taken.length - 1];
    });
    const taken = named.slice();
    badges.sort((a, b) => b.dataset.pooled - a.dataset.pooled || b.dataset.count - a.dataset.count);
    for (const badge of badges) {
      const spots = +badge.dataset.pooled ? [[0, 0], [0, 44], [0, -26], [48, 0], [-48, 0], [0, 68], [48, 44], [-48, 44]] : [[0, 0]];
      if (!place(badge, where.get(badge), taken, spots)) badge.classList.add("lt-small");
    }
  };

  Lingtu.drawMarks = function (map, found, place) {
    const group = L.layerGroup();
    group.addTo(map);
    draw[found.kind](map, group, found, place);
    return group;
  };
})(window.Lingtu);
