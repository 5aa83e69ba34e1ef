/** What is over stays over, both ends of a movement agree, and nobody sees what is not his (design, section 9). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import { isNode } from './letters.ts';

/** A final state is left by nothing. */
export const finalStays: Invariant = {
  id: 'finalStays',
  text: { en: 'a final state stays final', ru: 'конечное состояние остаётся конечным' },
  source: 'docs/states',
  shown: ['rows'],
  start(report, { movements, objects }) {
    return {
      size: () => 0,
      step(entry) {
        const { subject } = objects;
        // What is refused for coming too late (row D39) changes nothing.
        if (subject?.machine !== 'departure' || subject.row.from === 'anyFinal') return;
        const end = movements.get(subject.key)?.endedBy;
        if (end === undefined || end === entry) return;
        report({ ...placeOf(entry), detail: `${entry.type} after the movement's end` });
      },
    };
  },
};

/** Goods released at destination lead to a write-off at departure; a write-off upon a control result comes after the release. */
export const endsAgree: Invariant = {
  id: 'endsAgree',
  text: {
    en: 'departure and destination agree: written off upon a control result means goods released, and goods released means written off within a day',
    ru: 'отправление и назначение согласны: завершение по результату контроля означает выпуск товаров, и выпуск товаров — завершение в течение суток',
  },
  source: 'D33',
  shown: ['GoodsReleased', 'MovementWrittenOff', 'ProofAccepted', 'DebtRecovered'],
  start(report, { troubles, movements }) {
    const waiting = new Map<string, { readonly t: SimTime; readonly at: string }>();
    return {
      size: () => waiting.size,
      step(entry) {
        const mrn = text(entry['mrn']);
        if (entry.type === 'GoodsReleased') {
          // Goods that turn up after the end, however long after, have no write-off to wait for.
          const movement = movements.get(mrn);
          if (movement !== undefined && movement.endedBy === undefined)
            waiting.set(mrn, { t: entry.t, at: entry.n });
          return;
        }
        if (waiting.delete(mrn) || entry.row !== 'D33') return;
        const { t, n: node } = entry;
        const said = 'written off, but the goods were not released at destination';
        report({ t, node, mrn, detail: said });
      },
      end(end) {
        for (const [mrn, { t, at }] of waiting) {
          const node = movements.get(mrn)?.node ?? '';
          if (end - Math.max(t, troubles.lineSince(at, node)) <= DAY) continue;
          const said = 'goods released, but not written off within a day';
          report({ t, node, mrn, detail: said });
        }
      },
    };
  },
};

/** A country journals only movements that touch it. */
export const partiesOnly: Invariant = {
  id: 'partiesOnly',
  text: {
    en: 'a country sees only movements that it is a party to',
    ru: 'страна видит только перевозки, в которых участвует',
  },
  source: 'C604',
  shown: ['movements'],
  start(report, { movements }) {
    return {
      size: () => 0,
      step(entry) {
        const { n: node } = entry;
        if (!isNode(node)) return;
        const movement = movements.get(text(entry['mrn']));
        if (movement === undefined || movement.parties.has(node) || isClearing(entry)) return;
        const said = `${node} is no party to this movement: ${entry.type}`;
        report({ ...placeOf(entry), detail: said });
      },
    };
  },
};

/** All insurers of the pool bear a claim, wherever the goods were to go: their nodes pass the clearing on. */
const isClearing = (entry: Entry): boolean =>
  entry.type === 'ClearingForwarded' || entry['msg'] === 'X822';
