// Search by pinyin: 人社局 is found by renshe, rsj and rensj, a character of several readings by each of them.

/** The readings of each character. */
const readings = new Map();
for (const [said, characters] of Object.entries(data.pinyin)) {
  const each = said.split(" ");
  for (const character of characters) readings.set(character, each);
}

const PINYIN = /^[a-zü]{2,}$/;

/** Whether a name, from one of its characters on, begins with what was typed: syllables, initials, or both mixed. */
function spells(name, typed) {
  for (let start = 0; start < name.length; start += 1) if (spellsAt(name, start, typed, 0)) return true;
  return false;
}

function spellsAt(name, index, typed, done) {
  if (done === typed.length) return true;
  if (index >= name.length) return false;
  const known = readings.get(name[index]);
  if (known === undefined) return name[index] === typed[done] && spellsAt(name, index + 1, typed, done + 1);
  for (const said of known) {
    if (said[0] !== typed[done]) continue;
    const rest = typed.length - done;
    if (rest <= said.length && said.startsWith(typed.slice(done))) return true;
    if (typed.startsWith(said, done) && spellsAt(name, index + 1, typed, done + said.length)) return true;
    if (spellsAt(name, index + 1, typed, done + 1)) return true;
  }
  return false;
}

const spoken = [];

/** The names of a node that pinyin is looked for in: its own and those of who answers for it. */
function namesOf(node) {
  spoken[node] ??= [nodes[node].label, ...(cellOf(node, "duties") ?? []).map((duty) => data.duties[duty][1])]
    .map((name) => name.normalize("NFKC").toLowerCase());
  return spoken[node];
}

const isSpelled = (node, typed) => namesOf(node).some((name) => spells(name, typed));
