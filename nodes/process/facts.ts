/** A participant's facts as journal text and their running hash; the journal's own form (line by line, line end included, SHA-256). */
import { createHash } from 'node:crypto';
import type { Entry } from '../../simulator/core/cell.ts';

/** A fact ready to be stored and sent: `line` is the text that is hashed, `body` the message's, apart from it. */
export interface FactLine {
  readonly participant: string;
  readonly s: number;
  readonly line: string;
  readonly body: string | undefined;
}

export const factLine = (entry: Entry, body: object | undefined): FactLine => ({
  participant: entry.n,
  s: entry.s,
  line: JSON.stringify(entry),
  body: body === undefined ? undefined : JSON.stringify(body),
});

/** Characters gathered before they are hashed: 2 to 3 times cheaper than line by line. */
const BATCH = 65_536;

/** The running SHA-256 of one participant's lines. */
export class FactHash {
  private readonly digest = createHash('sha256');
  private pending = '';

  add(line: string): void {
    this.pending += `${line}\n`;
    if (this.pending.length >= BATCH) this.flush();
  }

  /** Lower-case hexadecimal of what was added so far; more may be added afterwards. */
  hex(): string {
    this.flush();
    return this.digest.copy().digest('hex');
  }

  private flush(): void {
    this.digest.update(this.pending);
    this.pending = '';
  }
}
