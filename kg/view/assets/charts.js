// The charts, drawn by Vega from what the filters let through. Vega runs with its interpreter, which needs no eval.

const chartView = { step: "quarter", indicator: -1, unit: "", layout: "" };
const TOP_BODIES = 25;
const INDICATORS = 400;
const NATURES = ["约束性", "预期性"];
const CHART_CONFIG = {
  font: FACE, background: "#ffffff", view: { stroke: null },
  axis: { labelFontSize: 12, titleFontSize: 12, labelLimit: 180, gridColor: "#e8e8e8" },
  legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 200 },
};
/** Fill and border of the parts of a bar: told apart by how dark they are as well, so that a grey print will do. */
const NATURE_COLOURS = [["#b34700", "#b34700"], ["#fbd9bf", "#b34700"], ["#ececec", "#767676"]];
const ROLE_COLOURS = [["#005a8d", "#005a8d"], ["#c4e3f7", "#005a8d"]];
const MOST_PERIODS = 120;

const natureName = (nature) => (nature === null ? t("natureNone") : valueName("nature", nature));
const targetsOnly = (found) => found.filter((node) => nodes[node].group === "target");

/** The statements that the filters and the search let through. */
const chartedStatements = () => (view.hits ? view.hits.filter(isStatement) : statements.filter(passes));

/** Groups nodes by some values: [[values, nodes], …] in the order of their first appearance. */
function grouped(found, keysOf) {
  const groups = new Map();
  for (const node of found) {
    for (const keys of keysOf(node)) {
      const id = JSON.stringify(keys);
      if (!groups.has(id)) groups.set(id, [keys, new Set()]);
      groups.get(id)[1].add(node);
    }
  }
  return [...groups.values()].map(([keys, members]) => [keys, [...members]]);
}

function periodOf(day) {
  const [year, month] = day.split("-");
  if (chartView.step === "year") return year;
  return chartView.step === "month" ? `${year}-${month}` : `${year} Q${Math.ceil(Number(month) / 3)}`;
}

/** All periods from the first to the last, so that an axis leaves none out; those told of alone, where there are too many. */
function periodsBetween(told) {
  if (told.length === 0) return told;
  const number = (period) => Number(period.slice(0, 4)) * { year: 1, quarter: 4, month: 12 }[chartView.step] + Number(period.slice(4).replace(/\D/g, "") || 1) - 1;
  const name = (at) => {
    const [size, form] = { year: [1, () => ""], quarter: [4, (part) => ` Q${part}`], month: [12, (part) => `-${String(part).padStart(2, "0")}`] }[chartView.step];
    return `${Math.floor(at / size)}${form((at % size) + 1)}`;
  };
  const [first, last] = [number(told[0]), number(told[told.length - 1])];
  return last - first >= MOST_PERIODS ? told : Array.from({ length: last - first + 1 }, (_, index) => name(first + index));
}

const sentences = (notes) => notes.filter(Boolean).join(language === "zh" ? "" : " ");

/** An axis of counts has whole numbers alone. */
function countAxis(rows) {
  const sums = new Map();
  for (const { what, count } of rows) sums.set(what, (sums.get(what) ?? 0) + count);
  return { format: ",d", tickCount: Math.min(10, Math.max(1, ...sums.values())) };
}

const bars = (rows, x, y, colour, domain, colours, extra = {}) => ({
  data: { values: rows }, mark: { type: "bar", tooltip: true, cursor: "pointer", strokeWidth: 1 }, ...extra,
  encoding: {
    x, y, order: { field: "order" },
    fill: { field: colour, type: "nominal", title: null, scale: { domain, range: colours.map(([fill]) => fill) }, legend: { orient: "top" } },
    stroke: { field: colour, type: "nominal", title: null, scale: { domain, range: colours.map(([, border]) => border) }, legend: { orient: "top" } },
    tooltip: ["what", colour, "count"].map((field) => ({ field, title: field === "count" ? t("count") : " " })),
  },
});

