// Quickens the keyboard; every page works without it. Which key does what stands in the page: data-key on a link or a field.
// The page that explains the keys has the key "?"; where it is not, or where its reader switched keys off, there are none.
(() => {
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  const help = document.querySelector('[data-key="?"]');
  if (!help || document.documentElement.dataset.keys === "off") return;
  const PAUSE = 1500;
  const marked = [...document.querySelectorAll("[data-key]")];
  let first = "";
  let since = 0;

  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  const focus = (element) => {
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus();
  };
  const walk = (step) => {
    const rows = [...document.querySelectorAll(".row-number a")];
    const stops = rows.length ? rows : [...document.querySelectorAll(".timeline > li")];
    const here = stops.findIndex((stop) => stop.closest("li").contains(document.activeElement));
    if (stops.length) focus(stops[Math.min(Math.max(here + step, 0), stops.length - 1)]);
  };
  const open = (element) => {
    const inside = element.matches("a, button, summary") ? element : element.querySelector("summary, a");
    if (inside && element !== document.body) inside.click();
  };
  const explain = async () => {
    const dialog = document.createElement("dialog");
    try {
      const page = new DOMParser().parseFromString(await (await fetch(help.href)).text(), "text/html");
      dialog.append(page.querySelector(".keys"));
    } catch {
      location.href = help.href;
      return;
    }
    dialog.className = "card";
    dialog.setAttribute("aria-labelledby", "toetsen");
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  const act = (key, event) => {
    const target = marked.find((element) => element.dataset.key === key);
    const now = document.querySelector(".card-now .acts a, .card-now .button");
    if (key === "?") explain();
    else if (key === "j" || key === "k") walk(key === "j" ? 1 : -1);
    else if (key === "o" || (key === "Enter" && event.target.matches(".timeline > li"))) open(event.target);
    else if (key === "a" && now) focus(now);
    else if (target && target.matches("input")) target.focus();
    else if (target) target.click();
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const key = first && event.timeStamp - since < PAUSE ? `${first} ${event.key}` : event.key;
    first = "";
    if (act(key, event)) event.preventDefault();
    else if (marked.some((element) => element.dataset.key.startsWith(`${event.key} `))) [first, since] = [event.key, event.timeStamp];
  });
})();

// Files of a form: each is sent as soon as it is chosen or dragged here, one by one. The server answers with the form; only the part with
// the files is taken from it, so what is kept, what was wrong and how it is said stand in one place.
(() => {
  const form = document.querySelector("form[data-uploads]");
  if (!form || !form.querySelector("#bijlagen")) return;
  const part = () => form.querySelector("#bijlagen");
  const queue = [];
  let busy = false;
  let pressed = null;

  const carried = () => {
    const data = new FormData();
    for (const one of form.querySelectorAll("input[type=hidden]")) data.append(one.name, one.value);
    return data;
  };
  const ask = (data, seen) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action.split("#")[0]);
      request.upload.addEventListener("progress", (event) => event.lengthComputable && seen((100 * event.loaded) / event.total));
      request.addEventListener("load", () => {
        const fresh = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("#bijlagen");
        if (fresh) resolve(fresh);
        else reject(new Error());
      });
      request.addEventListener("error", reject);
      request.send(data);
    });
  const told = (text) => {
    part().querySelector("[data-status]").textContent = text;
  };
  const one = async ({ file, step }) => {
    const data = carried();
    data.append("stap", step);
    if (file) data.append(form.querySelector("#bestanden").name, file);
    const bar = part().querySelector("progress");
    bar.hidden = !file;
    if (file) told(`${part().dataset.busy} ${file.name}`);
    try {
      const fresh = await ask(data, (share) => {
        bar.value = share;
      });
      const said = fresh.querySelector("[data-status]").textContent;
      part().replaceWith(document.importNode(fresh, true));
      quicken();
      told("");
      told(said);
    } catch {
      bar.hidden = true;
      told(`${part().dataset.failed} ${file ? file.name : ""}`);
    }
  };
  const work = async () => {
    if (busy) return;
    busy = true;
    const removes = queue.some((item) => !item.file);
    while (queue.length) await one(queue.shift());
    busy = false;
    if (removes) part().focus();
    if (pressed) form.requestSubmit(pressed);
  };
  const send = (files) => {
    for (const file of files) queue.push({ file, step: "bijlage" });
    work();
  };
  const quicken = () => {
    const here = part();
    here.querySelector("[data-drag]").hidden = false;
    here.querySelector("[data-without-script]").hidden = true;
    const input = here.querySelector("#bestanden");
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      send(files);
    });
    for (const button of here.querySelectorAll('button[value^="bijlage-weg."]')) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        if (busy) return;
        queue.push({ step: button.value });
        work();
      });
    }
  };
  quicken();
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    pressed = event.submitter;
  });
  // A file that is dropped beside the place for it would otherwise be opened, and what was typed be gone.
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      part().classList.toggle("is-over", name === "dragover");
      if (name === "drop") send([...event.dataTransfer.files]);
    });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || part().classList.remove("is-over"));
})();

(() => {
  const button = document.querySelector("[data-print]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => print());
})();
