/** Nothing acknowledged is lost, nothing takes effect twice (design, sections 6 and 9). */
import type { SimTime } from '../../core/time.ts';
import { HOUR, parseIsoUtc } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { detail } from './invariant.ts';
import { Recent } from './recent.ts';

/** A message taken by ICE must have reached a recipient that is up within this time. */
const DELIVERY_MS = HOUR;

interface Taken {
  readonly t: SimTime;
  readonly to: string;
}

/** An acknowledged message reaches its recipient, or its sender hears that it cannot. */
export const nothingLost: Invariant = {
  id: 'nothingLost',
  text: {
    en: 'a message that ICE has acknowledged reaches its recipient',
    ru: 'сообщение, подтверждённое ICE, доходит до получателя',
  },
  source: 'design 6, 9',
  start(report) {
    const open = new Map<string, Taken>();
    /** Since when each recipient takes messages; Infinity while it is down. */
    const upSince = new Map<string, SimTime>();
    return {
      size: () => open.size + upSince.size,
      step(entry) {
        switch (entry.type) {
          case 'MessageTaken': {
            const to = detail(entry, 'to');
            if (to !== 'ALL' && to !== 'ICE') open.set(detail(entry, 'id'), { t: entry.t, to });
            return;
          }
          case 'MessageRefused':
            // Also what was taken and has waited beyond its time to live (C603): the sender is told.
            if (entry.by === undefined) open.delete(detail(entry, 'id'));
            return;
          case 'NodeDown':
            upSince.set(detail(entry, 'node'), Infinity);
            return;
          case 'NodeUp':
            upSince.set(detail(entry, 'node'), entry.t);
            return;
          case 'OutageAnnounced':
            // Rule C602: what is for it waits until the end announced, or until its next message where none was.
            upSince.set(detail(entry, 'node'), parseIsoUtc(detail(entry, 'to')) ?? Infinity);
            return;
          case 'OutageEnded':
            upSince.set(detail(entry, 'node'), entry.t);
            return;
          default:
            if (entry.by !== undefined && open.get(entry.by)?.to === entry.n) open.delete(entry.by);
        }
      },
      end(end) {
        for (const [id, { t, to }] of open) {
          if (end - Math.max(t, upSince.get(to) ?? 0) < DELIVERY_MS) continue;
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

/** A repeat that was dropped; a message that was refused, as often as it comes. */
const NO_EFFECT: ReadonlySet<string> = new Set(['RepeatDropped', 'MessageRefused']);

/** How many messages that took effect each participant remembers; repeats come much sooner. */
const MEMORY = 50_000;

/** A message takes effect once. */
export const nothingTwice: Invariant = {
  id: 'nothingTwice',
  text: {
    en: 'a message takes effect once, however often it is repeated',
    ru: 'сообщение действует один раз, сколько бы раз оно ни повторялось',
  },
  source: 'design 6, 9',
  start(report) {
    const memories = new Map<string, Recent>();
    return {
      size: () => [...memories.values()].reduce((sum, memory) => sum + memory.size, 0),
      step({ t, n: node, by, type }) {
        if (by === undefined || NO_EFFECT.has(type)) return;
        let memory = memories.get(node);
        if (memory === undefined) memories.set(node, (memory = new Recent(MEMORY)));
        if (memory.has(by)) {
          const detail = `${by} took effect a second time: ${type}`;
          report({ t, node, messageId: by, detail });
        }
        memory.add(by);
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
      size: () => next.size,
      step(entry) {
        const { t, n, s } = entry;
        const due = next.get(n) ?? 0;
        if (t < last)
          report({
            t,
            node: n,
            detail: `entry ${String(s)} of ${n} is earlier than the one before`,
          });
        if (s !== due) {
          const text = `${n} numbers an entry ${String(s)} where ${String(due)} is due`;
          report({ t, node: n, detail: text });
        }
        last = Math.max(last, t);
        next.set(n, s + 1);
      },
    };
  },
};
