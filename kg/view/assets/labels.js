// What is drawn around the nodes: halos behind what was found or chosen, and the names, which are as large on the
// screen at every zoom and stand only where there is room for them.

const LINE = 11;
const CELL = 6;
const FACE = data.network.options.nodes.font.face;
const RANK = ["document", "heading", "place", "body", "indicator", "target", "achievement", "progress", "task", "person", "baseline", "cited"];

let labels = [];

/** At most two lines of a name; a statement's amount keeps a line of its own, a folded node tells what it holds. */
function linesOf(node, folded) {
  const short = (text) => (text.length > LINE ? `${text.slice(0, LINE - 1)}…` : text);
  if (isStatement(node)) return [short(row(node).indicator), row(node).amount];
  const text = nodes[node].label;
  const lines = text.length <= LINE ? [text] : [text.slice(0, LINE), short(text.slice(LINE))];
  return folded ? [...lines, counted("", countStatements(node))] : lines;
}

/** Makes the labels of the nodes that are drawn, the most important first: what a search found, then by kind. */
function label(found, sizes, hits) {
  const rank = (node) => (hits.has(node) ? -1 : RANK.indexOf(nodes[node].group));
  const folded = (node) => parts[node].length > 0 && !isStatement(node) && !parts[node].some((part) => found.has(part));
  labels = [...found].map((node) => ({ node, size: sizes.get(node), rank: rank(node), folded: folded(node) }));
  labels.sort((a, b) => a.rank - b.rank || b.size - a.size || a.node - b.node);
}

const NODE = 1;
const NAME = 2;

/** What the parts of the screen are taken by. */
class Taken {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.cells = new Uint8Array(this.columns * (Math.ceil(height / CELL) + 1));
  }

  /** The cells of a box that lies within the screen. */
  *cellsOf(x, y, width, height) {
    for (let r = Math.floor(y / CELL); r <= (y + height) / CELL; r += 1) {
      for (let c = Math.floor(x / CELL); c <= (x + width) / CELL; c += 1) yield r * this.columns + c;
    }
  }

  mark(what, ...box) {
    for (const cell of this.cellsOf(...box)) this.cells[cell] |= what;
  }

  isFree(what, ...box) {
    for (const cell of this.cellsOf(...box)) if (this.cells[cell] & what) return false;
    return true;
  }
}

drawing.on("beforeDrawing", (context) => {
  const margin = 5 / drawing.getScale();
  for (const { node, size, rank } of labels) {
    if (rank >= 0 && node !== chosen) continue;
    context.beginPath();
    context.arc(nodes[node].x, nodes[node].y, size + margin * (node === chosen ? 1.6 : 1), 0, 2 * Math.PI);
    context.fillStyle = node === chosen ? "#ffb000" : "#ffe08a";
    context.fill();
  }
});

drawing.on("afterDrawing", (context) => {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const ratio = context.canvas.width / width;
  const scale = drawing.getScale();
  const taken = new Taken(width, height);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineWidth: 3, lineJoin: "round" });
  const visible = [];
  for (const item of labels) {
    const { x, y } = drawing.canvasToDOM(nodes[item.node]);
    const radius = item.size * scale;
    if (x < 0 || y < 0 || x > width || y > height || (radius < 2.5 && item.rank > 1)) continue;
    visible.push({ item, x, y, radius });
    const half = Math.min(radius / 2, 8);
    if (x > half && y > half && x + half < width && y + half < height) taken.mark(NODE, x - half, y - half, half * 2, half * 2);
  }
  visible.sort((a, b) => (b.item.node === chosen) - (a.item.node === chosen));
  for (const at of visible) drawLabel(context, at, taken, width, height);
  context.restore();
});

function drawLabel(context, { item, x, y, radius }, taken, width, height) {
  const { group } = nodes[item.node];
  const pixels = group === "document" ? 15 : group === "heading" ? 13 : 12;
  context.font = `${group === "document" ? "bold " : ""}${pixels}px ${FACE}`;
  item.lines ??= linesOf(item.node, item.folded);
  item.width ??= Math.max(...item.lines.map((line) => context.measureText(line).width));
  const wide = item.width;
  const tall = item.lines.length * (pixels + 2);
  const inside = item.folded && radius * 1.8 > wide;
  const [left, right] = [x - radius - 3 - wide, x + radius + 3];
  const places = inside
    ? [[x - wide / 2, y - tall / 2]]
    : [[x - wide / 2, y + radius + 2], [right, y - tall / 2], [left, y - tall / 2], [x - wide / 2, y - radius - 2 - tall]];
  const onScreen = ([l, top]) => l >= 0 && top >= 0 && l + wide <= width && top + tall <= height;
  const possible = places.filter(onScreen);
  const free = (what) => possible.find(([l, top]) => taken.isFree(what, l, top, wide, tall));
  let place = free(NODE | NAME);
  if (inside || group === "document") place ??= free(NAME);
  if (item.node === chosen) place ??= possible[0];
  if (place === undefined) return;
  taken.mark(NAME, ...place, wide, tall);
  context.strokeStyle = "#ffffff";
  context.fillStyle = "#1a1a1a";
  item.lines.forEach((line, index) => {
    const middle = place[1] + (index + 0.5) * (pixels + 2);
    context.strokeText(line, place[0] + wide / 2, middle);
    context.fillText(line, place[0] + wide / 2, middle);
  });
}
