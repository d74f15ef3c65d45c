"use strict";
// The map: countries from our own atlas, a circle for each place, with its area by the number of reports. Buttons, keys
// and the mouse move it. The table on the page says the same, so what fails here costs nothing but the picture.
(() => {
  const figure = document.querySelector("[data-map]");
  if (!figure || !window.d3 || !window.topojson) return;
  const NS = "http://www.w3.org/2000/svg", FILE = "places.svg";
  const svg = figure.querySelector("svg");
  const MOST = 96, CLOSE = 4, STEP = 1.6, LABELS = 60, LARGEST = 34, SMALLEST = 3.5;
  const state = { k: 1, x: 0, y: 0, width: 1000, height: 560, atlas: null, close: null, asked: false, places: [] };
  const make = (name, attributes = {}, into = null) => {
    const element = document.createElementNS(NS, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    into?.append(element);
    return element;
  };
  // The meridian in the middle keeps Africa, Europe and Asia whole.
  const projection = d3.geoNaturalEarth1().rotate([-30, 0]);
  const path = d3.geoPath(projection);
  const grid = make("path", { class: "grid" }, svg);
  const land = make("path", { class: "land" }, svg);
  const marks = make("g", {}, svg);
  const words = make("g", { "aria-hidden": "true" }, svg);
  const language = document.documentElement.lang;
  const largest = () => Math.max(1, ...state.places.map((place) => place.reports));
  const radius = (place, top) => Math.max(SMALLEST, LARGEST * Math.sqrt(place.reports / top)) * Math.min(1, state.width / 700);
  const counted = (place) => `${place[language]}: ${place.reports}`;

  const placed = () => {
    projection.fitSize([state.width, state.height], { type: "Sphere" });
    const [x, y] = projection.translate(), scale = projection.scale();
    projection.scale(scale * state.k).translate([
      (x - state.width / 2) * state.k + state.width / 2 + state.x,
      (y - state.height / 2) * state.k + state.height / 2 + state.y,
    ]);
  };
  const draw = () => {
    placed();
    if (state.k >= CLOSE && !state.asked) fetchClose();
    const countries = state.k >= CLOSE && state.close ? state.close : state.atlas;
    projection.clipExtent([[-9, -9], [state.width + 9, state.height + 9]]);
    grid.setAttribute("d", path(d3.geoGraticule10()) || "");
    land.setAttribute("d", path(countries) || "");
    projection.clipExtent(null);
    const top = largest();
    const seen = [];
    [...marks.children].forEach((link, n) => {
      const place = state.places[n], at = projection([place.lon, place.lat]);
      const inside = at && at[0] > -40 && at[1] > -40 && at[0] < state.width + 40 && at[1] < state.height + 40;
      link.setAttribute("visibility", inside ? "visible" : "hidden");
      if (!inside) return;
      const r = radius(place, top), circle = link.firstChild;
      circle.setAttribute("cx", at[0].toFixed(1));
      circle.setAttribute("cy", at[1].toFixed(1));
      circle.setAttribute("r", r.toFixed(1));
      link.setAttribute("aria-label", counted(place));
      link.querySelector("title").textContent = counted(place);
      seen.push({ place, at, r });
    });
    name(seen);
  };
  // The largest are named first, and only where no other name stands.
  const name = (seen) => {
    words.replaceChildren();
    const taken = [];
    for (const { place, at, r } of seen) {
      if (taken.length >= LABELS) break;
      const said = place[language], wide = said.length * 7.5 + 8, high = 17;
      const box = [at[0] - wide / 2, at[1] + r, at[0] + wide / 2, at[1] + r + high];
      if (box[0] < 0 || box[2] > state.width || box[1] < 0 || box[3] > state.height) continue;
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      make("text", { x: at[0].toFixed(1), y: (at[1] + r + 13).toFixed(1), direction: language === "ar" ? "rtl" : "ltr" }, words)
        .textContent = said;
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  };
  const zoom = (by, at = [state.width / 2, state.height / 2]) => {
    const k = Math.min(MOST, Math.max(1, state.k * by)), real = k / state.k;
    const from = [at[0] - state.width / 2, at[1] - state.height / 2];
    state.x = from[0] - (from[0] - state.x) * real;
    state.y = from[1] - (from[1] - state.y) * real;
    state.k = k;
    move(0, 0);
  };
  const move = (dx, dy) => {
    const far = [(state.width * state.k) / 2, (state.height * state.k) / 2];
    state.x = Math.min(far[0], Math.max(-far[0], state.x + dx));
    state.y = Math.min(far[1], Math.max(-far[1], state.y + dy));
    soon();
  };
  const world = () => { Object.assign(state, { k: 1, x: 0, y: 0 }); soon(); };
  // Where most of what is named lies: a few places at the other end of the world do not make everything small.
  const all = () => {
    Object.assign(state, { k: 1, x: 0, y: 0 });
    placed();
    const points = state.places.map((place) => [projection([place.lon, place.lat]), place.reports]);
    const whole = points.reduce((sum, [, n]) => sum + n, 0);
    const ends = [0, 1].map((axis) => {
      const sorted = points.map(([at, n]) => [at[axis], n]).sort((a, b) => a[0] - b[0]);
      const at = (share) => { let sum = 0; for (const [value, n] of sorted) { sum += n; if (sum >= share * whole) return value; } return sorted.at(-1)[0]; };
      return [at(0.15), at(0.85)];
    });
    const [[west, east], [north, south]] = ends;
    const k = Math.min(24, Math.max(1, 0.72 * Math.min(state.width / Math.max(east - west, 12), state.height / Math.max(south - north, 12))));
    state.k = k;
    state.x = -((west + east) / 2 - state.width / 2) * k;
    state.y = -((north + south) / 2 - state.height / 2) * k;
    move(0, 0);
  };
  const by = () => [state.width / 6, state.height / 6];
  const acts = {
    zoom_in: () => zoom(STEP), zoom_out: () => zoom(1 / STEP), zoom_all: all, zoom_world: world,
    left: () => move(by()[0], 0), right: () => move(-by()[0], 0), up: () => move(0, by()[1]), down: () => move(0, -by()[1]),
    picture: () => pictures.save(new Blob([drawn()], { type: "image/svg+xml" }), FILE),
    png: (button) => pictures.png(() => ({ text: drawn(), file: FILE }), button),
  };
  const KEYS = { "+": "zoom_in", "=": "zoom_in", "-": "zoom_out", "0": "zoom_all", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

  // The picture as a file of its own: what the style sheet says becomes attributes.
  const drawn = () => {
    const copy = svg.cloneNode(true);
    const shown = [...svg.querySelectorAll("path,circle,text")];
    [...copy.querySelectorAll("path,circle,text")].forEach((element, n) => {
      const style = getComputedStyle(shown[n]);
      ["fill", "fill-opacity", "stroke", "stroke-width", "font-family", "font-size", "font-weight", "text-anchor", "paint-order"]
        .forEach((key) => element.setAttribute(key, style.getPropertyValue(key)));
      element.removeAttribute("class");
    });
    copy.querySelectorAll("a").forEach((link) => { if (link.getAttribute("visibility") === "hidden") link.remove(); else link.replaceWith(link.firstChild); });
    ["tabindex", "role", "aria-labelledby", "dir"].forEach((key) => copy.removeAttribute(key));
    copy.setAttribute("xmlns", NS);
    copy.setAttribute("width", state.width);
    copy.setAttribute("height", state.height);
    copy.prepend(make("rect", { width: "100%", height: "100%", fill: getComputedStyle(svg).backgroundColor }));
    copy.prepend(Object.assign(make("title"), { textContent: document.title }));
    return new XMLSerializer().serializeToString(copy);
  };
  const fit = () => {
    const { clientWidth, clientHeight } = svg;
    if (!clientWidth || (clientWidth === state.width && clientHeight === state.height)) return;
    const [x, y] = [state.x / state.width, state.y / state.height];
    Object.assign(state, { width: clientWidth, height: clientHeight, x: x * clientWidth, y: y * clientHeight });
    svg.setAttribute("viewBox", `0 0 ${clientWidth} ${clientHeight}`);
    if (state.atlas) soon();
  };
  const countries = (atlas) => topojson.feature(atlas, atlas.objects.countries);
  const json = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const fetchClose = async () => {
    state.asked = true;
    try { state.close = countries(await json(figure.dataset.close)); soon(); } catch { /* the coarse one stays */ }
  };
  const begin = async () => {
    const [atlas, places] = await Promise.all([json(figure.dataset.atlas), json(figure.dataset.points)]);
    state.atlas = countries(atlas);
    state.places = places;
    places.forEach((place) => {
      // Not in the order of Tab: the table has the same links.
      const link = make("a", { href: figure.dataset.search + encodeURIComponent(place.id), tabindex: "-1" }, marks);
      make("circle", {}, link);
      make("title", {}, link).textContent = counted(place);
    });
    // Small ones lie on large ones; `marks` and `places` stay in one order.
    fit();
    all();
    figure.querySelector("[data-tools]").hidden = false;
  };
  figure.querySelectorAll("[data-act]").forEach((button) => button.addEventListener("click", () => acts[button.dataset.act](button)));
  svg.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    acts[act]();
  });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== svg) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.25 : 0.8, [event.offsetX, event.offsetY]);
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY, 0]; });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y, far] = held;
    held = [event.clientX, event.clientY, far + Math.abs(event.clientX - x) + Math.abs(event.clientY - y)];
    move(event.clientX - x, event.clientY - y);
  });
  ["pointerup", "pointercancel"].forEach((name) => window.addEventListener(name, () => { setTimeout(() => { held = null; }); }));
  // What was a drag is no click on the circle under it.
  svg.addEventListener("click", (event) => { if (held && held[2] > 5) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  new ResizeObserver(fit).observe(svg);
  begin().catch(() => { figure.querySelector("[data-failed]").hidden = false; svg.setAttribute("hidden", ""); });
})();
