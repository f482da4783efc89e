// The shortest path between two nodes, over edges and over what holds what.

let pathStart = null;

/** The nodes beside a node with the edge that leads there (-1 where one holds the other). */
function* steps(node) {
  for (const edge of edgesAt[node]) yield [other(edge, node), edge];
  const { holder } = nodes[node];
  if (holder !== undefined) yield [holder, -1];
  for (const part of parts[node]) yield [part, -1];
}

/** The nodes of a shortest path with the edge behind each, or null. */
function shortestPath(from, to) {
  const before = new Map([[from, null]]);
  let front = [from];
  while (front.length > 0 && !before.has(to)) {
    const next = [];
    for (const node of front) {
      for (const [at, edge] of steps(node)) {
        if (before.has(at)) continue;
        before.set(at, [node, edge]);
        next.push(at);
      }
    }
    front = next;
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let at = to; at !== null; at = before.get(at)?.[0] ?? null) path.unshift([at, before.get(at)?.[1] ?? null]);
  return path;
}

/** What an edge says, read in the direction of a path. */
function stepName(edge, node) {
  if (edge === -1) return "—";
  const outward = edges[edge].to === node;
  return edges[edge].relations.map((relation) => data.relations[relation][language + (outward ? "" : "_back")]).join("、");
}

/** Shows the path to a node: marked in the drawing, listed in the card. */
function showPath(to) {
  const path = shortestPath(pathStart, to);
  const list = byId("path-steps");
  if (path === null) {
    list.replaceChildren(el("li", {}, t("pathNone")));
    return;
  }
  list.replaceChildren(...path.map(([node, edge]) =>
    el("li", {}, edge === null ? null : el("span", { className: "count" }, stepName(edge, node)), sign(nodes[node].group), link(node))));
  byId("path-count").textContent = t("pathSteps", path.length - 1);
  const onPath = path.map(([node]) => node);
  view.hits = onPath;
  view.revealed.clear();
  showTab("graph");
  draw();
  fit(onPath);
  say(t("pathSteps", path.length - 1));
  remember();
}

/** The part of the card that starts a path, or ends it. */
function pathPart(node) {
  const start = () => {
    pathStart = node;
    showCard(node);
  };
  const clear = () => {
    pathStart = null;
    update();
    showCard(node);
  };
  const buttons = [];
  if (pathStart === null || pathStart === node) {
    if (pathStart === null) buttons.push(el("button", { type: "button", id: "path-from", click: start }, t("pathFrom")));
    else buttons.push(el("span", { className: "hint" }, t("isStart")));
  } else {
    const name = nodes[pathStart].label;
    const short = name.length > 14 ? `${name.slice(0, 13)}…` : name;
    buttons.push(el("button", { type: "button", id: "path-to", title: name, click: () => showPath(node) }, t("pathTo", short)));
  }
  if (pathStart !== null) buttons.push(el("button", { type: "button", click: clear }, t("clearPath")));
  return [el("div", { className: "actions" }, ...buttons), el("p", { id: "path-count", className: "hint", role: "status" }),
    el("ol", { id: "path-steps" })];
}
