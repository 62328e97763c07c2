/** What is known of the case, each to be tapped and corrected. */
import { useState } from "preact/hooks";
import type { KnownFact } from "./protocol";
import type { Texts } from "./texts";

export function Known({ facts, texts, onCorrect }: { facts: KnownFact[]; texts: Texts; onCorrect(text: string): void }) {
  const [open, setOpen] = useState<string | null>(null);
  const chosen = facts.find((fact) => fact.fact === open);
  return (
    <div class="known" role="group" aria-label={texts.known}>
      {facts.map((fact) => (
        <button type="button" class="chip" aria-expanded={fact.fact === open} onClick={() => setOpen(fact.fact === open ? null : fact.fact)}>
          {fact.value}
        </button>
      ))}
      {chosen && (
        <div class="choices" role="group" aria-label={chosen.title}>
          <span>{chosen.title}</span>
          {chosen.choices.map((choice) => (
            <button
              type="button"
              class="reply"
              onClick={() => {
                setOpen(null);
                onCorrect(`${chosen.title}：${choice}`);
              }}
            >
              {choice}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
