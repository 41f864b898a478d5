/* The frame around the map: title and legend inside the picture, the weeks, and what is told by
   the page. The map itself stays; a new week, place or layer only tells it something else. */
(function (Lingtu) {
  "use strict";
  const state = {map: null, said: null, areas: null, loaded: {}, marks: new Map(), tiles: null,
                 week: -1, weeks: null, timer: null, settle: null, wish: "", turn: 0, texts: null};
  const kept = new Map();
  const PACE_MS = 900, SETTLE_MS = 450, KEPT = 24;

  Lingtu.state = state;  /* read by the tests */

  const at = (url, period) => url.replace("{period}", period);

  function get(url) {
    if (!kept.has(url)) {
      kept.set(url, fetch(url, {credentials: "same-origin"}).then((answer) => {
        if (!answer.ok) throw new Error(url + ": " + answer.status);
        return answer.json();
      }).catch((error) => { kept.delete(url); throw error; }));
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    }
    return kept.get(url);
  }

  /* To the page: at once, without the pause that is meant for dragging. */
  Lingtu.send = function (value) {
    const told = {...value, at: Date.now()}, shared = window.__GLOBAL_DATA__;
    shared.last_active_drawing = told;
    shared.previous_data = {last_active_drawing: told};
    window.Streamlit.setComponentValue({last_active_drawing: told});
  };

  Lingtu.attach = function (map) {
    state.map = map;
    const box = map.getContainer(), element = Lingtu.element;
    box.setAttribute("role", "region");  /* or its name is not said */
    state.head = box.appendChild(element("div", "lt-map-head"));
    state.foot = box.appendChild(element("div", "lt-map-foot"));
    state.keys = state.foot.appendChild(element("div", "lt-map-keys"));
    state.player = state.foot.appendChild(element("div", "lt-map-weeks"));
    state.note = state.foot.appendChild(element("div", "lt-map-note"));
    const watch = new ResizeObserver(() => {
      box.style.setProperty("--head", state.head.offsetHeight + "px");
      box.style.setProperty("--foot", state.foot.offsetHeight + "px");
      if (state.areas && !state.moved) show();
    });
    [state.head, state.foot].forEach((strip) => { L.DomEvent.disableClickPropagation(strip); watch.observe(strip); });
    L.control.zoom({position: "topright"}).addTo(map);
    L.control.scale({imperial: false, position: "bottomright", maxWidth: 140}).addTo(map);
    map.on("click", (event) => {
      const i = state.areas ? state.areas.hit(event.latlng) : -1;
      if (i < 0) return;
      const id = state.areas.shapes.ids[i];
      if (state.said.level === "grid") state.areas.choose(id);
      Lingtu.send({kind: "place", id: id});
    });
    const hint = L.tooltip({direction: "top", className: "lt-tip", offset: [0, -8]});
    let under = -1;
    map.on("mousemove", (event) => {
      const i = state.areas && event.originalEvent.target.closest(".leaflet-container") &&
        !event.originalEvent.target.closest(".lt-map-head,.lt-map-foot,.leaflet-interactive") ? state.areas.hit(event.latlng) : -1;
      box.style.cursor = i >= 0 ? "pointer" : "";
      if (i < 0) { hint.remove(); under = -1; return; }
      hint.setLatLng(event.latlng);
      if (i !== under) { hint.setContent(described(i)); under = i; }
      if (!map.hasLayer(hint)) hint.addTo(map);
    });
    map.on("moveend zoomend", () => requestAnimationFrame(() => { Lingtu.thin(map); finer(); }));
    map.on("mouseout", () => { hint.remove(); under = -1; });
    map.on("resize", () => { if (state.areas && !state.moved) show(); });
    box.addEventListener("pointerdown", () => { state.moved = true; });
    box.addEventListener("wheel", () => { state.moved = true; });
  };

  function described(i) {
    const shapes = state.areas.shapes, texts = state.texts;
    return Lingtu.tip(shapes.names[i], texts ? texts.said[texts.text[i]] : []);
  }

  /* While another week is shown than the page speaks of, the day of the data is left out. */
  function head() {
    const said = state.said, element = Lingtu.element, period = said.periods[state.week];
    const other = period && period[0] !== said.period;
    const written = other ? [`${said.place} · ${period[1]}`] : said.lines;
    state.head.replaceChildren(element("strong", "", said.title), ...written.map((line) => element("span", "", line)));
  }
  function write() {
    const said = state.said, element = Lingtu.element;
    head();
    state.keys.replaceChildren(...said.keys.map((key) => {
      const item = element("span", "lt-map-key lt-map-key-" + key.mark);
      if (key.mark !== "caption" && key.mark !== "target") {
        const swatch = element("i", "", key.mark === "cross" ? "✕" : "");
        const painted = {line: "borderTopColor", count: "borderColor"}[key.mark] || "backgroundColor";
        if (key.colour) swatch.style[painted] = key.colour;
        if (key.sign) { swatch.textContent = key.sign; swatch.style.color = Lingtu.inkOn(key.colour); }
        item.appendChild(swatch);
      }
      item.appendChild(document.createTextNode(key.words));
      return item;
    }));
    state.note.textContent = said.note;
    for (const [way, label] of [["in", said.words.larger], ["out", said.words.smaller]]) {
      const button = state.map.getContainer().querySelector(".leaflet-control-zoom-" + way);
      button.title = label; button.setAttribute("aria-label", label);
    }
    buttons();
  }

  /* The weeks: back, play or stop, on, and a slider; nothing is sent while it plays. */
  function buttons() {
    const said = state.said, words = said.words, element = Lingtu.element;
    if (said.periods.length < 2 || state.week < 0) { state.player.replaceChildren(); return; }
    function button(sign, label, act, off) {
      const made = element("button", "", sign);
      made.type = "button"; made.title = label; made.setAttribute("aria-label", label);
      made.disabled = off;
      made.addEventListener("click", act);
      return made;
    }
    const slider = element("input");
    Object.assign(slider, {type: "range", min: 0, max: said.periods.length - 1, value: state.week});
    slider.setAttribute("aria-label", words.weeks);
    slider.setAttribute("aria-valuetext", said.periods[state.week][1]);
    slider.addEventListener("input", () => { stop(); step(+slider.value); });
    const focused = state.player.contains(document.activeElement) ? [...state.player.children].indexOf(document.activeElement) : -1;
    state.player.replaceChildren(
      button("◀", words.previous, () => { stop(); step(state.week - 1); }, state.week <= 0),
      state.timer ? button("■", words.stop, () => { stop(); settle(0); }, false) : button("▶", words.play, play, false),
      button("▶|", words.next, () => { stop(); step(state.week + 1); }, state.week >= said.periods.length - 1),
      slider, element("output", "", said.periods[state.week][1]));
    if (focused >= 0 && state.player.children[focused]) state.player.children[focused].focus();
  }
  function stop() { clearInterval(state.timer); state.timer = null; }
  function play() {
    stop();
    const first = state.week >= state.said.periods.length - 1 ? 0 : state.week + 1;
    state.timer = setInterval(() => {
      if (state.week >= state.said.periods.length - 1) { stop(); settle(0); buttons(); } else step(state.week + 1, true);
    }, PACE_MS);
    step(first, true);
  }
  function settle(wait) {
    clearTimeout(state.settle);
    state.wish = state.said.periods[state.week][0];
    state.settle = setTimeout(() => {
      const id = state.wish;
      state.wish = "";
      if (id !== state.said.period) Lingtu.send({kind: "period", id: id});
    }, wait);
  }
  async function step(week, playing) {
    const said = state.said, last = said.periods.length - 1;
    state.week = Math.max(0, Math.min(last, week));
    buttons();
    const id = said.periods[state.week][0], turn = ++state.turn;
    if (!playing) settle(SETTLE_MS);
    head();
    const row = said.values ? await get(at(said.values, id)) : null;
    if (turn !== state.turn || !state.areas) return;
    state.texts = row;
    state.areas.paint(row ? row.classes : "", said.colours);
    if (playing && state.week < last) get(at(said.values, said.periods[state.week + 1][0])).catch(() => null);
    await marks(said, turn, id);
  }

  /* Turns the map to what it is about; not again to what it shows already, as every area would be drawn again. */
  function show() {
    const map = state.map, shapes = state.areas.shapes, box = state.focus || shapes.bounds();
    if (!box) return;
    const above = state.head.offsetHeight, below = state.foot.offsetHeight, size = map.getSize();
    const turned = [...box, above, below, size.x, size.y].join();
    if (turned !== state.turned || state.moved) {
      map.fitBounds(L.latLngBounds(Lingtu.latLng(box[0], box[3]), Lingtu.latLng(box[2], box[1])), {
        paddingTopLeft: [16, above + 12], paddingBottomRight: [52, below + 34], animate: false, maxZoom: 18,
      });
    }
    state.turned = turned;
    state.moved = false;
  }

  async function areas(said, turn) {
    if (state.loaded.areas === said.areas) return true;
    const found = await get(said.areas);
    if (turn !== state.turn) return false;
    if (state.areas) state.areas.remove();
    state.areas = new Lingtu.Areas(new Lingtu.Shapes(found));
    state.loaded.areas = said.areas;
    state.fresh = true;
    return true;
  }
  /* Every corner of the areas, once so few of them fill the map that they can be seen. */
  async function finer() {
    const drawn = state.areas;
    if (!drawn || !drawn._map || !drawn.isTooCoarse() || drawn.finer) return;
    drawn.finer = get(state.loaded.areas + "&detail=full");
    try { drawn.refine(new Lingtu.Shapes(await drawn.finer)); } catch (error) { drawn.finer = null; }
  }
  /* The page gives the frame its height after the frame has begun; nothing fits into none. */
  function sized() {
    const map = state.map;
    return new Promise((done) => { if (map.getSize().y) done(); else map.once("resize", done); });
  }
  function base(said) {
    const key = JSON.stringify(said.tiles);
    if (state.loaded.tiles === key) return;
    state.loaded.tiles = key;
    if (state.tiles) state.tiles.remove();
    state.tiles = said.tiles ? L.tileLayer(said.tiles.url, {...said.tiles.options, pane: "tilePane"}).addTo(state.map) : null;
  }
  /* The areas are on the screen before anything is drawn over them. */
  function seen() { return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }); }
  async function marks(said, turn, period) {
    const found = await Promise.all(said.layers.map((url) => get(at(url, period))));
    if (turn !== state.turn) return;
    const counts = found.filter((each) => each.kind === "counts");
    const place = new Map(), all = counts.map((each) => each.sign).join();
    for (const each of counts) for (const [x, y] of each.items) {
      place.set(`${x},${y}`, [...(place.get(`${x},${y}`) || []), each]);
    }
    const wanted = new Map(found.map((each, i) =>
      [`${at(said.layers[i], period)} ${each.kind === "counts" ? all : ""}`, each]));
    for (const [key, group] of state.marks) if (!wanted.has(key)) { group.remove(); state.marks.delete(key); }
    for (const [key, each] of wanted) {
      if (!state.marks.has(key)) state.marks.set(key, Lingtu.drawMarks(state.map, each, place));
    }
    Lingtu.thin(state.map);
  }

  Lingtu.tell = async function (said) {
    const turn = ++state.turn, wish = state.wish;
    stop(); clearTimeout(state.settle);
    state.said = said; state.wish = "";
    state.week = said.periods.findIndex((period) => period[0] === said.period);
    state.map.getContainer().setAttribute("aria-label", said.title);
    if (window.frameElement) window.frameElement.setAttribute("aria-label", said.title);
    write();
    try {
      const values = said.values ? get(at(said.values, said.period)) : Promise.resolve(null);
      values.catch(() => null);
      if (!await areas(said, turn)) return;
      const row = await values;
      await sized();
      if (turn !== state.turn) return;
      state.texts = row;
      const drawn = state.areas;
      drawn.opacity = said.tiles ? 0.72 : 1;
      drawn.classes = row ? row.classes : ""; drawn.colours = said.colours; drawn.signs = said.signs;
      drawn.chosen = drawn.shapes.index.has(said.chosen) ? drawn.shapes.index.get(said.chosen) : -1;
      const focus = said.focus ? [...Lingtu.project(said.focus[0], said.focus[3]), ...Lingtu.project(said.focus[2], said.focus[1])] : null;
      const moved = JSON.stringify(focus) !== JSON.stringify(state.focus || null);
      state.focus = focus;
      if (state.fresh || moved) { state.fresh = false; show(); }
      base(said);  /* not before: it would ask for tiles of where the map was */
      if (drawn._map) drawn.draw(); else drawn.addTo(state.map);
      document.documentElement.dataset.painted = said.mark;
      await seen();
      if (turn !== state.turn) return;
      await marks(said, turn, said.period);
      document.documentElement.dataset.complete = said.mark;
      finer();
      /* A week that was stepped to while the page was answering for the one before is not lost. */
      const week = wish ? said.periods.findIndex((period) => period[0] === wish) : -1;
      if (turn === state.turn && week >= 0 && week !== state.week) step(week);
    } catch (error) {
      state.note.textContent = said.words.failed;
    }
  };
})(window.Lingtu);
