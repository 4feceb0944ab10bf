// Plans × tasks: rows and columns are made once for each view, then moved and hidden.
const view = {
  parent: 0, by: "section", query: "", hits: [], plans: "worst", columns: "given",
  severities: new Set(SEVERITIES.keys()), states: new Set(STATES),
};
let matrix = null;

const parents = [...new Set(data.plans.map((plan) => plan.comparison))]
  .filter((pair) => pair !== null)
  .map((pair) => data.comparisons[pair].parent)
  .filter((parent, place, all) => all.indexOf(parent) === place);

// So many errors weigh on the plans of each parent; the page opens on the parent of the most.
const parentErrors = parents.map((parent) =>
  findings.filter((found) => found.weight === 0 && found.comparison?.parent === parent).length);
view.parent = Math.max(0, parentErrors.indexOf(Math.max(...parentErrors)));

const unitsAbove = (parent) =>
  new Set(Object.values(data.documents[parent].units).map((unit) => unit[4]));

// The parent's units that ask for something: no heading that only names what stands below it.
function tasksOf(parent, comparisons) {
  const units = data.documents[parent].units;
  const above = unitsAbove(parent);
  const found = new Set();
  for (const comparison of comparisons)
    for (const link of comparison.links)
      if (link.weight < 2) link.parents.forEach((unit) => found.add(unit));
  return Object.keys(units).map(Number).filter((unit) => {
    if (!comparisons.some((comparison) => comparison.byParent.has(unit))) return false;
    if (found.has(unit)) return true;
    const [path, , , heading] = units[unit];
    if (path.startsWith("end/")) return false;
    return !above.has(unit) || !(heading || unitText(parent, unit).trimEnd().endsWith(":"));
  });
}

// The nearest heading above a task, or the task itself where there is none; a heading with tasks
// below it is a section of its own.
function sectionOf(parent, unit, above) {
  const units = data.documents[parent].units;
  let at = above.has(unit) && units[unit][3] ? unit : units[unit][4];
  while (at >= 0 && units[at] && !units[at][3]) at = units[at][4];
  return at >= 0 && units[at] ? at : unit;
}

function columnsOf(parent, tasks) {
  if (view.by === "item") return tasks.map((unit) => ({ unit, units: [unit] }));
  const above = unitsAbove(parent);
  const sections = new Map();
  for (const unit of tasks) {
    const at = sectionOf(parent, unit, above);
    if (!sections.has(at)) sections.set(at, { unit: at, units: [] });
    sections.get(at).units.push(unit);
  }
  return [...sections.values()].sort((one, other) => one.unit - other.unit);
}

const links = (comparison, units) => [
  ...new Set(units.map((unit) => comparison.byParent.get(unit)).filter(Boolean)),
];
const worse = (one, other) => one.weight - other.weight || one.state.rank - other.state.rank;

function buildMatrix() {
  const parent = parents[view.parent];
  const plans = data.plans.filter(
    (plan) => plan.comparison !== null && data.comparisons[plan.comparison].parent === parent,
  );
  const compared = plans.map((plan) => data.comparisons[plan.comparison]);
  const columns = columnsOf(parent, tasksOf(parent, compared));
  for (const [place, column] of columns.entries()) {
    const text = unitText(parent, column.unit);
    Object.assign(column, { place, path: unitPath(parent, column.unit), text, bad: [0, 0, 0, 0] });
    const all = [column.unit, ...column.units].map((unit) => unitText(parent, unit));
    column.folded = fold([column.path, ...all].join("\n"));
  }
  const rows = plans.map((plan, place) => rowOf(plan, place, columns));
  matrix = { parent, columns, rows, cells: new Map() };
  drawMatrix();
}

