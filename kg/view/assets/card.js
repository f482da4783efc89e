// The card of the chosen node.

const NEIGHBOURS = 60;
const DOCUMENTS = 300;
const SIGNS = { "=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ ", range: "" };
const SHAPES = {
  square: "2,2 14,2 14,14 2,14", diamond: "8,1 15,8 8,15 1,8", triangle: "8,1 15,14 1,14",
  triangleDown: "1,2 15,2 8,15", hexagon: "4,2 12,2 16,8 12,14 4,14 0,8",
  star: "8,0 10,6 16,6 11,10 13,16 8,12 3,16 5,10 0,6 6,6",
};

/** A kind's sign as in the drawing. */
function sign(kind) {
  const { shape, colour, border, hollow } = data.kinds[kind];
  const make = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const svg = make("svg", { viewBox: "-1 -1 18 18", width: 14, height: 14, "aria-hidden": "true" });
  const paint = { fill: hollow ? "#ffffff" : colour, stroke: border || colour, "stroke-width": 2 };
  svg.append(shape === "dot" ? make("circle", { cx: 8, cy: 8, r: 7, ...paint }) : make("polygon", { points: SHAPES[shape], ...paint }));
  return svg;
}

/** What a genre, basis or nature is called in the interface's language; any other value as it is. */
const valueName = (field, value) => data.names[field]?.[value]?.[language === "zh" ? 0 : 1] ?? value;

const kindName = (kind) => data.kinds[kind][language];

/** A button that goes to a node. */
function link(node, text) {
  const go = () => {
    goTo(node);
    enterCard();
  };
  return el("button", { className: "link", type: "button", "data-key": `node-${node}`, click: go }, text ?? nodes[node].label);
}

let enteredFrom = null; // what had the focus before the card

/** Moves the focus to the card, so that it can be read on from there. */
function enterCard() {
  const active = document.activeElement;
  if (!byId("card").contains(active) && active !== document.body) enteredFrom = active;
  byId("card").querySelector("h2")?.focus({ preventScroll: true });
}

/** Closes the card and takes the focus back to where it came from. */
function closeCard() {
  const from = enteredFrom;
  choose(null);
  const again = from?.isConnected ? from : document.querySelector(`[data-key="${from?.dataset.key}"]`);
  (again ?? byId("search")).focus();
}

/** Comparator, value and unit: ≥ 120,000 人. */
function valueText(record) {
  const number = (value) => value.toLocaleString("zh-CN", { maximumFractionDigits: 6 });
  const upper = record.value_max === null ? "" : `–${number(record.value_max)}`;
  return `${SIGNS[record.comparator]}${number(record.value)}${upper} ${record.unit}`.trimEnd();
}

/** Terms and descriptions; what is null or empty is left out. */
function list(pairs) {
  const dl = el("dl", {});
  for (const [key, value] of pairs) {
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    dl.append(el("dt", {}, t(key)), el("dd", {}, ...(Array.isArray(value) ? value : [String(value)])));
  }
  return dl;
}

/** The names of those in a role, each a link where the graph has a node for it. */
function people(record, role) {
  return inRole(record, role).flatMap(([name, node], index) => [
    index > 0 ? "、" : "",
    node < 0 ? name : link(node, name),
  ]);
}

function headingPath(node) {
  return holders(node).filter((at) => nodes[at].group === "heading")
    .flatMap((at, index) => [index > 0 ? " › " : "", link(at)]);
}

