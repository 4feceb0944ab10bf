// Search, fold and details on the picture of the tree; the picture itself was laid out before.
const svg = document.querySelector("svg.tree");
const papers = new Map(Object.entries(data.papers));
const drawn = new Map([...svg.querySelectorAll("[data-key]")].map((part) => [part.dataset.key, part]));
const lines = [...svg.querySelectorAll(".line")];

const titleOf = (key) => {
  const paper = papers.get(key);
  if (!paper) return drawn.get(key)?.querySelector("title")?.textContent || "";
  return [paper.name, paper.place === paper.name ? null : paper.issuer || paper.place, paper.standing[tongue()]].filter(Boolean).join(" · ");
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

const foldLabel = (key) => say("tree.fold", { name: papers.get(key)?.name ?? "" });

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
    for (const [name, value] of Object.entries({ role: "button", tabindex: 0, "aria-expanded": true, "aria-label": foldLabel(key) }))
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

const HITS = 60;

// What is drawn of a paper: itself, else what it stands folded under.
function homes(hit) {
  const found = [];
  const seen = new Set();
  const waiting = [hit];
  while (waiting.length) {
    const key = waiting.pop();
    if (seen.has(key)) continue;
    seen.add(key);
    if (drawn.has(key)) found.push(key);
    else waiting.push(...(papers.get(key)?.above || []));
  }
  return found;
}

function seek() {
  const words = asked(byId("search").value);
  const hits = words.length ? [...papers].filter(([, paper]) => fits(words, paper.folded)).map(([key]) => key) : [];
  svg.classList.toggle("sought", words.length > 0);
  const marked = new Set(hits);
  for (const [group, members] of Object.entries(data.groups))
    if (members.some((member) => marked.has(member))) marked.add(group);
  for (const hit of hits) for (const key of homes(hit)) marked.add(key);
  for (const [key, part] of drawn) part.classList.toggle("found", marked.has(key));
  byId("status").textContent = words.length ? say("tree.found", { count: hits.length }) : data.summary[tongue()];
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
  if (past.length) bar.append(el("button", { type: "button", id: "back", onclick: () => show(past.pop()) }, `← ${say("tree.back")}`));
  bar.append(el("button", { type: "button", id: "close", onclick: () => box.close() }, say("tree.close")));
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
  parts.push(el("p", {}, [paper.issuer, paper.level?.[tongue()], paper.standing[tongue()]].filter(Boolean).join(" · ")));
  if (paper.files.length) parts.push(el("p", {}, `${say("tree.files")}: ${paper.files.join(", ")}`));
  for (const name of ["above", "below"])
    if (paper[name].length) parts.push(el("h3", {}, `${say(`tree.${name}`)} (${paper[name].length})`), cards(paper[name].filter((key) => papers.has(key))));
  if (paper.cites.length) {
    const rows = paper.cites.map(([relation, , name, unit, evidence]) =>
      el("li", {}, `${relation[tongue()]}: `, el("b", {}, name), unit ? ` [${unit}] ` : " ", el("q", { lang: "vi", dir: "auto" }, evidence)));
    parts.push(el("h3", {}, `${say("tree.cites")} (${rows.length})`), el("ul", { class: "cited" }, ...rows));
  }
  return parts;
}
byId("detail").addEventListener("close", () => opener?.focus());

// --- size ----------------------------------------------------------------------------------------

const natural = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
// As wide as the window where letters stay legible; a person may zoom from there.
const LEGIBLE = 0.8;
let scale = Math.max(LEGIBLE, Math.min(1, byId("picture").clientWidth / natural[0]));
function resize(factor) {
  scale = Math.max(0.1, Math.min(3, scale * factor));
  svg.setAttribute("width", natural[0] * scale);
  svg.setAttribute("height", natural[1] * scale);
}
resize(1);
byId("larger").addEventListener("click", () => resize(1.2));
byId("smaller").addEventListener("click", () => resize(1 / 1.2));
byId("whole").addEventListener("click", () => {
  const room = byId("picture");
  const high = innerHeight - room.getBoundingClientRect().top - scrollY - 8;
  resize(Math.min(1, room.clientWidth / natural[0], high / natural[1]) / scale);
});

// --- language ------------------------------------------------------------------------------------

for (const button of document.querySelectorAll("[data-language]"))
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    document.title = say("tree.title");
    for (const place of document.querySelectorAll("[data-vi]")) place.textContent = place.dataset[language];
    for (const [key, part] of drawn) if (!part.matches(".block")) part.setAttribute("aria-label", titleOf(key));
    for (const knob of svg.querySelectorAll(".fold")) knob.setAttribute("aria-label", foldLabel(knob.dataset.of));
    seek();
  });