function rowOf(plan, place, columns) {
  const comparison = data.comparisons[plan.comparison];
  const row = { plan, place, comparison, counts: [0, 0, 0, 0] };
  row.name = plan.name;
  row.general = findings.filter((f) => f.comparison === comparison && !f.link);
  for (const found of findings) if (found.comparison === comparison) row.counts[found.weight] += 1;
  row.added = plan.added.map((at) => comparison.links[at]);
  row.cells = columns.map((column) => {
    const held = links(comparison, column.units).sort(worse);
    for (const link of held) column.bad[link.weight] += 1;
    return { held, row, column };
  });
  return row;
}

// --- drawing ---------------------------------------------------------------------------------

function drawMatrix() {
  const table = el("table", { class: `matrix ${view.by === "section" ? "sections" : ""}`, role: "grid" });
  table.setAttribute("aria-labelledby", "matrix-title");
  const group = el("colgroup", {}, el("col", { class: "name" }), el("col", { class: "share" }));
  group.append(el("col", { class: "lone" }), el("col", { class: "lone" }));
  group.append(...matrix.columns.map(() => el("col", { class: "cell" })));
  matrix.head = headRow();
  matrix.body = el("tbody");
  matrix.body.append(...matrix.rows.map(drawRow));
  table.append(group, el("thead", {}, matrix.head), matrix.body);
  table.addEventListener("keydown", walk);
  table.addEventListener("click", (event) => openCell(event.target.closest("td")));
  matrix.table = table;
  matrix.drawn = matrix.roving = null;
  byId("matrix").replaceChildren(table);
  arrange();
}

function headRow() {
  const row = el("tr", {}, el("th", { scope: "col" }, saying("report.plan")));
  for (const code of ["report.coverage", "report.general", "report.added"]) row.append(upright(code));
  for (const column of matrix.columns) {
    const name = view.by === "section" ? `${column.path} ${column.text}` : column.path;
    const label = `${column.path}: ${cut(column.text, 160)}`;
    const open = () => openColumn(column);
    column.head = el(
      "th", { scope: "col" },
      el("button", { type: "button", class: "plain upright", title: label, "aria-label": label, tabindex: -1, onclick: open }, cut(name, 30)),
    );
    row.append(column.head);
  }
  return row;
}
const upright = (code) => el("th", { scope: "col" }, el("span", { class: "upright" }, saying(code)));

function drawRow(row) {
  const paper = data.documents[row.plan.plan];
  const share = row.plan.coverage;
  const open = () => openRow(row);
  row.drawn = el(
    "tr", {},
    el("th", { scope: "row" },
      el("button", { type: "button", class: "plain", tabindex: -1, onclick: open }, row.name),
      el("small", {}, paper.number || paper.path.split(/[\\/]/).pop())),
    el("td", { class: "share" }, share === null ? "—" : `${Math.round(share * 100)}%`),
    loneCell(row, "general", row.general.map((found) => found.weight)),
    loneCell(row, "added", row.added.map((link) => link.weight)),
  );
  for (const cell of row.cells) row.drawn.append(drawCell(cell));
  return row.drawn;
}

// A cell for what has no column of its own: findings on the whole plan, and what the plan adds.
function loneCell(row, kind, weights) {
  if (!weights.length) return el("td", { class: "blank", tabindex: -1 });
  const weight = Math.min(...weights);
  const sign = kind === "added" ? `+${weights.length}` : SIGNS[SEVERITIES[weight]];
  const drawn = el("td", { class: SEVERITIES[weight], tabindex: -1 }, sign);
  const cell = { row, kind, drawn, weight, count: weights.length };
  drawn.setAttribute("aria-label", labelOf(cell));
  matrix.cells.set(drawn, cell);
  return drawn;
}

function labelOf({ row, column, held, kind, weight, count }) {
  if (kind) {
    const name = kind === "added" ? say("report.added") : say("report.general-long");
    return `${row.name}, ${name}: ${count}, ${severityName(weight)}`;
  }
  const [worst] = held;
  return `${row.name}, ${column.path}: ${stateName(worst.state)}, ${severityName(worst.weight)}`;
}

