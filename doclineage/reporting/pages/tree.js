// Search, fold and details on the picture of the tree; the picture itself was laid out before.
const svg = document.querySelector("svg.tree");
const papers = new Map(Object.entries(data.papers));
const drawn = new Map([...svg.querySelectorAll("[data-key]")].map((part) => [part.dataset.key, part]));
const lines = [...svg.querySelectorAll(".line")];

const titleOf = (key) => {
  const paper = papers.get(key);
  if (!paper) return drawn.get(key)?.querySelector("title")?.textContent || "";
  return [paper.name, paper.place === paper.name ? null : paper.issuer || paper.place, paper.standing].filter(Boolean).join(" · ");
};

for (const [key, paper] of papers)
  paper.folded = fold([paper.name, paper.place, paper.issuer, paper.title, ...paper.files].filter(Boolean).join("\n"));

// --- boxes as buttons --------------------------------------------------------------------------

function press(part, act) {
  part.addEventListener("click", act);
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}

for (const [key, part] of drawn) {
  if (part.matches(".block")) continue;
  part.setAttribute("role", "button");
  part.setAttribute("tabindex", "0");
  part.setAttribute("aria-label", titleOf(key));
  press(part, () => open(key));
}

// --- fold: what hangs from a box alone is put away ----------------------------------------------

const below = new Map();
for (const { dataset } of lines) {
  if (!below.has(dataset.parent)) below.set(dataset.parent, new Set());
  below.get(dataset.parent).add(dataset.child);
}
const shut = new Set();

// What is reached from the tops, not going on below what is shut.
function reached(closed) {
  const ends = new Set([...below.values()].flatMap((set) => [...set]));
  const seen = new Set();
  const waiting = [...drawn.keys()].filter((key) => !ends.has(key));
  while (waiting.length) {
    const key = waiting.pop();
    if (seen.has(key)) continue;
    seen.add(key);
    if (!closed.has(key)) waiting.push(...(below.get(key) || []));
  }
  return seen;
}
const always = reached(new Set());

function arrange() {
  const seen = reached(shut);
  // Circles hang from nothing that is outside of them: they are always shown.
  const shown = (key) => seen.has(key) || !always.has(key);
  for (const [key, part] of drawn)
    if (!part.matches(".cell")) part.classList.toggle("gone", !shown(key));
  for (const line of lines) {
    const gone = shut.has(line.dataset.parent) || !shown(line.dataset.parent);
    line.classList.toggle("gone", gone);
    const told = line.nextElementSibling;
    if (told?.matches(".told")) told.classList.toggle("gone", gone);
  }
  for (const knob of svg.querySelectorAll(".fold")) knob.classList.toggle("gone", !shown(knob.dataset.of));
}

function knobs() {
  const space = "http://www.w3.org/2000/svg";
  for (const key of below.keys()) {
    const box = drawn.get(key)?.querySelector("rect");
    if (!box) continue;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    const knob = document.createElementNS(space, "g");
    const ring = document.createElementNS(space, "circle");
    const sign = document.createElementNS(space, "text");
    const [cx, cy] = [x + width - 16, y + height];
    for (const [name, value] of Object.entries({ cx, cy, r: 12 })) ring.setAttribute(name, value);
    for (const [name, value] of Object.entries({ x: cx, y: cy + 4.5 })) sign.setAttribute(name, value);
    sign.textContent = "−";
    knob.setAttribute("class", "fold");
    knob.dataset.of = key;
    for (const [name, value] of Object.entries({ role: "button", tabindex: 0, "aria-expanded": true, "aria-label": data.words.fold.replace("{name}", papers.get(key)?.name ?? "") }))
      knob.setAttribute(name, value);
    knob.append(ring, sign);
    press(knob, () => {
      if (shut.has(key)) shut.delete(key);
      else shut.add(key);
      sign.textContent = shut.has(key) ? "+" : "−";
      knob.setAttribute("aria-expanded", !shut.has(key));
      arrange();
    });
    drawn.get(key).after(knob);
  }
}
knobs();

// --- search ------------------------------------------------------------------------------------

const summary = byId("status").textContent;
const HITS = 60;

