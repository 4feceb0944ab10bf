// Both texts side by side, their differences marked by kind; one at a time, in a dialog.
const detail = { entries: [], at: 0, back: null };

function openDetail(entries, at = 0) {
  if (!entries.length) return;
  const box = byId("detail");
  if (!box.open) detail.back = document.activeElement;
  Object.assign(detail, { entries, at });
  drawDetail();
  if (!box.open) box.showModal();
  box.scrollTop = 0;
  byId("detail-title").focus();
}

function drawDetail() {
  const shown = detail.entries[detail.at];
  const inside = el("div", { class: "inside" }, ...ownWords(shown), ...foundIn(shown), ...(shown.link ? linkParts(shown) : placesOf(shown)));
  byId("detail").replaceChildren(detailBar(shown), inside);
}

function ownWords({ comparison }) {
  if (!restates(comparison)) return [];
  return [el("p", { class: "notice" }, say("report.own-words", { plans: planAgainst(comparison.child, comparison) }))];
}

function detailBar({ comparison, plan, link, findings: found }) {
  const count = detail.entries.length;
  const number = comparison ? comparison.child : plan;
  const units = link ? [comparison.parent, link.parents] : [];
  const [paper, indices] = link && !link.parents.length ? [comparison.child, link.children] : units;
  const path = paper === undefined ? found[0].code : indices.map((i) => unitPath(paper, i)).join(", ");
  const title = el("h2", { id: "detail-title", tabindex: -1 }, `${planAgainst(number, comparison)} · ${path}`);
  const bar = el("div", { class: "bar" }, title);
  if (count > 1) {
    const told = say("report.counter", { number: detail.at + 1, count });
    bar.append(
      el("button", { type: "button", id: "previous", onclick: () => turn(-1), disabled: detail.at === 0 }, `← ${say("report.previous")}`),
      el("span", {}, told),
      el("button", { type: "button", id: "next", onclick: () => turn(1), disabled: detail.at === count - 1 }, `${say("report.next")} →`),
    );
  }
  bar.append(el("button", { type: "button", id: "close", onclick: () => byId("detail").close() }, say("report.close")));
  return bar;
}

function turn(step) {
  const at = detail.at + step;
  if (at < 0 || at >= detail.entries.length) return;
  detail.at = at;
  drawDetail();
  byId("detail").scrollTop = 0;
  byId("detail-title").focus();
}

// What the rules say, each with its weight and remedy.
const tag = (weight) =>
  el("span", { class: `tag ${SEVERITIES[weight]}` }, `${SIGNS[SEVERITIES[weight]] || "="} ${severityName(weight)}`);

function foundIn({ findings: found }) {
  return found.map((one) => {
    const line = el("p", { class: "told" }, tag(one.weight), " ", el("b", {}, one.code), " ", sentence(one.message));
    line.append(el("br"), `${say("report.remedy")}: ${sentence(one.remedy)}`);
    if (one.waived !== null) line.append(` (${say("report.waived")}: ${sentence(one.waived)})`);
    return line;
  });
}

function linkParts({ comparison, link }) {
  const moved = link.moved ? ` (${say("report.moved")})` : "";
  const sure = `${say("report.sureness")}: ${Math.round(link.score * 100)}%`;
  const parts = [
    el("p", { class: "told" }, el("b", {}, `${link.state.sign} ${stateName(link.state)}${moved}`), ` · ${sure}`),
    el("p", { class: "told" }, `${say("report.why")}: ${sentence(link.reason)}`),
  ];
  if (link.duty) parts.push(el("p", { class: "told" }, `${say("report.duty")}: ${say(`duty.${link.duty}`)} (${sentence(link.told)})`));
  if (link.facts.length) parts.push(factList(link));
  const edits = editsOf(comparison, link);
  parts.push(
    el("div", { class: "sides" },
      side("report.parent-text", comparison.parent, link.parents, edits, "parent", "del"),
      side("report.child-text", comparison.child, link.children, edits, "child", "ins")),
  );
  if (link.rejected) parts.push(rejectedBox(comparison, link.rejected));
  const kinds = [...new Set(edits.map((edit) => edit.kind))];
  if (kinds.length) parts.push(legend(kinds));
  return parts;
}

function factList(link) {
  const known = (text) => (text === null ? "—" : data.texts[text]);
  const rows = link.facts.map(([kind, old, fresh, effect]) =>
    el("li", {},
      `${say(`fact.${data.kinds.facts[kind]}`)} ${say(`effect.${data.kinds.effects[effect]}`)}: `,
      el("span", { class: "old", lang: "vi" }, known(old)), " → ",
      el("span", { class: "new", lang: "vi" }, known(fresh))));
  return el("ul", { class: "facts", "aria-label": say("report.facts") }, ...rows);
}

function side(code, paper, units, edits, name, element) {
  const made = el("div", { class: "side" }, el("h3", {}, say(code)));
  made.append(el("p", { class: "where" }, `${data.documents[paper].name} · ${data.documents[paper].path}`));
  if (!units.length) made.append(el("p", { class: "text" }, `— ${say("report.absent")}`));
  for (const unit of units) {
    const own = edits.map((edit) => ({ kind: edit.kind, ...edit[name] })).filter((edit) => edit.unit === unit);
    made.append(el("p", { class: "where" }, el("b", {}, place(paper, unit))));
    made.append(marked(unitText(paper, unit), own, element));
  }
  return made;
}

// A text whose differing words stand in elements of their own; everything is a text node.
function marked(text, edits, element) {
  const line = el("p", { class: "text", lang: "vi", dir: "auto" });
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end <= edit.start) continue;
    line.append(text.slice(at, edit.start));
    const kind = say(`edit.${edit.kind}`);
    line.append(el(element, { class: `edit ${edit.kind}`, title: kind }, el("span", { class: "unseen" }, `[${kind}: `), text.slice(edit.start, edit.end), el("span", { class: "unseen" }, "]")));
    at = edit.end;
  }
  line.append(text.slice(at));
  return line;
}

function rejectedBox(comparison, [unit, score, ...lacked]) {
  const title = say("report.rejected", { score: score.toFixed(2).replace(".", language === "vi" ? "," : ".") });
  return el("div", { class: "rejected" },
    el("h3", {}, title),
    el("p", { class: "where" }, el("b", {}, place(comparison.child, unit))),
    marked(unitText(comparison.child, unit), [], "ins"),
    el("p", { class: "told" }, sentence(lacked)));
}

// A finding on no pair of texts: the places that it names.
function placesOf({ findings: [found] }) {
  return [...found.parents, ...found.children].map(([paper, unit]) =>
    el("div", { class: "side" },
      el("p", { class: "where" }, el("b", {}, place(paper, unit)), ` · ${data.documents[paper].path}`),
      marked(unitText(paper, unit), [], "ins")));
}

function legend(kinds) {
  const order = data.kinds.edits.filter((kind) => kinds.includes(kind));
  return el("p", { class: "legend" }, `${say("report.edits")}:`,
    ...order.map((kind) => el("span", {}, el("span", { class: `edit ${kind}` }, say(`edit.${kind}`)))));
}

byId("detail").addEventListener("close", () => detail.back?.focus());
byId("detail").addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") turn(-1);
  else if (event.key === "ArrowRight") turn(1);
});
byId("detail").addEventListener("click", (event) => {
  if (event.target === byId("detail")) byId("detail").close();
});
