/** A participant's facts as journal text, ready to be stored, hashed and sent. */
import { createHash } from 'node:crypto';
import type { Entry } from '../../simulator/core/cell.ts';
import { hashedLine, NodeHash } from '../../simulator/core/node-hash.ts';

/** `line` is the text that is hashed, `body` the message's, apart from it. */
export interface FactLine {
  readonly participant: string;
  readonly s: number;
  readonly line: string;
  readonly body: string | undefined;
}

export const factLine = (entry: Entry, body: object | undefined): FactLine => ({
  participant: entry.n,
  s: entry.s,
  line: hashedLine(entry),
  body: body === undefined ? undefined : JSON.stringify(body),
});

/** The running SHA-256 of one participant's lines. */
export function newFactHash(): NodeHash {
  return new NodeHash(() => {
    const hash = createHash('sha256');
    return {
      update: (text) => {
        hash.update(text);
      },
      hex: () => hash.digest('hex'),
    };
  });
}
