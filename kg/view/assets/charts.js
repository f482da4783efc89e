// The charts, drawn by Vega from what the filters let through. Vega runs with its interpreter, which needs no eval.

const chartView = { step: "quarter", indicator: -1, unit: "" };
const TOP_BODIES = 25;
const INDICATORS = 400;
const NATURES = ["约束性", "预期性"];
const CHART_CONFIG = {
  font: FACE, background: "#ffffff", view: { stroke: null },
  axis: { labelFontSize: 12, titleFontSize: 12, labelLimit: 180, gridColor: "#e8e8e8" },
  legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 200 },
};
const NATURE_COLOURS = ["#d55e00", "#0072b2", "#b5b5b5"];
const PLACE_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#6b6400"];

const natureName = (nature) => nature ?? t("natureNone");
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

const bars = (rows, x, y, colour, domain, range, extra = {}) => ({
  data: { values: rows }, mark: { type: "bar", tooltip: true, cursor: "pointer" }, ...extra,
  encoding: {
    x, y, order: { field: "order" },
    color: { field: colour, type: "nominal", title: null, scale: { domain, range }, legend: { orient: "top" } },
    tooltip: ["what", colour, "count"].map((field) => ({ field, title: field === "count" ? t("count") : " " })),
  },
});

/** Each chart gives its rows (with the nodes that each stands for), its columns for a table, and its drawing. */
const CHARTS = {
  deadline() {
    const found = targetsOnly(chartedStatements()).filter((node) => cellOf(node, "deadline"));
    const rows = grouped(found, (node) => [[periodOf(cellOf(node, "deadline")), cellOf(node, "nature")]])
      .map(([[what, nature], members]) => ({ what, nature: natureName(nature), order: NATURES.indexOf(nature) < 0 ? 9 : NATURES.indexOf(nature), count: members.length, members }))
      .sort((a, b) => a.what.localeCompare(b.what) || a.order - b.order);
    return {
      rows, columns: [["what", t("period_")], ["nature", t("nature")], ["count", t("count")]],
      spec: bars(rows, { field: "what", type: "ordinal", title: null, axis: { labelAngle: -40 } },
        { field: "count", type: "quantitative", title: t("count"), axis: { tickMinStep: 1 } },
        "nature", [...NATURES, t("natureNone")], NATURE_COLOURS),
    };
  },
  indicator() {
    const measure = (node) => `${cellOf(node, "unit")}${cellOf(node, "change") === "level" ? "" : ` ${t(cellOf(node, "change"))}`}`.trim() || "—";
    const all = chartedStatements().filter((node) => indicatorOf(node) === chartView.indicator && yearOf(node) !== "");
    const units = [...grouped(all, (node) => [[measure(node)]])].sort((a, b) => b[1].length - a[1].length).map(([[unit]]) => unit);
    if (!units.includes(chartView.unit)) chartView.unit = units[0] ?? "";
    const place = (node) => placesOf(node).map((at) => placeLabels.get(at)).join("、") || nodes[home[node]].label;
    const rows = all.filter((node) => measure(node) === chartView.unit)
      .map((node) => ({
        year: yearOf(node), value: cellOf(node, "value"), kind: kindName(nodes[node].group), place: place(node),
        document: nodes[home[node]].label, what: nodes[node].label, members: [node],
      }))
      .sort((a, b) => a.year.localeCompare(b.year) || a.place.localeCompare(b.place));
    const x = { field: "year", type: "ordinal", title: null, axis: { labelAngle: 0 } };
    const y = { field: "value", type: "quantitative", title: chartView.unit, scale: { zero: false, nice: true } };
    const kinds = data.statementKinds.map(kindName);
    const color = { field: "place", type: "nominal", title: t("place"), legend: { symbolLimit: 40 },
      scale: new Set(rows.map((each) => each.place)).size > PLACE_COLOURS.length ? { scheme: "tableau20" } : { range: PLACE_COLOURS } };
    return {
      units, rows,
      columns: [["year", t("year")], ["place", t("place")], ["kind", t("kind")], ["value", t("value")], ["document", t("document")], ["what", t("statements")]],
      spec: {
        data: { values: rows },
        layer: [
          { mark: { type: "line", opacity: 0.6 }, encoding: { x, y: { ...y, aggregate: "mean" }, color, strokeDash: { field: "kind", type: "nominal", title: null, legend: { orient: "top" }, scale: { domain: kinds, range: [[6, 4], [1, 0], [2, 2], [8, 2, 2, 2]] } } } },
          { mark: { type: "point", filled: true, size: 110, opacity: 1, cursor: "pointer", tooltip: true }, encoding: {
            x, y, color, shape: { field: "kind", type: "nominal", title: null, legend: { orient: "top" }, scale: { domain: kinds, range: ["diamond", "triangle-up", "square", "triangle-down"] } },
            tooltip: ["what", "place", "kind", "document"].map((field) => ({ field, title: " " })),
          } },
        ],
      },
    };
  },
  load() {
    const roles = ["lead", "responsible"];
    const found = targetsOnly(chartedStatements());
    const duties = (node) => {
      const holder = nodes[node].holder;
      const own = cellOf(node, "duties");
      const told = own.length > 0 || holder === undefined || nodes[holder].group !== "task" ? own : cellOf(holder, "duties") ?? [];
      return told.map((duty) => data.duties[duty]).filter(([role, , agent]) => roles.includes(role) && agent >= 0);
    };
    const counts = grouped(found, (node) => duties(node).map(([role, , agent]) => [agent, role]));
    const total = new Map();
    for (const [[agent], members] of counts) total.set(agent, (total.get(agent) ?? 0) + members.length);
    const shownBodies = [...total].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TOP_BODIES).map(([agent]) => agent);
    const rows = counts.filter(([[agent]]) => shownBodies.includes(agent))
      .map(([[agent, role], members]) => ({ what: nodes[agent].label, role: t(role), order: roles.indexOf(role), rank: shownBodies.indexOf(agent), count: members.length, members }))
      .sort((a, b) => a.rank - b.rank || a.order - b.order);
    const spec = bars(rows, { field: "count", type: "quantitative", title: t("count"), axis: { tickMinStep: 1 } },
      { field: "what", type: "nominal", title: null, sort: [...new Set(rows.map(({ what }) => what))], axis: { labelLimit: 260 } },
      "role", roles.map((role) => t(role)), ["#d55e00", "#56b4e9"], { height: { step: 20 } });
    return { rows, spec, note: total.size > TOP_BODIES ? t("topBodies", TOP_BODIES) : "",
      columns: [["what", t("bodies")], ["role", t("kind")], ["count", t("count")]] };
  },
  binding() {
    const found = targetsOnly(chartedStatements());
    const natured = found.filter((node) => NATURES.includes(cellOf(node, "nature")));
    const themeName = (node) => (cellOf(node, "theme") < 0 ? t("noTheme") : data.themes[cellOf(node, "theme")][language === "zh" ? 0 : 1]);
    const rows = grouped(natured, (node) => [[themeName(node), cellOf(node, "nature")]])
      .map(([[what, nature], members]) => ({ what, nature, order: NATURES.indexOf(nature), count: members.length, members }))
      .sort((a, b) => a.what.localeCompare(b.what, "zh-CN") || a.order - b.order);
    return {
      rows, note: t("bindingHint", found.length - natured.length),
      columns: [["what", t("ofTheme")], ["nature", t("nature")], ["count", t("count")]],
      spec: bars(rows, { field: "count", type: "quantitative", title: t("count"), axis: { tickMinStep: 1 } },
        { field: "what", type: "nominal", title: null, sort: "-x" }, "nature", NATURES, NATURE_COLOURS, { height: { step: 22 } }),
    };
  },
};

