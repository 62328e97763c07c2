/** The chat, mounted beside the button when it is first opened. */
import { render } from "preact";
import type { Options } from "../options";
import { isLight } from "../colour";
import { Conversation, type State } from "./conversation";
import { Panel } from "./panel";
import styles from "./styles.css?inline";

interface Listeners {
  onClose(): void;
  onUnread(count: number): void;
}

export function mount(root: ShadowRoot, options: Options, { onClose, onUnread }: Listeners): { open(focus: boolean): void } {
  const style = document.createElement("style");
  style.textContent = styles;
  const place = document.createElement("div");
  place.className = `chat ${options.theme}`;
  place.lang = options.locale;
  if (options.colour) place.style.setProperty("--accent", options.colour);
  if (isLight(options.colour)) place.style.setProperty("--on-accent", "#1c1917");
  root.append(style, place);

  let shown = false;
  let focused = false;
  let seen = 0;
  const conversation = new Conversation(options, draw);

  function draw(state: State): void {
    if (shown || !seen) seen = state.messages.at(-1)?.number ?? 0;
    onUnread(state.messages.filter((message) => message.sender === "bot" && message.number > seen).length);
    render(<Panel options={options} conversation={conversation} state={state} open={shown} focus={focused} onClose={() => toggle(false)} />, place);
  }

  function toggle(open: boolean): void {
    shown = open;
    draw(conversation.state);
    if (!open) onClose();
  }

  return {
    open(focus) {
      focused = focus;
      toggle(true);
    },
  };
}
