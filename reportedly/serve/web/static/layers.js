"use strict";
// A layer is switched by style alone; this keeps in the address which are on, so that it can be passed on.
(() => {
  const form = document.querySelector("form.layers");
  if (!form) return;
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => {
    const on = [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value);
    const address = new URL(location.href);
    address.searchParams.delete("layers");
    if (on.join() !== "attributions") address.searchParams.set("layers", on.join() || "none");
    history.replaceState(null, "", address.href.replaceAll("%2C", ","));
  });
})();
