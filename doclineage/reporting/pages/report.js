// The tools above the matrix, and the language; then everything is drawn once.
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
  waiting = setTimeout(() => refresh(true), 120);
}

function enter(event) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  clearTimeout(waiting);
  refresh(true);
  goToHit();
}

// So many parents stand as buttons in a row or two; more are chosen from a list.
const TABS = 8;

// A parent by its number; by its issuer too where two bear one number.
function parentName(at) {
  const { name, number } = data.documents[parents[at]];
  const alone = number && parents.filter((other) => data.documents[other].number === number).length === 1;
  const hits = view.hits[at] === undefined ? "" : ` · ${say("report.hits", { count: view.hits[at] })}`;
  return `${alone ? number : cut(name, 48)} (${SIGNS.error} ${parentErrors[at]})${hits}`;
}

function choose(at) {
  view.parent = Number(at);
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
  const search = el("input", { type: "search", id: "search", value: view.query, oninput: searched, onkeydown: enter, autocomplete: "off" });
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
  drawPaperTools();
}

function reset() {
  view.query = "";
  view.severities = new Set(SEVERITIES.keys());
  view.states = new Set(STATES);
  drawTools();
  refresh();
  byId("search").focus();
}

// A query that has just been typed is followed to where it is found.
function refresh(follow = false) {
  const moved = followQuery(follow);
  drawParents();
  if (moved) {
    if (parents.length > TABS) byId("tools").querySelector("select").value = view.parent;
    buildMatrix();
  } else if (matrix) arrange();
  listFindings();
  drawDocuments();
  tell();
  tellPaper();
}

function tell() {
  const rows = matrix ? matrix.rows.filter((row) => row.shown).length : 0;
  const columns = matrix ? matrix.columns.filter((column) => column.shown).length : 0;
  const none = !rows && !listed.rows.length && !listed.papers;
  const where = rows && parents.length > 1 ? `${data.documents[parents[view.parent]].number || data.documents[parents[view.parent]].name}: ` : "";
  const papers = view.query.trim() && !rows ? `, ${say("report.papers", { count: listed.papers })}` : "";
  byId("status").textContent = none
    ? say("report.none-shown")
    : where + say("report.shown", { plans: rows, columns, findings: listed.rows.length }) + papers;
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
    tellPaper();
  } else rebuild();
  if (byId("detail").open) drawDetail();
}

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
