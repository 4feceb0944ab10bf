// The tools above the matrix, the language, the paper; then everything is drawn once.
function choice(label, options, chosen, change) {
  const select = el("select", { onchange: (event) => change(event.target.value) });
  for (const [value, name] of options) select.append(el("option", { value, selected: value === chosen }, name));
  return el("label", {}, say(label), select);
}

function boxes(label, names, chosen, redraw) {
  const set = el("fieldset", {}, el("legend", {}, say(label)));
  for (const [value, name] of names) {
    const box = el("input", { type: "checkbox", checked: chosen.has(value) });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(value);
      else chosen.delete(value);
      redraw();
    });
    set.append(el("label", {}, box, name));
  }
  return set;
}

let waiting = 0;
function searched(event) {
  view.query = event.target.value;
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 120);
}

// So many parents stand as buttons in a row or two; more are chosen from a list.
const TABS = 8;
const parentErrors = parents.map((parent) =>
  findings.filter((found) => found.weight === 0 && found.comparison?.parent === parent).length);

// A parent by its number; by its issuer too where two bear one number.
function parentName(at) {
  const { name, number } = data.documents[parents[at]];
  const alone = number && parents.filter((other) => data.documents[other].number === number).length === 1;
  return `${alone ? number : cut(name, 48)} (${SIGNS.error} ${parentErrors[at]})`;
}

function choose(at) {
  view.parent = Number(at);
  drawParents();
  rebuild();
}

function drawParents() {
  byId("parents").hidden = parents.length < 2 || parents.length > TABS;
  if (byId("parents").hidden) return;
  const tabs = parents.map((parent, at) => {
    const title = data.documents[parent].name;
    return el("button", { type: "button", title, "aria-pressed": String(at === view.parent), onclick: () => { choose(at); byId("parents").children[at].focus(); } }, parentName(at));
  });
  byId("parents").setAttribute("aria-label", say("report.parent"));
  byId("parents").replaceChildren(...tabs);
}

function drawTools() {
  const tools = [];
  if (parents.length > TABS) tools.push(choice("report.parent", parents.map((_, at) => [String(at), parentName(at)]), String(view.parent), choose));
  const search = el("input", { type: "search", id: "search", value: view.query, oninput: searched, autocomplete: "off" });
  tools.push(el("label", {}, say("report.search"), search));
  const by = [["section", say("report.by-section")], ["item", say("report.by-item")]];
  tools.push(choice("report.columns", by, view.by, (value) => { view.by = value; rebuild(); }));
  const plans = [["worst", "worst-first"], ["name", "by-name"], ["coverage", "by-coverage"], ["given", "as-given"]];
  tools.push(choice("report.sort-plans", plans.map(([v, code]) => [v, say(`report.${code}`)]), view.plans, (value) => { view.plans = value; refresh(); }));
  const columns = [["given", say("report.as-given")], ["worst", say("report.worst-first")]];
  tools.push(choice("report.sort-columns", columns, view.columns, (value) => { view.columns = value; refresh(); }));
  tools.push(el("button", { type: "button", id: "reset", onclick: reset }, say("report.reset")));
  const weights = SEVERITIES.map((_, rank) => [rank, rank === CLEAN ? severityName(rank) : `${SIGNS[SEVERITIES[rank]]} ${severityName(rank)}`]);
  const states = STATES.map((state) => [state, `${state.sign} ${stateName(state)}`]);
  const open = byId("filters")?.open ?? filtering();
  tools.push(
    el("details", { id: "filters", open },
      el("summary", {}, say("report.filters")),
      boxes("report.filter-severity", weights, view.severities, refresh),
      boxes("report.filter-state", states, view.states, refresh)));
  byId("tools").replaceChildren(...tools);
}

function reset() {
  view.query = "";
  view.severities = new Set(SEVERITIES.keys());
  view.states = new Set(STATES);
  drawTools();
  refresh();
  byId("search").focus();
}

