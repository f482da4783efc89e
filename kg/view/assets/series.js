// The chart of one indicator over years and places. Colour and shape tell targets from achievements; places are told by
// their names, at a row or over a panel of their own, so that any number of them can be told apart.

const ROWS = "rows"; // a panel for each year, a row for each place
const PANELS = "panels"; // a panel for each place, the years from left to right
const WIDE = 200; // least width of a panel, in pixels

/** What makes numbers of one indicator comparable: unit, change, basis, what it is per, and whether several years add up. */
function measureOf(node) {
  const change = cellOf(node, "change");
  const parts = [cellOf(node, "unit"), change === "level" ? "" : t(change), valueName("basis", cellOf(node, "basis")), cellOf(node, "per"),
    cellOf(node, "cumulative") && cellOf(node, "basis") !== "累计" ? t("cumulative") : ""];
  return parts.filter(Boolean).join(" · ") || "—";
}

/** Numbers as an axis writes them, in 万 and 亿 in Chinese. */
const AXIS_NUMBERS = {
  zh: "abs(datum.value) >= 1e8 ? format(datum.value / 1e8, ',.6~g') + '亿' : abs(datum.value) >= 1e4 ? format(datum.value / 1e4, ',.6~g') + '万' : format(datum.value, ',.6~g')",
  en: "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',.6~g') + ' bn' : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',.6~g') + ' m' : format(datum.value, ',.6~g')",
};

function indicatorChart(width) {
  const told = chartedStatements().filter((node) => indicatorOf(node) === chartView.indicator);
  const dated = told.filter((node) => yearOf(node) !== "");
  const units = grouped(dated, (node) => [[measureOf(node)]]).sort((a, b) => b[1].length - a[1].length).map(([[unit]]) => unit);
  if (!units.includes(chartView.unit)) chartView.unit = units[0] ?? "";
  const placeOf = (node) => placesOf(node).map((at) => placeLabels.get(at)).join("、") || nodes[home[node]].label;
  const rows = dated.filter((node) => measureOf(node) === chartView.unit)
    .map((node) => ({
      year: yearOf(node), place: placeOf(node), kind: kindName(nodes[node].group), value: cellOf(node, "value"), upper: cellOf(node, "value_max"),
      comparator: cellOf(node, "comparator"), unit: cellOf(node, "unit"), measure: chartView.unit, deadline: cellOf(node, "deadline"),
      document: nodes[home[node]].label, what: nodes[node].label, iri: iri(node), members: [node],
    }))
    .sort((a, b) => a.deadline.localeCompare(b.deadline) || a.place.localeCompare(b.place, "zh-CN") || a.kind.localeCompare(b.kind));
  const years = [...new Set(rows.map(({ year }) => year))];
  const places = byLatest(rows);
  const layout = chartView.layout || (places.length > years.length ? ROWS : PANELS);
  const left = dated.length - rows.length;
  const notes = [left > 0 ? t("otherMeasures", left) : "", told.length > dated.length ? t("undatedHint", told.length - dated.length) : ""];
  return {
    units, rows, layout, note: sentences(notes),
    columns: ["year", "place", "kind", "value", "upper", "comparator", "measure", "deadline", "document", "what", "iri"]
      .map((field) => [field, field === "iri" ? "IRI" : t(SERIES_WORDS[field] ?? field)]),
    spec: (layout === ROWS ? rowsOfPlaces : panelsOfPlaces)(rows, years, places, width),
  };
}

const SERIES_WORDS = { upper: "upTo", what: "statements" };

/** The places, that with the largest of the latest numbers first. */
function byLatest(rows) {
  const latest = new Map();
  for (const { place, value } of rows) latest.set(place, value); // rows are in the order of their years
  return [...latest.keys()].sort((a, b) => latest.get(b) - latest.get(a) || a.localeCompare(b, "zh-CN"));
}

const TOOLTIP = ["what", "place", "kind", "deadline", "document"].map((field) => ({ field, title: " " }));

