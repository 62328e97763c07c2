/** The button on the shop's page. Everything else is fetched when it is tapped. */
import { isLight } from "./colour";
import { readOptions } from "./options";

/** Of the button: alone, and with unread messages. */
const LABELS: Record<string, [string, string]> = {
  "zh-CN": ["联系客服", "联系客服，新消息："],
  "zh-TW": ["聯絡客服", "聯絡客服，新訊息："],
  en: ["Chat with us", "Chat with us, new messages: "],
};
/** Kept for the tab: a shopper who goes on to the next page finds the chat open, as it was left. */
const OPEN = "reserve-fund-chat open";

const options = readOptions(document.currentScript as HTMLScriptElement);
const [label, unreadLabel] = LABELS[options.locale] ?? LABELS["zh-CN"]!;
const host = document.createElement("reserve-fund-chat");
const root = host.attachShadow({ mode: "open" });
root.innerHTML = `<style>
:host{all:initial;position:fixed;right:20px;bottom:20px;z-index:2147483000}
.launcher{all:initial;box-sizing:border-box;position:relative;width:56px;height:56px;border-radius:28px;cursor:pointer;display:grid;place-items:center;background:#c2410c;color:#fff;box-shadow:0 4px 16px #0004}
.launcher:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #1c1917}
.launcher[aria-busy] svg{opacity:.5}
.launcher i{position:absolute;top:-4px;right:-4px;min-width:20px;height:20px;border-radius:10px;background:#b91c1c;color:#fff;font:bold 12px/20px sans-serif;text-align:center}
.launcher i:empty,.launcher[hidden]{display:none}
</style><button type="button" class="launcher" aria-haspopup="dialog"><svg width="28" height="28" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z"/></svg><i></i></button>`;

const button = root.querySelector("button")!;
const badge = root.querySelector("i")!;
button.setAttribute("aria-label", label);
if (options.colour) button.style.background = options.colour;
if (isLight(options.colour)) button.style.color = "#1c1917";

let chat: Promise<{ open(focus: boolean): void }> | undefined;

function load(): NonNullable<typeof chat> {
  return (chat ??= import(/* @vite-ignore */ `${options.base}chat.js`).then((module) => module.mount(root, options, { onClose, onUnread })));
}

function openChat(focus: boolean): void {
  button.setAttribute("aria-busy", "true");
  load()
    .then((opened) => {
      button.hidden = true;
      rememberOpen(true);
      opened.open(focus);
    })
    .catch(() => (chat = undefined)) // the next tap tries again
    .finally(() => button.removeAttribute("aria-busy"));
}

function onClose(): void {
  rememberOpen(false);
  button.hidden = false;
  button.focus();
}

function onUnread(count: number): void {
  badge.textContent = count ? String(count) : "";
  button.setAttribute("aria-label", count ? unreadLabel + count : label);
}

function rememberOpen(open: boolean): void {
  try {
    if (open) sessionStorage.setItem(OPEN, "1");
    else sessionStorage.removeItem(OPEN);
  } catch {
    // forbidden: closed on the next page
  }
}

function wasOpen(): boolean {
  try {
    return sessionStorage.getItem(OPEN) !== null;
  } catch {
    return false;
  }
}

// a finger takes a tenth of a second to leave the button
button.addEventListener("pointerdown", () => void load().catch(() => (chat = undefined)));
button.addEventListener("click", () => openChat(true));
function attach(): void {
  document.body.append(host);
  if (wasOpen()) openChat(false);
}
if (document.body) attach();
else addEventListener("DOMContentLoaded", attach);
