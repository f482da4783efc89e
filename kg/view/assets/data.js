// The page's data: nodes are numbers, everything else is looked up by them.

const data = JSON.parse(byId("data").textContent);
const nodes = data.network.nodes;
const edges = data.network.edges;

const isStatement = (node) => data.statementKinds.includes(nodes[node].group);
const all = nodes.map((node) => node.id);
const statements = all.filter(isStatement);
const isDetail = (node) => isStatement(node) || nodes[node].group === "task";
const details = all.filter(isDetail);

/** The edges at each node, as numbers. */
const edgesAt = nodes.map(() => []);
edges.forEach((edge, index) => {
  edgesAt[edge.from].push(index);
  edgesAt[edge.to].push(index);
});

/** What is drawn in each node, and the document that each node stands in (-1 for what documents can share). */
const parts = nodes.map(() => []);
const home = nodes.map(() => -1);
for (const node of nodes) {
  if (node.holder !== undefined) parts[node.holder].push(node.id);
  home[node.id] = node.holder !== undefined ? home[node.holder] : node.group === "document" ? node.id : -1;
}
const roots = all.filter((node) => nodes[node].group === "document");
const loose = all.filter((node) => home[node] < 0);

/** The documents that name a loose node. */
const documentsOf = new Map(loose.map((node) => [node, new Set(edgesAt[node].map((e) => home[other(e, node)]))]));

/** The loose nodes that one document alone names, by document: they stand around it. */
const nearBy = nodes.map(() => []);
for (const [node, documents] of documentsOf) if (documents.size === 1) for (const at of documents) nearBy[at]?.push(node);

function other(edge, node) {
  return edges[edge].from === node ? edges[edge].to : edges[edge].from;
}

/** The nodes that hold a node, outermost first. */
function holders(node) {
  const found = [];
  for (let at = nodes[node].holder; at !== undefined; at = nodes[at].holder) found.unshift(at);
  return found;
}

/** A document's, task's or statement's row, with its field names. */
function row(node) {
  const kind = isStatement(node) ? "statement" : nodes[node].group;
  const values = data.rows[node] ?? [];
  return Object.fromEntries(data.fields[kind].map((name, index) => [name, values[index]]));
}

const COLUMN = Object.fromEntries(Object.entries(data.fields).map(([kind, names]) =>
  [kind, Object.fromEntries(names.map((name, index) => [name, index]))]));
for (const kind of data.statementKinds) COLUMN[kind] = COLUMN.statement;

/** One field of a node's row, undefined where it has none. */
const cellOf = (node, name) => data.rows[node]?.[COLUMN[nodes[node].group]?.[name]];

/** [name, node] of those in a role for a task or statement; the node is -1 where the graph has none. */
function inRole(record, role) {
  return record.duties.map((duty) => data.duties[duty]).filter((duty) => duty[0] === role).map((duty) => duty.slice(1));
}

const iri = (node) => (data.iris[node].includes("://") ? data.iris[node] : data.base + data.iris[node]);

/** A name as links write it: with no percent sign left to decode. */
function plain(name) {
  try {
    const decoded = decodeURIComponent(name);
    return decoded === name ? name : plain(decoded);
  } catch {
    return name;
  }
}

let byName = null;

/** The node with a local name, or undefined. */
function named(name) {
  byName ??= new Map(all.filter((node) => data.iris[node] !== null).map((node) => [plain(data.iris[node]), node]));
  return byName.get(plain(name));
}

const squeeze = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const haystacks = [];

/** All that a search looks through for a node. */
function haystack(node) {
  if (haystacks[node] === undefined) {
    const texts = [nodes[node].label];
    if (data.rows[node]) {
      const record = row(node);
      for (const duty of record.duties ?? []) texts.push(data.duties[duty][1]);
      if (isStatement(node)) texts.push(record.quote_before + record.number + record.quote_after, String(record.value));
      else texts.push(String(record.number), record.name ?? "");
    }
    haystacks[node] = texts.map(squeeze).join("\n");
  }
  return haystacks[node];
}

/** A test for the nodes that hold every word of a query, as it is written or as it is spelled in pinyin. */
function matcher(query) {
  const words = query.split(/\s+/).map(squeeze).filter((word) => word !== "");
  return (node) => words.every((word) => haystack(node).includes(word) || (PINYIN.test(word) && isSpelled(node, word)));
}
