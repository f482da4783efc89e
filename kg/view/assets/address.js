// What the page shows, as its link: the chosen node, the view in front, the filters and the search. Each change is a
// step that the browser's back and forward buttons take.

const TABS = ["graph", "table", "reader", "cascade", "charts"];
const tabInFront = () => TABS.find((name) => !byId(name).hidden);

/** The filters as they stand in a link: [key, what is chosen as text (empty for all), taking that text again]. */
const FILTER_KEYS = [
  ["kinds", () => (Object.keys(data.kinds).every((kind) => view.kinds.has(kind)) ? "" : [...view.kinds].sort().join(",") || "-"),
    (text) => { view.kinds = new Set(text === "" ? Object.keys(data.kinds) : text.split(",").filter((kind) => kind in data.kinds)); }],
  ["in", () => (view.document < 0 ? "" : data.iris[view.document]), (text) => { view.document = text === "" ? -1 : named(text) ?? -1; }],
  ["within", () => (facets.place < 0 ? "" : data.places[facets.place][0]),
    (text) => { facets.place = text === "" ? -1 : data.places.findIndex(([label]) => label === text); }],
  ["level", () => facets.level, (text) => { facets.level = text; }],
  ["year", () => facets.year, (text) => { facets.year = text; }],
  ["theme", () => data.themes[facets.theme]?.[0] ?? "", (text) => { facets.theme = data.themes.findIndex(([zh]) => zh === text); }],
  ["system", () => data.systems[facets.system]?.[0] ?? "", (text) => { facets.system = data.systems.findIndex(([zh]) => zh === text); }],
  ["confidence", () => (facets.confidence > 0 ? String(facets.confidence) : ""),
    (text) => { facets.confidence = Math.min(1, Math.max(0, Number(text) || 0)); }],
  ["search", () => view.query.trim(), (text) => { view.query = text; }],
];

/** The link of what is shown: ``#statement=NAME&view=reader&year=2025``, empty for the page as it opens. */
function stateLink() {
  const pairs = FILTER_KEYS.map(([key, told]) => [key, told()]);
  const name = chosen === null ? null : data.iris[chosen];
  const kind = name !== null && isStatement(chosen) ? "statement" : nodes[chosen]?.group;
  pairs.unshift([kind, name ?? ""], ["view", tabInFront() === "graph" ? "" : tabInFront()]);
  pairs.push(["lang", language === "zh" ? "" : language]);
  const written = pairs.filter(([, value]) => value !== "").map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return written.length > 0 ? `#${written.join("&")}` : "";
}

const walk = { last: "", restoring: false };

/** Notes a step. Steps of the same running change (typing, the slider) are one. */
function remember(change = "") {
  if (walk.restoring) return;
  const link = stateLink();
  if (link === location.hash) return;
  const how = change !== "" && change === walk.last ? "replaceState" : "pushState";
  history[how](null, "", link || "#");
  walk.last = change;
}

/** Shows what a link says. */
function followLink() {
  const pairs = location.hash.slice(1).split("&").map((pair) => pair.split("=")).filter(([key, value]) => key && value);
  const told = new Map(pairs.map(([key, value]) => [key, plain(value)]));
  const name = pairs.find(([key]) => NODE_WORDS.has(key))?.[1];
  const node = name === undefined ? undefined : named(name);
  walk.restoring = true;
  speak(told.get("lang") === "en" ? "en" : "zh");
  const before = JSON.stringify(FILTER_KEYS.map(([, now]) => now()));
  for (const [key, , take] of FILTER_KEYS) take(told.get(key) ?? "");
  if (before !== JSON.stringify(FILTER_KEYS.map(([, now]) => now()))) {
    byId("search").value = view.query;
    drawControls();
    update();
  }
  const tab = TABS.includes(told.get("view")) ? told.get("view") : "graph";
  showTab(tab);
  if (node === undefined) {
    if (chosen !== null) choose(null);
  } else if (tab === "graph") goTo(node);
  else {
    choose(node);
    if (tab === "reader" && texts.has(home[node])) read(node);
    else if (tab === "cascade" && linkedNodes.has(node)) showInCascade(node);
    else if (tab === "charts" && chartedIndicator(node) >= 0) chartOf(chartedIndicator(node));
  }
  walk.restoring = false;
}

const NODE_WORDS = new Set(["statement", ...Object.keys(data.kinds)]);
