/** Sentences for the log that strangers can bring about: made fit to be read, and only so many a second; how many were left out is said. */
import { LIMITS } from '../common/limits.ts';

const SECOND_MS = 1_000;

export class Troubles {
  private readonly say: (sentence: string) => void;
  private since = -Infinity;
  private said = 0;
  private leftOut = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (sentence: string) => void) {
    this.say = say;
  }

  tell(sentence: string): void {
    const now = performance.now();
    if (now - this.since >= SECOND_MS) {
      this.close();
      this.since = now;
      this.said = 0;
    }
    if (this.said < LIMITS.troublesPerSecond) {
      this.said++;
      this.say(printable(sentence));
      return;
    }
    this.leftOut++;
    this.timer ??= setTimeout(() => this.close(), SECOND_MS);
  }

  /** Says what is still to be said. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.leftOut > 0) this.say(`${this.leftOut} more of such sentences are left out`);
    this.leftOut = 0;
  }
}

const MOST = 300;
/** Control characters, marks that turn the direction of a line, halves of surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line, nothing that a terminal obeys, and not too long. */
export function printable(text: string): string {
  const line = text.slice(0, MOST + 1).replace(UNPRINTABLE, '\ufffd');
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
