/* The one script that the development server adds to its pages; no published page has it.
   It shows the newest build of the page in place, what is wrong where a build failed, and a bar
   with what is to be said of the page. Whatever comes from the site is set as text, never as HTML. */
(() => {
"use strict";
if (window.top !== window) return;

const PREFIX = "/_newsgen/";
const OWN = "newsgen-preview";
const script = document.currentScript;
let tag = script ? script.dataset.tag : "";
let shownBody = document.body.outerHTML;
let events = null;
let build = -1;
let status = null;
let refreshing = null;

/* Elements */

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/* What would turn a line around or hide in it is shown, not obeyed. */
function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (one) => "\\u" + one.codePointAt(0).toString(16).padStart(4, "0"));
}

function text(name, attributes, content) {
  return make(name, attributes, visible(content));
}

/* The page */

async function refresh() {
  const asked = location.pathname;
  let response;
  try {
    response = await fetch(`${PREFIX}document?page=${encodeURIComponent(asked)}`, { cache: "no-store" });
  } catch {
    return;
  }
  const content = await response.text();
  if (asked !== location.pathname) return;
  const next = /^"(.*)"$/.exec(response.headers.get("etag") || "");
  let fresh;
  try {
    // Under another policy than its own the page can't be shown, nor even read without complaint.
    const metas = content.match(/<meta\b[^>]*http-equiv[^>]*>/gi) || [];
    const read = (text) => new DOMParser().parseFromString(text, "text/html");
    if (policies(document) === policies(read(metas.join("")))) fresh = read(content);
  } catch { /* The site's own policy forbids it. */ }
  if (!fresh || runs(document) || runs(fresh)) {
    location.reload();
    return;
  }
  tag = next ? next[1] : "";
  await showHead(fresh);
  showBody(fresh);
}

/* Whether the page has a script of its own that would have to run again. */
function runs(page) {
  return [...page.querySelectorAll("script")].some((one) =>
    !(one.getAttribute("src") || "").startsWith(PREFIX) && !/json|^speculationrules$/.test(one.type));
}

function policies(page) {
  return [...page.querySelectorAll("meta[http-equiv]")].map((one) => one.outerHTML).join("\n");
}

function isSheet(element) {
  return element.matches("link[rel~=stylesheet]");
}

function isOwn(element) {
  return (element.getAttribute("src") || "").startsWith(PREFIX);
}

async function showHead(fresh) {
  for (const [one, other] of [[document.documentElement, fresh.documentElement], [document.body, fresh.body]]) {
    for (const { name } of [...one.attributes]) {
      if (!other.hasAttribute(name) && !(name === "style" && one === document.documentElement)) one.removeAttribute(name);
    }
    for (const { name, value } of other.attributes) if (one.getAttribute(name) !== value) one.setAttribute(name, value);
  }
  const waiting = new Map();
  for (const element of document.head.children) {
    if (isOwn(element)) continue;
    const key = element.dataset.newsgenKey || element.outerHTML;
    waiting.set(key, [...(waiting.get(key) || []), element]);
  }
  const loads = [];
  for (const element of [...fresh.head.children]) {
    if (isOwn(element)) continue;
    const same = waiting.get(element.outerHTML);
    if (same && same.length) {
      same.shift();
      continue;
    }
    const added = document.adoptNode(element);
    if (isSheet(added)) loads.push(loaded(added));
    document.head.append(added);
  }
  // A sheet goes when the one in its place is there, so that no page is seen without.
  await Promise.all(loads);
  for (const old of [...waiting.values()].flat()) old.remove();
}

function loaded(link) {
  return new Promise((resolve) => {
    link.addEventListener("load", resolve, { once: true });
    link.addEventListener("error", resolve, { once: true });
    setTimeout(resolve, 2000);
  });
}

function showBody(fresh) {
  const content = fresh.body.outerHTML;
  if (content === shownBody) return;
  shownBody = content;
  const [x, y] = [scrollX, scrollY];
  const open = [...document.body.querySelectorAll("details")].map((one) => one.open);
  const focused = document.activeElement && document.activeElement.id;
  document.body.replaceWith(document.adoptNode(fresh.body));
  const details = document.body.querySelectorAll("details");
  if (details.length === open.length) details.forEach((one, number) => { one.open = open[number]; });
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
  scrollTo({ left: x, top: y, behavior: "instant" });
}

