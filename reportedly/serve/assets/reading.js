"use strict";
(() => {
  const card = document.querySelector(".card");
  const readings = [...document.querySelectorAll(".reading")].map((root) => {
    const pieces = new Map();
    for (const piece of root.querySelectorAll(".text [data-a]"))
      for (const n of piece.dataset.a.split(" ")) pieces.has(n) ? pieces.get(n).push(piece) : pieces.set(n, [piece]);
    const entries = [...root.querySelectorAll(".entry")];
    return { root, pieces, entries, text: root.querySelector(".text"), side: root.querySelector(".side"),
             entry: new Map(entries.map((entry) => [entry.dataset.n, entry])) };
  });
  const order = readings.flatMap((reading) => reading.entries.map((entry) => ({ reading, n: entry.dataset.n })));
  let chosen = null, passing = null, shown = null;

  const same = (one, other) => one?.reading === other?.reading && one?.n === other?.n;
  const readingOf = (node) => readings.find((reading) => reading.root === node.closest(".reading"));

  function show() {
    const next = passing ?? chosen;
    if (same(next, shown)) return;
    if (shown) paint(shown, false);
    if (next) paint(next, true);
    shown = next;
    card.hidden = !next;
    card.replaceChildren();
    if (next) card.append(...[...next.reading.entry.get(next.n).querySelector(".head").cloneNode(true).childNodes]);
    for (const link of card.querySelectorAll("a")) link.removeAttribute("title");
  }

  function paint({ reading, n }, on) {
    reading.text.classList.toggle("lit", on);
    reading.entry.get(n).classList.toggle("on", on);
    for (const piece of reading.pieces.get(n) ?? []) {
      piece.classList.toggle("on", on);
      // What a piece is to this attribution it need not be to another.
      for (const role of ["source", "cue"])
        piece.classList.toggle("as-" + role, on && (piece.dataset[role] ?? "").split(" ").includes(n));
    }
  }

  function choose(next) {
    chosen = next;
    passing = null;
    show();
  }

  function reveal({ reading, n }) {
    const first = reading.pieces.get(n)?.[0];
    if (first) {
      const { top, bottom } = first.getBoundingClientRect();
      if (top < 60 || bottom > innerHeight * 0.6) first.scrollIntoView({ block: "center", behavior: "instant" });
    }
    showInList(reading, n);
  }

  function showInList({ side, entry }, n) {
    if (getComputedStyle(side).overflowY !== "auto") return;
    const head = entry.get(n).firstElementChild.getBoundingClientRect(), frame = side.getBoundingClientRect();
    if (head.top < frame.top) side.scrollTop += head.top - frame.top - 20;
    else if (head.bottom > frame.bottom - 90) side.scrollTop += head.bottom - frame.bottom + 90;
  }

  function step(by) {
    if (!order.length) return;
    const at = chosen ? order.findIndex((item) => same(item, chosen)) : by > 0 ? -1 : order.length;
    choose(order[Math.min(Math.max(at + by, 0), order.length - 1)]);
    reveal(chosen);
  }

  function climb() {
    const above = chosen?.reading.entry.get(chosen.n).parentElement.closest(".entry");
    if (!above) return;
    choose({ reading: chosen.reading, n: above.dataset.n });
    reveal(chosen);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const piece = event.target.closest?.(".text [data-a]"), entry = event.target.closest?.(".head")?.closest(".entry");
    if (piece) passing = { reading: readingOf(piece), n: piece.dataset.a.split(" ")[0] };
    else if (entry) passing = { reading: readingOf(entry), n: entry.dataset.n };
    else passing = null;
    // Over what is chosen already, the choice stays: it may be the parent of the smallest.
    if (piece && chosen?.reading === passing.reading && piece.dataset.a.split(" ").includes(chosen.n)) passing = null;
    show();
  });
  document.documentElement.addEventListener("pointerleave", () => { passing = null; show(); });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a[href]:not(.jump), .card, summary, label, input, button") || String(getSelection())) return;
    const piece = event.target.closest?.(".text [data-a]"), entry = event.target.closest?.(".head")?.closest(".entry");
    if (piece) {
      const reading = readingOf(piece), around = piece.dataset.a.split(" ");
      // The smallest first; each further click takes the one around it, the last lets go.
      const next = chosen?.reading === reading ? around[around.indexOf(chosen.n) + 1] : around[0];
      choose(next ? { reading, n: next } : null);
      if (chosen) showInList(reading, chosen.n);
    } else if (entry) choose({ reading: readingOf(entry), n: entry.dataset.n });
    else choose(null);
  });

  document.addEventListener("focusin", (event) => {
    const entry = event.target.closest?.(".head")?.closest(".entry");
    if (entry) choose({ reading: readingOf(entry), n: entry.dataset.n });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "u") climb();
    else if (event.key === "Escape") choose(null);
    else return;
    event.preventDefault();
  });

  // An address that ends in an entry of the list or a place in the text brings it up.
  function arrive() {
    const [, key, n] = /^#(r\d+)[et](\d+)$/.exec(location.hash) ?? [];
    const reading = readings.find(({ root }) => root.id === key);
    if (reading?.entry.has(n)) choose({ reading, n });
    return Boolean(chosen);
  }

  addEventListener("hashchange", arrive);
  document.documentElement.classList.add("js");
  if (arrive()) reveal(chosen);
  document.querySelector(".keys").hidden = !order.length;
})();
