// What can be measured of a page as someone uses it; each gives the faults it finds, in words.
({
  unfold: () => document.querySelectorAll("details").forEach((one) => { one.open = true; }),

  wider: (how) => {
    const over = document.documentElement.scrollWidth - innerWidth;
    return over > 0 ? [`${how}: scrolls sideways by ${over}`] : [];
  },

  // Text that its own box cuts off; what is hidden from the eye on purpose, and what scrolls in a frame of its own, is not.
  cut: (how) =>
    [...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility() && one.textContent.trim() && getComputedStyle(one).clipPath === "none")
      .filter((one) => !one.closest("svg, .asks-nothing, .visually-hidden, .term-list"))
      .filter((one) => {
        const style = getComputedStyle(one);
        const hides = (axis) => ["hidden", "clip"].includes(style[axis]);
        const across = hides("overflowX") && one.scrollWidth > one.clientWidth + 1;
        return across || (hides("overflowY") && one.scrollHeight > one.clientHeight + 1);
      })
      .map((one) => `${how}: cut off: ${one.outerHTML.slice(0, 120)}`),

  // The spacing of 1.4.12, by a sheet of the reader's own.
  space: () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
  },
  unspace: () => { document.adoptedStyleSheets = []; },

  // Words and controls that lie over one another.
  overlapping: (how) => {
    const seen = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, h1, h2, h3, label, dt")].filter(
      (one) => one.checkVisibility() && getComputedStyle(one).display !== "inline" && one.getClientRects().length,
    ).filter((one) => !one.closest(".asks-nothing, .visually-hidden, .skip-link, .row"));
    const cross = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    return seen.flatMap((one, n) =>
      seen
        .slice(n + 1)
        .filter((other) => !one.contains(other) && !other.contains(one))
        .filter((other) => cross(one.getBoundingClientRect(), other.getBoundingClientRect()))
        .map((other) => `${how}: ${one.outerHTML.slice(0, 90)} over ${other.outerHTML.slice(0, 90)}`),
    );
  },

  // Targets under 24 pixels (2.5.8). A link within a sentence is as high as its line; a box with its label is as large as the label.
  small: (how) =>
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")]
      .filter((one) => one.type !== "hidden" && one.checkVisibility() && one.getClientRects().length)
      .filter((one) => !one.closest("[aria-hidden=true], .skip-link"))
      .filter((one) => {
        const sentence = one.parentElement.textContent.trim().length > one.textContent.trim().length;
        return !(sentence && getComputedStyle(one).display === "inline");
      })
      .map((one) => one.closest("label") || one)
      .filter((one) => {
        const box = one.getBoundingClientRect();
        const stretched = getComputedStyle(one, "::after").position === "absolute";
        return !stretched && (box.width < 24 || box.height < 24);
      })
      .map((one) => `${how}: small: ${one.outerHTML.slice(0, 120)}`),

  // The edge of a control against what it stands on, at least 3 to 1 (1.4.11).
  faint: (how) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgb = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (colour) => {
      const [red, green, blue] = rgb(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (one, other) => {
      const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const under = (one) => {
      for (let up = one.parentElement; up; up = up.parentElement) {
        const colour = getComputedStyle(up).backgroundColor;
        if (rgb(colour)[3] === 255) return colour;
      }
      return "white";
    };
    return [...document.querySelectorAll(".input, .select, .textarea, .button, .drop")]
      .filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]"))
      .filter((one) => ratio(getComputedStyle(one).borderTopColor, under(one)) < 3)
      .map((one) => `${how}: its edge cannot be told from its ground: ${one.outerHTML.slice(0, 100)}`);
  },

  // Where the focus is, and what is the matter with it there: that it cannot be seen, or that something lies over it.
  focus: () => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement) return null;
    const outlined = [one, one.closest(".option")].filter(Boolean).some((held) => {
      const style = getComputedStyle(held);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    const boxes = [...one.getClientRects()];
    const inside = boxes.some((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    const within = (value, end) => Math.min(Math.max(value, 1), end - 1);
    let over = "";
    const clear = boxes.some((box) => {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const top = document.elementFromPoint(within(x, innerWidth), within(y, innerHeight));
      over = top ? top.outerHTML.slice(0, 100) : "nothing";
      const label = one.closest("label");
      return top && (one.contains(top) || top.contains(one) || (label && label.contains(top)));
    });
    const fault = !outlined ? "no outline" : !inside ? "out of sight" : !clear ? `under ${over}` : "";
    return fault ? [`${fault}: ${one.outerHTML.slice(0, 120)}`] : [];
  },

  // The words of the page, with those that are only for who listens; not what a drawing or a choice holds, nor a number alone.
  words: () => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    const apart = "[aria-hidden=true], svg, select, textarea, datalist, progress, script";
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.replace(/\s+/g, "");
      const one = walker.currentNode.parentElement;
      if (text && !/^\d*\.?$/.test(text) && one.checkVisibility() && !one.closest(apart)) found.push(text);
    }
    return found.join("");
  },

  // Words that stand above or to the left of what is read before them. Two columns beside each other have an order each.
  jumps: (how) => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const apart = "[aria-hidden=true], svg, select, textarea, datalist, .visually-hidden, .asks-nothing, .rows";
    const found = [];
    let last = null;
    while (walker.nextNode()) {
      const one = walker.currentNode.parentElement;
      if (!walker.currentNode.textContent.trim() || !one.checkVisibility() || one.closest(apart)) continue;
      const list = one.closest(".term-list");
      if (list && getComputedStyle(list).clipPath !== "none") continue;
      range.selectNodeContents(walker.currentNode);
      const boxes = range.getClientRects();
      if (!boxes.length) continue;
      const first = boxes[0];
      const end = boxes[boxes.length - 1];
      const said = walker.currentNode.textContent.trim().slice(0, 40);
      const beside = last && (last.first.left >= first.right || last.first.right <= first.left);
      if (last && !beside && first.bottom <= last.first.top + 1) found.push(`${how}: ${said} stands above ${last.said}`);
      if (last && Math.abs(first.top - last.end.top) < 2 && first.right <= last.end.left + 1) found.push(`${how}: ${said} stands to the left of ${last.said}`);
      last = { first, end, said };
    }
    return found;
  },

  // Controls whose name for who listens or speaks lacks the words that are seen on them (2.5.3).
  misnamed: () =>
    [...document.querySelectorAll("a[aria-label], button[aria-label], summary[aria-label], input[aria-label]")]
      .filter((one) => !one.getAttribute("aria-label").toLowerCase().includes(one.innerText.trim().toLowerCase()))
      .map((one) => one.outerHTML.slice(0, 120)),

  // References that lead nowhere or to nothing, and whatever turns the order of reading.
  loose: () => [
    ...[...document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]")].flatMap((one) =>
      ["aria-describedby", "aria-labelledby", "aria-controls"].flatMap((kind) =>
        (one.getAttribute(kind) || "")
          .split(" ")
          .filter((id) => id && !(document.getElementById(id) || one).textContent.trim())
          .map((id) => `${kind} ${id} says nothing`),
      ),
    ),
    ...[...document.querySelectorAll("[aria-owns], [tabindex]")]
      .filter((one) => one.tabIndex > 0 || one.hasAttribute("aria-owns"))
      .map((one) => `turns the order of reading: ${one.outerHTML.slice(0, 90)}`),
    ...[...document.querySelectorAll("[id]")]
      .map((one) => one.id)
      .filter((id, n, all) => all.indexOf(id) !== n)
      .map((id) => `two things have the id ${id}`),
  ],
})
