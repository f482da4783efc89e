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

/** The places that a statement or task is about, with all that they lie in. */
function placesAbove(node) {
  const found = new Set();
  for (const place of placesOf(node)) for (let at = place, left = 9; at >= 0 && left > 0; at = data.places[at][2], left -= 1) found.add(at);
  return found;
}

/** What each filter can be set to so that it lets a statement or task through. */
const FITTING = {
  place: placesAbove,
  level: (node) => new Set(placesOf(node).map((at) => data.places[at][1]).filter(Boolean)),
  year: (node) => new Set(isStatement(node) ? [yearOf(node) || "-"] : []),
  theme: (node) => new Set(isStatement(node) ? [cellOf(node, "theme")] : []),
  system: systemsOf,
};

const isConfident = (node) => facets.confidence === 0 || (isStatement(node) && cellOf(node, "confidence") >= facets.confidence);

/** The filters that keep a statement or task out. */
const keptOutBy = (node) => Object.keys(FITTING).filter((name) => facets[name] !== NO_FACETS[name] && !FITTING[name](node).has(facets[name]));

const fitsFacets = (node) => isConfident(node) && keptOutBy(node).length === 0;

/** Which nodes the facets let through, as 0 and 1, or null where none is chosen. */
function facetted() {
  if (!isFiltering()) return null;
  const through = new Uint8Array(nodes.length);
  for (const node of details) {
    if (fitsFacets(node)) {
      through[node] = 1;
      for (const holder of holders(node)) through[holder] = 1;
    }
  }
  for (const node of loose) {
    const { group } = nodes[node];
    const fits = (at) => through[at] === 1 && (isDetail(at) || group === "place" || group === "cited");
    const inSystem = group !== "body" || facets.system < 0 || cellOf(node, "system") === facets.system;
    if (inSystem && edgesAt[node].some((edge) => fits(other(edge, node)))) through[node] = 1;
  }
  for (const node of all) if (nodes[node].group === "indicator" && home[node] >= 0) through[node] = through[nodes[node].holder];
  return through;
}

/** How many statements each choice of each filter lets through while the other filters stay as they are. */
function facetCounts(whole) {
  const counts = Object.fromEntries(Object.keys(FITTING).map((name) => [name, new Map()]));
  const names = Object.keys(FITTING);
  for (const node of whole ? details : statements) {
    const out = whole ? [] : keptOutBy(node);
    if (!whole && (out.length > 1 || !isConfident(node) || view.matched?.[node] === 0 || !isOfKindAndDocument(node))) continue;
    for (const name of out.length === 1 ? out : names) {
      for (const value of FITTING[name](node)) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  counts.theme.delete(-1);
  return counts;
}

const isOfKindAndDocument = (node) => view.kinds.has(nodes[node].group) && (view.document < 0 || home[node] === view.document);

const inLanguage = (pair) => pair[language === "zh" ? 0 : 1];
const levelName = (level) => inWords(data.levels, level);
const CHOICE_NAMES = {
  place: (at) => placeLabels.get(at), level: levelName, year: (year) => (year === "-" ? t("undated") : year),
  theme: (theme) => inLanguage(data.themes[theme]), system: (system) => inLanguage(data.systems[system]),
};

/** All choices of each filter that occur: years and levels in their order, the others by how often they occur. */
let knownChoices = null;
function facetChoices() {
  if (knownChoices === null) {
    const rank = data.levels.map(([level]) => level);
    knownChoices = Object.entries(facetCounts(true)).map(([name, counts]) => {
      const order = { year: (a, b) => a.localeCompare(b), level: (a, b) => rank.indexOf(a) - rank.indexOf(b) }[name];
      return [name, [...counts.keys()].sort(order ?? ((a, b) => counts.get(b) - counts.get(a) || a - b))];
    });
  }
  return knownChoices;
}

/** What is chosen, in words: [filter, choice] of each. */
function filterWords() {
  const chosenFacets = Object.keys(FITTING).filter((name) => facets[name] !== NO_FACETS[name])
    .map((name) => [t(FACET_WORDS[name][0]), CHOICE_NAMES[name](facets[name])]);
  const hidden = Object.keys(data.kinds).filter((kind) => present.has(kind) && !view.kinds.has(kind));
  const kept = [...present.keys()].filter((kind) => view.kinds.has(kind));
  return [
    ...(view.query.trim() === "" ? [] : [[t("searched"), view.query.trim()]]),
    ...(view.document < 0 ? [] : [[t("document"), nodes[view.document].label]]),
    ...(hidden.length === 0 ? [] : [[t("kinds"), kept.map(kindName).join("、")]]),
    ...chosenFacets,
    ...(facets.confidence > 0 ? [[t("least"), facets.confidence.toFixed(2)]] : []),
  ];
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
    ...values.map((value) => el("option", { value: String(value) }, String(CHOICE_NAMES[name](value)))));
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
      waiting = setTimeout(() => changed("confidence"), 150);
    },
  });
  refill(byId("facets"), ...rows, el("label", { htmlFor: slider.id }, t("least"), " ", told), slider);
}

/** Brings the numbers in the choosers in step with the filters. */
function drawFacetCounts() {
  const counts = facetCounts(false);
  for (const [name, values] of facetChoices()) {
    const options = byId(`facet-${name}`)?.options ?? [];
    for (const [index, value] of values.entries()) {
      if (options[index + 1]) options[index + 1].textContent = counted(CHOICE_NAMES[name](value), counts[name].get(value) ?? 0);
    }
  }
}
