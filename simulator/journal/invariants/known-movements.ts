/** The movements of a run as their countries of departure journalled them: who has a part in each, and how far it has come. Judges nothing. */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { FactType } from './invariant.ts';
import { text, figure } from './invariant.ts';
import { nodeOfCode } from './offices.ts';

export interface KnownMovement {
  readonly mrn: string;
  readonly lrn: string;
  /** The country of departure. */
  readonly node: string;
  readonly principal: string;
  /** Those that it was declared for, the country of departure first. */
  readonly countries: ReadonlySet<string>;
  /** With those that have asked for it, or were asked. */
  parties: ReadonlySet<string>;
  /** What guarantees have to cover, as departure asked for it. */
  amount: number;
  releasedAt: SimTime | undefined;
  limitDate: SimTime;
  arrivedAt: SimTime | undefined;
  /** The entry by which it came to its end. */
  endedBy: Entry | undefined;
  /** What offices ahead have done about it: `PassageGranted AZ000200`. */
  readonly deeds: string[];
  /** What destination has found. */
  result: string;
  /** Until when departure waits for the answer to its enquiry. */
  enquiryUntil: SimTime;
}

type Declared = Pick<KnownMovement, 'lrn' | 'node' | 'principal' | 'countries' | 'parties'>;

/** Movements that are over and still remembered, against what may come late. */
const OVER_MOST = 20_000;

export class KnownMovements {
  static readonly shown: readonly FactType[] = [
    'DeclarationSubmitted',
    'DeclarationRefused',
    'PresentationOverdue',
    'MovementAccepted',
    'GuaranteeAsked',
    'MovementReleased',
    'MovementArrived',
    'TruckPresented',
    'AtrAsked',
    'AarAsked',
    'ExitRecordAsked',
    'MovementQueried',
    'EnquiryReceived',
    'RecoveryRequested',
    'ReleaseDenied',
    'MovementInvalidated',
    'MovementWrittenOff',
    'ProofAccepted',
    'DebtRecovered',
  ];
  private readonly movements = new Map<string, KnownMovement>();
  /** By node and LRN, until there is an MRN. */
  private readonly declared = new Map<string, Declared>();
  /** The same countries are one set, however many movements they have. */
  private readonly sets = new Map<string, ReadonlySet<string>>();
  private over: string[] = [];
  private asked = '';
  private found: KnownMovement | undefined;

  get size(): number {
    return this.movements.size + this.declared.size;
  }

  /** Many ask for the movement of the entry at hand. */
  get(mrn: string): KnownMovement | undefined {
    if (mrn !== this.asked) {
      this.asked = mrn;
      this.found = this.movements.get(mrn);
    }
    return this.found;
  }

  all(): Iterable<KnownMovement> {
    return this.movements.values();
  }

  /** Undefined once it has its MRN. */
  declaration(node: string, lrn: string): Declared | undefined {
    return this.declared.get(`${node} ${lrn}`);
  }

  step(entry: Entry): void {
    switch (entry.type) {
      case 'DeclarationSubmitted':
        this.onDeclared(entry);
        return;
      case 'DeclarationRefused':
      case 'PresentationOverdue':
        this.declared.delete(`${entry.n} ${text(entry['lrn'])}`);
        return;
      case 'MovementAccepted':
        this.accept(entry);
        return;
      // The goods have come another way than declared; somebody there asks for the movement, or is asked to look for it.
      case 'TruckPresented':
      case 'AtrAsked':
      case 'AarAsked':
      case 'ExitRecordAsked':
      case 'MovementQueried':
      case 'EnquiryReceived':
      case 'RecoveryRequested':
        this.join(text(entry['mrn']), entry.n);
        return;
      default:
        this.advance(entry);
    }
  }

  private advance(entry: Entry): void {
    const movement = this.get(text(entry['mrn']));
    if (movement === undefined) {
      // Withdrawn before it had an MRN (row D5).
      if (entry.type === 'MovementInvalidated')
        this.declared.delete(`${entry.n} ${text(entry['lrn'])}`);
      return;
    }
    switch (entry.type) {
      case 'GuaranteeAsked':
        movement.amount = figure(entry['amount']);
        return;
      case 'MovementReleased':
        movement.releasedAt ??= entry.t;
        movement.limitDate = figure(entry['limitDate']);
        return;
      case 'MovementArrived':
        movement.arrivedAt ??= entry.t;
        return;
      default:
        this.end(movement, entry);
    }
  }

  private onDeclared(entry: Entry): void {
    const { n: node } = entry;
    const lrn = text(entry['lrn']);
    const named = Array.isArray(entry['countries']) ? (entry['countries'] as string[]) : [];
    const parties = this.setOf(node, named);
    const principal = text(entry['principal']);
    this.declared.set(`${node} ${lrn}`, { lrn, node, principal, countries: parties, parties });
  }

  private accept(entry: Entry): void {
    const key = `${entry.n} ${text(entry['lrn'])}`;
    const declared = this.declared.get(key);
    if (declared === undefined) return;
    this.declared.delete(key);
    const { lrn, node, principal, countries, parties } = declared;
    const mrn = text(entry['mrn']);
    this.asked = '';
    this.movements.set(mrn, {
      mrn,
      lrn,
      node,
      principal,
      countries,
      parties,
      amount: 0,
      releasedAt: undefined,
      limitDate: Infinity,
      arrivedAt: undefined,
      endedBy: undefined,
      deeds: [],
      result: '',
      enquiryUntil: NaN,
    });
  }

  /** From now on the country has a part in the movement. */
  private join(mrn: string, node: string): void {
    const movement = this.get(mrn);
    if (movement !== undefined && !movement.parties.has(node))
      movement.parties = new Set([...movement.parties, node]);
  }

  private end(movement: KnownMovement, entry: Entry): void {
    if (movement.endedBy !== undefined) return;
    movement.endedBy = entry;
    this.over.push(movement.mrn);
    if (this.over.length < 2 * OVER_MOST) return;
    for (const mrn of this.over.slice(0, OVER_MOST)) this.movements.delete(mrn);
    this.over = this.over.slice(OVER_MOST);
  }

  private setOf(node: string, codes: readonly string[]): ReadonlySet<string> {
    const key = `${node} ${codes.join(' ')}`;
    let set = this.sets.get(key);
    if (set === undefined) {
      set = new Set([node, ...codes.map(nodeOfCode)]);
      this.sets.set(key, set);
    }
    return set;
  }
}
