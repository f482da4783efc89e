// The controls, and what happens when something is chosen.

const RESULTS = 50;
let chosen = null;

/** Chooses a node: its card, its place in the drawing, its link. Null chooses nothing. */
function choose(node) {
  chosen = node;
  showCard(node);
  if (node === null) drawing.unselectAll();
  else reveal(node);
  if (node !== null) say(`${kindName(nodes[node].group)} ${nodes[node].label}`);
  remember();
  drawTable();
}

/** Makes sure that a node is drawn, whatever the filters, and selects it. */
function reveal(node) {
  if (drawnNodes.get(node) === null) {
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

/** After a changed filter or query; steps of the same running change are one step back. */
function update(change = "") {
  refilter();
  drawCounts();
  remember(change);
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
  refill(list, ...(view.hits ?? []).slice(0, RESULTS).map((node) => {
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
  drawFacets(update);
  refill(byId("kinds"), ...Object.keys(data.kinds).filter((kind) => present.has(kind)).map((kind) => {
    const box = el("input", { type: "checkbox", checked: view.kinds.has(kind), value: kind, id: `kind-${kind}` });
    box.addEventListener("change", () => {
      if (box.checked) view.kinds.add(kind);
      else view.kinds.delete(kind);
      update();
    });
    const count = counter(present.get(kind));
    count.dataset.kind = kind;
    return el("label", {}, box, sign(kind), kindName(kind), count);
  }));
  drawCounts();
}

const present = new Map();
for (const { group } of nodes) present.set(group, (present.get(group) ?? 0) + 1);

/** Brings the numbers beside kinds and choices in step with the filters: what each would leave, the others as they are. */
function drawCounts() {
  const found = new Map();
  const inDocument = new Map([[-1, 0]]);
  const count = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const node of all) {
    if (view.matched?.[node] === 0) continue;
    if (passesBut(node, "kind")) count(found, nodes[node].group);
    if (isStatement(node) && passesBut(node, "document")) {
      count(inDocument, home[node]);
      count(inDocument, -1);
    }
  }
  for (const at of document.querySelectorAll("#kinds [data-kind]")) at.textContent = written(found.get(at.dataset.kind) ?? 0);
  for (const option of byId("document").options) {
    const at = Number(option.value);
    option.textContent = counted(at < 0 ? t("all") : nodes[at].label, inDocument.get(at) ?? 0);
  }
  drawFacetCounts();
}

/** Draws the view in front, unless it is the graph, which is always drawn. */
function drawFront() {
  drawTable();
  drawReader();
  drawCascade();
  drawCharts();
}

/** Shows a view, as a step that the back button takes back. */
function openTab(name) {
  showTab(name);
  remember();
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
  openTab(name);
  byId(`tab-${name}`).focus();
}

/** Everything in the language of the interface. */
function translate() {
  translatePage();
  nameDrawing();
  drawControls();
  showCard(chosen);
}

/** Changes the language of the interface. */
function speak(wanted) {
  if (language === wanted) return;
  language = wanted;
  translate();
  draw();
  drawFront();
}

/** The filters as they are when nothing is chosen. */
function clearFilters() {
  Object.assign(view, { kinds: new Set(Object.keys(data.kinds)), document: -1, query: "" });
  Object.assign(facets, NO_FACETS);
  byId("search").value = "";
}

/** Down and up go from the search to its results and through them, Escape goes back. */
function moveResult(event) {
  const buttons = [...byId("results").querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: -1 }[event.key];
  if (to === undefined || buttons.length === 0 || (event.key === "Escape" && at < 0)) return;
  event.preventDefault();
  (buttons[Math.min(to, buttons.length - 1)] ?? byId("search")).focus();
}

let waiting = 0;
byId("search").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    view.query = byId("search").value;
    update("search");
  }, 150);
});
byId("document").addEventListener("change", () => {
  view.document = Number(byId("document").value);
  update();
});
byId("overview").addEventListener("click", () => {
  pathStart = null;
  clearFilters();
  choose(null);
  drawControls();
  update();
});
byId("reset").addEventListener("click", () => {
  clearFilters();
  drawControls();
  update();
});
byId("skip").addEventListener("click", () => byId(`tab-${tabInFront()}`).focus());
for (const id of ["search", "results"]) byId(id).addEventListener("keydown", moveResult);
byId("card").addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen !== null) closeCard();
});
byId("fit").addEventListener("click", () => fit(all));
for (const tab of TABS) byId(`tab-${tab}`).addEventListener("click", () => openTab(tab));
byId("tab-graph").parentElement.addEventListener("keydown", moveTab);
byId("language").addEventListener("click", () => {
  speak(language === "zh" ? "en" : "zh");
  remember();
});
drawing.on("click", ({ nodes: [node] }) => {
  if (node !== undefined) choose(node);
});
drawing.on("doubleClick", ({ nodes: [node] }) => {
  if (node === undefined) return;
  toggle(node);
  draw();
  showCard(node);
});
window.addEventListener("popstate", followLink);
let resized = 0;
window.addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(drawCharts, 200);
});

translate();
walk.restoring = true;
update();
followLink();