function statementCard(node) {
  const record = row(node);
  const task = holders(node).find((at) => nodes[at].group === "task");
  const context = (text) => el("span", { className: "context" }, text);
  const deadline = record.deadline && record.deadline + t(record.deadline_explicit ? "explicit" : "inherited");
  return [
    el("h2", {}, nodes[node].label),
    el("blockquote", {}, context(record.before), record.quote_before, el("mark", {}, record.number),
      record.quote_after, context(record.after)),
    list([
      ["indicator", record.indicator], ["value", valueText(record)], ["original", record.number],
      ["change", t(record.change)], ["basis", valueName("basis", record.basis)], ["deadline", deadline],
      ["lead", people(record, "lead")], ["responsible", people(record, "responsible")],
      ["supervising", people(record, "supervising")], ["per", record.per], ["scope", record.scope],
      ["nature", valueName("nature", record.nature)], ["cumulative", record.cumulative ? t("yes") : null],
      ["task", task === undefined ? null : [link(task)]], ["section", headingPath(node)],
      ["document", [link(home[node])]], ["offsets", `${record.start}–${record.end}`],
      ["at", record.at && ["sheet", "page", "table", "row", "column"].flatMap((key, index) =>
        (record.at[index] === null ? [] : [`${t(`at_${key}`, record.at[index])} `]))],
      ["theme", record.theme >= 0 ? data.themes[record.theme][language === "zh" ? 0 : 1] : null],
      ["rule", record.rule], ["confidence", record.confidence],
    ]),
  ];
}

function taskCard(node) {
  const record = row(node);
  return [
    el("h2", {}, nodes[node].label),
    record.applies ? null : el("p", { className: "hint" }, t("notApplying")),
    list([
      ["item", record.number],
      ...["lead", "responsible", "cooperating", "supervising"].map((role) => [role, people(record, role)]),
      ["state", record.state], ["asOf", record.as_of],
      ["section", headingPath(node)], ["document", [link(home[node])]], ["offsets", `${record.start}–${record.end}`],
    ]),
  ];
}

function documentCard(node) {
  const record = row(node);
  const period = record.period_start && `${record.period_start} – ${record.period_end}`;
  const same = ["number", "issuer", "issued", "place", "genre", "year"].map((field) => [field, valueName(field, record[field])]);
  return [
    el("h2", {}, nodes[node].label),
    list([
      ["name", record.name], ...same, ["period", period], ["addressees", record.addressees.join("、")],
      ["statements", countStatements(node)], ["warnings", record.warnings.join(" ")],
    ]),
  ];
}

const plainCard = (node) => [el("h2", {}, nodes[node].label)];

const placeName = (number) => (number === undefined || number < 0 ? null : placeLabels.get(number));
const inWords = (pairs, key) => pairs.find(([name]) => name === key)?.[language === "zh" ? 1 : 2] ?? key;

function bodyCard(node) {
  const record = row(node);
  const system = record.system >= 0 ? data.systems[record.system][language === "zh" ? 0 : 1] : null;
  return [
    el("h2", {}, nodes[node].label),
    list([
      ["place", placeName(record.place)], ["level_", record.level ? inWords(data.levels, record.level) : null],
      ["system", system], ["evidence", (record.evidence ?? []).join("；")],
    ]),
  ];
}

function placeCard(node) {
  const record = row(node);
  return [
    el("h2", {}, nodes[node].label),
    list([["level_", record.level ? inWords(data.levels, record.level) : null], ["code", record.code ?? null]]),
  ];
}

/** Where else a node can be seen. */
function placesToGo(node) {
  const { group } = nodes[node];
  const buttons = [];
  const add = (id, key, go) => {
    const click = () => {
      go();
      remember();
    };
    buttons.push(el("button", { type: "button", id, click }, t(key)));
  };
  const hasText = isStatement(node) || group === "task" || group === "document";
  if (hasText && texts.has(home[node])) add("to-reader", "toReader", () => read(node));
  add("to-graph", "toGraph", () => {
    showTab("graph");
    goTo(node);
  });
  if (linkedNodes.has(node)) add("to-cascade", "toCascade", () => showInCascade(node));
  const indicator = chartedIndicator(node);
  if (indicator >= 0) add("to-charts", "toCharts", () => chartOf(indicator));
  add("unfold", isUnfolded(node) ? "foldNode" : "unfoldNode", () => {
    showTab("graph");
    toggle(node);
    draw();
    showCard(node);
  });
  return el("div", { className: "actions" }, ...buttons);
}

/** What the audit found about a node, with what else it is about. */
function findingLines(node) {
  return (findingsAt.get(node) ?? []).map((finding) => {
    const others = finding.ends.filter((end) => end !== node);
    return el("div", { className: "found" }, badge(finding), " ", findingSentence(finding),
      others.length > 0 ? el("ul", {}, ...others.slice(0, NEIGHBOURS).map((end) => el("li", {}, sign(nodes[end].group), link(end)))) : "");
  });
}