const CHART_TITLES = { deadline: "byDeadline", indicator: "overYears", load: "load", binding: "binding" };

/** The indicator node of a statement. */
function indicatorOf(node) {
  const edge = edgesAt[node].find((at) => edges[at].from === node && nodes[edges[at].to].group === "indicator");
  return edge === undefined ? -1 : edges[edge].to;
}

/** The indicators worth a chart, those told of most years and places first, with how many numbers each has. */
function indicatorChoices() {
  const told = new Map();
  for (const node of chartedStatements()) {
    if (yearOf(node) === "") continue;
    const indicator = indicatorOf(node);
    if (!told.has(indicator)) told.set(indicator, [new Set(), 0]);
    const [points, count] = told.get(indicator);
    points.add(`${yearOf(node)} ${placesOf(node)} ${nodes[node].group}`);
    told.set(indicator, [points, count + 1]);
  }
  told.delete(-1);
  return [...told].sort((a, b) => b[1][0].size - a[1][0].size || b[1][1] - a[1][1] || a[0] - b[0]).map(([node, [, count]]) => [node, count]);
}

/** A Vega view of a chart; it is finished when its promise is. */
async function vegaView(spec, width) {
  const full = { ...spec, width: width - (spec.height?.step ? 290 : spec.layer ? 230 : 90), height: spec.height ?? (spec.layer ? 340 : 260), autosize: { type: "pad" } };
  const runtime = vega.parse(vegaLite.compile(full, { config: CHART_CONFIG }).spec, null, { ast: true });
  return new vega.View(runtime, { expr: vega.expressionInterpreter, renderer: "canvas", hover: true, logLevel: vega.Error });
}

