/** The cards: a diagnosis with steps to tick off, and a hand-over. */
import { useState } from "preact/hooks";
import { linked } from "./links";
import type { DiagnosisCard, HandoverCard, Step } from "./protocol";
import type { Texts } from "./texts";

interface DiagnosisProps {
  card: DiagnosisCard;
  texts: Texts;
  /** Whether it answers the last thing that the shopper said. */
  fresh: boolean;
  /** Places of the steps that are done. */
  ticked: number[];
  onTick(steps: number[]): void;
}

export function Diagnosis({ card, texts, fresh, ticked, onTick }: DiagnosisProps) {
  const [done, setDone] = useState(ticked);
  const tick = (place: number) => {
    const now = done.includes(place) ? done.filter((one) => one !== place) : [...done, place];
    setDone(now);
    onTick(now);
  };
  return (
    <section class={fresh ? "card fresh" : "card"} aria-label={`${texts.cause}：${card.cause}`}>
      <p class="card-kicker">
        {texts.cause} · {card.confidence}
      </p>
      <h3>{card.cause}</h3>
      <p>{card.summary}</p>
      <h4>{texts.evidence}</h4>
      <ul>
        {card.evidence.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <h4>{texts.steps}</h4>
      <ol class="steps">
        {card.steps.map((step, place) => (
          <StepToTick step={step} texts={texts} done={done.includes(place)} onTick={() => tick(place)} />
        ))}
      </ol>
      <h4>{texts.avoid}</h4>
      <ul>
        {card.avoid.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function StepToTick({ step, texts, done, onTick }: { step: Step; texts: Texts; done: boolean; onTick(): void }) {
  const details = [step.who, step.where, step.takes && `${texts.takes}${step.takes}`].filter(Boolean).join(" · ");
  return (
    <li class={done ? "done" : ""}>
      <label>
        <input type="checkbox" checked={done} onChange={onTick} />
        <span>
          <span class="do">{linked(step.do)}</span>
          <small>{linked(details)}</small>
        </span>
      </label>
    </li>
  );
}

export function Handover({ card, texts }: { card: HandoverCard; texts: Texts }) {
  return (
    <section class="card" aria-label={texts.handover}>
      <h3>{texts.handover}</h3>
      <p>
        {texts.reference} <strong class="reference">{card.reference}</strong>
      </p>
      {card.summary.map((line) => (
        <p>{line}</p>
      ))}
      <p class="contact">{card.contact}</p>
    </section>
  );
}
