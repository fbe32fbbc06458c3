"use strict";
// Everything works without this script. It only adds: news without reloading, drafts, one submit per click, the right
// procedure beside the report form, and the focus on what is wrong.
(() => {
  const everySeconds = 15;
  const text = (tag, said, css) => {
    const element = document.createElement(tag);
    element.textContent = said;
    if (css) element.className = css;
    return element;
  };

  // What is wrong comes first, for the eye and for the screen reader.
  document.getElementById("error-summary")?.focus();

  // A second click sends no second form.
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", event => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000);
    });
  }
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));

  // Printing is the browser's; the button saves looking for it.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // One field to the clipboard. Without script, or where the browser refuses, the text stands there to be selected by hand.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      const range = document.createRange();
      range.selectNodeContents(field);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      try {
        if (navigator.clipboard) await navigator.clipboard.writeText(field.textContent);
        else document.execCommand("copy");
        document.getElementById("news").textContent = "写しました。";
        button.firstChild.textContent = "写しました";
      } catch {
        document.getElementById("news").textContent = "選択しました。キーボードでコピーしてください。";
      }
    });
  }

  // The procedure of the chosen kind, on top and open.
  for (const aside of document.querySelectorAll("[data-procedures]")) {
    const select = document.getElementById(aside.dataset.procedures);
    const show = () => {
      for (const details of aside.querySelectorAll("details[data-kind]")) {
        details.open = details.dataset.kind === select.value;
        if (details.open) aside.querySelector("h2").after(details);
      }
    };
    select?.addEventListener("change", show);
    if (select?.value) show();
  }

  // Drafts: kept in this tab until the form went through.
  const draftKey = form => `draft:${form.dataset.keep}`;
  const kept = form => [...form.elements].filter(e => e.name && !["hidden", "password", "file", "submit"].includes(e.type));
  const read = form => kept(form).map(e => ["checkbox", "radio"].includes(e.type) ? e.checked : e.value);
  const forms = [...document.querySelectorAll("form[data-keep]")];
  for (const form of forms) {
    const first = JSON.stringify(read(form));
    const draft = sessionStorage.getItem(draftKey(form));
    if (draft && draft !== first && !document.getElementById("error-summary")) restore(form, JSON.parse(draft), first);
    form.addEventListener("input", () => sessionStorage.setItem(draftKey(form), JSON.stringify(read(form))));
    form.addEventListener("submit", () => sessionStorage.setItem("sent", draftKey(form)));
  }
  const sent = sessionStorage.getItem("sent");
  if (sent && document.querySelector("[data-done]")) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem("sent");
  }

  function fill(form, values) {
    kept(form).forEach((e, i) => {
      if (["checkbox", "radio"].includes(e.type)) e.checked = values[i] === true;
      else if (typeof values[i] === "string") e.value = values[i];
      e.dispatchEvent(new Event("change"));
    });
  }

  function restore(form, draft, first) {
    fill(form, draft);
    const notice = text("div", "", "notice draft");
    notice.setAttribute("role", "status");
    const drop = text("button", "消して始めから書く", "button plain");
    drop.type = "button";
    drop.addEventListener("click", () => {
      sessionStorage.removeItem(draftKey(form));
      fill(form, JSON.parse(first));
      notice.remove();
    });
    notice.append(text("p", "送信していない入力が残っていたので、元に戻しました。"), drop);
    form.prepend(notice);
  }

  // News without reloading. Looking for them keeps no session alive.
  const live = document.querySelector("[data-live]");
  if (live) setTimeout(look, everySeconds * 1000);

  async function look() {
    if (document.hidden) return setTimeout(look, everySeconds * 1000);
    try {
      const answer = await fetch(location.href, { headers: { "X-Csirt-Background": "1" }, credentials: "same-origin" });
      if (answer.status === 401) return sayEnded();
      if (answer.ok) update(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The network is away just now: what is shown stays, and the next look comes.
    }
    setTimeout(look, everySeconds * 1000);
  }

  function update(page) {
    let changed = false;
    for (const fresh of page.querySelectorAll("[data-part]")) {
      const old = document.getElementById(fresh.id);
      if (!old || old.isEqualNode(fresh) || isInUse(old)) continue;
      const open = [...old.querySelectorAll("details")].map(d => d.open);
      const node = document.importNode(fresh, true);
      node.querySelectorAll("details").forEach((d, i) => { d.open = open[i] ?? d.open; });
      old.replaceWith(node);
      changed = true;
    }
    if (changed) document.getElementById("news").textContent = "表示を更新しました。";
  }

  // What somebody is typing in, or stands on, is left alone.
  const isInUse = node => node.contains(document.activeElement) || [...node.querySelectorAll("textarea, input:not([type=hidden]), select")].some(e => e.value && e.value !== e.defaultValue);

  function sayEnded() {
    const notice = text("div", "", "notice warn");
    notice.setAttribute("role", "alert");
    const link = text("a", "サインインする");
    link.href = `/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
    notice.append(text("p", "サインインの期限が切れました。表示は更新されていません。"), link);
    document.getElementById("main").prepend(notice);
  }
})();