// Another language changes what cells are called, not what stands in them: nothing is laid out anew.
function relabel() {
  for (const [drawn, cell] of matrix.cells) drawn.setAttribute("aria-label", labelOf(cell));
}

function drawCell(cell) {
  const { held, column } = cell;
  if (!held.length) return (cell.drawn = el("td", { class: "blank", tabindex: -1 }));
  const worst = held[0];
  // A section's own heading is no task: it is not counted among those that are lost.
  const tasks = column.units.filter((unit) => unit !== column.unit);
  const bad = links(cell.row.comparison, tasks).filter((link) => link.weight < 2).length;
  const text = view.by === "section" && bad > 1 ? `${worst.state.sign} ${bad}` : worst.state.sign;
  const drawn = document.createElement("td");
  drawn.className = SEVERITIES[worst.weight];
  drawn.tabIndex = -1;
  drawn.textContent = text;
  drawn.setAttribute("aria-label", labelOf(cell));
  cell.drawn = drawn;
  matrix.cells.set(drawn, cell);
  return drawn;
}

// --- order and filter ------------------------------------------------------------------------

const BY = {
  worst: (one, other) =>
    other.counts[0] - one.counts[0] || other.counts[1] - one.counts[1] ||
    (one.plan.coverage ?? 1) - (other.plan.coverage ?? 1),
  name: (one, other) => collator.compare(one.name, other.name),
  coverage: (one, other) => (one.plan.coverage ?? 1) - (other.plan.coverage ?? 1),
  given: (one, other) => one.place - other.place,
};
const COLUMNS = {
  given: (one, other) => one.place - other.place,
  worst: (one, other) =>
    other.bad[0] - one.bad[0] || other.bad[1] - one.bad[1] || other.bad[2] - one.bad[2] ||
    one.place - other.place,
};

const passes = (link) => view.severities.has(link.weight) && view.states.has(link.state);
const filtering = () =>
  view.severities.size < SEVERITIES.length || view.states.size < STATES.length;

// Put rows and columns in order and hide what was not asked for.
function arrange() {
  const rows = [...matrix.rows].sort((a, b) => BY[view.plans](a, b) || a.place - b.place);
  const columns = [...matrix.columns].sort(COLUMNS[view.columns]);
  const sought = seekIn(rows, columns);
  const part = filtering();
  const wanted = new Set();
  for (const row of rows) {
    row.shown = sought.rows(row);
    let any = !part;
    for (const cell of row.cells) {
      cell.on = !part || cell.held.some(passes);
      if (cell.drawn.classList.contains("off") === cell.on) cell.drawn.classList.toggle("off", !cell.on);
      if (cell.drawn.classList.contains("hit") !== sought.hit(cell)) cell.drawn.classList.toggle("hit", sought.hit(cell));
      if (cell.on && row.shown) {
        wanted.add(cell.column);
        any = true;
      }
    }
    row.shown = row.shown && (any || row.general.some((found) => view.severities.has(found.weight)));
  }
  for (const column of columns) column.shown = sought.columns(column) && (!part || wanted.has(column));
  matrix.order = { rows, columns };
  matrix.named = sought.named;
  show(rows, columns);
}

function show(rows, columns) {
  const same = matrix.drawn && columns.every((column, at) => matrix.drawn[at] === column);
  if (!same) matrix.head.append(...columns.map((column) => column.head));
  for (const row of rows) {
    if (!same) row.drawn.append(...columns.map((column) => row.cells[column.place].drawn));
    row.drawn.hidden = !row.shown;
    for (const cell of row.cells)
      if (cell.drawn.hidden === cell.column.shown) cell.drawn.hidden = !cell.column.shown;
  }
  for (const column of columns) column.head.hidden = !column.shown;
  matrix.drawn = columns;
  matrix.body.append(...rows.map((row) => row.drawn));
  const hidden = columns.filter((column) => !column.shown).length;
  const group = matrix.table.querySelector("colgroup");
  [...group.children].slice(4).forEach((col, at) => (col.hidden = at >= columns.length - hidden));
  roveTo(matrix.body.querySelector("tr:not([hidden]) td[tabindex]:not([hidden])"), false);
}

