// Which nodes are shown. At most CAP at once: what does not fit stays folded into what holds it.

const CAP = 2000;
const OPENING = 700;
const SHARED = 40;

const view = {
  kinds: new Set(Object.keys(data.kinds)),
  document: -1,
  query: "",
  hits: null, // the nodes that a query found, or null
  matched: null, // which nodes hold the words of the query, whatever the filters, or null
  open: new Set(), // the nodes whose parts are shown
  revealed: new Set(), // nodes shown whatever is folded
  unfolded: new Set(), // nodes whose links are all shown
  through: null, // which nodes the facets let through, or null for all
};

/** Whether the filters let a node through. */
const passes = (node) => view.kinds.has(nodes[node].group) && passesBut(node, "kind");

/** Whether the filters but that by kind, or but that by document, let a node through. */
function passesBut(node, filter) {
  if (filter !== "kind" && !view.kinds.has(nodes[node].group)) return false;
  if (view.through?.[node] === 0) return false;
  if (view.document < 0 || filter === "document") return true;
  return home[node] < 0 ? documentsOf.get(node).has(view.document) : home[node] === view.document;
}

/** Takes up a changed filter: finds the hits, and opens as many levels as can be read at once. */
function refilter() {
  view.through = facetted();
  const passing = all.filter(passes);
  view.matched = view.query.trim() === "" ? null : Uint8Array.from(all, matcher(view.query));
  view.hits = view.matched && passing.filter((node) => view.matched[node] === 1);
  view.revealed.clear();
  view.unfolded.clear();
  openLevels(passing.length <= CAP ? CAP : OPENING);
}

function openLevels(room) {
  view.open.clear();
  let level = roots;
  let count = 0;
  while (level.length > 0) {
    const next = [];
    // Nodes of a hidden kind take no room: their parts count as of the level above.
    const inside = (node) => (passes(node) ? [node] : parts[node].flatMap(inside));
    const visible = level.flatMap(inside);
    count += visible.length;
    for (const node of visible) if (!isStatement(node)) next.push(...parts[node]);
    const following = next.flatMap(inside).length;
    if (following === 0 || count + following > room) break;
    for (const node of visible) if (!isStatement(node)) view.open.add(node);
    level = next;
  }
}

/** The nodes to draw, and how many of those that should be drawn did not fit. */
function shown() {
  const found = new Set();
  let cut = 0;
  const add = (node) => {
    if ((!passes(node) && node !== chosen) || found.has(node)) return;
    if (found.size < CAP) found.add(node);
    else cut += 1;
  };
  for (const node of view.revealed) [node, ...holders(node)].forEach(add);
  if (view.hits) for (const node of view.hits) [node, ...holders(node)].forEach(add);
  else {
    let level = roots;
    while (level.length > 0) {
      level.forEach(add);
      level = level.filter((node) => view.open.has(node) || !passes(node)).flatMap((node) => parts[node]);
    }
  }
  addLoose(found, add);
  return { found, cut };
}

/**
 * Adds the loose nodes that are linked with what is shown, those with most links first; and, unless something is
 * searched for, a few of those that documents share. A link with a document counts where several documents share the
 * node, or some of the document's tasks and statements are shown.
 */
function addLoose(found, add) {
  const detailed = new Set([...found].filter(isDetail).map((node) => home[node]));
  const shared = (node) => documentsOf.get(node).size > 1;
  const counts = (node, at) => home[at] !== at || shared(node) || detailed.has(at);
  const linked = (node) =>
    edgesAt[node].map((edge) => other(edge, node)).some((at) => counts(node, at) && ends(at, found).length > 0);
  const degree = (node) => edgesAt[node].length;
  const ranked = loose.filter(passes).sort((a, b) => degree(b) - degree(a) || a - b);
  const beside = ranked.filter(linked);
  if (!view.hits) beside.push(...ranked.filter(shared).slice(0, SHARED));
  beside.forEach(add);
}

/** The nodes at which a node's links with loose nodes are drawn: itself or, for a task filtered out, its statements. */
function ends(node, found) {
  if (found.has(node)) return [node];
  return nodes[node].group === "task" && !passes(node) ? parts[node].filter((part) => found.has(part)) : [];
}

/** The edges between shown nodes: an edge to a folded node leads to the innermost shown node that holds it. */
function lifted(found) {
  const standIn = nodes.map(() => undefined);
  for (const node of all) {
    const holder = nodes[node].holder;
    standIn[node] = found.has(node) ? node : holder === undefined ? undefined : standIn[holder];
  }
  const drawn = new Map();
  const join = (from, to, relation) => {
    if (from === undefined || to === undefined || from === to) return;
    const id = `${from}-${to}`;
    const known = drawn.get(id);
    if (known) known.count += 1;
    else drawn.set(id, { id, from, to, relation, count: 1 });
  };
  for (const edge of edges) {
    const direct = home[edge.to] < 0 ? ends(edge.from, found) : [];
    for (const from of direct.length > 0 ? direct : [standIn[edge.from]]) join(from, standIn[edge.to], edge.relations[0]);
  }
  return drawn;
}

/** Whether a node's neighbourhood is what it is linked with; of the others it is what is drawn in them. */
const hasLinksOnly = (node) => home[node] < 0 || isStatement(node) || parts[node].length === 0;

const isUnfolded = (node) => (hasLinksOnly(node) ? view.unfolded.has(node) : view.open.has(node));

/** Opens the neighbourhood of a node, or closes it again. */
function toggle(node) {
  if (hasLinksOnly(node)) {
    const beside = edgesAt[node].map((edge) => other(edge, node));
    if (view.unfolded.delete(node)) for (const at of beside) view.revealed.delete(at);
    else {
      view.unfolded.add(node);
      for (const at of beside) view.revealed.add(at);
    }
    view.revealed.add(node);
  } else if (view.open.delete(node)) {
    for (const inner of view.revealed) if (holders(inner).includes(node)) view.revealed.delete(inner);
  } else {
    view.open.add(node);
    if (!view.hits) return;
    for (const part of parts[node]) view.revealed.add(part);
  }
}
