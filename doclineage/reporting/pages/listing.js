// The findings as a table, a hundred at a time, and the documents that they rest on.
const PAGE = 100;
let listed = { rows: [], shown: PAGE, papers: 0 };

function foldedFinding(found) {
  if (found.folded) return found.folded;
  const texts = [...found.parents, ...found.children].map(([paper, unit]) => foldedUnit(paper, unit));
  const paths = [...found.parents, ...found.children].map(([paper, unit]) => unitPath(paper, unit));
  const paper = data.documents[found.plan];
  found.folded = fold(
    [planName(found.plan), paper.number, paper.path, found.code, sentence(found.message, 0), sentence(found.message, 1), ...paths].filter(Boolean).join("\n"),
  );
  found.folded += `\n${texts.join("\n")}`;
  return found.folded;
}

function listFindings() {
  const words = asked(view.query);
  const part = view.states.size < STATES.length;
  const named = words.length && matrix ? matrix.named : new Set();
  const spoken = (found) =>
    named.size ? named.has(found.plan) : !words.length || fits(words, foldedFinding(found));
  const fitting = findings.filter(
    (found) =>
      view.severities.has(found.weight) &&
      (!part || (found.link && view.states.has(found.link.state))) &&
      spoken(found));
  fitting.sort((one, other) => one.weight - other.weight || one.index - other.index);
  Object.assign(listed, { rows: fitting, shown: PAGE });
  drawFindings();
}

function drawFindings() {
  const box = byId("findings");
  const head = ["severity", "code", "plan", "place", "message", "remedy"];
  const body = el("tbody", {}, ...listed.rows.slice(0, listed.shown).map(findingRow));
  const heads = head.map((name) => el("th", { scope: "col", class: name === "message" ? "wide" : null }, say(`report.${name}`)));
  const parts = [el("table", { class: "list" }, el("thead", {}, el("tr", {}, ...heads)), body)];
  const rest = listed.rows.length - listed.shown;
  if (rest > 0) {
    const more = () => {
      listed.shown += 5 * PAGE;
      drawFindings();
      byId("findings").querySelector(`tbody tr:nth-child(${listed.shown - 5 * PAGE + 1}) button`).focus();
    };
    parts.push(el("button", { type: "button", class: "more", onclick: more }, say("report.more", { count: Math.min(rest, 5 * PAGE) })));
  }
  box.replaceChildren(...parts);
}

function findingRow(found, at) {
  const [paper, unit] = [...found.parents, ...found.children][0] || [];
  const spot = paper === undefined ? "—" : place(paper, unit);
  const quote = paper === undefined ? null : el("q", { lang: "vi" }, cut(unitText(paper, unit), 160));
  return el("tr", {},
    el("td", {}, tag(found.weight)),
    el("td", {}, found.code),
    el("td", {}, planAgainst(found.plan, found.comparison)),
    el("td", {}, el("button", { type: "button", class: "plain", onclick: () => openListed(at) }, spot)),
    el("td", {}, sentence(found.message), quote),
    el("td", {}, sentence(found.remedy)));
}

const asEntry = (found) => (found.link ? entry(found.comparison, found.link) : whole(found));
const openListed = (at) => openDetail(listed.rows.slice(0, listed.shown).map(asEntry), at);

// --- the worst, one sentence each -------------------------------------------------------------

// Findings of one rule on one task of the parent are told together, whichever the plans.
function worst(longest = 6) {
  const groups = new Map();
  for (const found of findings) {
    if (found.weight > 1) continue;
    const where = found.parents.map(([paper, unit]) => `${paper}/${unit}`).join();
    const key = `${found.weight} ${found.code} ${where || found.plan}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(found);
  }
  const plans = (group) => new Set(group.map((found) => found.plan)).size;
  const order = (one, other) =>
    one[0].weight - other[0].weight || plans(other) - plans(one) || one[0].index - other[0].index;
  const sorted = [...groups.values()].sort(order);
  // Of what weighs the same, each plan's first comes before any plan's second.
  const told = new Map();
  for (const group of sorted) {
    const key = `${group[0].weight} ${plans(group)} ${group[0].plan}`;
    group.turn = told.get(key) || 0;
    told.set(key, group.turn + 1);
  }
  return sorted
    .sort((one, other) =>
      one[0].weight - other[0].weight || plans(other) - plans(one) || one.turn - other.turn || order(one, other))
    .slice(0, longest);
}

function drawWorst() {
  const groups = worst();
  if (!groups.length) {
    byId("worst").replaceChildren(el("li", {}, say("report.nothing-worst")));
    return;
  }
  byId("worst").replaceChildren(...groups.map((group) => {
    const [first] = group;
    const plans = [...new Set(group.map((found) => found.plan))];
    const who = plans.length === 1 ? planAgainst(first.plan, first.comparison) : say("report.in-plans", { count: plans.length });
    const [paper, unit] = [...first.parents, ...first.children][0] || [];
    const path = paper === undefined ? "" : ` · ${unitPath(paper, unit)}`;
    const text = el("span", {},
      el("button", { type: "button", class: "plain", onclick: () => openDetail(group.map(asEntry)) }, `${who}${path}`),
      `: ${sentence(first.message)}`);
    if (paper !== undefined) text.append(" ", el("q", { lang: "vi" }, `“${cut(unitText(paper, unit), 160)}”`));
    return el("li", {}, tag(first.weight), text);
  }));
}

// --- documents --------------------------------------------------------------------------------

function drawDocuments() {
  const head = ["document", "issued", "file", "doubts"];
  const words = asked(view.query);
  const papers = data.documents.filter((paper) => fits(words, foldedPaper(paper)));
  // Where the query is for what documents say, all of them stay.
  listed.papers = words.length ? papers.length : 0;
  const rows = (papers.length ? papers : data.documents).map((paper) => {
    const number = data.documents.indexOf(paper);
    const told = paper.notices.map((notice) => notice[tongue()]);
    if (data.unmatched[number]) told.unshift(data.unmatched[number][tongue()]);
    const name = el("td", {}, paper.name);
    if (paper.title) name.append(el("q", { lang: "vi" }, cut(paper.title, 200)));
    return el("tr", {}, name, el("td", { class: "date" }, paper.issued || "—"), el("td", {}, paper.path), el("td", {}, told.join("; ") || "—"));
  });
  for (const [path, ...message] of [...data.unread, ...data.passed])
    rows.push(el("tr", {}, el("td", {}, "—"), el("td", {}, "—"), el("td", {}, data.texts[path]), el("td", {}, data.texts[message[tongue()]])));
  const heads = head.map((name) => el("th", { scope: "col" }, say(`report.${name}`)));
  byId("documents").replaceChildren(
    el("table", { class: "list" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)));
}