/** A ready query about a node, to be copied. */
function queryPart(node) {
  const template = data.queries[nodes[node].group];
  if (template === undefined) return [];
  const field = el("textarea", { readOnly: true, rows: 6, spellcheck: false, "aria-label": t("sparql"), id: "sparql",
    value: template.replaceAll("$IRI", () => iri(node)) });
  const button = el("button", { type: "button", id: "copy-sparql", click: () => copyFrom(field, button) }, t("copySparql"));
  return [el("details", { className: "query" }, el("summary", {}, t("sparql")), field, button)];
}

/** What a node is linked with, relation by relation. */
function neighbours(node) {
  const groups = new Map();
  for (const index of edgesAt[node]) {
    const outward = edges[index].from === node;
    for (const relation of edges[index].relations) {
      const key = data.relations[relation][language + (outward ? "" : "_back")];
      groups.set(key, [...(groups.get(key) ?? []), other(index, node)]);
    }
  }
  return [...groups].flatMap(([name, linked]) => [
    el("h3", {}, counted(name, linked.length)),
    el("ul", {}, ...linked.slice(0, NEIGHBOURS).map((at) => el("li", {}, sign(nodes[at].group), link(at))),
      linked.length > NEIGHBOURS ? moreOf(linked.slice(NEIGHBOURS)) : null),
  ]);
}

/** The last line of a long list: how many more there are, and at a click those. */
function moreOf(rest) {
  const item = el("li", {}, el("button", { type: "button", className: "small", click: () => {
    const lines = rest.map((at) => el("li", {}, sign(nodes[at].group), link(at)));
    item.replaceWith(...lines);
    lines[0].querySelector("button").focus({ preventScroll: true });
  } }, t("others", rest.length)));
  return item;
}

function iriLine(node) {
  const field = el("input", { readOnly: true, value: iri(node) });
  field.setAttribute("aria-label", "IRI");
  const button = el("button", { type: "button", id: "copy", click: () => copyFrom(field, button) }, t("copy"));
  return el("div", { className: "iri" }, field, button);
}

/** Copies what a field holds, and says so on the button. */
async function copyFrom(field, button) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  button.textContent = t("copied");
  button.focus();
  say(t("copied"));
}

/** What stands in the place of the card while nothing is chosen: the documents. */
function startCard() {
  const line = (node) => el("li", {}, sign("document"), link(node), counter(countStatements(node)));
  return [
    el("p", { className: "hint" }, t("hint")),
    el("h3", {}, counted(kindName("document"), roots.length)),
    el("ul", {}, ...roots.slice(0, DOCUMENTS).map(line),
      roots.length > DOCUMENTS ? el("li", {}, t("others", roots.length - DOCUMENTS)) : null),
  ];
}

const counter = (number) => el("span", { className: "count" }, written(number));

/** Fills the card with a node, or with what it shows while nothing is chosen. */
function showCard(node) {
  const card = byId("card");
  card.scrollTop = 0;
  refill(card, ...(node === null ? startCard() : cardOf(node)));
  card.classList.toggle("start", node === null);
  const title = card.querySelector("h2");
  if (title) Object.assign(title, { tabIndex: -1, id: "card-title" });
}

/** All that the card of a node holds. */
function cardOf(node) {
  const { group } = nodes[node];
  const close = el("button", { type: "button", id: "close", click: closeCard }, t("close"));
  const cards = { statement: statementCard, document: documentCard, task: taskCard, body: bodyCard, place: placeCard };
  const about = cards[isStatement(node) ? "statement" : group] ?? plainCard;
  return [
    el("div", { className: "top" }, sign(group), kindName(group), el("span", { className: "space" }), close),
    ...about(node).filter((part) => part !== null),
    placesToGo(node),
    ...findingLines(node),
    ...pathPart(node),
    ...(data.iris[node] === null ? [] : [el("h3", {}, "IRI"), iriLine(node)]),
    ...queryPart(node),
    ...neighbours(node),
  ];
}
