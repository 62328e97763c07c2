/** One conversation over any number of connections: what was said, what waits to be sent, and how the line is. */
import { io, type Socket } from "socket.io-client";
import type { Options } from "../options";
import type { Answer, Message } from "./protocol";
import { Memory, type Unsent } from "./memory";

export interface Waiting extends Unsent {
  /** Why it was not taken, in words for the shopper or NO_ANSWER; null while it is on its way. */
  problem: string | null;
}

export type Line = { state: "connecting" } | { state: "online" } | { state: "offline"; retryAt: number } | { state: "refused"; message: string; expired: boolean };

export interface State {
  line: Line;
  messages: Message[];
  waiting: Waiting[];
  typing: boolean;
}

export const NO_ANSWER = "no_answer";

const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 10_000;
/** After one of these the same message may be sent again. */
const PASSING = new Set(["too_fast", "busy_address", "unavailable"]);
const PASSING_PAUSE = 3_000;
/** A new session helps against these refusals, time against the others. */
const EXPIRED = new Set(["session_expired", "session_refused"]);
const PATIENCE = 10_000;

export class Conversation {
  state: State;
  memory: Memory;
  private socket: Socket;
  private retries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options, private changed: (state: State) => void) {
    this.memory = new Memory(options.base);
    this.memory.follow(() => this.endedElsewhere());
    const waiting = this.memory.unsent.map((unsent) => ({ ...unsent, problem: null }));
    this.state = { line: { state: "connecting" }, messages: this.memory.messages, waiting, typing: false };
    this.socket = io(new URL(options.base).origin, {
      path: new URL("web/socket.io", options.base).pathname,
      transports: ["websocket", "polling"],
      reconnection: false, // we count down ourselves, so that the shopper sees it
      auth: (send) => send({ token: this.memory.token, after: this.last, identity: options.identity }),
    });
    this.socket.on("session", ({ token }: { token: string }) => this.memory.keep({ token }));
    this.socket.on("connect", () => this.connected());
    this.socket.on("disconnect", () => this.lost());
    this.socket.on("connect_error", (error: Error & { data?: string }) => (error.data ? this.refused(error.message, error.data) : this.lost()));
    this.socket.on("message", (message: Message) => this.receive(message));
    this.socket.on("typing", (typing: boolean) => this.set({ typing }));
    addEventListener("online", () => this.retryIfOffline());
    addEventListener("visibilitychange", () => this.retryIfOffline());
  }

  /** The last number that arrived. */
  get last(): number {
    return this.state.messages.at(-1)?.number ?? 0;
  }

  say(text: string): void {
    const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`; // sorts by time
    const waiting = { id, text, problem: null };
    this.memory.keepUnsent(waiting);
    this.set({ waiting: [...this.state.waiting, waiting] });
    void this.send(waiting);
    this.retryIfOffline();
  }

  resend(id: string): void {
    const waiting = this.state.waiting.find((one) => one.id === id);
    if (waiting) void this.send(waiting);
  }

  discard(id: string): void {
    this.memory.forgetUnsent(id);
    this.set({ waiting: this.state.waiting.filter((one) => one.id !== id) });
  }

  async rate(stars: number, comment: string): Promise<boolean> {
    const answer: Answer = await this.socket.timeout(PATIENCE).emitWithAck("rate", { stars, comment }).catch(() => ({ error: "unavailable" }));
    if (!answer.error) this.memory.keep({ rated: this.last });
    return !answer.error;
  }

  /** Forget this conversation and begin another one; what waits to be sent is said there. */
  startOver(): void {
    this.memory.forget();
    this.set({ messages: [], typing: false });
    this.socket.disconnect();
    this.retry();
  }

  retry(): void {
    clearTimeout(this.timer);
    if (this.socket.connected) return;
    this.set({ line: { state: "connecting" } });
    this.socket.connect();
  }

  /** Something happened that makes it likely that a try succeeds, or that the shopper waits for it. */
  private retryIfOffline(): void {
    if (this.state.line.state === "offline" && !document.hidden) this.retry();
  }

  /** Another tab has started over: follow it to its new session, which it will have in a moment. */
  private endedElsewhere(): void {
    this.set({ messages: [], typing: false });
    this.socket.disconnect();
  }

  private async send(waiting: Waiting): Promise<void> {
    this.mark(waiting.id, null);
    if (!this.socket.connected) return; // connected() sends what waits
    let answer: Answer;
    try {
      answer = await this.socket.timeout(PATIENCE).emitWithAck("say", { id: waiting.id, text: waiting.text });
    } catch {
      // sent again, with the same id, on the next connection or by the shopper
      return this.mark(waiting.id, this.socket.connected ? NO_ANSWER : null);
    }
    if (answer.error) this.mark(waiting.id, answer.message ?? answer.error);
    if (answer.error && PASSING.has(answer.error)) setTimeout(() => this.resend(waiting.id), PASSING_PAUSE);
  }

  private connected(): void {
    this.retries = 0;
    this.set({ line: { state: "online" } });
    this.state.waiting.forEach((waiting) => void this.send(waiting));
  }

  private lost(): void {
    if (this.state.line.state === "refused") return;
    const pause = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.retries++) * (0.75 + Math.random() / 2);
    this.set({ line: { state: "offline", retryAt: Date.now() + pause }, typing: false });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), pause);
  }

  private refused(message: string, reason: string): void {
    this.set({ line: { state: "refused", message, expired: EXPIRED.has(reason) }, typing: false });
  }

  private receive(message: Message): void {
    if (message.number <= this.last) return;
    if (message.id) this.memory.forgetUnsent(message.id);
    const messages = [...this.state.messages, message];
    this.memory.keep({ messages });
    this.set({ messages, waiting: this.state.waiting.filter((waiting) => waiting.id !== message.id) });
  }

  private mark(id: string, problem: string | null): void {
    this.set({ waiting: this.state.waiting.map((one) => (one.id === id ? { ...one, problem } : one)) });
  }

  private set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.changed(this.state);
  }
}
