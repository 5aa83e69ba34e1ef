/** What ICE owes to those who write over it: it takes what was sent, as it was sent, and hands it to whom it is for, in order (design, section 6). */
import { ALL, ICE, WORLD } from '../../../nodes/common/routing.ts';
import type { Entry } from '../../core/cell.ts';
import type { Invariant } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import type { Letter } from './letters.ts';
import { isNode, isOverIce } from './letters.ts';
import { nodeOfOffice } from './offices.ts';

/** ICE takes nothing but what it was sent. */
export const takenAsSent: Invariant = {
  id: 'takenAsSent',
  text: {
    en: 'ICE takes a message as it was sent: from its sender, for its recipient, of its type',
    ru: 'ICE принимает сообщение таким, каким оно отправлено: от его отправителя, для его получателя, его типа',
  },
  source: 'C109, C110',
  shown: ['MessageTaken'],
  start(report, { letters }) {
    return {
      size: () => 0,
      step(entry) {
        const { cause } = letters;
        if (cause === undefined) return;
        const id = text(entry['id']);
        const complain = (what: string): void => {
          report({ ...placeOf(entry), messageId: id, detail: `${id}: ${what}` });
        };
        if (id !== text(cause['id'])) complain(`taken for ${text(cause['id'])}`);
        if (!isOverIce(cause)) complain(`${text(cause['msg'])} does not go over ICE`);
        for (const name of ['msg', 'from', 'to'])
          if (entry[name] !== cause[name])
            complain(`${name} is ${text(entry[name])}, and was sent as ${text(cause[name])}`);
      },
    };
  },
};

/** Nothing goes past ICE or astray. */
export const reachesAddressee: Invariant = {
  id: 'reachesAddressee',
  text: {
    en: 'a message takes effect at nobody but its addressee, and between countries not before ICE has taken it',
    ru: 'сообщение действует только у своего адресата, а между странами — не раньше, чем его приняла ICE',
  },
  source: 'ours',
  shown: ['causes'],
  start(report, { letters }) {
    return {
      size: () => 0,
      step(entry) {
        const { cause, wasTaken } = letters;
        if (cause === undefined || entry.n === ICE) return;
        const { n } = entry;
        const to = text(cause['to']);
        const id = text(cause['id']);
        // What is refused never was taken, so it comes under this as well.
        if (!wasTaken && isNode(to) && isOverIce(cause))
          report({ ...placeOf(entry), detail: `${id} has reached ${n} without ICE` });
        if (!isFor(to, n, cause))
          report({ ...placeOf(entry), detail: `${id} is for ${to} and took effect at ${n}` });
      },
    };
  },
};

/** A party that is no participant of its own lives in the world; an office is part of its country's node. */
function isFor(to: string, n: string, letter: Letter): boolean {
  if (to === n) return true;
  if (to === ALL) return isNode(n) && n !== letter['from'];
  return (n === WORLD && !isNode(to)) || nodeOfOffice(to) === n;
}

/** Of one sender about one movement until ICE has taken them, of one recipient from then on. */
export const inOrder: Invariant = {
  id: 'inOrder',
  text: {
    en: 'messages about one movement are taken in the order in which they were sent, unless the line fails, and take effect in the order in which they were taken',
    ru: 'сообщения об одной перевозке принимаются в порядке отправки, если связь не нарушена, и действуют в порядке приёма',
  },
  source: 'ours',
  shown: ['strays'],
  start(report, { letters, troubles }) {
    const isExcused = (entry: Entry, overtaken: string): boolean => {
      if (entry.n !== ICE) return false;
      const sentAt = letters.sent.get(overtaken)?.t ?? -Infinity;
      return troubles.lineSince(letters.cause?.n ?? ICE, ICE) > sentAt;
    };
    return {
      size: () => 0,
      step(entry) {
        const { overtaken, cause } = letters;
        if (overtaken === undefined || cause === undefined || isExcused(entry, overtaken)) return;
        const mrn = text(cause['mrn']);
        const [id, msg] = [text(cause['id']), text(cause['msg'])];
        const what = entry.n === ICE ? 'was taken' : `took effect at ${entry.n}`;
        const said = `${id} (${msg}) ${what} before ${overtaken}, which came first`;
        report({ ...placeOf(entry), node: ICE, mrn, detail: said });
      },
    };
  },
};

/** Between parties of a movement: whoever asks, is asked or is drawn in becomes one by it, and guarantees may lie elsewhere (`nodes/ice/standing.ts`). */
const BETWEEN_PARTIES: ReadonlySet<string> = new Set([
  'X001',
  'X006',
  'X010',
  'X018',
  'X024',
  'X049',
  'X050',
  'X118',
  'X119',
  'X160',
  'X180',
  'X181',
]);

/** The leak at its source: what a country was told, not only what it made of it. */
export const partiesServed: Invariant = {
  id: 'partiesServed',
  text: {
    en: 'ICE passes messages about a movement on between its parties only',
    ru: 'ICE передаёт сообщения о перевозке только между её участниками',
  },
  source: 'C604',
  shown: ['MessageTaken'],
  start(report, { letters, movements }) {
    return {
      size: () => 0,
      step(entry) {
        const { cause } = letters;
        if (cause === undefined || !BETWEEN_PARTIES.has(text(cause['msg']))) return;
        const mrn = text(cause['mrn']);
        const movement = movements.get(mrn);
        if (movement === undefined) return;
        for (const end of [text(cause['from']), text(cause['to'])]) {
          if (!isNode(end) || movement.parties.has(end)) continue;
          const said = `${text(cause['id'])} (${text(cause['msg'])}) was taken though ${end} is no party to the movement`;
          report({ ...placeOf(entry), mrn, detail: said });
        }
      },
    };
  },
};
