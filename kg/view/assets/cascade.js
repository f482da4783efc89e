// The cascade: what became of each number on its way from city to district to bureau, and from year to year.

const asObject = (kind, values) => Object.fromEntries(data.fields[kind].map((name, index) => [name, values[index]]));
const linkEnds = data.ends.map((values) => asObject("end", values));
const links = data.links.map((values) => asObject("link", values));
const findings = data.findings.map((values) => asObject("finding", values));

const cascadeView = { relations: null, finding: "", onlyFound: false, open: false, about: -1 };
const ROOTS = 150;

const findingsAt = new Map();
for (const finding of findings) {
  for (const node of finding.ends) findingsAt.set(node, [...(findingsAt.get(node) ?? []), finding]);
}

const linkedNodes = new Set(linkEnds.map(({ node }) => node).filter((node) => node >= 0));

const linkWord = (relation) => (LINK_WORDS[relation] ?? [relation, relation])[language === "zh" ? 0 : 1];
const ruleWord = (rule) => (RULE_WORDS[rule] ?? [rule, rule])[language === "zh" ? 0 : 1];

const findingsOf = (end) => (findingsAt.get(linkEnds[end].node) ?? [])
  .filter(({ rule }) => cascadeView.finding === "" || rule === cascadeView.finding);

/** The links that are shown, by parent; and the ends at the top, those that are nobody's child. */
function cascadeTree() {
  const children = new Map();
  const below = new Set();
  const tops = new Set();
  const hits = view.hits && new Set(view.hits);
  const fits = (end) => {
    if (end < 0) return false;
    const at = linkEnds[end].node < 0 ? linkEnds[end].document : linkEnds[end].node;
    return passes(at) && (hits === null || hits.has(at));
  };
  const found = (end) => end >= 0 && findingsOf(end).length > 0;
  for (const link of links) {
    if (!cascadeView.relations.has(link.relation) || !(fits(link.parent) || fits(link.child))) continue;
    if ((cascadeView.onlyFound || cascadeView.finding !== "") && !found(link.parent) && !found(link.child)) continue;
    const top = link.parent >= 0 ? link.parent : link.child;
    if (link.parent >= 0) {
      children.set(top, [...(children.get(top) ?? []), link]);
      if (link.child >= 0) below.add(link.child);
    }
    tops.add(top);
  }
  const reaches = (end, path = []) => linkEnds[end].node === cascadeView.about || (!path.includes(end)
    && (children.get(end) ?? []).some(({ child }) => child >= 0 && reaches(child, [...path, end])));
  const roots = [...tops].filter((end) => !below.has(end) && (cascadeView.about < 0 || reaches(end)));
  // What was handed down stands before what only goes on from year to year.
  const handed = (end) => (children.get(end) ?? []).some(({ relation }) => relation !== "continues" && relation !== "step");
  roots.sort((a, b) => handed(b) - handed(a) || linkEnds[a].document - linkEnds[b].document || linkEnds[a].start - linkEnds[b].start);
  return { children, roots };
}

/** What was found, with its figures, in the language of the page. */
function findingSentence(finding) {
  return language === "zh" ? finding.sentence_zh : finding.sentence;
}

function badge(finding) {
  return el("span", { className: `badge ${finding.level}`, title: findingSentence(finding) }, ruleWord(finding.rule));
}

/** How much of the parent's number a child's is, as a bar. */
function shareBar(parent, child) {
  if (!parent || parent.unit !== child.unit || !(parent.value > 0) || child.value === null || child.value < 0) return null;
  const share = child.value / parent.value;
  const fill = el("span", { className: share > 1 ? "fill over" : "fill" });
  fill.style.width = `${Math.min(100, share * 100)}%`;
  const told = share.toLocaleString("zh-CN", { style: "percent", maximumFractionDigits: 1 });
  return el("span", { className: "share", title: t("share_", told) }, el("span", { className: "track" }, fill), told);
}

/** One end: its kind, words, number, deadline, what it is of its parent, and what the audit found. */
function endLine(end, link, parent) {
  const { node, document, start, words, amount, deadline, place } = linkEnds[end];
  const open = () => {
    if (node < 0) {
      openAt(-1, { document, start });
      return;
    }
    choose(node);
    enterCard();
  };
  const kind = node < 0 ? "task" : nodes[node].group;
  const toText = el("button", { type: "button", className: "small", "aria-label": t("toReader"),
    click: () => openAt(node, { document, start }) }, t("reader"));
  return [
    link ? el("span", { className: `relation ${link.relation}`, title: `${link.evidence.join("；")}（${t("likely", link.confidence)}）` },
      linkWord(link.relation)) : "",
    sign(kind), el("span", { className: "where" }, place ?? nodes[document].label),
    el("button", { type: "button", className: "link", "data-key": `end-${end}`, click: open }, words), amount ? el("b", {}, amount) : "",
    link?.relation === "share" ? shareBar(parent, linkEnds[end]) ?? "" : "",
    deadline ? el("span", { className: "when" }, deadline) : "",
    ...findingsOf(end).map(badge), texts.has(document) ? toText : "",
  ];
}

/** Who answers for an end: the leaves of the tree. */
function bodyLeaf(end) {
  const { node, lead, responsible } = linkEnds[end];
  const record = node < 0 ? null : row(node);
  const role = (name, plainNames) => {
    const linked = record?.duties ? people(record, name) : [];
    const shown = linked.length > 0 ? linked : [plainNames.join("、")];
    return plainNames.length + linked.length === 0 ? [] : [el("span", { className: "role" }, t(name)), ...shown, " "];
  };
  const inside = [...role("lead", lead), ...role("responsible", responsible)];
  return inside.length === 0 ? null : el("li", { className: "leaf" }, sign("body"), ...inside);
}