// --- keyboard --------------------------------------------------------------------------------

// One cell of the grid is in the tab order; arrows carry it about.
function roveTo(cell, focus = true) {
  if (!cell) return;
  if (matrix.roving) matrix.roving.tabIndex = -1;
  matrix.roving = cell;
  cell.tabIndex = 0;
  if (focus) {
    cell.focus({ preventScroll: true });
    reveal(cell);
  }
}

// Scroll so that the sticky heads do not cover a cell; a browser's own way does not know them.
function reveal(cell) {
  const box = byId("matrix");
  const frame = box.getBoundingClientRect();
  const own = cell.getBoundingClientRect();
  if (!cell.closest("thead")) {
    const top = frame.top + matrix.head.offsetHeight;
    const bottom = frame.top + box.clientHeight;
    if (own.top < top) box.scrollTop -= top - own.top + 2;
    else if (own.bottom > bottom) box.scrollTop += own.bottom - bottom + 2;
  }
  if (!cell.closest("tbody th")) {
    const left = frame.left + matrix.head.cells[0].offsetWidth;
    const right = frame.left + box.clientWidth;
    if (own.left < left) box.scrollLeft -= left - own.left + 2;
    else if (own.right > right) box.scrollLeft += own.right - right + 2;
  }
  const now = cell.getBoundingClientRect();
  if (now.top < 0) scrollBy(0, now.top - 8);
  else if (now.bottom > innerHeight) scrollBy(0, now.bottom - innerHeight + 8);
}

const shownCells = (row) => [...row.cells].filter((cell) => !cell.hidden);
const stopIn = (cell) => (cell.tagName === "TH" ? cell.querySelector("button") : cell);
const STEPS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -Infinity], End: [0, Infinity],
};

function walk(event) {
  const at = event.target.closest("td, th");
  if (!at) return;
  if (at.tagName === "TD" && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    openCell(at);
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [matrix.head, ...[...matrix.body.rows].filter((row) => !row.hidden)];
  const down = event.ctrlKey && step[1] ? step[1] : step[0];
  const within = (place, all) => Math.max(0, Math.min(all.length - 1, place));
  const cells = shownCells(rows[within(rows.indexOf(at.parentElement) + down, rows)]);
  const wanted = within(shownCells(at.parentElement).indexOf(at) + step[1], cells);
  const ahead = step[1] < 0 ? cells.slice(0, wanted + 1).reverse() : cells.slice(wanted);
  roveTo([...ahead, ...cells].map(stopIn).find(Boolean));
}

// --- opening ---------------------------------------------------------------------------------

const entry = (comparison, link) => ({ comparison, link, findings: link.findings });
const whole = (found) => ({ comparison: found.comparison, plan: found.plan, link: null, findings: [found] });

function openCell(drawn) {
  const cell = drawn && matrix.cells.get(drawn);
  if (!cell) return;
  roveTo(drawn, false);
  const { row } = cell;
  if (cell.kind === "general") openDetail(row.general.map(whole));
  else if (cell.kind === "added") openDetail(row.added.map((link) => entry(row.comparison, link)), firstSought(row.comparison, row.added));
  else openDetail(cell.held.map((link) => entry(row.comparison, link)), firstSought(row.comparison, cell.held));
}

function openRow(row) {
  const held = row.comparison.links.filter((link) => link.weight < CLEAN).sort(worse);
  const all = held.length ? held : row.comparison.links.filter((link) => link.parents.length);
  openDetail([...row.general.map(whole), ...all.map((link) => entry(row.comparison, link))]);
}

function openColumn(column) {
  const cells = matrix.order.rows.filter((row) => row.shown).map((row) => row.cells[column.place]);
  openDetail(cells.flatMap((cell) => cell.held.map((link) => entry(cell.row.comparison, link))));
}
