/** What outlives a reload, in the browser's storage; a browser without one forgets, and the chat works all the same. */
import type { Waiting } from "./conversation";
import type { Message } from "./protocol";

const MOST_MESSAGES = 200;

interface Kept {
  token?: string;
  messages: Message[];
  waiting: Waiting[];
}

export class Memory {
  private key: string;
  private kept: Kept;

  constructor(base: string) {
    this.key = `reserve-fund-chat ${base}`;
    this.kept = this.read();
  }

  get token(): string | undefined {
    return this.kept.token;
  }

  set token(token: string | undefined) {
    this.kept.token = token;
    this.write();
  }

  load(): { messages: Message[]; waiting: Waiting[] } {
    return this.kept;
  }

  save(messages: Message[], waiting: Waiting[]): void {
    if (messages === this.kept.messages && waiting === this.kept.waiting) return;
    this.kept = { ...this.kept, messages, waiting };
    this.write();
  }

  forget(): void {
    this.kept = { messages: [], waiting: [] };
    this.write();
  }

  private read(): Kept {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "") as Kept;
      if (Array.isArray(kept.messages) && Array.isArray(kept.waiting)) return kept;
    } catch {
      // nothing kept, or not ours
    }
    return { messages: [], waiting: [] };
  }

  private write(): void {
    try {
      localStorage.setItem(this.key, JSON.stringify({ ...this.kept, messages: this.kept.messages.slice(-MOST_MESSAGES) }));
    } catch {
      // full or forbidden
    }
  }
}
