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

// Of what weighs the same a changed number, ban or day comes first, as both texts are there to be
// read; what is not found comes last where an item of the plan comes near or the plan has its own
// words, as it may be there.
const FACT_RULES = new Set(["A05", "A06"]);
const FIRM = { fact: 0, missing: 1, further: 2, other: 3, check: 4 };
// So many changed facts come before what is missing, so that both are seen.
const FACTS_FIRST = 4;

const restates = (comparison) =>
  data.plans.some((plan) => plan.ownWords && data.comparisons[plan.comparison] === comparison);

function comesNear({ comparison, link, parents }) {
  const held = parents.map(([, unit]) => comparison.byParent.get(unit)).filter(Boolean);
  return [link, ...held].some(({ rejected }) => rejected && rejected[1] >= data.near);
}

// The sentence that says how an omission is to be looked at first, null where it is firm.
function toCheck(found) {
  if (found.code !== "A01" || !found.link) return null;
  if (comesNear(found)) return "report.check-first";
  return restates(found.comparison) ? "report.check-words" : null;
}

function firmness(found) {
  if (FACT_RULES.has(found.code)) return restates(found.comparison) ? FIRM.other : FIRM.fact;
  if (found.code !== "A01") return FIRM.other;
  return toCheck(found) ? FIRM.check : FIRM.missing;
}

// Findings of one rule on one task of the parent are told together, whichever the plans.
function groupedFindings() {
  const groups = new Map();
  for (const found of findings) {
    if (found.weight > 1 || found.waived !== null) continue;
    const where = found.parents.map(([paper, unit]) => `${paper}/${unit}`).join();
    const key = [found.weight, firmness(found), found.code, where || found.plan].join(" ");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(found);
  }
  return [...groups.values()].map((found) => ({
    found, first: found[0], weight: found[0].weight, firm: firmness(found[0]), turn: 0,
    plans: [...new Set(found.map((one) => one.plan))],
  }));
}

function worst(longest = 6) {
  const order = (one, other) =>
    one.weight - other.weight || one.firm - other.firm || other.plans.length - one.plans.length ||
    one.turn - other.turn || one.first.index - other.first.index;
  const sorted = groupedFindings().sort(order);
  // Of what weighs the same, each plan's first comes before any plan's second.
  const told = new Map();
  for (const group of sorted) {
    const key = [group.weight, group.firm, group.plans.length, group.first.plan].join(" ");
    group.turn = told.get(key) || 0;
    told.set(key, group.turn + 1);
  }
  sorted.sort(order);
  const facts = sorted.filter((group) => group.weight === 0 && group.firm === FIRM.fact);
  for (const group of facts.slice(FACTS_FIRST)) group.firm = FIRM.further;
  return sorted.sort(order).slice(0, longest);
}

function drawWorst() {
  const groups = worst();
  byId("worst").replaceChildren(
    ...(groups.length ? groups.map(worstLine) : [el("li", {}, say("report.nothing-worst"))]));
  drawOwnWords();
}

function worstLine({ found: group, first, plans }) {
  const who = plans.length === 1 ? planAgainst(first.plan, first.comparison) : say("report.in-plans", { count: plans.length });
  const [paper, unit] = [...first.parents, ...first.children][0] || [];
  const path = paper === undefined ? "" : ` · ${unitPath(paper, unit)}`;
  const check = toCheck(first);
  const text = el("span", {},
    el("button", { type: "button", class: "plain", onclick: () => openDetail(group.map(asEntry)) }, `${who}${path}`),
    `: ${check ? say(check) : sentence(first.message)}`);
  if (paper !== undefined) text.append(" ", el("q", { lang: "vi" }, `“${cut(unitText(paper, unit), 160)}”`));
  return el("li", {}, tag(first.weight), text);
}

function drawOwnWords() {
  const named = data.plans.filter((plan) => plan.ownWords).map((plan) =>
    planAgainst(plan.plan, data.comparisons[plan.comparison]));
  byId("own-words").hidden = !named.length;
  byId("own-words").textContent = say("report.own-words", { plans: named.join(", ") });
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
