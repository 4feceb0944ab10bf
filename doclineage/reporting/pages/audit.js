// The audit as objects: links with their verdict, their weight, the findings on them.
const SEVERITIES = [...data.kinds.severities, "clean"];
const CLEAN = SEVERITIES.indexOf("clean");
// What can become of a task, the worst first, with the sign that stands beside the colour.
const STATES = [
  ["omitted-required", "✗"],
  ["omitted-review", "?"],
  ["changed", "!"],
  ["reworded", "≠"],
  ["added", "+"],
  ["localised", "≈"],
  ["noise", "~"],
  ["identical", "="],
  ["omitted-not-addressed", "·"],
].map(([name, sign], rank) => ({ name, sign, rank }));
const STATE = Object.fromEntries(STATES.map((state) => [state.name, state]));
const SIGNS = { error: "✗", warning: "?", info: "·" };

const stateName = (state) =>
  state.name.startsWith("omitted-")
    ? `${say("relation.omitted")}, ${say(`duty.${state.name.slice(8)}`)}`
    : say(`relation.${state.name}`);
const severityName = (rank) =>
  rank === CLEAN ? say("report.clean") : say(`severity.${SEVERITIES[rank]}`);

function readLink(row, index) {
  const [parents, children, relation, score, moved, coverage, reason, edits, duty, told, facts, rejected] =
    row;
  const link = {
    index, parents, children, score, moved, coverage, reason, told, rejected,
    relation: data.kinds.relations[relation],
    duty: data.kinds.duties[duty],
    edits: edits || [],
    facts: facts || [],
    findings: [],
    weight: CLEAN,
  };
  link.state =
    STATE[link.relation === "omitted" ? `omitted-${link.duty || "review"}` : link.relation];
  return link;
}

for (const comparison of data.comparisons) {
  comparison.links = comparison.links.map(readLink);
  comparison.byParent = new Map();
  for (const link of comparison.links)
    for (const unit of link.parents) comparison.byParent.set(unit, link);
}

const findings = data.findings.map((row, index) => {
  const [code, weight, plan, pair, link, message, remedy, parents, children, waived] = row;
  const comparison = pair === null ? null : data.comparisons[pair];
  const found = { index, code, weight, plan, comparison, message, remedy, parents, children, waived };
  found.link = comparison && link !== null ? comparison.links[link] : null;
  if (found.link) {
    // A section that is gone is one finding: every task of it has it.
    const others = parents.map(([, unit]) => comparison.byParent.get(unit)).filter(Boolean);
    for (const held of new Set([found.link, ...others])) {
      held.findings.push(found);
      held.weight = Math.min(held.weight, weight);
    }
  }
  return found;
});

// Edits of a link that rebuilds its child carry the words put in; the others carry both spans.
function editsOf(comparison, link) {
  if (link.read) return link.read;
  let shift = 0;
  link.read = link.edits.map((row) => {
    const kind = data.kinds.edits[row[0]];
    if (row.length > 4) {
      const [, old, start, end, fresh, from, to] = row;
      return { kind, parent: { unit: old, start, end }, child: { unit: fresh, start: from, end: to } };
    }
    const [, start, end, words] = row;
    const text = data.texts[words];
    const from = start + shift;
    shift += text.length - (end - start);
    return {
      kind, text,
      parent: { unit: link.parents[0], start, end },
      child: { unit: link.children[0], start: from, end: from + text.length },
    };
  });
  return link.read;
}

function unitText(number, unit) {
  const text = data.documents[number].units[unit][2];
  if (!Array.isArray(text)) return data.texts[text];
  const comparison = data.comparisons[text[0]];
  const link = comparison.links[text[1]];
  const base = unitText(comparison.parent, link.parents[0]);
  let at = 0;
  let built = "";
  for (const edit of editsOf(comparison, link)) {
    built += base.slice(at, edit.parent.start) + edit.text;
    at = edit.parent.end;
  }
  return built + base.slice(at);
}

const unitPath = (number, unit) => data.documents[number].units[unit][0];
function place(number, unit) {
  const [path, page] = data.documents[number].units[unit];
  return page ? `${path}, ${say("report.page", { number: page })}` : path;
}
const places = (number, units) => units.map((unit) => place(number, unit)).join("; ");

// The plan of one comparison, or of a document that was compared with none.
const planOf = new Map(data.plans.map((plan) => [plan.plan, plan]));
const planName = (number) => planOf.get(number)?.name || data.documents[number].name;
// A plan of several parents is named with the one that it is held to.
function planAgainst(number, comparison) {
  const pairs = data.plans.filter((plan) => plan.plan === number && plan.comparison !== null);
  if (!comparison || pairs.length < 2) return planName(number);
  const paper = data.documents[comparison.parent];
  return `${planName(number)} (${say("report.versus", { parent: paper.number || paper.name })})`;
}
