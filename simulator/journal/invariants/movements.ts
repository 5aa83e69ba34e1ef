/** What is over stays over, both ends of a movement agree, and nobody sees what is not his (design, section 9). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY } from '../../core/time.ts';
import { COUNTRIES } from '../../../nodes/countries/countries.ts';
import type { Invariant } from './invariant.ts';
import { detail } from './invariant.ts';
import { Recent } from './recent.ts';

/** Facts after which nothing more may happen to a movement at departure. */
const FINAL: ReadonlySet<string> = new Set(['ReleaseDenied', 'MovementWrittenOff']);

/** Facts of the departure office that change a movement's state. */
const DEPARTURE: ReadonlySet<string> = new Set([
  'ControlDecided',
  'GuaranteeAsked',
  'GuaranteeRetried',
  'RevisionFound',
  'MovementReleased',
  'GuaranteeRejected',
  'ReleaseDenied',
  'LegRecorded',
  'MovementArrived',
  'EnquiryRecommended',
  'EnquiryEnded',
  'MovementWrittenOff',
]);

/** Movements that ended, remembered against what may still come; it comes within days. */
const MEMORY = 50_000;

/** A final state is left by nothing. */
export const finalStays: Invariant = {
  id: 'finalStays',
  text: { en: 'a final state stays final', ru: 'конечное состояние остаётся конечным' },
  source: 'domain 5.1, D39',
  start(report) {
    const over = new Recent(MEMORY);
    return {
      size: () => over.size,
      step(entry) {
        if (!DEPARTURE.has(entry.type)) return;
        const mrn = detail(entry, 'mrn');
        if (over.has(mrn)) {
          const { t, n: node, type } = entry;
          report({ t, node, mrn, detail: `${type} after the movement's end` });
        }
        if (FINAL.has(entry.type)) over.add(mrn);
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
      size: () => waiting.size,
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
    const known = new Known();
    return {
      size: () => known.size,
      step(entry) {
        known.learn(entry);
        const mrn = entry['mrn'];
        if (typeof mrn !== 'string' || entry.n.length !== 3 || entry.n === 'ICE') return;
        const parties = known.parties.get(mrn);
        if (parties === undefined || parties.has(entry.n)) return;
        const { t, n: node, type } = entry;
        report({ t, node, mrn, detail: `${node} is no party to this movement: ${type}` });
      },
    };
  },
};

/** Movements whose parties are remembered; those written off longest ago are forgotten first. */
const PARTIES_MOST = 100_000;

/** The parties of movements. The declaration names the countries; the MRN comes later. */
class Known {
  readonly parties = new Map<string, ReadonlySet<string>>();
  private readonly declared = new Map<string, ReadonlySet<string>>();
  /** The same countries are one set, however many movements they have. */
  private readonly sets = new Map<string, ReadonlySet<string>>();
  private over: string[] = [];

  get size(): number {
    return this.parties.size + this.declared.size;
  }

  learn(entry: Entry): void {
    switch (entry.type) {
      case 'DeclarationSubmitted': {
        const countries = entry['countries'];
        const named = Array.isArray(countries) ? (countries as string[]) : [];
        this.declared.set(`${entry.n} ${detail(entry, 'lrn')}`, this.setOf(entry.n, named));
        break;
      }
      case 'MovementAccepted': {
        const key = `${entry.n} ${detail(entry, 'lrn')}`;
        const countries = this.declared.get(key);
        if (countries !== undefined) this.parties.set(detail(entry, 'mrn'), countries);
        this.declared.delete(key);
        break;
      }
      case 'DeclarationRefused':
        this.declared.delete(`${entry.n} ${detail(entry, 'lrn')}`);
        break;
      case 'ReleaseDenied':
      case 'MovementWrittenOff':
        this.over.push(detail(entry, 'mrn'));
        if (this.parties.size > PARTIES_MOST) this.forget();
        break;
      default:
        break;
    }
  }

  private forget(): void {
    const half = this.over.length / 2;
    for (const mrn of this.over.slice(0, half)) this.parties.delete(mrn);
    this.over = this.over.slice(half);
  }

  private setOf(node: string, codes: readonly string[]): ReadonlySet<string> {
    const key = `${node} ${codes.join(' ')}`;
    let set = this.sets.get(key);
    if (set === undefined) {
      set = new Set([node, ...codes.map((code) => NODES.get(code) ?? code)]);
      this.sets.set(key, set);
    }
    return set;
  }
}

/** Declarations name countries by their alpha-2 codes. */
const NODES: ReadonlyMap<string, string> = new Map(COUNTRIES.map(({ iso2, iso3 }) => [iso2, iso3]));
