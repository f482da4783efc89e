// The table of the statements that the filters let through.

const PAGE = 200;
const table = { sort: null, descending: false, rows: PAGE };

/** One column: its heading, what it sorts by, and what it shows. */
const COLUMNS = [
  ["kind", (r) => data.statementKinds.indexOf(r.kind), (r) => [sign(r.kind), " ", kindName(r.kind)]],
  ["indicator", (r) => r.indicator, (r) => [link(r.node, r.indicator)]],
  ["value", (r) => r.value, (r) => [valueText(r)], "amount"],
  ["change", (r) => r.change, (r) => [r.change === "level" ? "" : t(r.change)]],
  ["deadline", (r) => r.deadline ?? "", (r) => [r.deadline ?? ""], "date"],
  ["lead", (r) => roleNames(r, "lead"), (r) => [roleNames(r, "lead")]],
  ["responsible", (r) => roleNames(r, "responsible"), (r) => [roleNames(r, "responsible")]],
  ["document", (r) => home[r.node], (r) => [nodes[home[r.node]].label]],
];

const roleNames = (record, role) => inRole(record, role).map(([name]) => name).join("、");

function sortBy(index) {
  table.descending = table.sort === index && !table.descending;
  table.sort = index;
  drawTable();
}

function sortedRecords() {
  const wanted = view.hits ? view.hits.filter(isStatement) : statements.filter(passes);
  const records = wanted.map((node) => ({ node, kind: nodes[node].group, ...row(node) }));
  if (table.sort === null) return records;
  const key = COLUMNS[table.sort][1];
  const direction = table.descending ? -1 : 1;
  const keyed = records.map((record) => [key(record), record]);
  keyed.sort(([a], [b]) => direction * (typeof a === "number" ? a - b : a.localeCompare(b, "zh-CN")));
  return keyed.map(([, record]) => record);
}

/** Draws the table, where it is the view in front. */
function drawTable() {
  const panel = byId("table");
  if (panel.hidden) return;
  const records = sortedRecords();
  const heads = COLUMNS.map(([key], index) => {
    const arrow = table.sort === index ? (table.descending ? " ▼" : " ▲") : "";
    const th = el("th", { scope: "col" }, el("button", { type: "button", "data-key": `sort-${key}`, click: () => sortBy(index) }, t(key) + arrow));
    if (arrow) th.setAttribute("aria-sort", table.descending ? "descending" : "ascending");
    return th;
  });
  const lines = records.slice(0, table.rows).map((record) =>
    el("tr", { className: record.node === chosen ? "chosen" : "" },
      ...COLUMNS.map(([key, , show, name]) => el("td", { className: name ?? key }, ...show(record)))));
  const rest = records.length - table.rows;
  const more = () => {
    table.rows += PAGE;
    drawTable();
  };
  refill(panel,
    el("div", { className: "bar" }, t("rows", records.length), el("span", { className: "space" }), saveButton("CSV", saveTable)),
    el("table", { "aria-label": t("table") }, el("thead", {}, el("tr", {}, ...heads)),
      el("tbody", {}, ...lines)),
    ...(rest > 0 ? [el("button", { type: "button", id: "more", click: more }, t("more", Math.min(rest, PAGE))),
      el("p", { className: "printed" }, t("restNotPrinted", rest))] : []),
  );
}

/** Saves all rows of the table, not only those that are drawn, with where each stands. */
function saveTable() {
  const fields = ["value", "value_max", "unit", "comparator", "change", "basis", "deadline", "scope", "nature", "start", "end", "rule", "confidence"];
  const heads = ["document", "kind", "indicator", "quote", "number", ...fields, "lead", "responsible", "supervising", "iri"];
  const lines = sortedRecords().map((r) => [nodes[home[r.node]].label, r.kind, r.indicator, r.quote_before + r.number + r.quote_after,
    r.number, ...fields.map((name) => r[name]), ...["lead", "responsible", "supervising"].map((role) => roleNames(r, role)), iri(r.node)]);
  saveCsv("statements", [heads, ...lines]);
}
