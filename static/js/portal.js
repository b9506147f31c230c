/* The portal's few conveniences; every page works without this file. */
(() => {
  "use strict";
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  /* Names of officials while typing; picking one sets the radio the plain search would show. */
  all("[data-names]", (box) => {
    const input = box.querySelector("input[type=text]");
    const place = box.querySelector("[data-found]");
    let timer;
    const show = (people) => {
      place.textContent = "";
      people.forEach((one) => {
        const label = document.createElement("label");
        const radio = document.createElement("input");
        const words = document.createElement("span");
        label.className = "choice";
        radio.type = "radio"; radio.name = "terlapor_id"; radio.value = one.id; radio.className = "choice-input";
        words.className = "choice-text"; words.textContent = one.label;
        radio.addEventListener("change", () => { input.value = one.label.split(" · ")[0]; });
        label.append(radio, words);
        place.append(label);
      });
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (input.value.trim().length < 3) return show([]);
        const answer = await fetch(`${box.dataset.names}?q=${encodeURIComponent(input.value)}`);
        if (answer.ok) show(await answer.json());
      }, 300);
    });
  });

  /* One click is one submit. */
  all("form[data-once]", (form) => form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 15000);
  }));

  /* Copying a code. */
  all("[data-copy]", (code) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button"; button.className = "btn btn-secondary"; button.textContent = code.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trim());
      button.textContent = code.dataset.copied;
    });
    code.after(button);
  });

  /* Proof of work: SHA-256 of "challenge:answer" must begin with so many zero bits. */
  const K = [], H = [];
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    const part = (root) => ((n ** (1 / root) % 1) * 4294967296) | 0;
    if (H.length < 8) H.push(part(2));
    K.push(part(3));
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const firstWords = (text) => {
    const size = (text.length + 8 >> 6) + 1, w = new Int32Array(size * 16), s = new Int32Array(64);
    for (let i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << 24 - i % 4 * 8;
    w[text.length >> 2] |= 0x80 << 24 - text.length % 4 * 8;
    w[size * 16 - 1] = text.length * 8;
    let h = H.slice();
    for (let block = 0; block < size; block++) {
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        if (i < 16) s[i] = w[block * 16 + i];
        else {
          const x = s[i - 15], y = s[i - 2];
          s[i] = s[i - 16] + s[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10) | 0;
        }
        const t1 = k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + K[i] + s[i] | 0;
        const t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
        k = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
      }
      h = [a, b, c, d, e, f, g, k].map((v, i) => v + h[i] | 0);
    }
    return h[0] >>> 0;
  };
  all("form[data-puzzle]", (form) => {
    const wanted = Number(form.dataset.bits), field = form.elements.bukti_kerja;
    form.querySelector("[data-plain]").hidden = true;
    form.querySelector("[data-working]").hidden = false;
    form.querySelector("button").hidden = true;
    let answer = 0;
    const work = () => {
      for (const end = answer + 2000; answer < end; answer++) {
        if (firstWords(`${form.dataset.puzzle}:${answer}`) >>> 32 - wanted === 0) {
          field.value = `${form.dataset.puzzle}:${answer}`;
          form.submit();
          return;
        }
      }
      setTimeout(work);
    };
    setTimeout(work);
  });
})();
