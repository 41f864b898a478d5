/* What lies over the areas: points, circles, counts, arrows, outlines, findings. Each layer is a
   list that the browser fetches once; every word in it becomes text. */
(function (Lingtu) {
  "use strict";
  const PANES = {circles: 410, outlines: 420, findings: 430, arrows: 610, counts: 620, dots: 640};

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
        badge.dataset.count = count;
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

  /* Counts that would cover each other or a name become dots, the smaller ones first; their words
     stay in the tip and in the table beside the map. */
  Lingtu.thin = function (map) {
    const badges = [...map.getContainer().querySelectorAll(".lt-count")];
    badges.forEach((badge) => badge.classList.remove("lt-small"));
    const box = (element) => element.getBoundingClientRect();
    const taken = [...map.getContainer().querySelectorAll(".lt-label span")].map(box);
    const boxes = new Map(badges.map((badge) => [badge, box(badge)]));
    badges.sort((a, b) => b.dataset.count - a.dataset.count);
    for (const badge of badges) {
      const one = boxes.get(badge);
      const covered = taken.some((other) => one.left < other.right && other.left < one.right &&
                                            one.top < other.bottom - 1 && other.top < one.bottom - 1);
      if (covered) badge.classList.add("lt-small"); else taken.push(one);
    }
  };

  Lingtu.drawMarks = function (map, found, place) {
    const group = L.layerGroup();
    group.addTo(map);
    draw[found.kind](map, group, found, place);
    return group;
  };
})(window.Lingtu);
