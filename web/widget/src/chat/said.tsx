/** Something said: a bubble, a card, or what waits to be sent. */
import { Component } from "preact";
import { Diagnosis, Handover } from "./cards";
import { NO_ANSWER, type Waiting } from "./conversation";
import { linked } from "./links";
import type { Memory } from "./memory";
import type { Message } from "./protocol";
import type { Texts } from "./texts";

interface SaidProps {
  message: Message;
  texts: Texts;
  fresh: boolean;
  memory: Memory;
}

/** A bubble or a card; a card that cannot be drawn is shown as its text. */
export class Said extends Component<SaidProps, { failed: boolean }> {
  static getDerivedStateFromError = () => ({ failed: true });
  state = { failed: false };

  render() {
    return this.state.failed ? <Bubble message={this.props.message} /> : <Card {...this.props} />;
  }
}

function Bubble({ message }: { message: Message }) {
  return <p class={`bubble ${message.sender}`}>{linked(message.text)}</p>;
}

function Card({ message, texts, fresh, memory }: SaidProps) {
  if (message.card?.type === "diagnosis")
    return <Diagnosis card={message.card} texts={texts} fresh={fresh} ticked={memory.ticked(message.number)} onTick={(steps) => memory.tick(message.number, steps)} />;
  if (message.card?.type === "handover") return <Handover card={message.card} texts={texts} />;
  return <Bubble message={message} />;
}

export function Unsent({ waiting, texts, onResend, onDiscard }: { waiting: Waiting; texts: Texts; onResend(): void; onDiscard(): void }) {
  return (
    <div class="unsent">
      <p class="bubble user">{linked(waiting.text)}</p>
      {waiting.problem ? (
        <p class="problem" role="alert">
          {waiting.problem === NO_ANSWER ? texts.noAnswer : waiting.problem} <button type="button" onClick={onResend}>{texts.resend}</button>
          <button type="button" onClick={onDiscard}>{texts.discard}</button>
        </p>
      ) : (
        <p class="note">{texts.sending}</p>
      )}
    </div>
  );
}
