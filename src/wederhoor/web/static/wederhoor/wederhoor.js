// Quickens the keyboard; every page works without it. "/" goes to the search box, j and k walk the rows of a list.
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const walk = (step) => {
    const links = [...document.querySelectorAll(".row-number a")];
    if (!links.length) return;
    const here = links.indexOf(document.activeElement);
    links[Math.min(Math.max(here + step, 0), links.length - 1)].focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const find = document.querySelector("#zoek");
    if (event.key === "/" && find) {
      event.preventDefault();
      find.focus();
    } else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
  });
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();