/** Each chart gives its rows (with the nodes that each stands for), its columns for a table, and its drawing. */
const CHARTS = {
  deadline() {
    const targets = targetsOnly(chartedStatements());
    const found = targets.filter((node) => cellOf(node, "deadline"));
    const rows = grouped(found, (node) => [[periodOf(cellOf(node, "deadline")), cellOf(node, "nature")]])
      .map(([[what, nature], members]) => ({ what, nature: natureName(nature), order: NATURES.indexOf(nature) < 0 ? 9 : NATURES.indexOf(nature), count: members.length, members }))
      .sort((a, b) => a.what.localeCompare(b.what) || a.order - b.order);
    const periods = periodsBetween([...new Set(rows.map(({ what }) => what))]);
    return {
      rows, note: targets.length > found.length ? t("undatedHint", targets.length - found.length) : "",
      columns: [["what", t("period_")], ["nature", t("nature")], ["count", t("count")]],
      spec: bars(rows, { field: "what", type: "ordinal", title: null, scale: { domain: periods }, axis: { labelAngle: -40, labelOverlap: true } },
        { field: "count", type: "quantitative", title: t("count"), axis: countAxis(rows) },
        "nature", [...NATURES, null].map(natureName), NATURE_COLOURS),
    };
  },
  indicator: indicatorChart,
  load() {
    const roles = ["lead", "responsible"];
    const found = targetsOnly(chartedStatements());
    const duties = (node) => {
      const holder = nodes[node].holder;
      const own = cellOf(node, "duties");
      const told = own.length > 0 || holder === undefined || nodes[holder].group !== "task" ? own : cellOf(holder, "duties") ?? [];
      const borne = told.map((duty) => data.duties[duty]).filter(([role, , agent]) => roles.includes(role) && agent >= 0);
      const leads = new Set(borne.filter(([role]) => role === "lead").map(([, , agent]) => agent));
      return borne.filter(([role, , agent]) => role === "lead" || !leads.has(agent)); // each target once for each body
    };
    const counts = grouped(found, (node) => duties(node).map(([role, , agent]) => [agent, role]));
    const total = new Map();
    for (const [[agent], members] of counts) total.set(agent, (total.get(agent) ?? 0) + members.length);
    const shownBodies = [...total].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TOP_BODIES).map(([agent]) => agent);
    const rows = counts.filter(([[agent]]) => shownBodies.includes(agent))
      .map(([[agent, role], members]) => ({ what: nodes[agent].label, role: t(role), order: roles.indexOf(role), rank: shownBodies.indexOf(agent), count: members.length, members }))
      .sort((a, b) => a.rank - b.rank || a.order - b.order);
    const spec = bars(rows, { field: "count", type: "quantitative", title: t("count"), axis: countAxis(rows) },
      { field: "what", type: "nominal", title: null, sort: [...new Set(rows.map(({ what }) => what))], axis: { labelLimit: 260 } },
      "role", roles.map((role) => t(role)), ROLE_COLOURS, { height: { step: 20 } });
    const borne = new Set(counts.flatMap(([, members]) => members)).size;
    const notes = [total.size > TOP_BODIES ? t("topBodies", TOP_BODIES) : "", found.length > borne ? t("unborneHint", found.length - borne) : ""];
    return { rows, spec, note: sentences(notes),
      columns: [["what", t("bodies")], ["role", t("kind")], ["count", t("count")]] };
  },
  binding() {
    const found = targetsOnly(chartedStatements());
    const natured = found.filter((node) => NATURES.includes(cellOf(node, "nature")));
    const themeName = (node) => (cellOf(node, "theme") < 0 ? t("noTheme") : data.themes[cellOf(node, "theme")][language === "zh" ? 0 : 1]);
    const rows = grouped(natured, (node) => [[themeName(node), cellOf(node, "nature")]])
      .map(([[what, nature], members]) => ({ what, nature: natureName(nature), order: NATURES.indexOf(nature), count: members.length, members }))
      .sort((a, b) => a.what.localeCompare(b.what, "zh-CN") || a.order - b.order);
    return {
      rows, note: t("bindingHint", found.length - natured.length),
      columns: [["what", t("ofTheme")], ["nature", t("nature")], ["count", t("count")]],
      spec: bars(rows, { field: "count", type: "quantitative", title: t("count"), axis: countAxis(rows) },
        { field: "what", type: "nominal", title: null, sort: "-x" }, "nature", NATURES.map(natureName), NATURE_COLOURS.slice(0, 2), { height: { step: 22 } }),
    };
  },
};

