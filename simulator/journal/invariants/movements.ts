/** Movements follow the tables, borders are passed with release only, and nobody sees what is not his (design, section 9). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY } from '../../core/time.ts';
import { countryOf, isNodeCountry } from '../../../nodes/countries/countries.ts';
import type { Invariant } from './invariant.ts';
import { detail } from './invariant.ts';

/** Facts after which nothing more may happen to a movement at departure. */
const FINAL: ReadonlySet<string> = new Set(['ReleaseDenied', 'MovementWrittenOff']);

/** Facts of the departure office that change a movement's state. */
const DEPARTURE: ReadonlySet<string> = new Set([
  'ControlDecided',
  'GuaranteeAsked',
  'RevisionFound',
  'MovementReleased',
  'GuaranteeRejected',
  'ReleaseDenied',
  'MovementArrived',
  'EnquiryRecommended',
  'MovementWrittenOff',
]);

/** A final state is left by nothing. */
export const finalStays: Invariant = {
  id: 'finalStays',
  text: { en: 'a final state stays final', ru: 'конечное состояние остаётся конечным' },
  source: 'domain 5.1, D39',
  start(report) {
    const final = new Map<string, SimTime>();
    return {
      step(entry) {
        if (!DEPARTURE.has(entry.type)) return;
        const mrn = detail(entry, 'mrn');
        if (final.has(mrn))
          report({
            t: entry.t,
            node: entry.n,
            mrn,
            detail: `${entry.type} after the movement's end`,
          });
        if (FINAL.has(entry.type)) final.set(mrn, entry.t);
        if (final.size > 50_000) for (const [old] of [...final].slice(0, 25_000)) final.delete(old);
      },
    };
  },
};

/** A frontier is passed by released movements only, and each is released once. */
export const noPassageWithoutRelease: Invariant = {
  id: 'noPassageWithoutRelease',
  text: {
    en: 'no truck is let past a border before its movement was released, and a movement is released once',
    ru: 'ни одна машина не пропускается через границу до выпуска перевозки, и перевозка выпускается один раз',
  },
  source: 'design 9',
  start(report) {
    const released = new Set<string>();
    return {
      step(entry) {
        const mrn = detail(entry, 'mrn');
        if (entry.type === 'MovementReleased') {
          if (released.has(mrn))
            report({ t: entry.t, node: entry.n, mrn, detail: 'released a second time' });
          released.add(mrn);
        } else if (entry.type === 'PassageGranted' && !released.has(mrn)) {
          report({
            t: entry.t,
            node: entry.n,
            mrn,
            detail: `let past ${detail(entry, 'office')} without release`,
          });
        } else if (entry.type === 'MovementWrittenOff') released.delete(mrn);
      },
    };
  },
};

/** Goods released at destination lead to a write-off at departure, and nothing is written off before. */
export const endsAgree: Invariant = {
  id: 'endsAgree',
  text: {
    en: 'departure and destination agree: written off means goods released, and the reverse within a day',
    ru: 'отправление и назначение согласны: завершение означает выпуск товаров, и наоборот в течение суток',
  },
  source: 'design 9; domain 5.1 D33',
  start(report) {
    const waiting = new Map<string, SimTime>();
    return {
      step(entry) {
        const mrn = detail(entry, 'mrn');
        if (entry.type === 'GoodsReleased') waiting.set(mrn, entry.t);
        else if (entry.type === 'MovementWrittenOff' && !waiting.delete(mrn)) {
          report({
            t: entry.t,
            node: entry.n,
            mrn,
            detail: 'written off, but the goods were not released at destination',
          });
        }
      },
      end(end) {
        for (const [mrn, t] of waiting) {
          if (end - t > DAY)
            report({
              t,
              node: '',
              mrn,
              detail: 'goods released, but not written off within a day',
            });
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
  source: 'design 9; rule C604',
  start(report) {
    const parties = new Map<string, ReadonlySet<string>>();
    const declared = new Map<string, ReadonlySet<string>>();
    return {
      step(entry) {
        learn(entry, declared, parties);
        const mrn = entry['mrn'];
        if (typeof mrn !== 'string' || entry.n.length !== 3 || entry.n === 'ICE') return;
        const known = parties.get(mrn);
        if (known !== undefined && !known.has(codeOf(entry.n))) {
          report({
            t: entry.t,
            node: entry.n,
            mrn,
            detail: `${entry.n} is no party to this movement: ${entry.type}`,
          });
        }
        if (entry.type === 'MovementWrittenOff' && parties.size > 100_000) parties.delete(mrn);
      },
    };
  },
};

/** Declarations name countries by their alpha-2 codes. */
const codeOf = (node: string): string => (isNodeCountry(node) ? countryOf(node).iso2 : node);

/** The declaration names the countries; the MRN comes later. */
function learn(
  entry: Entry,
  declared: Map<string, ReadonlySet<string>>,
  parties: Map<string, ReadonlySet<string>>,
): void {
  const lrn = detail(entry, 'lrn');
  if (entry.type === 'DeclarationSubmitted') {
    declared.set(
      lrn,
      new Set([codeOf(entry.n), ...((entry['countries'] as string[] | undefined) ?? [])]),
    );
  } else if (entry.type === 'MovementAccepted') {
    const countries = declared.get(lrn);
    if (countries !== undefined) parties.set(detail(entry, 'mrn'), countries);
    declared.delete(lrn);
  }
}