/** How the kinds that some rows hold are drawn, as in the graph: names, colours and shapes in the same order. */
function kindScales(rows) {
  const shapes = { diamond: "diamond", triangle: "triangle-up", triangleDown: "triangle-down" };
  const held = data.statementKinds.filter((kind) => rows.some((row) => row.kind === kindName(kind)));
  const styles = held.map((kind) => data.kinds[kind]);
  const scale = (look) => ({
    field: "kind", type: "nominal", title: null, legend: { orient: "top", symbolStrokeWidth: 1.5, symbolOpacity: 1 },
    scale: { domain: held.map(kindName), range: styles.map(look) },
  });
  return {
    stroke: scale((kind) => kind.border || kind.colour), fill: scale((kind) => (kind.hollow ? "#ffffff" : kind.colour)),
    shape: scale((kind) => shapes[kind.shape]),
  };
}

/** The points of a chart, with a bar from the least to the most where a number is a range. */
function pointLayers(position, towards, { stroke, fill, shape }) {
  return [
    { transform: [{ filter: "isValid(datum.upper)" }], mark: { type: "rule", strokeWidth: 3, opacity: 0.5 },
      encoding: { ...position, [`${towards}2`]: { field: "upper" }, stroke } },
    { mark: { type: "point", size: 80, opacity: 1, cursor: "pointer", tooltip: true, strokeWidth: 1.5 },
      encoding: { ...position, stroke, fill, shape, tooltip: TOOLTIP } },
  ];
}

/** What an axis spans: all numbers with room around them, and never so little that a small difference looks large. */
function rangeOf(rows) {
  const numbers = rows.flatMap(({ value, upper }) => (upper === null ? [value] : [value, upper]));
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const room = Math.max((most - least) * 0.1, (Math.max(Math.abs(least), Math.abs(most)) * 0.2 - (most - least)) / 2);
  return [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
}

const amountAxis = (title) => ({ title, labelExpr: AXIS_NUMBERS[language], labelOverlap: true, tickCount: 5 });

/** A panel for each year, in which each place has a row: its targets beside its achievements. */
function rowsOfPlaces(rows, years, places, width) {
  const columns = Math.max(1, Math.min(years.length, Math.floor((width - 190) / WIDE)));
  const y = { field: "place", type: "nominal", title: null, sort: places, axis: { labelLimit: 180, grid: true } };
  const x = { field: "value", type: "quantitative", scale: { domain: rangeOf(rows), nice: true }, axis: amountAxis(chartView.unit) };
  return {
    data: { values: rows }, facet: { field: "year", type: "ordinal", title: null, header: { labelFontSize: 13, labelFontWeight: "bold" } }, columns,
    spec: { width: Math.max(150, Math.floor((width - 190) / columns) - 24), height: { step: 22 }, layer: pointLayers({ x, y }, "x", kindScales(rows)) },
  };
}

/** A panel for each place, with the years from left to right. A line joins years of which one number alone is told. */
function panelsOfPlaces(rows, years, places, width) {
  const columns = Math.max(1, Math.min(places.length, Math.floor((width - 60) / WIDE)));
  const x = { field: "year", type: "ordinal", title: null, scale: { domain: years }, axis: { labelAngle: years.length > 4 ? -40 : 0 } };
  const y = { field: "value", type: "quantitative", scale: { domain: rangeOf(rows), nice: true }, axis: amountAxis(chartView.unit) };
  const scales = kindScales(rows);
  return {
    data: { values: rows }, facet: { field: "place", type: "nominal", title: null, sort: places, header: { labelFontSize: 13, labelFontWeight: "bold", labelLimit: 220 } }, columns,
    spec: {
      width: Math.max(140, Math.floor((width - 60) / columns) - 40), height: places.length > 1 ? 150 : 260,
      layer: [
        { transform: [{ joinaggregate: [{ op: "count", as: "told" }], groupby: ["place", "kind", "year"] }, { calculate: "datum.told > 1 ? null : datum.value", as: "single" }],
          mark: { type: "line", opacity: 0.6 }, encoding: { x, y: { ...y, field: "single" }, stroke: scales.stroke } },
        ...pointLayers({ x, y }, "y", scales),
      ],
    },
  };
}