const CHART_TITLES = { deadline: "byDeadline", indicator: "overYears", load: "load", binding: "binding" };

/** The indicator node of a statement. */
function indicatorOf(node) {
  const edge = edgesAt[node].find((at) => edges[at].from === node && nodes[edges[at].to].group === "indicator");
  return edge === undefined ? -1 : edges[edge].to;
}

/** The indicator whose chart tells of a node: itself or that of a statement; -1 for others. */
const chartedIndicator = (node) => (nodes[node].group === "indicator" ? node : isStatement(node) ? indicatorOf(node) : -1);

/**
 * The indicators with a dated number, with how many each has: first those with both targets and achievements of one
 * measure, then by how many years, places and kinds one measure of theirs tells of.
 */
function indicatorChoices() {
  const dated = chartedStatements().filter((node) => yearOf(node) !== "" && indicatorOf(node) >= 0);
  const told = new Map();
  for (const [[indicator], members] of grouped(dated, (node) => [[indicatorOf(node), measureOf(node)]])) {
    const kinds = new Set(members.map((node) => nodes[node].group));
    const points = new Set(members.map((node) => `${yearOf(node)} ${placesOf(node)} ${nodes[node].group}`)).size;
    const known = told.get(indicator) ?? { both: false, points: 0, count: 0 };
    told.set(indicator, {
      both: known.both || (kinds.has("target") && kinds.has("achievement")),
      points: Math.max(known.points, points), count: known.count + members.length,
    });
  }
  return [...told].sort(([a, x], [b, y]) => y.both - x.both || y.points - x.points || y.count - x.count || a - b)
    .map(([node, { count }]) => [node, count]);
}

/** A Vega view of a chart; it is finished when its promise is. */
async function vegaView(spec, width) {
  const size = spec.facet ? {} : { width: width - (spec.height?.step ? 290 : 90), height: spec.height ?? 260 };
  const full = { ...spec, ...size, autosize: { type: "pad" } };
  const runtime = vega.parse(vegaLite.compile(full, { config: CHART_CONFIG }).spec, null, { ast: true });
  return new vega.View(runtime, { expr: vega.expressionInterpreter, renderer: "canvas", hover: true, logLevel: vega.Error });
}

/** One figure: title, choosers, drawing, buttons, and the same as a table. */
function chartFigure(name, width) {
  const { rows, columns, spec, note, units, layout } = CHARTS[name](width);
  const chart = el("div", { className: "drawing", role: "img", "aria-label": t(CHART_TITLES[name]) });
  const file = { deadline: "targets-by-deadline", indicator: "indicator", load: "load-of-bodies", binding: "binding-and-expected" }[name];
  const cells = [columns.map(([, title]) => title), ...rows.map((each) => columns.map(([field]) => each[field]))];
  const made = rows.length === 0 ? null : vegaView(spec, width);
  const buttons = rows.length === 0 ? [] : [
    saveButton("PNG", async () => (await (await made).toCanvas(2)).toBlob((blob) => save(`${file}.png`, blob), "image/png")),
    saveButton("SVG", async () => save(`${file}.svg`, new Blob([await (await made).toSVG()], { type: "image/svg+xml" }))),
    saveButton("CSV", () => saveCsv(file, cells)),
  ];
  made?.then((view) => {
    view.addEventListener("click", (event, item) => item?.datum?.members && showMembers(item.datum));
    view.initialize(chart).runAsync().then(() => { chart.dataset.done = "true"; });
  });
  return el("figure", { id: `chart-${name}` },
    el("figcaption", {}, el("h2", {}, t(CHART_TITLES[name])), ...chartChoosers(name, units ?? [], layout), el("span", { className: "space" }), ...buttons),
    rows.length === 0 ? el("p", { className: "hint" }, t("noData")) : chart,
    note ? el("p", { className: "hint" }, note) : "",
    rows.length === 0 ? "" : dataTable(name, cells, rows));
}

