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
  history.replaceState(null, "", name === null ? "#" : `#${word}=${encodeURIComponent(name)}`);
  drawTable();
}

/** Makes sure that a node is drawn, and selects it. */
function reveal(node) {
  if (drawnNodes.get(node) === null) {
    if (!passes(node)) {
      view.kinds.add(nodes[node].group);
      view.document = -1;
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
  drawTable();
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

function showTab(name) {
  for (const tab of ["graph", "table"]) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
  }
  drawTable();
}

function followLink() {
  const [, name] = location.hash.match(/^#\w+=(.+)$/) ?? [];
  const node = name === undefined ? undefined : named(name);
  if (node !== undefined) goTo(node);
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
  byId("search").value = "";
  choose(null);
  drawControls();
  update();
});
byId("fit").addEventListener("click", () => fit(all));
byId("tab-graph").addEventListener("click", () => showTab("graph"));
byId("tab-table").addEventListener("click", () => showTab("table"));
byId("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  translatePage();
  drawControls();
  draw();
  drawTable();
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

translatePage();
drawControls();
showCard(null);
update();
followLink();
