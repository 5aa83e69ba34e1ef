/** Nothing acknowledged is lost, nothing takes effect twice (design, sections 6 and 9). */
import { LIMITS } from '../../../nodes/common/limits.ts';
import { ICE } from '../../../nodes/common/routing.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY, HOUR } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import type { Letter } from './letters.ts';
import { isOverIce, isPlayed } from './letters.ts';

/** A message reaches ICE, and from there its recipient, within this time from when nothing stands in its way. */
const DELIVERY_MS = HOUR;

/** ICE looks once a day for what has outlived its time. */
const LIVES_MOST_MS = LIMITS.queueTimeToLiveMs + 2 * DAY;

const aboutLetter = (letter: Letter): { messageId: string; mrn?: string } => {
  const { mrn } = letter;
  const messageId = text(letter['id']);
  return typeof mrn === 'string' ? { messageId, mrn } : { messageId };
};

/** An acknowledged message reaches its recipient, or its sender hears that it cannot. */
export const nothingLost: Invariant = {
  id: 'nothingLost',
  text: {
    en: 'a message that ICE has acknowledged reaches its recipient, or is given up at the end of its time to live',
    ru: 'сообщение, подтверждённое ICE, доходит до получателя либо снимается по истечении срока хранения',
  },
  source: 'C603',
  shown: [],
  start(report, { letters, troubles }) {
    return {
      size: () => 0,
      step: () => undefined,
      end(end) {
        for (const { letter, at } of letters.taken.values()) {
          const to = text(letter['to']);
          const isLost = end - Math.max(at, troubles.lineSince(ICE, to)) >= DELIVERY_MS;
          const isOld = end - Math.max(at, troubles.calmSince(ICE)) >= LIVES_MOST_MS;
          if (!isLost && !isOld) continue;
          const { messageId } = aboutLetter(letter);
          const what = isLost ? `and never reached ${to}` : 'and is kept beyond its time to live';
          const said = `${messageId} (${text(letter['msg'])}) was acknowledged ${what}`;
          report({ t: at, node: isLost ? to : ICE, ...aboutLetter(letter), detail: said });
        }
      },
    };
  },
};

/** What is for all reaches each that ICE has taken the word of a member from. */
export const allHear: Invariant = {
  id: 'allHear',
  text: {
    en: 'what is for all reaches every member but its sender',
    ru: 'сообщение для всех доходит до каждого участника схемы, кроме отправителя',
  },
  source: 'A803',
  shown: ['MessageTaken', 'MemberWithdrawn'],
  start(report, { letters, troubles }) {
    const since = new Map<string, SimTime>();
    return {
      size: () => since.size,
      step(entry) {
        if (entry.type === 'MemberWithdrawn') since.delete(text(entry['node']));
        // Whoever is not approved may do no more than answer for itself (S).
        else if (!text(entry['msg']).startsWith('S') && !since.has(text(entry['from'])))
          since.set(text(entry['from']), entry.t);
      },
      end(end) {
        for (const { letter, at, had, isGivenUp } of letters.forAll()) {
          if (isGivenUp === true) continue;
          for (const [node, memberAt] of since) {
            if (node === letter.n || memberAt >= at || had?.has(node) === true) continue;
            if (end - Math.max(at, troubles.lineSince(ICE, node)) < DELIVERY_MS) continue;
            const { messageId } = aboutLetter(letter);
            const said = `${messageId} (${text(letter['msg'])}) is for all and never reached ${node}`;
            report({ t: at, node: ICE, ...aboutLetter(letter), detail: said });
          }
        }
      },
    };
  },
};

/** Outboxes repeat until they hold S001. */
export const nothingUnsent: Invariant = {
  id: 'nothingUnsent',
  text: {
    en: 'what a node sends is taken or refused by ICE, however often it has to be repeated',
    ru: 'отправленное узлом принимается или отклоняется ICE, сколько бы раз его ни пришлось повторить',
  },
  source: 'ours',
  shown: [],
  start(report, { letters, troubles }) {
    return {
      size: () => 0,
      step: () => undefined,
      end(end) {
        for (const letter of letters.sent.values()) {
          const { t, n: node } = letter;
          if (!isOverIce(letter) || isPlayed(letter)) continue;
          if (end - Math.max(t, troubles.lineSince(node, ICE)) < DELIVERY_MS) continue;
          const { messageId } = aboutLetter(letter);
          const said = `${messageId} (${text(letter['msg'])}) was sent and never taken or refused by ICE`;
          report({ t, node, ...aboutLetter(letter), detail: said });
        }
      },
    };
  },
};

/** A repeat that was dropped; a message that was refused, as often as it comes. */
const NO_EFFECT: ReadonlySet<string> = new Set(['RepeatDropped', 'MessageRefused']);

/** A message takes effect once. */
export const nothingTwice: Invariant = {
  id: 'nothingTwice',
  text: {
    en: 'a message takes effect once, however often it is repeated',
    ru: 'сообщение действует один раз, сколько бы раз оно ни повторялось',
  },
  source: 'C108',
  shown: ['strays'],
  start(report, { letters }) {
    return {
      size: () => 0,
      step(entry) {
        const { by = '', n: node, type } = entry;
        if (letters.cause !== undefined || NO_EFFECT.has(type)) return;
        if (letters.unknown(by, node) !== 'over') return;
        report({ ...placeOf(entry), detail: `${by} took effect a second time: ${type}` });
      },
    };
  },
};

/** Nothing comes from nowhere. */
export const nothingInvented: Invariant = {
  id: 'nothingInvented',
  text: {
    en: 'what takes effect was sent before',
    ru: 'действует только то, что было отправлено',
  },
  source: 'ours',
  shown: ['strays'],
  start(report, { letters }) {
    return {
      size: () => 0,
      step(entry) {
        const { by = '', n: node, type } = entry;
        if (letters.cause !== undefined || NO_EFFECT.has(type)) return;
        if (letters.unknown(by, node) !== 'unsent') return;
        report({ ...placeOf(entry), detail: `${type} comes of ${by}, which nobody has sent` });
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
  source: 'ours',
  shown: ['every'],
  start(report) {
    const counts = new Map<string, { next: number }>();
    let last = -Infinity;
    /** Whoever says one thing mostly says several. */
    let speaker = '';
    let count = { next: 0 };
    const complain = ({ t, n: node }: Entry, what: string): void => {
      report({ t, node, detail: what });
    };
    return {
      size: () => counts.size,
      step(entry) {
        const { t, n, s } = entry;
        if (n !== speaker) {
          speaker = n;
          count = counts.get(n) ?? { next: 0 };
          counts.set(n, count);
        }
        if (t < last) complain(entry, `entry ${String(s)} of ${n} is earlier than the one before`);
        else last = t;
        if (s !== count.next)
          complain(entry, `${n} numbers an entry ${String(s)} where ${String(count.next)} is due`);
        count.next = s + 1;
      },
    };
  },
};
