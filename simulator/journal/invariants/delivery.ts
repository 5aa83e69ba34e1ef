/** Nothing acknowledged is lost, nothing takes effect twice (design, sections 6 and 9). */
import type { SimTime } from '../../core/time.ts';
import { HOUR } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { detail } from './invariant.ts';

/** A message taken by ICE must have reached a recipient that is up within this time. */
const DELIVERY_MS = HOUR;

/** An acknowledged message reaches its recipient. */
export const nothingLost: Invariant = {
  id: 'nothingLost',
  text: {
    en: 'a message that ICE has acknowledged reaches its recipient',
    ru: 'сообщение, подтверждённое ICE, доходит до получателя',
  },
  source: 'design 6, 9',
  start(report) {
    const open = new Map<string, { t: SimTime; to: string }>();
    const down = new Set<string>();
    return {
      step(entry) {
        if (entry.type === 'MessageTaken' && entry['to'] !== 'ALL') {
          open.set(detail(entry, 'id'), { t: entry.t, to: detail(entry, 'to') });
        } else if (entry.by !== undefined) {
          if (open.get(entry.by)?.to === entry.n) open.delete(entry.by);
        } else if (entry.type === 'NodeDown') down.add(detail(entry, 'node'));
      },
      end(end) {
        for (const [id, { t, to }] of open) {
          if (end - t < DELIVERY_MS || down.has(to)) continue;
          report({
            t,
            node: to,
            messageId: id,
            detail: `${id} was acknowledged and never reached ${to}`,
          });
        }
      },
    };
  },
};

/** How long the ids of messages that took effect are remembered; repeats come much sooner. */
const MEMORY = 200_000;

/** A message takes effect once. */
export const nothingTwice: Invariant = {
  id: 'nothingTwice',
  text: {
    en: 'a message takes effect once, however often it is repeated',
    ru: 'сообщение действует один раз, сколько бы раз оно ни повторялось',
  },
  source: 'design 6, 9',
  start(report) {
    let recent = new Set<string>();
    let older = new Set<string>();
    return {
      step(entry) {
        if (entry.by === undefined || entry.type === 'RepeatDropped') return;
        const key = `${entry.n} ${entry.by}`;
        if (recent.has(key) || older.has(key)) {
          report({
            t: entry.t,
            node: entry.n,
            messageId: entry.by,
            detail: `${entry.by} took effect a second time: ${entry.type}`,
          });
        }
        recent.add(key);
        if (recent.size > MEMORY) {
          older = recent;
          recent = new Set();
        }
      },
    };
  },
};

/** Entries stand in the total order, and each participant numbers its own without gaps. */
export const order: Invariant = {
  id: 'order',
  text: {
    en: 'entries are in order of time, and each participant numbers its own without gaps',
    ru: 'записи идут по времени, и каждый участник нумерует свои без пропусков',
  },
  source: 'design 7',
  start(report) {
    const next = new Map<string, number>();
    let last = -Infinity;
    return {
      step(entry) {
        const { t, n, s } = entry;
        const expected = next.get(n) ?? 0;
        if (t < last)
          report({
            t,
            node: n,
            detail: `entry ${String(s)} of ${n} is earlier than the entry before it`,
          });
        if (s !== expected)
          report({
            t,
            node: n,
            detail: `${n} numbers an entry ${String(s)} where ${String(expected)} is due`,
          });
        last = Math.max(last, t);
        next.set(n, s + 1);
      },
    };
  },
};