const TABLE_ROWS = 500;

/** The numbers of a chart as a table, made when it is opened; the first cell of a row leads to what the row stands for. */
function dataTable(name, [heads, ...lines], rows) {
  const cell = (value, index, row) => (index > 0 ? String(value ?? "")
    : el("button", { type: "button", className: "link", "data-key": `${name}-${row}`, click: () => showMembers(rows[row]) }, String(value)));
  const fill = () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...lines.slice(0, TABLE_ROWS).map((line, row) => el("tr", {}, ...line.map((value, index) => el("td", {}, cell(value, index, row))))))));
    if (lines.length > TABLE_ROWS) details.append(el("p", { className: "hint" }, t("others", lines.length - TABLE_ROWS)));
  };
  const details = el("details", { toggle: fill }, el("summary", {}, t("data")));
  return details;
}

function chooserOf(id, word, choices, value, take) {
  const chooser = el("select", { id, "aria-label": t(word), change: () => {
    take(chooser.value);
    drawCharts();
  } }, ...choices.map(([key, label]) => el("option", { value: String(key) }, label)));
  chooser.value = String(value);
  return chooser;
}

function chartChoosers(name, units, layout) {
  if (name === "deadline") {
    const steps = [["month", t("month")], ["quarter", t("quarter")], ["year", t("year_")]];
    return [chooserOf("chart-step", "step", steps, chartView.step, (value) => { chartView.step = value; })];
  }
  if (name !== "indicator") return [];
  const choices = indicatorChoices();
  const listed = choices.slice(0, INDICATORS);
  const own = choices.find(([node]) => node === chartView.indicator);
  if (own && !listed.includes(own)) listed.push(own);
  return [
    chooserOf("chart-which", "indicator", listed.map(([node, count]) => [node, counted(nodes[node].label, count)]), chartView.indicator,
      (value) => { chartView.indicator = Number(value); }),
    ...(units.length > 1 ? [chooserOf("chart-unit", "unitChoice", units.map((unit) => [unit, unit]), chartView.unit, (value) => { chartView.unit = value; })] : []),
    ...(units.length > 0 ? [chooserOf("chart-layout", "layout", [[ROWS, t("rowsOfPlaces")], [PANELS, t("panelsOfPlaces")]], layout,
      (value) => { chartView.layout = value; })] : []),
  ];
}

/** What a mark stands for: one statement's card, or a list of several. */
function showMembers({ what, members }) {
  if (members.length === 1) {
    choose(members[0]);
    enterCard();
    return;
  }
  choose(null);
  const close = el("button", { type: "button", id: "close", click: closeCard }, t("close"));
  byId("card").replaceChildren(
    el("div", { className: "top" }, el("span", { className: "space" }), close),
    el("h2", { tabIndex: -1 }, t("contents", what, members.length)),
    el("ul", {}, ...members.slice(0, DOCUMENTS).map((node) => el("li", {}, sign(nodes[node].group), link(node))),
      members.length > DOCUMENTS ? moreOf(members.slice(DOCUMENTS)) : null),
  );
  enterCard();
}

/** Draws the charts, where they are the view in front. */
function drawCharts() {
  const panel = byId("charts");
  if (panel.hidden) return;
  const choices = indicatorChoices();
  if (!choices.some(([node]) => node === chartView.indicator)) chartView.indicator = choices[0]?.[0] ?? -1;
  const width = Math.max(420, panel.clientWidth - 48);
  const { scrollTop } = panel;
  refill(panel, el("p", { className: "hint" }, t("chartHint")), ...Object.keys(CHARTS).map((name) => chartFigure(name, width)));
  panel.scrollTop = scrollTop;
}

/** Shows the chart of an indicator. */
function chartOf(indicator) {
  chartView.indicator = indicator;
  showTab("charts");
  drawCharts();
  byId("chart-indicator").scrollIntoView({ block: "start" });
}
