/* The areas of a map on one canvas: from eight communities to thirty thousand grids the same way.
   Corners are kept as numbers between 0 and 1 (web Mercator), so that a new week is a new colour
   and never a new shape. Names reach the page as text, never as markup. */
window.Lingtu = window.Lingtu || {};
(function (Lingtu) {
  "use strict";
  const INK = "#1F2933", WHITE = "#FFFFFF", BARE = "#BCCCDC";
  const NOT_REPORTED = "h", NO_VALUE = "n";
  const FONT = '14px "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif';
  const MOST_LABELS = 400, AT_ONCE = 64, COARSE_PX = 1.1;

  Lingtu.element = function (name, className, content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  };

  Lingtu.inkOn = function (colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return 0.3 * r + 0.59 * g + 0.11 * b > 120 ? INK : WHITE;
  };

  Lingtu.project = function (longitude, latitude) {
    const sine = Math.sin(latitude * Math.PI / 180);
    return [(longitude + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  };

  /* Whole numbers as they were packed. */
  function numbers(Kind, written) {
    if (Uint8Array.fromBase64) return new Kind(Uint8Array.fromBase64(written).buffer);
    const said = atob(written), bytes = new Uint8Array(said.length);
    for (let i = 0; i < said.length; i++) bytes[i] = said.charCodeAt(i);
    return new Kind(bytes.buffer);
  }

  /* Shapes as flat arrays: xy in the world, where each ring starts, which rings an area has. */
  Lingtu.Shapes = class {
    constructor(found) {
      this.ids = found.ids; this.names = found.names; this.count = found.ids.length;
      this.over = new Uint8Array(this.count);
      found.over.forEach((i) => { this.over[i] = 1; });
      const rings = numbers(Int32Array, found.rings), areas = numbers(Int32Array, found.areas), unit = 1 / found.k;
      const starts = numbers(Int32Array, found.starts), steps = numbers(found.wide === 2 ? Int16Array : Int32Array, found.steps);
      this.xy = new Float64Array(steps.length + starts.length);
      this.ringAt = new Int32Array(rings.length + 1);
      this.areaAt = new Int32Array(this.count + 1);
      this.box = new Float64Array(4 * this.count);
      this.at = Float64Array.from(numbers(Int32Array, found.at), (each) => each * unit);
      /* Corners that are less than this out of line may have been left out; 0: all are there. */
      this.coarse = found.coarse * unit;
      let at = 0, ring = 0, step = 0;
      for (let i = 0; i < this.count; i++) {
        let west = found.k, north = found.k, east = 0, south = 0;
        this.areaAt[i] = ring;
        for (const last = ring + areas[i]; ring < last; ring++) {
          let x = starts[2 * ring], y = starts[2 * ring + 1];
          this.ringAt[ring] = at;
          for (let k = 0; k < rings[ring]; k++) {
            if (k) { x += steps[step]; y += steps[step + 1]; step += 2; }
            this.xy[at] = x * unit; this.xy[at + 1] = y * unit; at += 2;
            if (x < west) west = x; if (x > east) east = x;
            if (y < north) north = y; if (y > south) south = y;
          }
        }
        const b = 4 * i;
        this.box[b] = west * unit; this.box[b + 1] = north * unit; this.box[b + 2] = east * unit; this.box[b + 3] = south * unit;
      }
      this.ringAt[ring] = at; this.areaAt[this.count] = ring;
      this.index = new Map(this.ids.map((id, i) => [id, i]));
    }
    bounds() {
      if (!this.count) return null;
      let west = 2, north = 2, east = -1, south = -1;
      for (let i = 0; i < this.count; i++) {
        west = Math.min(west, this.box[4 * i]); north = Math.min(north, this.box[4 * i + 1]);
        east = Math.max(east, this.box[4 * i + 2]); south = Math.max(south, this.box[4 * i + 3]);
      }
      return [west, north, east, south];
    }
    holds(i, x, y) {
      let inside = false;
      for (let ring = this.areaAt[i]; ring < this.areaAt[i + 1]; ring++) {
        const from = this.ringAt[ring], to = this.ringAt[ring + 1];
        for (let k = from, j = to - 2; k < to; j = k, k += 2) {
          const y1 = this.xy[k + 1], y2 = this.xy[j + 1];
          if ((y1 > y) !== (y2 > y) &&
              x < (this.xy[j] - this.xy[k]) * (y - y1) / (y2 - y1) + this.xy[k]) inside = !inside;
        }
      }
      return inside;
    }
    hit(x, y) {
      let found = -1;
      for (let i = 0; i < this.count; i++) {
        const b = 4 * i;
        if (x < this.box[b] || x > this.box[b + 2] || y < this.box[b + 1] || y > this.box[b + 3]) continue;
        if (found >= 0 && this.over[found] && !this.over[i]) continue;
        if (this.holds(i, x, y)) found = i;
      }
      return found;
    }
  };

  Lingtu.latLng = function (x, y) {
    const n = Math.PI - 2 * Math.PI * y;
    return L.latLng(180 / Math.PI * Math.atan(0.5 * (Math.exp(n) - Math.exp(-n))), x * 360 - 180);
  };

  /* One canvas over the map, a little larger than what is seen; drawn anew when the map rests. */
  Lingtu.Areas = L.Layer.extend({
    /* Signs over a class, in the ink that is seen on its colour; a difference is read by them in print. */
    signed(context, sign, colour) {
      const ratio = window.devicePixelRatio || 1, tile = document.createElement("canvas"), pen = tile.getContext("2d");
      tile.width = tile.height = Math.round(18 * ratio);
      pen.scale(ratio, ratio);
      pen.strokeStyle = Lingtu.inkOn(colour); pen.lineWidth = 1.5;
      for (const [x, y] of [[4.5, 4.5], [13.5, 13.5]]) {
        pen.beginPath(); pen.moveTo(x - 3, y); pen.lineTo(x + 3, y);
        if (sign === "+") { pen.moveTo(x, y - 3); pen.lineTo(x, y + 3); }
        pen.stroke();
      }
      const pattern = context.createPattern(tile, "repeat");
      pattern.setTransform(new DOMMatrix().scale(1 / ratio));
      return pattern;
    },
    initialize(shapes, look) {
      this.shapes = shapes; this.look = look || {}; this.classes = ""; this.colours = []; this.chosen = -1;
      this.opacity = 1;
    },
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "lt-areas", map.getPane(this.look.pane || "overlayPane"));
      this.canvas.setAttribute("aria-hidden", "true");
      this.labels = L.DomUtil.create("div", "lt-labels", map.getPane("markerPane"));
      map.on("moveend zoomend viewreset resize", this.later, this);
      this.draw();
    },
    onRemove(map) {
      map.off("moveend zoomend viewreset resize", this.later, this);
      cancelAnimationFrame(this.waiting); this.waiting = 0;
      this.canvas.remove(); this.labels.remove();
    },
    /* A turn of the map says so up to four times; it is drawn once. */
    later() { this.waiting = this.waiting || requestAnimationFrame(() => { this.waiting = 0; this.draw(); }); },
    paint(classes, colours) { this.classes = classes; this.colours = colours; this.draw(); },
    choose(id) {
      const now = this.shapes.index.has(id) ? this.shapes.index.get(id) : -1;
      if (now !== this.chosen) { this.chosen = now; this.draw(); }
    },
    /* Whether what was left out of the shapes would be seen. */
    isTooCoarse() {
      return this.shapes.coarse * this._map.options.crs.scale(this._map.getZoom()) * (window.devicePixelRatio || 1) > COARSE_PX;
    },
    refine(shapes) { this.shapes = shapes; this.draw(); },
    hit(latlng) { return this.shapes.hit(...Lingtu.project(latlng.lng, latlng.lat)); },
    hatch(context) {
      const tile = document.createElement("canvas"), ratio = window.devicePixelRatio || 1;
      tile.width = tile.height = Math.round(7 * ratio);
      const pen = tile.getContext("2d"), size = tile.width;
      pen.fillStyle = "#EEF1F4"; pen.fillRect(0, 0, size, size);
      pen.strokeStyle = "#7B8794"; pen.lineWidth = 1.3 * ratio;
      pen.beginPath();
      for (const shift of [-size, 0, size]) { pen.moveTo(shift, size); pen.lineTo(shift + size, 0); }
      pen.stroke();
      const pattern = context.createPattern(tile, "repeat");
      pattern.setTransform(new DOMMatrix().scale(1 / ratio));
      return pattern;
    },
    trace(context, i) {
      const {shapes, scale, left, top} = this;
      for (let ring = shapes.areaAt[i]; ring < shapes.areaAt[i + 1]; ring++) {
        const from = shapes.ringAt[ring], to = shapes.ringAt[ring + 1];
        if (to - from < 6) continue;
        context.moveTo(shapes.xy[from] * scale - left, shapes.xy[from + 1] * scale - top);
        for (let k = from + 2; k < to; k += 2) {
          context.lineTo(shapes.xy[k] * scale - left, shapes.xy[k + 1] * scale - top);
        }
        context.closePath();
      }
    },
    /* A path of ten thousand areas takes a browser ten times as long as a hundred of a hundred. */
    paths(context, members, finish) {
      for (let from = 0; from < members.length; from += AT_ONCE) {
        context.beginPath();
        for (let k = from; k < Math.min(members.length, from + AT_ONCE); k++) this.trace(context, members[k]);
        finish();
      }
    },
    seen(width, height) {
      const {shapes, scale, left, top} = this, found = [];
      for (let i = 0; i < shapes.count; i++) {
        const b = 4 * i;
        if (shapes.box[b + 2] * scale - left >= 0 && shapes.box[b] * scale - left <= width &&
            shapes.box[b + 3] * scale - top >= 0 && shapes.box[b + 1] * scale - top <= height) found.push(i);
      }
      return found;
    },
    draw() {
      const map = this._map;
      if (!map) return;
      const size = map.getSize(), pad = size.multiplyBy(0.12).round(), ratio = window.devicePixelRatio || 1;
      const corner = map.containerPointToLayerPoint([-pad.x, -pad.y]), origin = map.getPixelOrigin();
      const width = size.x + 2 * pad.x, height = size.y + 2 * pad.y;
      this.scale = map.options.crs.scale(map.getZoom());
      this.left = origin.x + corner.x; this.top = origin.y + corner.y;
      L.DomUtil.setPosition(this.canvas, corner);
      this.canvas.width = width * ratio; this.canvas.height = height * ratio;
      this.canvas.style.width = width + "px"; this.canvas.style.height = height + "px";
      const context = this.canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.lineJoin = "round";
      const seen = this.seen(width, height);
      if (this.look.outline) {
        context.strokeStyle = this.look.outline; context.lineWidth = (this.look.width || 1.6) * (seen.length > 100 ? 0.5 : 1);
        this.paths(context, seen, () => context.stroke());
        return;
      }
      context.globalAlpha = this.opacity;
      const wide = Math.sqrt(width * height / Math.max(1, seen.length));
      for (const over of [0, 1]) this.layer(context, seen.filter((i) => this.shapes.over[i] === over), wide, over);
      context.globalAlpha = 1;
      if (this.chosen >= 0) {
        context.strokeStyle = INK; context.lineWidth = 3.5;
        context.beginPath(); this.trace(context, this.chosen); context.stroke();
      }
      this.name(seen, corner, width, height);
    },
    layer(context, seen, wide, over) {
      const groups = new Map();
      for (const i of seen) {
        const index = this.classes[i] || NO_VALUE;
        if (!groups.has(index)) groups.set(index, []);
        groups.get(index).push(i);
      }
      for (const [index, members] of groups) {
        context.fillStyle = index === NOT_REPORTED ? this.hatch(context)
          : index === NO_VALUE ? WHITE : this.colours[+index] || WHITE;
        this.paths(context, members, () => context.fill("nonzero"));
      }
      if (wide < 9) return;
      for (const [index, members] of groups) {
        const sign = (this.signs || [])[+index];
        if (!sign) continue;
        context.fillStyle = this.signed(context, sign, this.colours[+index]);
        this.paths(context, members, () => context.fill("nonzero"));
      }
      for (const [index, members] of groups) {
        context.strokeStyle = over ? "#52606D" : index === NO_VALUE || index === NOT_REPORTED ? BARE : WHITE;
        context.lineWidth = 1;
        context.setLineDash(over ? [4, 2] : []);
        this.paths(context, members, () => context.stroke());
      }
      context.setLineDash([]);
    },
    /* Names that do not collide; of two, the larger area keeps its own. */
    name(seen, corner, width, height) {
      const {shapes, scale, left, top} = this, taken = [], kept = document.createDocumentFragment();
      const pen = this.canvas.getContext("2d");
      const span = (i) => (shapes.box[4 * i + 2] - shapes.box[4 * i]) * scale;
      const order = seen.filter((i) => shapes.over[i] || span(i) > 44)
        .sort((a, b) => shapes.over[a] - shapes.over[b] || span(b) - span(a)).slice(0, MOST_LABELS);
      pen.font = FONT;
      for (const i of order) {
        const wide = pen.measureText(shapes.names[i]).width + 12, over = shapes.over[i];
        if (wide > span(i) * 1.25 && (!over || scale < 3e7)) continue;
        const x = shapes.at[2 * i] * scale - left, y = shapes.at[2 * i + 1] * scale - top;
        const free = (over ? [24, -24, 46, -46] : [0, 22, -22]).find((shift) => {
          const box = [x - wide / 2 - 2, y + shift - 11, x + wide / 2 + 2, y + shift + 11];
          if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) return false;
          taken.push(box);
          return true;
        });
        if (free === undefined) continue;
        const holder = Lingtu.element("div", over ? "lt-label lt-over" : "lt-label");
        const said = holder.appendChild(Lingtu.element("span", "", shapes.names[i]));
        said.dataset.room = (shapes.box[4 * i + 3] - shapes.box[4 * i + 1]) * scale / 2 - 8;
        holder.style.transform = `translate(${Math.round(x + corner.x)}px, ${Math.round(y + free + corner.y)}px)`;
        kept.appendChild(holder);
      }
      this.labels.replaceChildren(kept);
    },
  });
})(window.Lingtu);