function refresh() {
  if (matrix) arrange();
  listFindings();
  tell();
}

function tell() {
  const rows = matrix ? matrix.rows.filter((row) => row.shown).length : 0;
  const columns = matrix ? matrix.columns.filter((column) => column.shown).length : 0;
  const none = !rows && !listed.rows.length;
  byId("status").textContent = none
    ? say("report.none-shown")
    : say("report.shown", { plans: rows, columns, findings: listed.rows.length });
}

function rebuild() {
  if (parents.length) buildMatrix();
  refresh();
}

function drawAll() {
  drawParents();
  drawTools();
  drawWorst();
  drawDocuments();
  if (matrix) {
    relabel();
    drawFindings();
    tell();
  } else rebuild();
  if (byId("detail").open) drawDetail();
}

// --- paper: the matrix in blocks that fit a page, its heads repeated ---------------------------

const PER_BLOCK = { section: 17, item: 26 };

function layOnPaper() {
  const chosen = view.parent;
  const laid = parents.flatMap((parent, at) => {
    if (at !== view.parent) showParent(at);
    return [el("h3", { lang: "vi" }, data.documents[parent].name), ...paperBlocks()];
  });
  if (view.parent !== chosen) showParent(chosen);
  byId("paper").replaceChildren(symbols(), ...laid);
}

// On paper nothing unfolds: what colours and signs mean stands above the matrices.
function symbols() {
  const weights = SEVERITIES.map((name, rank) => el("span", { class: `swatch ${name}` }, severityName(rank)));
  const states = STATES.map((state) => el("span", {}, el("b", {}, state.sign), ` ${stateName(state)}`));
  return el("p", { class: "legend" }, ...weights, ...states);
}

function showParent(at) {
  view.parent = at;
  buildMatrix();
}

function paperBlocks() {
  const columns = matrix.order.columns.filter((column) => column.shown);
  const rows = matrix.order.rows.filter((row) => row.shown);
  // Blocks of one width: none is left with a single column.
  const size = Math.ceil(columns.length / Math.ceil(columns.length / PER_BLOCK[view.by]));
  const blocks = [];
  for (let at = 0; at < columns.length; at += size) blocks.push(paperBlock(rows, columns.slice(at, at + size)));
  return blocks;
}

function paperBlock(rows, columns) {
  const copy = (node) => node.cloneNode(true);
  const group = el("colgroup", {}, el("col", { class: "name" }), el("col", { class: "share" }), el("col", { class: "lone" }), el("col", { class: "lone" }));
  group.append(...columns.map(() => el("col", { class: "cell" })));
  // Plain text: a button is not printed again where the table goes on.
  const title = (column) => el("th", { scope: "col" }, el("span", { class: "upright" }, column.head.textContent));
  const head = el("tr", {}, ...[...matrix.head.cells].slice(0, 4).map(copy), ...columns.map(title));
  const body = rows.map((row) =>
    el("tr", {}, ...[...row.drawn.cells].slice(0, 4).map(copy), ...columns.map((column) => copy(row.cells[column.place].drawn))));
  return el("table", { class: `${matrix.table.className}` }, group, el("thead", {}, head), el("tbody", {}, ...body));
}

addEventListener("beforeprint", () => {
  layOnPaper();
  listed.kept = listed.shown;
  listed.shown = listed.rows.length;
  drawFindings();
});
addEventListener("afterprint", () => {
  byId("paper").replaceChildren();
  listed.shown = listed.kept ?? PAGE;
  drawFindings();
});

// --- keys and language -------------------------------------------------------------------------

addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "/" && !typing && !byId("detail").open) {
    event.preventDefault();
    byId("search").focus();
  }
  if (event.key === "Escape" && event.target.id === "search" && view.query) reset();
});
for (const button of document.querySelectorAll("[data-language]"))
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    drawAll();
  });

drawAll();
