/** What a process in lockstep has left in its store when it is gone: its last answer, and messages that may not have come over the wire yet. */
import type { Message } from '../../simulator/core/participant.ts';
import { decodeMessage } from '../common/envelope.ts';
import type { Done, Hello } from './protocol.ts';
import { proofOf } from './security/signatures.ts';
import { Store } from './store.ts';

export interface LeftBehind {
  /** To the last window that it committed. */
  readonly answer: Done | undefined;
  /** What it sent to the exchange or from it and nobody has confirmed yet, under the sequence that announced it. */
  readonly sent: readonly { readonly sequence: number; readonly message: Message }[];
}

const NOTHING: LeftBehind = { answer: undefined, sent: [] };

/** Call it once the process has ended: its store lets nobody else in before. A store that cannot be read has left nothing. */
export function leftBehind({ store, plays, realm, seed, signing }: Hello): LeftBehind {
  if (store === undefined) return NOTHING;
  const opened = Store.open({ ...store, participants: plays, identity: { realm, seed } });
  if (!opened.ok) return NOTHING;
  const left = opened.value;
  const [owner = ''] = plays;
  // As it would have left: what it has not sent yet is not signed yet.
  const proof = proofOf(owner, signing, 'node', () => undefined);
  try {
    const answer = left.lastAnswer();
    return {
      answer: answer === undefined ? undefined : (JSON.parse(answer.json) as Done),
      sent: left.wireRows().flatMap(({ seq, key }) => {
        const stored = decodeMessage(left.wireContent(seq)?.payload ?? '');
        if (!stored.ok) return [];
        const sent = decodeMessage(proof.encode(stored.message));
        return sent.ok ? [{ sequence: Number(key), message: sent.message }] : [];
      }),
    };
  } finally {
    proof.close();
    left.close();
  }
}