/* Sheets and pictures whose address stayed while their bytes changed; null: any may have. */
function renew(assets, number) {
  if (assets && !assets.length) return;
  const paths = new Set((assets || []).map((path) => new URL(encodeURI(`/${path}`), location.href).pathname));
  const changed = { has: (path) => !assets || paths.has(path) };
  for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
    const address = new URL(link.href, location.href);
    if (address.origin !== location.origin || !changed.has(address.pathname)) continue;
    const fresh = link.cloneNode();
    fresh.dataset.newsgenKey = link.dataset.newsgenKey || link.outerHTML;
    address.searchParams.set("newsgen", number);
    fresh.href = address.href;
    loaded(fresh).then(() => link.remove());
    link.after(fresh);
  }
  for (const image of document.querySelectorAll("img[src]")) {
    const address = new URL(image.src, location.href);
    if (address.origin !== location.origin || !changed.has(address.pathname)) continue;
    address.searchParams.set("newsgen", number);
    image.src = address.href;
  }
}

/* The own part of the page: a shadow tree beside the body, so that neither's style reaches the other. */

const host = document.createElement(OWN);
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial; color-scheme: light dark;
  --ground: #fbfbf9; --ink: #16191d; --soft: #4f5660; --rule: #c9cdd2; --error: #a31515; --warn: #7a4b00; --link: #0b5a6e; --tint: #eef1f2; --held: #7a4b00; }
