// What is printed: the summary, every matrix in blocks that fit a page, the findings, each once for
// all plans that it is held against; both texts of each where the reader asks for them.
const paper = { all: false, texts: null };
// So many findings are printed with both texts unless the reader says otherwise.
const FEW = 60;

const printed = () => listed.rows.filter((found) => paper.all || found.weight < 2);
const withTexts = () => paper.texts ?? groupsOf(printed()).length <= FEW;

// Findings of one rule that say the same of the same task of the parent.
function groupsOf(rows) {
  const groups = new Map();
  for (const found of rows) {
    const key = JSON.stringify([found.weight, found.code, found.parents, found.parents.length ? null : found.children, sentence(found.message)]);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(found);
  }
  return [...groups.values()];
}

function drawPaperTools() {
  const box = (code, checked, change) => {
    const input = el("input", { type: "checkbox", checked });
    input.addEventListener("change", () => {
      change(input.checked);
      tellPaper();
    });
    return el("label", {}, input, say(code));
  };
  byId("paper-tools").replaceChildren(
    el("button", { type: "button", id: "print", onclick: () => print() }, say("report.print")),
    box("report.print-notes", paper.all, (on) => (paper.all = on)),
    box("report.print-texts", withTexts(), (on) => (paper.texts = on)));
}

// What the paper holds and what it leaves out, said on the page and on the paper.
function tellPaper() {
  const rows = printed();
  const left = listed.rows.length - rows.length;
  const filtered = findings.length - listed.rows.length;
  const parts = [say("report.printed", { parents: parents.length, findings: rows.length, rows: groupsOf(rows).length })];
  parts.push(say(withTexts() ? "report.printed-texts" : "report.printed-no-texts"));
  if (left) parts.push(say("report.printed-no-notes", { count: left }));
  if (filtered) parts.push(say("report.printed-filtered", { count: filtered }));
  byId("printed").textContent = `${parts.join("; ")}.`;
  const texts = byId("paper-tools").querySelectorAll("input")[1];
  if (texts) texts.checked = withTexts();
}

function layOnPaper() {
  const chosen = view.parent;
  const laid = parents.flatMap((parent, at) => {
    if (at !== view.parent) showParent(at);
    return [el("h3", { lang: "vi" }, data.documents[parent].name), ...paperBlocks()];
  });
  if (view.parent !== chosen) showParent(chosen);
  byId("paper").replaceChildren(symbols(), ...laid);
  byId("paper-findings").replaceChildren(paperFindings(groupsOf(printed())));
}

// --- the findings -----------------------------------------------------------------------------

function paperFindings(groups) {
  const head = ["severity", "code", "plan", "place", "message"];
  const heads = head.map((name) => el("th", { scope: "col", class: name }, say(`report.${name}`)));
  const rows = groups.flatMap((group) => (withTexts() ? [groupRow(group), textsRow(group)] : [groupRow(group)]));
  return el("table", { class: "list" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows.filter(Boolean)));
}

function groupRow(group) {
  const [first] = group;
  const [number, unit] = [...first.parents, ...first.children][0] || [];
  const plans = [...new Set(group.map((found) => planAgainst(found.plan, found.comparison)))];
  const told = el("td", {}, sentence(first.message));
  if (number !== undefined && !(withTexts() && first.link)) told.append(el("q", { lang: "vi" }, cut(unitText(number, unit), 160)));
  told.append(el("small", {}, `${say("report.remedy")}: ${sentence(first.remedy)}`));
  const count = plans.length > 1 ? `${say("report.in-plans", { count: plans.length })}: ` : "";
  return el("tr", {},
    el("td", {}, tag(first.weight)),
    el("td", {}, first.code),
    el("td", {}, count + plans.join("; ")),
    el("td", {}, number === undefined ? "—" : place(number, unit)),
    told);
}

// Both texts under a finding: the parent's once, then what each plan says.
function textsRow(group) {
  const linked = group.filter((found) => found.link);
  if (!linked.length) return null;
  const one = linked.length === 1;
  const sides = linked.map(({ comparison, link }, at) => {
    const edits = editsOf(comparison, link);
    const plan = side("report.child-text", comparison.child, link.children, edits, "child", "ins");
    if (at) return plan;
    // With several plans the parent's words are printed as they stand: each plan changes others.
    return [side("report.parent-text", comparison.parent, link.parents, one ? edits : [], "parent", "del"), plan];
  });
  return el("tr", { class: "texts" }, el("td", { colspan: 5 }, el("div", { class: "sides" }, ...sides.flat())));
}

// --- the matrices -----------------------------------------------------------------------------

const PER_BLOCK = { section: 17, item: 26 };

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

addEventListener("beforeprint", layOnPaper);
addEventListener("afterprint", () => {
  byId("paper").replaceChildren();
  byId("paper-findings").replaceChildren();
});
