// Saving what a view shows: the page makes the file itself, so that it works without a network and from a file.

/** Hands a file to the browser to save. */
function save(name, blob) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** A cell of a CSV file: quoted where it has to be, and never taken for a formula by a spreadsheet. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  let text = String(value);
  if (typeof value === "string" && text.length > 1 && /^[=+\-@\t\r\n＝＋－＠]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV (RFC 4180) with a byte order mark, without which Excel does not show Chinese. */
function saveCsv(name, rows) {
  const text = `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  save(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
}

const saveButton = (format, click) =>
  el("button", { type: "button", className: `save ${format.toLowerCase()}`, "aria-label": t("saveAs", format), click }, format);
