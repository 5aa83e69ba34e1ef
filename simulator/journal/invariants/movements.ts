/** What is over stays over, both ends of a movement agree, and nobody sees what is not his (design, section 9). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY } from '../../core/time.ts';
import { COUNTRIES } from '../../../nodes/countries/countries.ts';
import type { Invariant } from './invariant.ts';
import { detail } from './invariant.ts';
import { Recent } from './recent.ts';
import { subjectOf } from './subject.ts';

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
        const subject = subjectOf(entry);
        // What is refused for coming too late (row D39) changes nothing.
        if (subject?.machine !== 'departure' || subject.row.from === 'anyFinal') return;
        const { key, ends } = subject;
        if (over.has(key)) {
          const { t, n: node, type } = entry;
          report({ t, node, mrn: key, detail: `${type} after the movement's end` });
        }
        // Before acceptance a declaration is known by its LRN, which a corrected one may carry again.
        if (ends && entry['mrn'] === key) over.add(key);
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
  source: 'design 9; domain 5.1 D33',
  start(report) {
    const waiting = new Map<string, SimTime>();
    /** Ended without an arrival: goods that turn up later have no write-off to wait for. */
    const settled = new Recent(MEMORY);
    return {
      size: () => waiting.size + settled.size,
      step(entry) {
        const mrn = detail(entry, 'mrn');
        if (entry.type === 'GoodsReleased' && !settled.has(mrn)) waiting.set(mrn, entry.t);
        else if (WRITE_OFFS.has(entry.type)) {
          if (waiting.delete(mrn)) return;
          if (entry.row !== 'D33') {
            settled.add(mrn);
            return;
          }
          const { t, n: node } = entry;
          const said = 'written off, but the goods were not released at destination';
          report({ t, node, mrn, detail: said });
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

/** By control result, resolved discrepancies, proof, payment or claim (rows D33, D36, E8, E16, E18, E20). */
const WRITE_OFFS: ReadonlySet<string> = new Set([
  'MovementWrittenOff',
  'ProofAccepted',
  'DebtRecovered',
]);

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
        if (parties === undefined || parties.has(entry.n) || isClearing(entry)) return;
        const { t, n: node, type } = entry;
        report({ t, node, mrn, detail: `${node} is no party to this movement: ${type}` });
      },
    };
  },
};

/** All insurers of the pool bear a claim, wherever the goods were to go: their nodes pass the clearing on. */
const isClearing = (entry: Entry): boolean =>
  entry.type === 'ClearingForwarded' || entry['msg'] === 'X822';

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
      // The goods have come another way than declared; somebody there asks for the movement, or is asked to look for it.
      case 'TruckPresented':
      case 'AtrAsked':
      case 'AarAsked':
      case 'ExitRecordAsked':
      case 'MovementQueried':
      case 'EnquiryReceived':
      case 'RecoveryRequested':
        this.join(detail(entry, 'mrn'), entry.n);
        break;
      case 'ReleaseDenied':
      case 'MovementInvalidated':
      case 'MovementWrittenOff':
      case 'ProofAccepted':
      case 'DebtRecovered':
        this.over.push(detail(entry, 'mrn'));
        if (this.parties.size > PARTIES_MOST) this.forget();
        break;
      default:
        break;
    }
  }

  /** From now on the country has a part in the movement. */
  private join(mrn: string, node: string): void {
    const parties = this.parties.get(mrn);
    if (parties !== undefined && !parties.has(node))
      this.parties.set(mrn, new Set([...parties, node]));
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
