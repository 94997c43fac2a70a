"use strict";
// Everything works without this file: it saves presses of a button and keeps addresses short.

// What was left empty need not stand in the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  const given = [...event.formData.entries()];
  for (const name of new Set(given.map(([name]) => name))) event.formData.delete(name);
  for (const [name, value] of given) if (value !== "") event.formData.append(name, value);
});

// A choice from a list is an answer at once; words are one when Enter is pressed.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
});

// "/" goes to the search, as it does elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});
