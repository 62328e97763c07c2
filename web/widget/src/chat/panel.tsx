/** The open chat. */
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Options } from "../options";
import { Composer } from "./composer";
import type { Conversation, State } from "./conversation";
import { useFollowing } from "./following";
import { Header } from "./header";
import { Known } from "./known";
import { LineStatus } from "./line";
import type { Message } from "./protocol";
import { Rating } from "./rating";
import { Said, Unsent } from "./said";
import { textsOf } from "./texts";
import { Time } from "./times";

interface Props {
  options: Options;
  conversation: Conversation;
  state: State;
  open: boolean;
  /** Whether the shopper opened it, and may write at once. */
  focus: boolean;
  onClose(): void;
}

export function Panel({ options, conversation, state, open, focus, onClose }: Props) {
  const texts = textsOf(options.locale);
  const dialog = useRef<HTMLDivElement>(null);
  const last = [...state.messages].reverse().find((message) => message.sender === "bot");
  const known = last?.known ?? [];
  /** A card that answers the last thing said is read from its top. */
  const asked = [...state.messages].reverse().find((message) => message.sender === "user")?.number ?? 0;
  const replies = state.waiting.length || state.typing ? [] : state.messages.length ? repliesOf(state.messages) : texts.starters;
  const say = (text: string) => conversation.say(text);

  const own = state.waiting.length > 0 || state.messages.at(-1)?.sender === "user";
  const { log, below, onScroll, toEnd } = useFollowing(state.messages.length + state.waiting.length, own, state.typing, open);
  useEffect(() => {
    if (open && focus) dialog.current?.querySelector("textarea")?.focus();
  }, [open]);

  return (
    <div
      ref={dialog}
      class="panel"
      role="dialog"
      aria-label={options.title ?? texts.title}
      hidden={!open}
      onKeyDown={(event) => event.key === "Escape" && !event.isComposing && onClose()}
    >
      <Header texts={texts} title={options.title ?? texts.title} onStartOver={() => conversation.startOver()} onClose={onClose} />
      <LineStatus line={state.line} texts={texts} onRetry={() => conversation.retry()} onStartOver={() => conversation.startOver()} />
      {known.length > 0 && <Known facts={known} texts={texts} onCorrect={say} />}
      <div ref={log} class="log" role="log" aria-live="polite" aria-label={texts.log} tabIndex={0} onScroll={onScroll}>
        <p class="bubble bot">{options.welcome ?? texts.welcome}</p>
        <p class="note">{options.privacy ?? texts.privacy}</p>
        {state.messages.map((message, place) => (
          <Fragment key={message.number}>
            <Time message={message} before={state.messages[place - 1]} locale={options.locale} />
            <Said message={message} texts={texts} fresh={message.number > asked} memory={conversation.memory} />
          </Fragment>
        ))}
        {state.waiting.map((waiting) => (
          <Unsent
            key={waiting.id}
            waiting={waiting}
            texts={texts}
            onResend={() => conversation.resend(waiting.id)}
            onDiscard={() => conversation.discard(waiting.id)}
          />
        ))}
        {state.typing && <p class="bubble bot typing" aria-label={texts.typing}><i /><i /><i /></p>}
        {ended(state.messages, conversation.memory.rated) && <Rating texts={texts} onRate={(stars, comment) => conversation.rate(stars, comment)} />}
      </div>
      {below && (
        <button type="button" class="below" onClick={toEnd}>
          ↓ {texts.newMessages}
        </button>
      )}
      {replies.length > 0 && (
        <div class="replies" role="group" aria-label={texts.quickReplies}>
          {replies.map((reply) => (
            <button type="button" class="reply" onClick={() => say(reply)}>
              {reply}
            </button>
          ))}
        </div>
      )}
      <Composer texts={texts} onSend={say} />
    </div>
  );
}

/** Only those of the last message count. */
function repliesOf(messages: Message[]): string[] {
  return messages.at(-1)?.quick_replies ?? [];
}

/** Whether the last thing said closes the matter: a solved case or a hand-over, not rated yet. */
function ended(messages: Message[], rated: number): boolean {
  const last = messages.at(-1);
  if (last?.sender !== "bot" || last.quick_replies) return false;
  return messages.some((one) => one.number > rated && (one.card?.type === "diagnosis" || one === last && one.card?.type === "handover"));
}