function seek() {
  const words = asked(byId("search").value);
  const hits = words.length ? [...papers].filter(([, paper]) => fits(words, paper.folded)).map(([key]) => key) : [];
  svg.classList.toggle("sought", words.length > 0);
  const marked = new Set(hits);
  for (const [group, members] of Object.entries(data.groups))
    if (members.some((member) => marked.has(member))) marked.add(group);
  for (const [key, part] of drawn) part.classList.toggle("found", marked.has(key));
  byId("status").textContent = words.length ? data.words.found.replace("{count}", hits.length) : summary;
  byId("hits").replaceChildren(...hits.slice(0, HITS).map((key) => el("li", {}, card(key))));
  byId("hits").hidden = !hits.length;
  const first = hits.map((key) => drawn.get(key)).find(Boolean);
  first?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
byId("search").addEventListener("input", seek);
addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.matches("input") && !byId("detail").open) {
    event.preventDefault();
    byId("search").focus();
  }
});

// --- details -----------------------------------------------------------------------------------

const past = [];
let current = null;
let opener = null;

function card(key) {
  const paper = papers.get(key);
  const text = `${paper.sign} ${paper.place === paper.name ? paper.name : `${paper.place} · ${paper.name}`}`;
  return el("button", { type: "button", class: paper.look, title: titleOf(key), onclick: () => open(key) }, text);
}

function open(key) {
  const box = byId("detail");
  if (!box.open) {
    past.length = 0;
    opener = document.activeElement;
  } else if (current !== null) past.push(current);
  show(key);
}

function show(key) {
  current = key;
  const box = byId("detail");
  const paper = papers.get(key);
  const title = el("h2", { id: "detail-title", tabindex: -1 }, paper ? paper.name : titleOf(key));
  const bar = el("div", { class: "bar" }, title);
  if (past.length) bar.append(el("button", { type: "button", id: "back", onclick: () => show(past.pop()) }, `← ${data.words.back}`));
  bar.append(el("button", { type: "button", id: "close", onclick: () => box.close() }, data.words.close));
  const inside = el("div", { class: "inside" }, ...(paper ? details(paper) : [cards(data.groups[key])]));
  box.replaceChildren(bar, inside);
  if (!box.open) box.showModal();
  box.scrollTop = 0;
  title.focus();
}

const cards = (keys) => el("ul", { class: "cards" }, ...keys.map((key) => el("li", {}, card(key))));

function details(paper) {
  const parts = [];
  if (paper.title) parts.push(el("p", { lang: "vi" }, paper.title));
  parts.push(el("p", {}, [paper.issuer, paper.level, paper.standing].filter(Boolean).join(" · ")));
  if (paper.files.length) parts.push(el("p", {}, `${data.words.files}: ${paper.files.join(", ")}`));
  for (const name of ["above", "below"])
    if (paper[name].length) parts.push(el("h3", {}, `${data.words[name]} (${paper[name].length})`), cards(paper[name].filter((key) => papers.has(key))));
  if (paper.cites.length) {
    const rows = paper.cites.map(([relation, , name, unit, evidence]) =>
      el("li", {}, `${relation}: `, el("b", {}, name), unit ? ` [${unit}] ` : " ", el("q", { lang: "vi", dir: "auto" }, evidence)));
    parts.push(el("h3", {}, `${data.words.cites} (${rows.length})`), el("ul", { class: "cited" }, ...rows));
  }
  return parts;
}
byId("detail").addEventListener("close", () => opener?.focus());

// --- size ----------------------------------------------------------------------------------------

const natural = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
const room = byId("picture").clientWidth;
// A picture a little too wide is made to fit; a much wider one keeps legible letters and scrolls.
let scale = Math.max(0.85, Math.min(1, room / natural[0]));
function resize(factor) {
  scale = Math.max(0.3, Math.min(3, scale * factor));
  svg.setAttribute("width", natural[0] * scale);
  svg.setAttribute("height", natural[1] * scale);
}
resize(1);
byId("larger").addEventListener("click", () => resize(1.2));
byId("smaller").addEventListener("click", () => resize(1 / 1.2));
