// The drawing: keeps vis-network in step with what is shown.

const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const drawing = new vis.Network(byId("graph"), { nodes: drawnNodes, edges: drawnEdges }, data.network.options);

/** What a screen reader says of the drawing, which it cannot read. */
function nameDrawing() {
  const frame = byId("graph").querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", t("graphHint"));
}

/** How large a node is drawn: over the space of its parts where they are folded, else over what is free around it. */
function sizeOf(node, found) {
  const { group, core, reach } = nodes[node];
  const { size } = data.kinds[group];
  if (reach === undefined) return size;
  if (home[node] < 0) return Math.max(size, reach * 0.35);
  if (parts[node].length > 0 && !parts[node].some((part) => found.has(part))) return Math.max(size, reach * 0.5);
  return nearBy[node].some((near) => found.has(near)) ? size : Math.max(size, core * 0.5);
}

function look(node, size) {
  const { id, group, x, y } = nodes[node];
  return { id, group, x, y, size };
}

const counts = [];

/** How many statements a node holds. */
function countStatements(node) {
  counts[node] ??= parts[node].reduce((sum, part) => sum + countStatements(part), isStatement(node) ? 1 : 0);
  return counts[node];
}

/** An edge, as wide as suits the nodes that it joins and the number of edges that it stands for. */
function edgeLook({ id, from, to, relation, count }, sizes) {
  const width = (Math.min(sizes.get(from), sizes.get(to)) / 16) * Math.min(4, 1 + Math.log2(count) / 2);
  return { id, from, to, width: Math.max(1, width), color: data.relations[relation].colour };
}

/** Brings a vis data set to hold exactly the given items; only what changed is touched. */
function bring(set, items) {
  const wanted = new Map(items.map((item) => [item.id, item]));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items.filter((item) => JSON.stringify(item) !== JSON.stringify(set.get(item.id))));
}

/** Draws what is shown now, and says how much that is. */
function draw() {
  const { found, cut } = shown();
  const beside = [...view.unfolded].flatMap((node) => edgesAt[node].map((edge) => other(edge, node)));
  const hits = new Set([...(view.hits ?? []), ...beside]);
  const sizes = new Map([...found].map((node) => [node, sizeOf(node, found)]));
  bring(drawnNodes, [...found].map((node) => look(node, sizes.get(node))));
  bring(drawnEdges, [...lifted(found).values()].map((edge) => edgeLook(edge, sizes)));
  label(found, sizes, hits);
  const passing = all.filter(passes).length;
  let status = t("shown", found.size, passing);
  if (view.hits) status = `${t("hits", view.hits.length)}；${status}`;
  if (cut > 0) status += t("cut", CAP);
  else if (!view.hits && found.size < passing) status += t("folded");
  byId("status").textContent = status;
}

let postponed = null; // what to move the view to when the drawing is shown again

/** Moves the view to those of some nodes that are drawn, or to all that are drawn where none of them is. */
function fit(wanted, maxZoomLevel = 2.5) {
  postponed = byId("graph").hidden ? [wanted, maxZoomLevel] : null;
  if (postponed) return;
  const ids = wanted.filter((node) => drawnNodes.get(node) !== null);
  drawing.fit({ nodes: ids.length > 0 ? ids : drawnNodes.getIds(), maxZoomLevel, animation: false });
}
