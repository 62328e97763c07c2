/** When something was said, where a while has passed. */
import type { Message } from "./protocol";

/** Seconds of silence after which the time is shown. */
const SILENCE = 300;

export function Time({ message, before, locale }: { message: Message; before: Message | undefined; locale: string }) {
  if (before && message.at - before.at < SILENCE) return null;
  const at = new Date(message.at * 1000);
  const today = at.toDateString() === new Date().toDateString();
  const style: Intl.DateTimeFormatOptions = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return (
    <time class="note" dateTime={at.toISOString()}>
      {new Intl.DateTimeFormat(locale, style).format(at)}
    </time>
  );
}
