/** Which messages of a journal matter for a violation: those that led to it, and the last about the same movement. */
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { Violation } from '../../simulator/journal/invariants/invariant.ts';
import type { Letter, Letters } from './letters.ts';

/** As many as a person reads at a glance; a dozen at the very most. */
const MOST = 8;
/** Struck by a fault, about the same movement: told as well. */
const STRUCK_MOST = 2;

/** @param causes of what was seen to be wrong, as far as the journal tells. */
export function lettersThatMatter(
  letters: Letters,
  { t, mrn = '', messageId }: Violation,
  causes: readonly string[],
): Letter[] {
  const chosen = new Map<string, Letter>();
  const related = [...letters.all()].filter(
    (letter) => letter.sentAt <= t && letters.same(letter.about, mrn) && isTelling(letter),
  );
  const anchors = [messageId, ...causes].flatMap((id) => letters.get(id ?? '') ?? []);
  const walked = backwards(letters, anchors.length > 0 ? anchors : related.slice(-1));
  for (const letter of [...walked, ...related.toReversed()]) {
    if (chosen.size >= MOST) break;
    chosen.set(letter.id, letter);
  }
  const struck = related.filter((letter) => letter.struck !== null && !chosen.has(letter.id));
  for (const letter of struck.slice(-STRUCK_MOST)) chosen.set(letter.id, letter);
  return [...chosen.values()].sort((a, b) => a.sentAt - b.sentAt);
}

/** From the messages given to what caused them and what they answer; the nearest first. */
function* backwards(letters: Letters, from: readonly Letter[]): Iterable<Letter> {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let letter = waiting.shift(); letter !== undefined; letter = waiting.shift()) {
    if (seen.has(letter.id)) continue;
    seen.add(letter.id);
    yield letter;
    for (const id of [letter.cause, letter.correlation]) {
      const before = letters.get(id ?? '');
      if (before !== undefined) waiting.push(before);
    }
  }
}

/** Receipts, what all are told, and what offices put on their officers' lists say little. */
const isTelling = ({ code }: Letter): boolean =>
  !code.startsWith('S8') &&
  !code.startsWith('N81') &&
  !(isMessageCode(code) && MESSAGE_TYPES[code].receipt === true);
