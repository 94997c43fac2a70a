"use strict";
// Looks how far it is, until it is done. Without this file the page comes anew every two seconds.
(() => {
  const look = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
    const next = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#progress");
    if (answer?.ok && !next) location.reload();
    else if (next) document.querySelector("#progress").replaceChildren(...next.childNodes);
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
