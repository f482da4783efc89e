// The controls, and what happens when something is chosen.

const RESULTS = 50;
let chosen = null;

/** Chooses a node: its card, its place in the drawing, its link. Null chooses nothing. */
function choose(node) {
  chosen = node;
  showCard(node);
  if (node === null) drawing.unselectAll();
  else reveal(node);
  const name = node === null ? null : data.iris[node];
  const word = name !== null && isStatement(node) ? "statement" : nodes[node]?.group;
  const where = tabInFront() === "graph" ? "" : `&view=${tabInFront()}`;
  history.replaceState(null, "", name === null ? "#" : `#${word}=${encodeURIComponent(name)}${where}`);
  drawTable();
}

/** Makes sure that a node is drawn, and selects it. */
function reveal(node) {
  if (drawnNodes.get(node) === null) {
    if (!passes(node)) {
      view.kinds.add(nodes[node].group);
      view.document = -1;
      if (view.through?.[node] === 0) {
        Object.assign(facets, NO_FACETS);
        view.through = null;
      }
      drawControls();
    }
    view.revealed.add(node);
    draw();
  }
  drawing.selectNodes([node]);
}

/** Chooses a node and moves the view to it. */
function goTo(node) {
  choose(node);
  const linked = drawing.getConnectedNodes(node);
  fit([node, ...(home[node] < 0 ? linked : linked.filter((at) => home[at] >= 0))], 1.6);
}

/** After a changed filter or query. */
function update() {
  refilter();
  table.rows = PAGE;
  draw();
  drawFront();
  drawResults();
  const inView = (node) => view.document < 0 || home[node] === view.document || nearBy[view.document].includes(node);
  fit(view.hits ?? all.filter(inView));
}

function drawResults() {
  const list = byId("results");
  list.hidden = view.hits === null || view.hits.length === 0;
  list.replaceChildren(...(view.hits ?? []).slice(0, RESULTS).map((node) => {
    const item = link(node);
    item.prepend(sign(nodes[node].group));
    return el("li", {}, item);
  }));
}

function drawControls() {
  const chooser = byId("document");
  chooser.replaceChildren(
    el("option", { value: "-1" }, t("all")),
    ...roots.map((node) => el("option", { value: String(node) }, nodes[node].label)),
  );
  chooser.value = String(view.document);
  const present = new Map();
  for (const { group } of nodes) present.set(group, (present.get(group) ?? 0) + 1);
  drawFacets(update);
  byId("kinds").replaceChildren(...Object.keys(data.kinds).filter((kind) => present.has(kind)).map((kind) => {
    const box = el("input", { type: "checkbox", checked: view.kinds.has(kind), value: kind });
    box.addEventListener("change", () => {
      if (box.checked) view.kinds.add(kind);
      else view.kinds.delete(kind);
      update();
    });
    return el("label", {}, box, sign(kind), kindName(kind), counter(present.get(kind)));
  }));
}

const TABS = ["graph", "table", "reader", "cascade", "charts"];
const tabInFront = () => TABS.find((name) => !byId(name).hidden);

/** Draws the view in front, unless it is the graph, which is always drawn. */
function drawFront() {
  drawTable();
  drawReader();
  drawCascade();
  drawCharts();
}

function showTab(name) {
  const changed = tabInFront() !== name;
  for (const tab of TABS) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    byId(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
  if (!changed) return;
  byId("tip").hidden = true;
  drawFront();
  if (name === "graph") {
    drawing.setSize("100%", "100%");
    if (postponed) fit(...postponed);
  }
}

/** Arrow keys, Home and End go from tab to tab. */
function moveTab(event) {
  const at = TABS.indexOf(tabInFront());
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const name = TABS[(to + TABS.length) % TABS.length];
  showTab(name);
  byId(`tab-${name}`).focus();
}

function followLink() {
  const [, name, tab] = location.hash.match(/^#\w+=([^&]+)(?:&view=(\w+))?$/) ?? [];
  const node = name === undefined ? undefined : named(name);
  if (node === undefined) return;
  if (tab === "reader" && texts.has(home[node])) {
    showTab(tab);
    choose(node);
    read(node);
    return;
  }
  if (TABS.includes(tab)) showTab(tab);
  goTo(node);
}

let waiting = 0;
byId("search").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    view.query = byId("search").value;
    update();
  }, 150);
});
byId("document").addEventListener("change", () => {
  view.document = Number(byId("document").value);
  update();
});
byId("overview").addEventListener("click", () => {
  Object.assign(view, { kinds: new Set(Object.keys(data.kinds)), document: -1, query: "" });
  Object.assign(facets, NO_FACETS);
  pathStart = null;
  byId("search").value = "";
  choose(null);
  drawControls();
  update();
});
byId("fit").addEventListener("click", () => fit(all));
for (const tab of TABS) byId(`tab-${tab}`).addEventListener("click", () => showTab(tab));
byId("tab-graph").parentElement.addEventListener("keydown", moveTab);
byId("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  translatePage();
  drawControls();
  draw();
  drawFront();
  showCard(chosen);
});
drawing.on("click", ({ nodes: [node] }) => {
  if (node !== undefined) choose(node);
});
drawing.on("doubleClick", ({ nodes: [node] }) => {
  if (node === undefined) return;
  toggle(node);
  draw();
});
window.addEventListener("hashchange", followLink);
let resized = 0;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(drawCharts, 200);
});

translatePage();
drawControls();
showCard(null);
update();
followLink();
