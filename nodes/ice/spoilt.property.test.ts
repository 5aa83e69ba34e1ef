/** A hundred thousand spoilt messages against the pure exchange: whatever comes, it goes on, and says what became of it. */
import { expect, test } from 'vitest';
import { Chance } from '../../simulator/core/chance.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { decodeMessage, formDefects, UNREADABLE, unreadable } from '../common/envelope.ts';
import { MESSAGE_TYPES } from '../common/message-types.ts';
import { Spoiler } from '../common/messages/spoil.ts';
import { Bench, SCHEME } from './bench.ts';

const SEEDS = [1, 2, 3, 4];
const PER_SEED = 25_000;
/** So many for one exchange; then a fresh one, whose queues are empty. */
const PER_BENCH = 2_500;

const RECEIPTS: ReadonlySet<unknown> = new Set(
  Object.entries(MESSAGE_TYPES).flatMap(([code, row]) => ('receipt' in row ? [code] : [])),
);

/** As an adapter hands over what a country has published; a false sender's connection is closed instead. */
function received(sender: string, text: string): Message | undefined {
  const decoded = decodeMessage(text);
  if (!decoded.ok) return unreadable(sender, decoded.defect);
  return (decoded.message as Partial<Message>).sender === sender ? decoded.message : undefined;
}

/** What became of it: taken, dropped, refused under a rule; receipts leave no trace. Undefined: nothing says so. */
function fateOf(bench: Bench, { messageType }: Message): string | undefined {
  const [fact] = bench.entries;
  if (fact === undefined) return RECEIPTS.has(messageType) ? 'receipt' : undefined;
  return fact.type === 'MessageRefused' ? `refused ${String(fact.rule)}` : fact.type;
}

/** What is wrong with the answer: S917 or S906 once where it is refused, with the rule that the journal names; none to receipts. */
function flawOf(bench: Bench, message: Message, fate: string): string | undefined {
  const { sender, messageType, messageId } = message;
  const isRefused = fate.startsWith('refused');
  if (!isRefused && messageType !== UNREADABLE && formDefects(message).length > 0)
    return 'taken, whatever its form';
  const nacks = bench
    .facts('MessageSent')
    .filter(({ to, msg }) => to === sender && (msg === 'S906' || msg === 'S917'))
    .map(({ id }) => id);
  const most = RECEIPTS.has(messageType) ? 0 : 1;
  // What has no id to be known by is complained of so often, and no more while the sender is away.
  const least = isRefused && messageType !== UNREADABLE && isId(messageId) ? most : 0;
  if (nacks.length < least || nacks.length > most) return `answered ${nacks.length} times`;
  for (const { body, messageId: id } of [...bench.of('S906'), ...bench.of('S917')]) {
    const [first] = body.errors;
    const rule = first !== undefined && 'rule' in first ? first.rule : first?.reason;
    // What was taken and waits for its recipient is told as well (rule C602).
    const named = isRefused ? fate.slice('refused '.length) : 'C602';
    if (nacks.includes(id) && rule !== named) return `answered with ${String(rule)}`;
  }
  return undefined;
}

const isId = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= 35;

test.for(SEEDS)('is taken or refused, and the exchange goes on, seed %i', (seed) => {
  const spoiler = new Spoiler(new Chance(seed).stream('spoil'), 'GEO', Object.keys(SCHEME.members));
  const fates = new Map<string, Set<string>>();
  let bench = Bench.running();
  for (let i = 0; i < PER_SEED; i++) {
    if (i % PER_BENCH === 0) bench = Bench.running();
    const { spoiling, text } = spoiler.next();
    const message = received('GEO', text);
    if (message === undefined) continue;
    bench.clear().receive(message);
    const fate = fateOf(bench, message);
    const flaw = fate === undefined ? 'without a trace' : flawOf(bench, message, fate);
    if (flaw !== undefined)
      throw new Error(`${flaw} (${String(fate)}), number ${i}: ${text.slice(0, 2_000)}`);
    const known = fates.get(spoiling) ?? new Set();
    fates.set(spoiling, known.add(fate ?? ''));
    bench.settle();
  }
  // The messages are what they are called, and reach the rules behind those of form.
  expect([...(fates.get('deep') ?? [])]).toContain('refused C101');
  expect([...(fates.get('sound') ?? [])]).toEqual(
    expect.arrayContaining(['MessageTaken', 'receipt', 'refused C107', 'refused C604']),
  );
  expect([...(fates.get('sound') ?? [])]).not.toContain('refused C101');
});
