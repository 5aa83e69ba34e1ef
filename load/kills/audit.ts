/**
 * What those outside hold as acknowledged, against what the stores say was done: everything once, nothing twice, the books balanced. A pure
 * function; for a moment at which nothing is under way.
 */
import type { Entry, Network } from '../../simulator/core/cell.ts';
import { INVARIANTS, InvariantWatch } from '../../simulator/journal/invariants/invariants.ts';
import { ALL, ICE, WORLD } from '../../nodes/common/routing.ts';

/** What those outside have seen. */
export interface Testimony {
  /** The country that the witness plays. */
  readonly witness: string;
  /** Ids that ICE has acknowledged to it (S001). */
  readonly taken: readonly string[];
  /** Ids of messages in its inbox, each once. */
  readonly received: ReadonlySet<string>;
  /** By country: ids that its door answered with 2xx, and ids of what came out of it, as often as it came. */
  readonly doors: Readonly<
    Record<string, { acknowledged: readonly string[]; heard: readonly string[] }>
  >;
}

export interface Evidence {
  /** The facts of each participant, by its id, all of them. */
  readonly stores: ReadonlyMap<string, readonly Entry[]>;
  /** The same, with what those outside have sent, in one order. */
  readonly merged: readonly Entry[];
  readonly network: Network;
}

export interface Findings {
  /** Acknowledgements that were looked into, by ICE and by doors. */
  readonly byIce: number;
  readonly byDoors: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly violations: readonly string[];
  /** Guarantees, and what is still held under them. */
  readonly guarantees: number;
  readonly held: number;
}

/** Entries that say that a message had no effect: it came again, or it was refused. */
const NO_EFFECT: ReadonlySet<string> = new Set(['RepeatDropped', 'MessageRefused']);

export function audit(testimony: Testimony, { stores, merged, network }: Evidence): Findings {
  const lost: string[] = [];
  const doubled: string[] = [];
  const once = (count: number | undefined, what: string): void => {
    if (count === undefined) lost.push(what);
    else if (count > 1) doubled.push(`${what}, ${count} times`);
  };
  const effects = new Map([...stores].map(([id, facts]) => [id, countEffects(facts)]));
  const exchange = exchangeOf(stores.get(ICE) ?? []);
  for (const id of testimony.taken) once(exchange.taken.get(id)?.count, `${id} at ICE`);
  for (const [id, { to, from, count }] of exchange.taken) {
    if (count > 1) doubled.push(`${id} taken by ICE, ${count} times`);
    for (const recipient of recipientsOf(to, from, testimony, stores)) {
      const what = `${id} of ${from} at ${recipient}`;
      if (recipient !== testimony.witness) once(effects.get(recipient)?.get(id), what);
      else if (!testimony.received.has(id)) lost.push(what);
    }
  }
  for (const [country, facts] of stores) {
    const door = testimony.doors[country];
    if (door === undefined) continue;
    const heard = countOf(door.heard);
    for (const id of door.acknowledged) once(effects.get(country)?.get(id), `${id} at ${country}`);
    for (const id of sentBy(WORLD, facts, network))
      once(heard.get(id), `${id} out of the door of ${country}`);
    for (const id of sentBy(ICE, facts, network)) {
      if (!exchange.taken.has(id) && !exchange.refused.has(id)) lost.push(`${id} of ${country}`);
    }
  }
  const doors = Object.values(testimony.doors);
  const byDoors = doors.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const books = booksOf(merged);
  return {
    byIce: testimony.taken.length,
    byDoors,
    ...{ lost, doubled },
    violations: violationsOf(merged),
    ...books,
  };
}

function violationsOf(merged: readonly Entry[]): string[] {
  const watch = new InvariantWatch(HERE);
  for (const entry of merged)
    watch.step(SESSION.test(entry.by ?? '') ? withoutCause(entry) : entry);
  watch.end(merged.at(-1)?.t ?? 0);
  return watch.violations.map(
    ({ invariant, node, detail }) => `${invariant} at ${node}: ${detail}`,
  );
}

/** On clocks of their own, and busy or away as they are here, processes are late with their timers. */
const HERE = INVARIANTS.filter(({ id }) => id !== 'nothingWaits');

/** Heartbeats, outages and ends of outages that a session tells of: no participant sends them, so no journal says that they were sent. */
const SESSION = /^[A-Z]{3}-[hwb]\d+$/;

function withoutCause({ by: _, ...entry }: Entry): Entry {
  return entry;
}

/** How often each message took effect. */
function countEffects(facts: readonly Entry[]): Map<string, number> {
  return countOf(
    facts.flatMap(({ by, type }) => (by === undefined || NO_EFFECT.has(type) ? [] : [by])),
  );
}

function countOf(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

interface Taken {
  readonly from: string;
  readonly to: string;
  count: number;
}

/** What ICE has taken over and what it has refused. */
function exchangeOf(facts: readonly Entry[]) {
  const taken = new Map<string, Taken>();
  const refused = new Set<string>();
  for (const fact of facts) {
    const id = String(fact['id']);
    if (fact.type === 'MessageRefused') refused.add(id);
    if (fact.type === 'MessageSent') taken.set(id, { from: ICE, to: String(fact['to']), count: 1 });
    if (fact.type !== 'MessageTaken') continue;
    const before = taken.get(id);
    if (before === undefined)
      taken.set(id, { from: String(fact['from']), to: String(fact['to']), count: 1 });
    else before.count++;
  }
  return { taken, refused };
}

function recipientsOf(
  to: string,
  from: string,
  { witness, doors }: Testimony,
  stores: ReadonlyMap<string, unknown>,
): string[] {
  const members = [witness, ...Object.keys(doors)];
  if (to === ALL) return members.filter((member) => member !== from);
  return to === witness || (stores.has(to) && to !== ICE) ? [to] : [];
}

/** Ids of what a participant has sent that goes by way of another one. */
function sentBy(way: string, facts: readonly Entry[], network: Network): string[] {
  return facts.flatMap(({ type, n, id, msg, to }) => {
    if (type !== 'MessageSent') return [];
    const addressed = { messageType: String(msg), recipient: String(to) };
    const hop = network.nextHop(network.indexOf(n), addressed);
    return hop === network.indexOf(way) ? [String(id)] : [];
  });
}

/** What every guarantee still holds. */
function booksOf(merged: readonly Entry[]): { guarantees: number; held: number } {
  const exposures = new Map<string, number>();
  for (const { type, grn, exposure } of merged) {
    if (type === 'GuaranteeGranted') exposures.set(String(grn), 0);
    else if (typeof exposure === 'number' && exposures.has(String(grn)))
      exposures.set(String(grn), exposure);
  }
  const held = [...exposures.values()].reduce((sum, exposure) => sum + exposure, 0);
  return { guarantees: exposures.size, held };
}
