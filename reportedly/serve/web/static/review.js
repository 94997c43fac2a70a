"use strict";
// The page works without this file. With it, a verdict is given and taken back by keys, without leaving the place.

const items = () => [...document.querySelectorAll(".item")];
const told = document.getElementById("told");
let last = null; // the thing that was judged last, for undo

const current = () => {
  const at = document.activeElement?.closest(".item");
  return at ?? items().find((item) => item.matches(".at")) ?? null;
};

const go = (item) => {
  if (!item) return;
  for (const other of document.querySelectorAll(".item.at")) other.classList.remove("at");
  item.classList.add("at");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
};

const step = (by) => {
  const every = items();
  const at = every.indexOf(current());
  go(every[at < 0 ? 0 : Math.min(every.length - 1, Math.max(0, at + by))]);
};

// A form of a thing is sent behind the page; what comes back is the thing as it is now.
const send = async (form, button) => {
  const item = form.closest(".item");
  const given = new FormData(form, button);
  given.set("part", "1");
  const undoing = form.matches("[data-undo]");
  item.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(form.action, { method: "post", body: new URLSearchParams(given) });
  } catch {
    answer = null;
  }
  item.removeAttribute("aria-busy");
  if (!answer?.ok) {
    told.textContent = await problem(answer);
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const made = holder.content.querySelector(".item");
  const next = undoing ? made : (items()[items().indexOf(item) + 1] ?? made);
  item.replaceWith(made);
  last = undoing ? null : made;
  told.textContent = undoing ? "Taken back." : `Kept: ${made.querySelector(".verdict b")?.textContent ?? ""}. Press u to undo.`;
  go(next);
};

const problem = async (answer) => {
  if (!answer) return "The server does not answer: nothing was kept.";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("main p:not(.eyebrow)")].map((p) => p.textContent.trim()).join(" ") || "Nothing was kept.";
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".verdict-form")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

const press = (item, key) => {
  const button = item?.querySelector(`button[data-key="${key}"]`);
  if (button) button.click();
};

const undo = () => {
  const here = current();
  const form = [here, last?.isConnected ? last : null, told].map((at) => at?.querySelector("form[data-undo]")).find(Boolean);
  form?.requestSubmit();
};

const open = (details) => {
  if (!details) return;
  details.open = !details.open;
  const field = details.matches(".correct") && details.open ? details.querySelector("textarea") : details.querySelector("summary");
  field.focus();
};

const KEYS = {
  j: () => step(1), ArrowRight: () => step(1), k: () => step(-1), ArrowLeft: () => step(-1),
  y: () => press(current(), "y"), n: () => press(current(), "n"), u: undo,
  c: () => open(current()?.querySelector(".correct")), m: () => open(current()?.querySelector(".machine")),
  "?": () => open(document.getElementById("keys")),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") go(current());
    return;
  }
  const does = KEYS[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});
