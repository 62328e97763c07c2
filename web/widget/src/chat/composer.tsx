/** Where the shopper writes. Enter sends, Shift+Enter makes a line, and Enter that ends a composition does neither. */
import { useState } from "preact/hooks";
import { filled, type Texts } from "./texts";

const LONGEST = 1_000;

export function Composer({ texts, onSend }: { texts: Texts; onSend(text: string): void }) {
  const [text, setText] = useState("");
  const tooLong = text.length > LONGEST;
  const ready = text.trim() !== "" && !tooLong;

  function send() {
    if (!ready) return;
    onSend(text.trim());
    setText("");
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        rows={1}
        value={text}
        placeholder={texts.placeholder}
        aria-label={texts.placeholder}
        aria-invalid={tooLong}
        aria-describedby={tooLong ? "too-long" : undefined}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Safari ends the composition before its Enter arrives, with the key code that says so
          if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" disabled={!ready}>
        {texts.send}
      </button>
      {tooLong && (
        <p id="too-long" role="alert" class="problem">
          {filled(texts.tooLong, { limit: LONGEST, length: text.length })}
        </p>
      )}
    </form>
  );
}
