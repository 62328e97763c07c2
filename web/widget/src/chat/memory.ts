/** What outlives a reload, in the browser's storage; a browser without one forgets, and the chat works all the same.
 *
 * All tabs of the shop share it. What waits to be sent is kept message by message, so that no tab forgets another's.
 */
import type { Message } from "./protocol";

const MOST_MESSAGES = 200;

export interface Unsent {
  id: string;
  text: string;
}

interface Kept {
  token?: string;
  messages: Message[];
  /** Steps ticked off, by number of the message. */
  ticked: Record<number, number[]>;
  /** Number of the message after which the shopper rated. */
  rated?: number;
}

const NOTHING: Kept = { messages: [], ticked: {} };

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

  get messages(): Message[] {
    return this.kept.messages;
  }

  get rated(): number {
    return this.kept.rated ?? 0;
  }

  keep(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    write(this.key, JSON.stringify({ ...this.kept, messages: this.kept.messages.slice(-MOST_MESSAGES) }));
  }

  forget(): void {
    this.kept = NOTHING;
    this.keep({});
  }

  ticked(number: number): number[] {
    return this.kept.ticked?.[number] ?? [];
  }

  tick(number: number, steps: number[]): void {
    this.keep({ ticked: { ...this.kept.ticked, [number]: steps } });
  }

  get unsent(): Unsent[] {
    const found = keys().filter((key) => key.startsWith(`${this.key} `));
    return found.sort().map((key) => ({ id: key.split(" ").pop()!, text: read(key) ?? "" }));
  }

  keepUnsent({ id, text }: Unsent): void {
    write(`${this.key} ${id}`, text);
  }

  forgetUnsent(id: string): void {
    write(`${this.key} ${id}`, null);
  }

  /** Follow the other tabs: what was ticked off there, and a conversation that was ended there. */
  follow(ended: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key !== this.key) return;
      const now = this.read();
      const over = this.kept.token && !now.token;
      this.kept = over || !this.kept.token ? now : { ...this.kept, ticked: now.ticked, rated: now.rated };
      if (over) ended();
    });
  }

  private read(): Kept {
    try {
      const kept = JSON.parse(read(this.key) ?? "") as Kept;
      if (Array.isArray(kept.messages)) return kept;
    } catch {
      // nothing kept, or not ours
    }
    return NOTHING;
  }
}

function keys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // full or forbidden
  }
}
