// The filters by place, level, year, theme, functional system and confidence. They decide about statements, and about
// tasks without any; what holds or is linked with a statement that passes, passes too.

const NO_FACETS = { place: -1, level: "", year: "", theme: -1, system: -1, confidence: 0 };
const facets = { ...NO_FACETS };
const placeLabels = new Map(data.places.map(([label], number) => [number, label]));

const isFiltering = () => Object.keys(NO_FACETS).some((name) => facets[name] !== NO_FACETS[name]);

/** The places that a statement or task is about: those it names, else its document's. */
function placesOf(node) {
  const own = isStatement(node) ? cellOf(node, "places") : [];
  if (own && own.length > 0) return own;
  const at = cellOf(home[node], "at");
  return at === undefined || at < 0 ? [] : [at];
}

/** Whether a place is another one or lies in it. */
function isWithin(place, wanted) {
  for (let at = place, steps = 0; at >= 0 && steps < 9; at = data.places[at][2], steps += 1) if (at === wanted) return true;
  return false;
}

/** The functional systems of those who answer for a statement or task. */
function systemsOf(node) {
  const holder = nodes[node].holder;
  const duties = [...(cellOf(node, "duties") ?? [])];
  if (isStatement(node) && holder !== undefined && nodes[holder].group === "task") duties.push(...(cellOf(holder, "duties") ?? []));
  const found = new Set();
  for (const duty of duties) {
    const agent = data.duties[duty][2];
    const system = agent < 0 ? undefined : cellOf(agent, "system");
    if (system !== undefined && system >= 0) found.add(system);
  }
  return found;
}

const yearOf = (node) => (cellOf(node, "deadline") ?? "").slice(0, 4);

function fitsFacets(node) {
  const { place, level, year, theme, system, confidence } = facets;
  if (isStatement(node)) {
    if (year !== "" && (year === "-" ? yearOf(node) !== "" : yearOf(node) !== year)) return false;
    if (theme >= 0 && cellOf(node, "theme") !== theme) return false;
    if (cellOf(node, "confidence") < confidence) return false;
  } else if (year !== "" || theme >= 0 || confidence > 0) return false;
  if (place >= 0 && !placesOf(node).some((at) => isWithin(at, place))) return false;
  if (level !== "" && !placesOf(node).some((at) => data.places[at][1] === level)) return false;
  return system < 0 || systemsOf(node).has(system);
}

/** Which nodes the facets let through, as 0 and 1, or null where none is chosen. */
function facetted() {
  if (!isFiltering()) return null;
  const through = new Uint8Array(nodes.length);
  for (const node of all) {
    if ((isStatement(node) || nodes[node].group === "task") && fitsFacets(node)) {
      through[node] = 1;
      for (const holder of holders(node)) through[holder] = 1;
    }
  }
  const isDetail = (node) => isStatement(node) || nodes[node].group === "task";
  for (const node of loose) {
    const { group } = nodes[node];
    const fits = (at) => through[at] === 1 && (isDetail(at) || group === "place" || group === "cited");
    const inSystem = group !== "body" || facets.system < 0 || cellOf(node, "system") === facets.system;
    if (inSystem && edgesAt[node].some((edge) => fits(other(edge, node)))) through[node] = 1;
  }
  for (const node of all) if (nodes[node].group === "indicator" && home[node] >= 0) through[node] = through[nodes[node].holder];
  return through;
}

/** The choosers of the facets: [name, word for any, [[value, label], …]] with those values only that occur. */
function facetChoices() {
  const used = { place: new Map(), level: new Map(), year: new Map(), theme: new Map(), system: new Map() };
  const count = (name, value) => used[name].set(value, (used[name].get(value) ?? 0) + 1);
  for (const node of statements) {
    count("year", yearOf(node) || "-");
    if (cellOf(node, "theme") >= 0) count("theme", cellOf(node, "theme"));
    for (const at of placesOf(node)) {
      count("place", at);
      if (data.places[at][1]) count("level", data.places[at][1]);
    }
  }
  for (const node of loose) {
    const system = nodes[node].group === "body" ? cellOf(node, "system") : undefined;
    if (system !== undefined && system >= 0) count("system", system);
  }
  const inLanguage = (pair) => pair[language === "zh" ? 0 : 1];
  const levelName = new Map(data.levels.map(([level, zh, en]) => [level, inLanguage([zh, en])]));
  const labels = {
    place: (at) => placeLabels.get(at), level: (level) => levelName.get(level), year: (year) => (year === "-" ? t("undated") : year),
    theme: (theme) => inLanguage(data.themes[theme]), system: (system) => inLanguage(data.systems[system]),
  };
  const order = (name) => (a, b) => (name === "year" ? String(a).localeCompare(String(b)) : name === "level"
    ? [...levelName.keys()].indexOf(a) - [...levelName.keys()].indexOf(b) : used[name].get(b) - used[name].get(a) || a - b);
  return Object.keys(used).map((name) => [
    name, [...used[name].keys()].sort(order(name)).map((value) => [value, counted(labels[name](value), used[name].get(value))]),
  ]);
}

const FACET_WORDS = {
  place: ["place", "anyPlace"], level: ["level_", "anyLevel"], year: ["year", "anyYear"],
  theme: ["theme", "anyTheme"], system: ["system", "anySystem"],
};

/** Draws the choosers; those with nothing to choose are left out. */
function drawFacets(changed) {
  const rows = facetChoices().filter(([, values]) => values.length > 0).flatMap(([name, values]) => {
    const [word, any] = FACET_WORDS[name];
    const isNumber = typeof NO_FACETS[name] === "number";
    const chooser = el("select", {
      id: `facet-${name}`,
      change: () => {
        facets[name] = isNumber ? Number(chooser.value) : chooser.value;
        changed();
      },
    }, el("option", { value: String(NO_FACETS[name]) }, t(any)),
    ...values.map(([value, label]) => el("option", { value: String(value) }, label)));
    chooser.value = String(facets[name]);
    return [el("label", { htmlFor: chooser.id }, t(word)), chooser];
  });
  const told = el("output", {}, `≥ ${facets.confidence.toFixed(2)}`);
  let waiting = 0;
  const slider = el("input", {
    type: "range", id: "facet-confidence", min: "0", max: "1", step: "0.05", value: String(facets.confidence),
    input: () => {
      facets.confidence = Number(slider.value);
      told.textContent = `≥ ${facets.confidence.toFixed(2)}`;
      clearTimeout(waiting);
      waiting = setTimeout(changed, 150);
    },
  });
  byId("facets").replaceChildren(...rows, el("label", { htmlFor: slider.id }, t("least"), " ", told), slider);
}
