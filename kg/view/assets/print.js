// What is printed: the view in front as a whole, with what it is and which filters hold.

const MOST_PRINTED = 5000;

/** What stands above a print. */
function printNote() {
  const words = filterWords().map(([name, value]) => `${name} ${value}`);
  return t("printed", t(tabInFront()), words.length > 0 ? words.join("；") : t("noFilter"));
}

const beforePrint = { rows: 0, open: false };

window.addEventListener("beforeprint", () => {
  byId("print-note").replaceChildren(printNote(),
    ...(byId("graph").hidden ? [] : [el("span", { className: "legend" }, ...[...present.keys()].filter((kind) => view.kinds.has(kind))
      .flatMap((kind) => [sign(kind), kindName(kind)]))]));
  document.body.dataset.printed = tabInFront();
  Object.assign(beforePrint, { rows: table.rows, open: cascadeView.open });
  table.rows = Math.max(table.rows, MOST_PRINTED);
  cascadeView.open = true;
  drawTable();
  drawCascade();
});

window.addEventListener("afterprint", () => {
  table.rows = beforePrint.rows;
  cascadeView.open = beforePrint.open;
  byId("print-note").replaceChildren();
  drawTable();
  drawCascade();
});
