/** A hundred thousand spoilt messages against a pure national node, of those that ICE and the door let through: it goes on, and answers in good form. */
import { expect, test } from 'vitest';
import { Chance } from '../../simulator/core/chance.ts';
import { integer } from '../../simulator/core/draws.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { decodeMessage, formDefects } from '../common/envelope.ts';
import { MESSAGE_TYPES } from '../common/message-types.ts';
import { Spoiler } from '../common/messages/spoil.ts';
import type { NodeBench } from './node-bench.ts';
import { KINDS, Player } from './node-player.ts';

const SEEDS = [1, 2, 3, 4];
const PER_SEED = 25_000;
/** Acts of one node, each followed by so many spoilt messages; then a fresh one. */
const ACTS = 60;
const AFTER_EACH = 5;

const RECEIPTS: ReadonlySet<unknown> = new Set(
  Object.entries(MESSAGE_TYPES).flatMap(([code, row]) => ('receipt' in row ? [code] : [])),
);

/** What passes the form that ICE and the door ask for (rules C101 to C106): all else is refused before it comes to a node. */
function admitted(text: string): Message | undefined {
  const decoded = decodeMessage(text);
  return decoded.ok && formDefects(decoded.message).length === 0 ? decoded.message : undefined;
}

/** What is wrong with how the node took it. */
function flawOf(bench: NodeBench, { messageId, messageType }: Message): string | undefined {
  const isTold = bench.entries.some(({ by }) => by === messageId);
  if (!isTold && !RECEIPTS.has(messageType)) return 'no entry names it';
  for (const sent of bench.sent) {
    const [defect] = formDefects(sent);
    if (defect !== undefined)
      return `${sent.messageType} left with a defect: ${defect.pointer} ${defect.text}`;
  }
  return undefined;
}

test.for(SEEDS)('is answered by a row or a refusal in good form, seed %i', (seed) => {
  const stream = new Chance(seed).stream('acts');
  const spoiler = new Spoiler(new Chance(seed).stream('spoil'), 'AZE', ['GEO', 'GE000101']);
  let taken = 0;
  for (let i = 0, player = new Player(); i < PER_SEED; i++) {
    if (i % (ACTS * AFTER_EACH) === 0) player = new Player();
    const isAct = i % AFTER_EACH === 0;
    const kind = KINDS[integer(stream, 0, KINDS.length - 1)] ?? 'any';
    const played = isAct
      ? player.play({ kind, which: integer(stream, 0, 3), how: integer(stream, 0, 11) })
      : undefined;
    const { text } = played === undefined ? spoiler.next() : spoiler.spoil(played);
    const message = admitted(text);
    if (message === undefined) continue;
    taken++;
    // A repeat would be dropped unread.
    const fresh = { ...message, messageId: `AZE-x${i}` };
    const { bench } = player;
    const where = `number ${i}: ${text.slice(0, 3_000)}`;
    try {
      bench.clear().receive(fresh);
    } catch (error) {
      throw new Error(`${String(error)}, ${where}`, { cause: error });
    }
    const flaw = flawOf(bench, fresh);
    if (flaw !== undefined) throw new Error(`${flaw}, ${where}`);
  }
  expect(taken).toBeGreaterThan(PER_SEED / 5);
});
