// The documents' texts, with all that was read from them marked.

const reader = { document: -1, left: false };
const texts = new Map(data.texts.map((entry) => [entry[0], entry]));
const readable = roots.filter((node) => texts.has(node));

/** The kinds of mark in the legend, each with a line of its own so that no colour is needed. */
const MARKS = [...data.statementKinds, "task", "agent", "citation"];
const markName = (mark) => (data.kinds[mark] ? kindName(mark) : t(mark === "agent" ? "agents" : mark));

/** Cuts a text by code points, which JavaScript's strings do not count. */
function cutter(text) {
  if (!/[\ud800-\udfff]/.test(text)) return [text.length, (from, to) => text.slice(from, to)];
  const points = Array.from(text);
  return [points.length, (from, to) => points.slice(from, to).join("")];
}

/** All marks of a document as [start, end, mark, node], outer ones first. */
function marksOf(document) {
  const [, , duties, citations, left] = texts.get(document);
  const found = [];
  const walk = (node) => {
    const { group } = nodes[node];
    if (isStatement(node) || group === "task") found.push([cellOf(node, "start"), cellOf(node, "end"), group, node]);
    parts[node].forEach(walk);
  };
  walk(document);
  for (let i = 0; i < duties.length; i += 4) found.push([duties[i], duties[i + 1], "agent", duties[i + 2]]);
  for (let i = 0; i < citations.length; i += 3) found.push([citations[i], citations[i + 1], "citation", citations[i + 2]]);
  if (reader.left) for (let i = 0; i < left.length; i += 3) found.push([left[i], left[i + 1], left[i + 2] ? "counted" : "figure", -1]);
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** A document's paragraphs as elements: each mark inside those that hold it; a mark over a line break goes on after it. */
function paragraphs(document) {
  const [length, cut] = cutter(texts.get(document)[1]);
  const marks = marksOf(document);
  const made = [];
  let next = 0;
  let open = []; // marks that go on
  let start = 0;
  while (start <= length) {
    let end = start;
    while (end < length && cut(end, end + 1) !== "\n") end += 1;
    const here = open.filter((mark) => mark[1] > start);
    while (next < marks.length && marks[next][0] < end) here.push(marks[next++]);
    made.push(paragraph(start, end, here, cut));
    open = here.filter((mark) => mark[1] > end);
    start = end + 1;
  }
  return made;
}

function paragraph(start, end, marks, cut) {
  const p = el("p", {});
  const stack = [[p, end]];
  let at = start;
  const write = (to) => {
    if (to > at) stack[stack.length - 1][0].append(cut(at, to).replace(/\r$/, ""));
    at = Math.max(at, to);
  };
  const closeUpTo = (to) => {
    while (stack.length > 1 && stack[stack.length - 1][1] <= to) {
      write(stack[stack.length - 1][1]);
      stack.pop();
    }
  };
  for (const [from, to, mark, node] of marks) {
    closeUpTo(from);
    write(Math.max(from, start));
    const last = Math.min(to, stack[stack.length - 1][1]);
    if (last <= at) continue;
    const span = el("span", { className: `mark ${mark}` });
    span.dataset.mark = mark;
    if (node >= 0) {
      span.dataset.node = node;
      if (mark !== "task") Object.assign(span, { tabIndex: 0, role: "button" });
    }
    stack[stack.length - 1][0].append(span);
    stack.push([span, last]);
  }
  closeUpTo(end);
  write(end);
  return p;
}

/** What hovering over a mark tells. */
function tipOf(mark, node) {
  if (node < 0) return [el("strong", {}, t("notRecord"))];
  const title = el("strong", {}, sign(nodes[node].group), " ", kindName(nodes[node].group), " ", nodes[node].label);
  if (isStatement(node)) {
    const record = row(node);
    return [title, list([
      ["indicator", record.indicator], ["value", valueText(record)], ["change", t(record.change)], ["basis", valueName("basis", record.basis)],
      ["deadline", record.deadline && record.deadline + t(record.deadline_explicit ? "explicit" : "inherited")],
      ["lead", roleNames(record, "lead")], ["responsible", roleNames(record, "responsible")], ["scope", record.scope],
      ["nature", valueName("nature", record.nature)], ["rule", record.rule], ["confidence", record.confidence],
    ])];
  }
  if (nodes[node].group === "task") {
    const record = row(node);
    return [title, list(["lead", "responsible", "cooperating", "supervising"].map((role) => [role, roleNames(record, role)]))];
  }
  return [title];
}

function showTip(target) {
  const tip = byId("tip");
  const mark = target?.closest?.("#reader-text .mark");
  tip.hidden = !mark;
  if (!mark) return;
  tip.replaceChildren(...tipOf(mark.dataset.mark, Number(mark.dataset.node ?? -1)));
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  tip.style.top = `${box.bottom + height + 12 < innerHeight ? box.bottom + 6 : Math.max(8, box.top - height - 6)}px`;
}

/** Opens a document in the reader. */
function openText(document) {
  reader.document = document;
  reader.drawn = null;
  drawReader();
}

/** Draws the reader, where it is the view in front. */
function drawReader() {
  const panel = byId("reader");
  if (panel.hidden || readable.length === 0) return;
  if (reader.document < 0 || (view.document >= 0 && reader.chooser !== view.document)) {
    reader.document = view.document >= 0 ? view.document : readable[0];
  }
  reader.chooser = view.document;
  const state = `${language} ${reader.document} ${reader.left}`;
  if (reader.drawn === state) return;
  reader.drawn = state;
  const chooser = el("select", { id: "reader-document", "aria-label": t("document"), change: () => openText(Number(chooser.value)) },
    ...readable.map((node) => el("option", { value: String(node) }, nodes[node].label)));
  chooser.value = String(reader.document);
  const box = el("input", {
    type: "checkbox", id: "reader-left", checked: reader.left,
    change: () => {
      reader.left = box.checked;
      const { scrollTop } = byId("reader-text");
      drawReader();
      byId("reader-text").scrollTop = scrollTop;
    },
  });
  const [, text, , , left] = texts.get(reader.document);
  const many = left.filter((value, index) => index % 3 === 2 && value === 1).length;
  const marks = reader.left ? [...MARKS, "counted", "figure"] : MARKS;
  refill(panel,
    el("div", { className: "bar" }, chooser, el("label", {}, box, " ", t("leftOut")),
      el("span", { className: "legend", "aria-label": t("marks") },
        ...marks.map((mark) => el("span", { className: `mark ${mark}` }, markName(mark))))),
    reader.left ? el("p", { className: "hint", id: "reader-hint" }, t("leftOutHint", many, left.length / 3 - many)) : "",
    el("article", { id: "reader-text", lang: "zh-CN", tabIndex: 0 },
      ...(text === null ? [el("p", { className: "hint" }, t("noText"))] : paragraphs(reader.document))),
  );
  byId("reader-text").addEventListener("scroll", () => showTip(null), { passive: true });
}

/** Opens the reader where a node stands in its document; [start, end] is used for a passage that is no node. */
function read(node, place = null) {
  const document = place ? place.document : home[node];
  showTab("reader");
  if (reader.document !== document) openText(document);
  const panel = byId("reader-text");
  panel.querySelector(".here")?.classList.remove("here");
  const start = place ? place.start : cellOf(node, "start");
  const found = place && node < 0 ? paragraphAt(document, start) : panel.querySelector(`.mark[data-node="${node}"]`);
  if (!found) {
    if (start === undefined) panel.scrollTop = 0;
    return;
  }
  found.classList.add("here");
  found.scrollIntoView({ block: "center" });
}

/** Chooses a node, where it is one, and opens the reader at it; a step that the back button takes back. */
function openAt(node, place) {
  showTab("reader");
  if (node >= 0) choose(node);
  else remember();
  read(node, place);
}

/** The paragraph of a drawn text that a position stands in. */
function paragraphAt(document, position) {
  const [, cut] = cutter(texts.get(document)[1] ?? "");
  const number = cut(0, position).split("\n").length - 1;
  return byId("reader-text").children[number];
}

byId("reader").addEventListener("mouseover", ({ target }) => showTip(target));
byId("reader").addEventListener("mouseleave", () => showTip(null));
byId("reader").addEventListener("focusin", ({ target }) => showTip(target));
byId("reader").addEventListener("focusout", () => showTip(null));
byId("reader").addEventListener("click", ({ target }) => followMark(target));
byId("reader").addEventListener("keydown", (event) => {
  if (event.key === "Escape") showTip(null);
  if ((event.key === "Enter" || event.key === " ") && followMark(event.target)) event.preventDefault();
});

/** A mark was chosen: its card, and its place in the graph. Says whether it was one. */
function followMark(target) {
  const node = Number(target.closest(".mark[data-node]")?.dataset.node ?? -1);
  if (node < 0 || String(getSelection()) !== "") return false;
  showTip(null);
  showTab("graph");
  goTo(node);
  enterCard();
  return true;
}
