/** The button on the shop's page. Everything else is fetched when it is tapped. */
import { readOptions } from "./options";

const LABELS: Record<string, string> = { "zh-CN": "联系客服", "zh-TW": "聯絡客服", en: "Chat with us" };

const options = readOptions(document.currentScript as HTMLScriptElement);
const host = document.createElement("reserve-fund-chat");
const root = host.attachShadow({ mode: "open" });
root.innerHTML = `<style>
:host{all:initial;position:fixed;right:20px;bottom:20px;z-index:2147483000}
.launcher{all:unset;box-sizing:border-box;position:relative;width:56px;height:56px;border-radius:28px;cursor:pointer;display:grid;place-items:center;background:#c2410c;color:#fff;box-shadow:0 4px 16px #0004}
.launcher:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #9a3412}
.launcher i{position:absolute;top:-4px;right:-4px;min-width:20px;height:20px;border-radius:10px;background:#b91c1c;color:#fff;font:bold 12px/20px sans-serif;text-align:center}
.launcher i:empty,.launcher[hidden]{display:none}
</style><button type="button" class="launcher" aria-haspopup="dialog"><svg width="28" height="28" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12Z"/></svg><i></i></button>`;

const button = root.querySelector("button")!;
const badge = root.querySelector("i")!;
button.setAttribute("aria-label", LABELS[options.locale] ?? LABELS["zh-CN"]!);
if (options.colour) button.style.background = options.colour;

let chat: Promise<{ open(): void }> | undefined;

function openChat(): void {
  button.setAttribute("aria-busy", "true");
  chat ??= import(/* @vite-ignore */ `${options.base}chat.js`).then((module) =>
    module.mount(root, options, {
      onClose: () => {
        button.hidden = false;
        button.focus();
      },
      onUnread: (count: number) => (badge.textContent = count ? String(count) : ""),
    }),
  );
  chat
    .then((opened) => {
      button.hidden = true;
      opened.open();
    })
    .catch(() => (chat = undefined)) // the next tap tries again
    .finally(() => button.removeAttribute("aria-busy"));
}

button.addEventListener("click", openChat);
const attach = () => document.body.append(host);
if (document.body) attach();
else addEventListener("DOMContentLoaded", attach);