@media (prefers-color-scheme: dark) { :host {
  --ground: #1b1e22; --ink: #ecebe7; --soft: #adb3bb; --rule: #41474f; --error: #ff9a8d; --warn: #eab676; --link: #7dcbdc; --tint: #262a30; --held: #eab676; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.veil { position: fixed; inset: 0; z-index: 2147483647; display: flex; justify-content: center; align-items: start; overflow: auto; padding: 4vh 1rem 6rem; background: rgb(0 0 0 / .45); }
.dialog { inline-size: min(60rem, 100%); background: var(--ground); color: var(--ink); border-block-start: 6px solid var(--error); border-radius: 4px; box-shadow: 0 1rem 3rem rgb(0 0 0 / .4); padding: 1.25rem 1.5rem; font: 16px/1.5 system-ui, sans-serif; outline: none; }
.dialog header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.25; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
.problem { border-block-start: 1px solid var(--rule); margin-block-start: 1rem; padding-block-start: 1rem; }
.place { font: 600 .9375rem/1.4 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; unicode-bidi: isolate; }
.kind { font-weight: 700; color: var(--error); }
.kind.warning { color: var(--warn); }
.hint { color: var(--soft); }
pre { margin: .5rem 0; padding: .6rem .75rem; overflow-x: auto; background: var(--tint); border-radius: 3px; font: .875rem/1.5 ui-monospace, Consolas, monospace; white-space: pre; tab-size: 4; direction: ltr; }
.mark { color: var(--error); font-weight: 700; }
a { color: var(--link); }
button, input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--rule); border-radius: 3px; padding: .15rem .5rem; min-block-size: 1.9rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.bar { position: fixed; inset-inline: 0; inset-block-end: 0; z-index: 2147483646; max-block-size: 60vh; overflow: auto; background: var(--ground); color: var(--ink); border-block-start: 2px solid var(--rule); font: 14px/1.4 system-ui, sans-serif; padding: .35rem .75rem; }
.row { display: flex; flex-wrap: wrap; gap: .35rem .9rem; align-items: center; }
.row form { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; min-inline-size: 0; }
.row input { flex: 1 1 11rem; min-inline-size: 0; max-inline-size: 14rem; }
.badge { border: 1px solid currentColor; border-radius: 3px; padding: 0 .45rem; color: var(--held); font-weight: 700; }
.then { color: var(--held); font-weight: 700; }
.source { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
.grow { flex: 1; }
summary { cursor: pointer; }
ol { margin: .35rem 0 .25rem; padding-inline-start: 1.5rem; }
li { margin-block: .35rem; }
.small { position: fixed; inset-inline-end: .5rem; inset-block-end: .5rem; z-index: 2147483646; font: 13px/1.3 system-ui, sans-serif; color: var(--ink); }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
`);
root.adoptedStyleSheets = [sheet];
const said = make("div", { class: "said", role: "status" });
root.append(said);
document.documentElement.append(host);

/* The overlay */

let overlay = null;
let dismissed = "";
let before = null;

function problemOf(one) {
  const place = one.line ? `${one.path}:${one.line}:${Math.max(one.column, 1)}` : one.path;
  const children = [
    make("p", { class: "place" }, one.open ? text("a", { href: one.open, title: "Open in the editor" }, place) : visible(place)),
    make("p", {}, text("span", { class: `kind ${one.severity}` }, `${one.severity} ${one.code}: `), visible(one.message)),
  ];
  if (one.text) {
    const [head, tail] = [visible(one.text.slice(0, one.at)), visible(one.text.slice(one.at))];
    const number = `${one.line} | `;
    // The mark stands below the place whatever widths the letters have.
    children.push(make("pre", {}, number + head, make("bdi", {}, tail), "\n",
      make("span", { style: null, "aria-hidden": "true", class: "pad" }, blank(number + head)),
      make("span", { class: "mark", "aria-hidden": "true" }, "^")));
  }
  if (one.hint) children.push(text("p", { class: "hint" }, one.hint));
  return make("div", { class: "problem" }, ...children);
}

function blank(before) {
  return [...before].map((one) => (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(one) ? "\u3000" : " ")).join("");
}

function showOverlay(data) {
  const key = JSON.stringify([data.problems, data.crash]);
  if (key === dismissed || (overlay && overlay.dataset.key === key)) return;
  const had = overlay !== null;
  if (had) overlay.remove();
  else before = document.activeElement;
  const count = data.problems.filter((one) => one.severity === "error").length + data.more;
  const title = data.crash ? "A fault of newsgen" : count === 1 ? "A mistake keeps the site from being built" : `${count} mistakes keep the site from being built`;
  const dialog = make("section", { class: "dialog", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "title", "aria-describedby": "about", tabindex: "-1" },
    make("header", {}, make("h2", { id: "title" }, title),
      make("button", { type: "button", on: { click: () => dismiss(key) } }, "Hide (Esc)")),
    make("p", { id: "about" }, data.crash
      ? "The build stopped by a fault of newsgen, not yours. The last good page stays below; please report it with these lines."
      : tag ? "The last good page stays below. This goes when the site can be built again."
        : "There is no good page yet. It comes when the site can be built."),
    data.crash ? text("pre", {}, "").appendChild(document.createTextNode(data.crash)).parentNode : null,
    ...data.problems.map(problemOf),
    data.more ? make("p", {}, `And ${data.more} more: the terminal has them all.`) : null);
  overlay = make("div", { class: "veil", "data-key": key }, dialog);
  overlay.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismiss(key);
    if (event.key !== "Tab") return;
    const stops = [...dialog.querySelectorAll("a[href], button")];
    const at = stops.indexOf(root.activeElement);
    if (event.shiftKey && at <= 0) { stops.at(-1).focus(); event.preventDefault(); }
    else if (!event.shiftKey && at === stops.length - 1) { stops[0].focus(); event.preventDefault(); }
  });
  root.append(overlay);
  dialog.focus({ preventScroll: true });
}

function dismiss(key) {
  dismissed = key;
  closeOverlay();
}

function closeOverlay() {
  if (!overlay) return;
  overlay.remove();
  overlay = null;
  if (before && before.isConnected && before.focus) before.focus({ preventScroll: true });
}

/* The bar */

const HIDDEN = "newsgen-bar-hidden";
let bar = null;
let info = null;
let trouble = "";
let isListOpen = false;
const ended = { draft: "Draft", embargo: "Embargo", expired: "Expired" };

function stored(value) {
  try {
    if (value === undefined) return sessionStorage.getItem(HIDDEN) === "yes";
    sessionStorage.setItem(HIDDEN, value ? "yes" : "");
  } catch { /* Nothing is stored where that is forbidden. */ }
  return Boolean(value);
}

function moment(local) {
  return local.replace("T", " ");
}

function badgeOf(page) {
  if (!page.why) return null;
  const until = page.until ? ` until ${moment(page.until)}` : "";
  return text("span", { class: "badge" }, ended[page.why] + until);
}

async function setTime(time) {
  trouble = "";
  const response = await fetch(`${PREFIX}time`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ time }),
  }).catch(() => null);
  if (!response) trouble = "The server does not answer.";
  else if (!response.ok) trouble = (await response.text()).trim();
  if (trouble) showBar();
}

function showBar() {
  if (!status) return;
  const typed = bar && bar.querySelector("input");
  const isTyping = typed && root.activeElement === typed;
  if (isTyping && !trouble) {
    // Whoever types a time is not to lose it to a build.
    return;
  }
  if (bar) bar.remove();
  if (stored()) {
    bar = make("button", { type: "button", class: "small", on: { click: () => { stored(false); showBar(); } } }, "newsgen preview");
    root.append(bar);
    document.documentElement.style.removeProperty("padding-block-end");
    return;
  }
  const page = info || { source: "", open: "", why: "", until: "", findings: [] };
  const field = make("input", { type: "datetime-local", id: "time", value: status.time, required: true });
  const form = make("form", { on: { submit: (event) => { event.preventDefault(); root.activeElement && root.activeElement.blur(); setTime(field.value); } } },
    make("label", { for: "time" }, `As of (${status.zone})`), field, make("button", {}, "Look"),
    status.time ? make("button", { type: "button", on: { click: () => setTime("") } }, "Back to now") : null);
  const row = make("div", { class: "row" },
    badgeOf(page),
    status.time ? text("span", { class: "then" }, `As of ${moment(status.time)}`) : null,
    page.source ? make("span", { class: "source" }, page.open ? text("a", { href: page.open, title: "Open in the editor" }, page.source) : visible(page.source)) : null,
    status.failed ? make("button", { type: "button", on: { click: () => { dismissed = ""; showOverlay(status); } } }, "Show what is wrong") : null,
    make("span", { class: "grow" }), form,
    make("button", { type: "button", "aria-label": "Hide the bar", on: { click: () => { stored(true); showBar(); } } }, "Hide"));
  const findings = page.findings.length
    ? make("details", { open: isListOpen, on: { toggle: (event) => { isListOpen = event.target.open; fit(); } } },
      make("summary", {}, page.findings.length === 1 ? "1 finding of the desk" : `${page.findings.length} findings of the desk`),
      make("ol", {}, ...page.findings.map((one) => make("li", {},
        one.open ? text("a", { href: one.open, title: "Open in the editor" }, `Line ${one.line}`) : `Line ${one.line}`,
        ": ", text("span", { class: `kind ${one.severity}` }, `${one.code} `), visible(`${one.message} `), text("span", { class: "hint" }, one.hint)))))
    : null;
  bar = make("div", { class: "bar", role: "region", "aria-label": "Preview" }, row, ...(findings ? [findings] : []),
    ...(trouble ? [text("p", { class: "kind", role: "alert" }, trouble)] : []));
  root.append(bar);
  fit();
}

/* Room for the bar below the end of the page. */
function fit() {
  if (bar && bar.classList.contains("bar")) document.documentElement.style.setProperty("padding-block-end", `${bar.offsetHeight}px`);
}

async function loadInfo() {
  const asked = build;
  try {
    const response = await fetch(`${PREFIX}page?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
    if (!response.ok || asked !== build) return;
    info = await response.json();
    showBar();
  } catch { /* The next build asks again. */ }
}

