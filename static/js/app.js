/* Enhancement only: every page works without this file. No eval, no inline handlers, no styles written. */
(() => {
  "use strict";

  const text = (key, values = {}) =>
    Object.entries(values).reduce((s, [k, v]) => s.replace(`{${k}}`, v), document.body.dataset[key] || "");
  const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);
  const later = (act, wait) => {
    let timer;
    return (...args) => { clearTimeout(timer); timer = setTimeout(() => act(...args), wait); };
  };

  /* Errors: the summary takes the focus, its links put the cursor into the field. */
  const focusErrors = (root) => {
    const summary = root.querySelector(".error-summary[data-focus]");
    if (!summary) return;
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) return;
      event.preventDefault();
      const group = field.closest("fieldset, .field");
      (group || field).scrollIntoView();
      field.focus({ preventScroll: true });
    });
  };

  /* Letters left in a long text. */
  const countLetters = (area) => {
    const note = document.getElementById(`${area.id}-counter`);
    const most = Number(area.dataset.counter);
    if (!note || !most) return;
    note.setAttribute("role", "status");
    const show = () => {
      const left = most - area.value.length;
      note.classList.toggle("is-over", left < 0);
      note.textContent = text(left < 0 ? "textOver" : "textLeft", { n: Math.abs(left).toLocaleString("id-ID") });
    };
    area.addEventListener("input", later(show, 150));
    show();
  };

  /* Rupiah: dots between thousands while typing, the cursor stays where it was. */
  const groupMoney = (input) => {
    const group = () => {
      if (!/^[\d.\s]*$/.test(input.value)) return;
      const digitsAfter = input.value.slice(input.selectionEnd).replace(/\D/g, "").length;
      const digits = input.value.replace(/\D/g, "");
      const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, ".");
      if (grouped === input.value) return;
      input.value = grouped;
      let at = grouped.length;
      for (let seen = 0; seen < digitsAfter && at > 0; at -= 1) if (/\d/.test(grouped[at - 1])) seen += 1;
      if (document.activeElement === input) input.setSelectionRange(at, at);
    };
    input.addEventListener("input", group);
    group();
  };

  /* Draft: sent 20 seconds after a change, and when the page is left. */
  const autosave = (form) => {
    let changed = false;
    let sending = false;
    let status = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    if (!status) {
      status = document.createElement("p");
      status.className = "autosave";
      status.setAttribute("role", "status");
      form.append(status);
    }
    const say = (words, failed) => {
      status.textContent = words;
      status.classList.toggle("is-failed", failed);
    };
    const draft = () => {
      const data = new FormData(form);
      each(form, "input[type=password], input[type=file]", (field) => data.delete(field.name));
      data.delete("_once"); // the key belongs to the real submit
      return data;
    };
    const save = async (leaving = false) => {
      if (!changed || sending) return;
      changed = false;
      sending = true;
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: draft(), credentials: "same-origin", keepalive: leaving,
          headers: { "X-Requested-With": "fetch", Accept: "application/json" },
        });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        const clock = new Date();
        const two = (n) => String(n).padStart(2, "0");
        say(text("textSaved", { jam: `${two(clock.getHours())}.${two(clock.getMinutes())}` }), false);
      } catch {
        changed = true;
        say(text("textUnsaved"), true);
      } finally {
        sending = false;
      }
    };
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("change", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
    setInterval(save, 20000);
  };

  /* One click is one submit; coming back with the browser's button frees it again. */
  const guardSubmit = (form) => {
    if (form.method !== "post") return;
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      if (!navigator.onLine) { event.preventDefault(); tellOffline(form); return; }
      form.dataset.sent = "1";
      const button = event.submitter;
      if (button) button.setAttribute("aria-disabled", "true");
      setTimeout(() => release(form), 15000); // a download leaves the page standing
    });
  };
  const tellOffline = (form) => {
    let note = form.querySelector("[data-offline]");
    if (!note) {
      note = document.createElement("p");
      note.className = "error";
      note.dataset.offline = "";
      note.setAttribute("role", "alert");
      form.append(note);
    }
    note.textContent = text("textOffline");
  };
  const release = (form) => {
    delete form.dataset.sent;
    each(form, "[aria-disabled]", (button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", () => each(document, "form[data-sent]", release));

  /* Questions that matter only after a certain answer: data-shows-when="field=value1|value2". */
  const reveal = (block) => {
    const form = block.closest("form");
    const [name, wanted = ""] = block.dataset.showsWhen.split("=");
    const values = wanted.split("|");
    if (!form || !form.elements[name]) return;
    const show = () => {
      const chosen = new FormData(form).getAll(name).map(String);
      block.hidden = !chosen.some((value) => (wanted ? values.includes(value) : value !== ""));
    };
    form.addEventListener("change", show);
    show();
  };

  /* Type-ahead. The field stays an ordinary text field; the list is help, not a gate. */
  const lookup = (input) => {
    const holder = document.createElement("div");
    holder.className = "lookup";
    input.before(holder);
    holder.append(input);
    const list = document.createElement("ul");
    list.className = "lookup-list";
    list.id = `${input.id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent.trim() : input.name);
    list.hidden = true;
    const status = document.createElement("p");
    status.className = "vh";
    status.setAttribute("role", "status");
    holder.append(list, status);
    const set = (attributes) => Object.entries(attributes).forEach(([k, v]) => input.setAttribute(k, v));
    set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" });
    const into = input.dataset.lookupInto && input.form && input.form.elements[input.dataset.lookupInto];
    let at = -1;
    let asked = 0;

    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (index) => {
      const rows = [...list.children];
      at = (index + rows.length) % rows.length;
      rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
      rows[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", rows[at].id);
    };
    const give = (id, label) => {
      if (!into) return;
      if (into.tagName === "SELECT" && ![...into.options].some((o) => o.value === id)) into.add(new Option(label, id));
      into.value = id;
      into.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const pick = (row) => {
      input.value = row.textContent;
      give(row.dataset.id, row.textContent);
      close();
    };
    const draw = (found) => {
      list.replaceChildren(...found.map(({ id, label }, index) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${index}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.dataset.id = id;
        row.textContent = label;
        return row;
      }));
      status.textContent = found.length ? text("textFound", { n: found.length }) : text("textNone");
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
      at = -1;
    };
    const ask = later(async () => {
      const words = input.value.trim();
      if (words.length < Number(input.dataset.lookupMin || 3)) { close(); return; }
      const mine = (asked += 1);
      const url = new URL(input.dataset.lookup, location.href);
      url.searchParams.set("q", words);
      try {
        const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
        if (answer.ok && !answer.redirected && mine === asked) draw(await answer.json());
      } catch { close(); }
    }, 250);

    input.addEventListener("input", () => { if (into && into.value) give("", ""); ask(); });
    input.addEventListener("keydown", (event) => {
      if (list.hidden) { if (event.key === "ArrowDown") ask(); return; }
      if (event.key === "ArrowDown") mark(at + 1);
      else if (event.key === "ArrowUp") mark(at < 0 ? -1 : at - 1);
      else if (event.key === "Enter" && at >= 0) pick(list.children[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      const row = event.target.closest("li");
      event.preventDefault();
      if (row) pick(row);
    });
    input.addEventListener("blur", () => setTimeout(close, 150));
  };

  /* Something is being made: asked about in the background, so that no page is taken away while it is read;
     loaded anew only when it is there. The type is asked first: a letter is fetched once. */
  const answered = async (how) => {
    const answer = await fetch(location.href, how);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer;
  };
  const awaitIt = (place) => setTimeout(async () => {
    try {
      const type = (await answered({ method: "HEAD" })).headers.get("content-type") || "";
      const text = type.startsWith("text/html") ? await (await answered()).text() : "";
      const now = new DOMParser().parseFromString(text, "text/html").querySelector("[data-waiting]");
      if (!now) { location.reload(); return; }
      place.replaceChildren(...now.childNodes);
    } catch { /* the connection or the server is away for a moment */ }
    awaitIt(place);
  }, 3000);

  /* Menus: Escape and a click elsewhere close them; "Lainnya" opens the menu. */
  const menus = "details.menu[open], details.me[open]";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    each(document, menus, (menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const wanted = opener && document.getElementById(opener.dataset.opens);
    if (wanted) { event.preventDefault(); wanted.open = true; wanted.querySelector("summary").focus(); return; }
    each(document, menus, (menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  const enhance = (root) => {
    each(root, "textarea[data-counter]", countLetters);
    each(root, "input[data-money]", groupMoney);
    each(root, "form[data-autosave]", autosave);
    each(root, "form", guardSubmit);
    each(root, "[data-shows-when]", reveal);
    each(root, "input[data-lookup]", lookup);
    each(root, "[data-waiting]", awaitIt);
    focusErrors(root);
  };
  enhance(document);
})();