/** One figure: title, choosers, drawing, buttons, and the same as a table. */
function chartFigure(name, width) {
  const { rows, columns, spec, note, units } = CHARTS[name]();
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
    el("figcaption", {}, el("h3", {}, t(CHART_TITLES[name])), ...chartChoosers(name, units ?? []), el("span", { className: "space" }), ...buttons),
    rows.length === 0 ? el("p", { className: "hint" }, t("noData")) : chart,
    note ? el("p", { className: "hint" }, note) : "",
    rows.length === 0 ? "" : dataTable(cells));
}

/** The numbers of a chart as a table, made when it is opened. */
function dataTable(cells) {
  const fill = () => {
    if (details.open && details.childElementCount === 1) {
      details.append(el("table", {}, el("thead", {}, el("tr", {}, ...cells[0].map((cell) => el("th", { scope: "col" }, cell)))),
        el("tbody", {}, ...cells.slice(1, 301).map((line) => el("tr", {}, ...line.map((cell) => el("td", {}, String(cell ?? ""))))))));
    }
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

function chartChoosers(name, units) {
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
    chooserOf("chart-indicator", "indicator", listed.map(([node, count]) => [node, counted(nodes[node].label, count)]), chartView.indicator,
      (value) => { chartView.indicator = Number(value); }),
    ...(units.length > 1 ? [chooserOf("chart-unit", "unitChoice", units.map((unit) => [unit, unit]), chartView.unit, (value) => { chartView.unit = value; })] : []),
  ];
}

/** What a mark stands for: one statement's card, or a list of several. */
function showMembers({ what, members }) {
  if (members.length === 1) {
    choose(members[0]);
    return;
  }
  const close = el("button", { type: "button", id: "close", click: () => choose(null) }, t("close"));
  byId("card").replaceChildren(
    el("div", { className: "top" }, el("span", { className: "space" }), close),
    el("h2", {}, t("contents", what, members.length)),
    el("ul", {}, ...members.slice(0, DOCUMENTS).map((node) => el("li", {}, sign(nodes[node].group), link(node))),
      members.length > DOCUMENTS ? el("li", {}, t("others", members.length - DOCUMENTS)) : null),
  );
}

/** Draws the charts, where they are the view in front. */
function drawCharts() {
  const panel = byId("charts");
  if (panel.hidden) return;
  const choices = indicatorChoices();
  if (!choices.some(([node]) => node === chartView.indicator)) chartView.indicator = choices[0]?.[0] ?? -1;
  const width = Math.max(420, panel.clientWidth - 48);
  const { scrollTop } = panel;
  panel.replaceChildren(el("p", { className: "hint" }, t("chartHint")), ...Object.keys(CHARTS).map((name) => chartFigure(name, width)));
  panel.scrollTop = scrollTop;
}

/** Shows the chart of an indicator. */
function chartOf(indicator) {
  chartView.indicator = indicator;
  showTab("charts");
  drawCharts();
  byId("chart-indicator").scrollIntoView({ block: "start" });
}