const lineClass = (end) => (linkEnds[end].node >= 0 && linkEnds[end].node === cascadeView.about ? "line here" : "line");

/** An end with what stands below it, unfolded when it is opened. */
function endItem(end, link, parent, children, path) {
  const below = path.includes(end) ? [] : children.get(end) ?? [];
  const leaf = bodyLeaf(end);
  const silent = below.filter(({ child }) => child < 0);
  if (below.length === 0 && leaf === null) return el("li", {}, el("div", { className: lineClass(end) }, ...endLine(end, link, parent)));
  const inside = el("ul", {});
  const fill = () => {
    if (inside.childElementCount > 0) return;
    inside.append(...[leaf].filter(Boolean),
      ...below.filter(({ child }) => child >= 0).map((next) => endItem(next.child, next, linkEnds[end], children, [...path, end])),
      ...silent.map((next) => el("li", {}, el("div", { className: "line" },
        el("span", { className: `relation ${next.relation}` }, linkWord(next.relation)), t("silentIn", silentName(next.silent))))));
  };
  const details = el("details", { open: cascadeView.open || path.length < 1, toggle: () => details.open && fill() },
    el("summary", { className: lineClass(end) }, ...endLine(end, link, parent)), inside);
  if (details.open) fill();
  return el("li", {}, details);
}

/** Shows the cascade that a node is part of. */
function showInCascade(node) {
  Object.assign(cascadeView, { about: node, open: true, finding: "", onlyFound: false, relations: null });
  showTab("cascade");
  drawCascade();
}

/** The title of a document by its file name. */
const silentName = (name) => nodes[roots.find((node) => cellOf(node, "name") === name)]?.label ?? name ?? "";

/** The links that are shown, as rows. */
function cascadeRows() {
  const { children } = cascadeTree();
  const heads = ["relation", "document", "indicator", "value", "deadline"].map((key) => t(key));
  const cells = (end) => (end < 0 ? ["", "", "", ""]
    : [nodes[linkEnds[end].document].label, linkEnds[end].words, linkEnds[end].amount ?? "", linkEnds[end].deadline ?? ""]);
  return [[heads[0], ...heads.slice(1), ...heads.slice(1), t("findings"), t("confidence")],
    ...[...children.values()].flat().map((link) => [linkWord(link.relation), ...cells(link.parent), ...cells(link.child),
      [link.parent, link.child].filter((end) => end >= 0).flatMap(findingsOf).map(({ rule }) => ruleWord(rule)).join("、"), link.confidence])];
}

/** Draws the cascade, where it is the view in front. */
function drawCascade() {
  const panel = byId("cascade");
  if (panel.hidden) return;
  const counts = new Map();
  for (const { relation } of links) counts.set(relation, (counts.get(relation) ?? 0) + 1);
  cascadeView.relations ??= new Set(counts.keys());
  const change = (action) => () => {
    action();
    drawCascade();
  };
  const boxes = [...counts.keys()].sort((a, b) => Object.keys(LINK_WORDS).indexOf(a) - Object.keys(LINK_WORDS).indexOf(b)).map((relation) =>
    el("label", { className: `relation ${relation}` }, el("input", {
      type: "checkbox", value: relation, "data-key": `relation-${relation}`, checked: cascadeView.relations.has(relation),
      change: change(() => cascadeView.relations.delete(relation) || cascadeView.relations.add(relation)),
    }), " ", counted(linkWord(relation), counts.get(relation))));
  const rules = new Map();
  for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const chooser = el("select", {
    id: "cascade-finding", "aria-label": t("findings"),
    change: change(() => {
      cascadeView.onlyFound = chooser.value === "*";
      cascadeView.finding = chooser.value === "*" ? "" : chooser.value;
    }),
  }, el("option", { value: "" }, `${t("findings")}：${t("anyFinding")}`), el("option", { value: "*" }, t("withFinding")),
  ...[...rules].map(([rule, count]) => el("option", { value: rule }, counted(ruleWord(rule), count))));
  chooser.value = cascadeView.onlyFound ? "*" : cascadeView.finding;
  const { children, roots: tops } = cascadeTree();
  const groups = new Map();
  for (const end of tops.slice(0, ROOTS)) groups.set(linkEnds[end].document, [...(groups.get(linkEnds[end].document) ?? []), end]);
  refill(panel,
    el("div", { className: "bar" }, ...boxes, chooser,
      el("button", { type: "button", id: "cascade-unfold", click: change(() => { cascadeView.open = !cascadeView.open; }) },
        t(cascadeView.open ? "fold" : "unfold")),
      saveButton("CSV", () => saveCsv("cascade", cascadeRows()))),
    cascadeView.about < 0 ? "" : el("p", { className: "about" }, t("only", nodes[cascadeView.about].label), " ",
      el("button", { type: "button", id: "cascade-all", click: change(() => Object.assign(cascadeView, { about: -1, open: false })) }, t("allCascades"))),
    tops.length === 0 ? el("p", { className: "hint empty" }, t("noCascade")) : el("p", { className: "hint" }, t("roots", tops.length)),
    ...[...groups].map(([document, members]) => el("section", {},
      el("h2", {}, sign("document"), " ", link(document)),
      el("ul", { className: "tree" }, ...members.map((end) => endItem(end, null, null, children, []))))),
    tops.length > ROOTS ? el("p", { className: "hint" }, t("others", tops.length - ROOTS)) : "",
  );
}
