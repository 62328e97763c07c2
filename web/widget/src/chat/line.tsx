/** How the line is, when it is not simply there. */
import { useEffect, useState } from "preact/hooks";
import type { Line } from "./conversation";
import { filled, type Texts } from "./texts";

const GRACE = 800;

export function LineStatus({ line, texts, onRetry, onStartOver }: { line: Line; texts: Texts; onRetry(): void; onStartOver(): void }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), GRACE);
    return () => clearInterval(timer);
  }, [line]);

  if (line.state === "online") return null;
  if (line.state === "refused")
    return (
      <p class="line" role="alert">
        {line.message}{" "}
        {line.expired ? (
          <button type="button" onClick={onStartOver}>{texts.startOver}</button>
        ) : (
          <button type="button" onClick={onRetry}>{texts.retryNow}</button>
        )}
      </p>
    );
  if (line.state === "connecting") return <p class="line" role="status">{texts.connecting}</p>;
  const seconds = Math.max(1, Math.ceil((line.retryAt - now) / 1000));
  return (
    <p class="line">
      {filled(texts.offline, { seconds })} <button type="button" onClick={onRetry}>{texts.retryNow}</button>
    </p>
  );
}
