/** What a process's facts say of one movement: found by its numbers and by the messages about it, without keeping the process from its work. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { Store } from './store.ts';

/** Messages that one trace follows at the most; a movement has some hundred. */
export const TRACED_MOST = 5_000;

/** The names by which facts are known to be about a movement. They grow with each fact that is. */
export class MovementNames {
  readonly mrns: Set<string>;
  readonly lrns: Set<string>;
  /** Ids of messages. */
  readonly messages: Set<string>;

  constructor({ mrns = [], lrns = [], messages = [] }: Partial<Named>) {
    this.mrns = new Set(mrns);
    this.lrns = new Set(lrns);
    this.messages = new Set(messages);
  }

  get size(): number {
    return this.mrns.size + this.lrns.size + this.messages.size;
  }

  has(name: string): boolean {
    return this.mrns.has(name) || this.lrns.has(name) || this.messages.has(name);
  }

  /** Whether the fact is about the movement; learns what else it is known by. */
  takes({ type, mrn, lrn, id, by }: Entry): boolean {
    const isNamed = this.names(mrn, lrn);
    // A message of this movement may set off something about another one.
    if (isNamed === false) return false;
    const isOurs =
      isNamed === true ||
      (typeof id === 'string' && this.messages.has(id)) ||
      (by !== undefined && this.messages.has(by));
    if (!isOurs) return false;
    if (typeof mrn === 'string') this.mrns.add(mrn);
    if (typeof lrn === 'string') this.lrns.add(lrn);
    if (isNamed === true && by !== undefined) this.learn(by);
    if (type === 'MessageSent' && typeof id === 'string') this.learn(id);
    return true;
  }

  /** Undefined where it is about no movement. An LRN is its trader's own, so an MRN comes before it. */
  private names(mrn: unknown, lrn: unknown): boolean | undefined {
    if (typeof mrn === 'string' && this.mrns.size > 0) return this.mrns.has(mrn);
    if (typeof lrn === 'string') return this.lrns.has(lrn);
    return typeof mrn === 'string' ? false : undefined;
  }

  private learn(message: string): void {
    if (this.messages.size < TRACED_MOST) this.messages.add(message);
  }
}

export interface Named {
  readonly mrns: Iterable<string>;
  readonly lrns: Iterable<string>;
  readonly messages: Iterable<string>;
}

/** Facts looked at before others get a turn: about a millisecond. */
const PAGE = 1_000;
/** What comes before the fact that names its message is found in another reading. */
const READINGS_MOST = 4;
const NAMED = /"(?:mrn|lrn|id|by)":"([^"]*)"/g;

/**
 * The facts of these participants about a movement, as journal text without bodies, in their order.
 * @param names what it is known by; afterwards with what these facts add to it.
 */
export async function movementFacts(
  store: Store,
  participants: readonly string[],
  names: MovementNames,
): Promise<string[]> {
  let lines: string[] = [];
  for (let reading = 0, known = -1; known < names.size && reading < READINGS_MOST; reading++) {
    known = names.size;
    lines = [];
    for (const participant of participants) {
      for await (const page of pagesOf(store, participant)) {
        lines.push(...page.filter((line) => mentions(line, names) && names.takes(entryOf(line))));
      }
    }
  }
  return lines;
}

async function* pagesOf(store: Store, participant: string): AsyncGenerator<string[]> {
  for (let from = 0; ;) {
    const page = store.facts(participant, from, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(({ line }) => line);
    from = last.s + 1;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** Whether it is worth parsing: most facts are about other movements. */
function mentions(line: string, names: MovementNames): boolean {
  for (const [, name = ''] of line.matchAll(NAMED)) if (names.has(name)) return true;
  return false;
}

const entryOf = (line: string): Entry => JSON.parse(line) as Entry;
