// What a query is found in: names of plans, the parent's tasks, what the plans answer; under every
// parent, so that a hit elsewhere is not missed.

// What a unit says, folded once: findings and cells speak of the same units.
function foldedUnit(number, unit) {
  const known = (data.documents[number].folds ??= {});
  return (known[unit] ??= fold(unitText(number, unit)));
}

const answers = (words, comparison, link) =>
  link.children.length > 0 && fits(words, link.children.map((unit) => foldedUnit(comparison.child, unit)).join("\n"));

const foldedPlan = (plan) => {
  const paper = data.documents[plan.plan];
  plan.folded ??= fold([plan.name, paper.number, paper.issuer, paper.path].filter(Boolean).join("\n"));
  return plan.folded;
};

const foldedPaper = (paper) => {
  paper.folded ??= fold([paper.name, paper.title, paper.issued, paper.path].filter(Boolean).join("\n"));
  return paper.folded;
};

// Which rows, columns and cells of the matrix a query is for; all of them without one.
function seekIn(rows, columns) {
  const words = asked(view.query);
  const all = () => true;
  if (!words.length) return { rows: all, columns: all, hit: () => false, named: new Set() };
  const named = new Set(rows.filter((row) => fits(words, foldedPlan(row.plan))));
  if (named.size)
    return { rows: (row) => named.has(row), columns: all, hit: () => false, named: new Set([...named].map((row) => row.plan.plan)) };
  const spoken = new Set(columns.filter((column) => fits(words, column.folded)));
  const said = (row) => (link) => answers(words, row.comparison, link);
  const answering = new Set();
  const cells = new Set();
  for (const row of rows) {
    if (row.added.some(said(row))) answering.add(row);
    for (const cell of row.cells)
      if (cell.held.some(said(row))) {
        cells.add(cell);
        answering.add(row);
      }
  }
  const answered = new Set([...cells].map((cell) => cell.column));
  return {
    rows: (row) => spoken.size > 0 || answering.has(row),
    columns: (column) => spoken.has(column) || answered.has(column),
    hit: (cell) => cells.has(cell),
    named: new Set(),
  };
}

// In how many places a query stands under one parent: plans by name, else tasks and answers.
function hitsUnder(at, words) {
  const plans = data.plans.filter((plan) => plan.comparison !== null && data.comparisons[plan.comparison].parent === parents[at]);
  const named = plans.filter((plan) => fits(words, foldedPlan(plan))).length;
  if (named) return named;
  const compared = plans.map((plan) => data.comparisons[plan.comparison]);
  const asking = new Set(compared.flatMap((comparison) => [...comparison.byParent.keys()]));
  const spoken = [...asking].filter((unit) => fits(words, `${fold(unitPath(parents[at], unit))}\n${foldedUnit(parents[at], unit)}`));
  const answered = compared.flatMap((comparison) => comparison.links.filter((link) => answers(words, comparison, link)));
  return spoken.length + answered.length;
}

// Where a query stands under another parent alone, that one is shown.
function followQuery(follow) {
  const words = asked(view.query);
  if (view.asked !== view.query) view.hits = words.length && parents.length > 1 ? parents.map((_, at) => hitsUnder(at, words)) : [];
  view.asked = view.query;
  if (!follow || !view.hits.length || view.hits[view.parent]) return false;
  const most = Math.max(...view.hits);
  if (most > 0) view.parent = view.hits.indexOf(most);
  return most > 0;
}

// Which of several links a query is for: a section's cell holds many, and opens on that one.
function firstSought(comparison, held) {
  const words = asked(view.query);
  if (!words.length) return 0;
  const spoken = (link) => link.parents.some((unit) => fits(words, foldedUnit(comparison.parent, unit)));
  return Math.max(0, held.findIndex((link) => answers(words, comparison, link) || spoken(link)));
}

// From the search box to the first thing that was found.
function goToHit() {
  const rows = matrix ? matrix.order.rows.filter((row) => row.shown) : [];
  const columns = matrix ? matrix.order.columns.filter((column) => column.shown) : [];
  const cells = rows.flatMap((row) => columns.map((column) => row.cells[column.place])).filter((cell) => cell.held.length);
  const first = cells.find((cell) => cell.drawn.classList.contains("hit")) || cells[0];
  if (first) roveTo(first.drawn);
  else (byId("findings").querySelector("tbody button") || byId("documents")).focus();
}
