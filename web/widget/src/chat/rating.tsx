/** One to five stars with an optional word. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { filled, type Texts } from "./texts";

export function Rating({ texts, onRate }: { texts: Texts; onRate(stars: number, comment: string): Promise<boolean> }) {
  const [stars, setStars] = useState(0);
  const [comment, setComment] = useState("");
  const [outcome, setOutcome] = useState<"open" | "stored" | "failed">("open");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.scrollIntoView({ block: "nearest" }), [stars, outcome]);
  if (outcome === "stored") return <p class="note">{texts.rated}</p>;
  return (
    <form
      ref={form}
      class="card rating"
      onSubmit={async (event) => {
        event.preventDefault();
        setOutcome((await onRate(stars, comment)) ? "stored" : "failed");
      }}
    >
      <fieldset>
        <legend>{texts.rate}</legend>
        {[1, 2, 3, 4, 5].map((count) => (
          <label class={count <= stars ? "on" : ""}>
            <input type="radio" name="stars" checked={count === stars} onChange={() => setStars(count)} />
            <span class="hidden">{filled(texts.stars, { count })}</span>
            <span aria-hidden="true">{count <= stars ? "★" : "☆"}</span>
          </label>
        ))}
      </fieldset>
      {stars > 0 && (
        <>
          <input
            type="text"
            maxLength={500}
            value={comment}
            placeholder={texts.comment}
            aria-label={texts.comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <button type="submit">{texts.rateSend}</button>
          {outcome === "failed" && <p class="problem" role="alert">{texts.rateFailed}</p>}
        </>
      )}
    </form>
  );
}