/* News of builds */

async function heard(data) {
  const isNew = data.build !== build;
  const isFirst = build < 0;
  const isGap = data.build > build + 1;
  const wasFailed = status && status.failed;
  status = data;
  build = data.build;
  if (data.failed) showOverlay(data);
  else {
    dismissed = "";
    closeOverlay();
    if (wasFailed) said.textContent = "Mended: the page is up to date.";
  }
  if (data.page && data.page !== tag) {
    // One at a time: a build that ends meanwhile is looked at afterwards.
    while (refreshing) await refreshing;
    if (status.page && status.page !== tag) {
      refreshing = refresh();
      await refreshing;
      refreshing = null;
    }
  } else if (isNew && !isFirst && !data.failed) renew(isGap ? null : data.assets, data.build);
  showBar();
  if (isNew && data.build === build) loadInfo();
}

function connect() {
  if (events || document.visibilityState === "hidden") return;
  events = new EventSource(`${PREFIX}events?page=${encodeURIComponent(location.pathname)}`);
  events.onmessage = (event) => heard(JSON.parse(event.data));
}

function disconnect() {
  if (events) events.close();
  events = null;
}

// A browser has few connections to one server: pages that nobody looks at give theirs up.
document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? disconnect() : connect()));
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);
connect();
})();
