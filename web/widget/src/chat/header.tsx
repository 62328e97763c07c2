/** Title, starting over, closing. */
import { useState } from "preact/hooks";
import type { Texts } from "./texts";

export function Header({ texts, title, onStartOver, onClose }: { texts: Texts; title: string; onStartOver(): void; onClose(): void }) {
  const [asking, setAsking] = useState(false);
  return (
    <div class="head">
      <h2>{title}</h2>
      <button type="button" onClick={() => setAsking(!asking)} aria-expanded={asking}>
        {texts.startOver}
      </button>
      <button type="button" class="close" aria-label={texts.close} onClick={onClose}>
        ×
      </button>
      {asking && (
        <p class="sure" role="alert">
          {texts.startOverSure}
          <button
            type="button"
            onClick={() => {
              setAsking(false);
              onStartOver();
            }}
          >
            {texts.yes}
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            {texts.no}
          </button>
        </p>
      )}
    </div>
  );
}
