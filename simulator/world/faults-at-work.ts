/** The faults that the world suffers now, and what the rest of the world asks of them. Begins and ends none: that is `faults.ts`. */
import { findOffice } from '../../nodes/countries/offices.ts';
import { Drafts } from '../core/drafts.ts';
import type { Outcome } from '../core/participant.ts';
import { asIs, Table } from '../core/table.ts';
import type { SimTime } from '../core/time.ts';
import type { Side } from '../core/world-facts.ts';
import type { Begun, SharedFault, WorldFault, WorldFaultId } from '../core/world-faults.ts';

/** All of them are one row: they are few, and asked for together. */
interface AtWork {
  /** In the order in which they began. */
  readonly faults: readonly Begun[];
}

const ONLY = 'only';
const NONE: readonly never[] = [];

export type FaultOf<K extends WorldFaultId> = Begun<Extract<WorldFault, { readonly fault: K }>>;

export class FaultsAtWork {
  readonly table = new Table<AtWork>('faults', asIs);
  private readonly drafts = new Drafts(this.table);

  begin(fault: Begun): void {
    this.drafts.set(ONLY, { faults: [...this.all, fault] });
  }

  /** The fault that has healed; undefined where none of that name is at work. */
  end(id: string): Begun | undefined {
    const ended = this.all.find((fault) => fault.id === id);
    const left = this.all.filter((fault) => fault !== ended);
    this.drafts.set(ONLY, left.length === 0 ? undefined : { faults: left });
    return ended;
  }

  of<K extends WorldFaultId>(kind: K, id: string): FaultOf<K> | undefined {
    return this.ofKind(kind).find((fault) => fault.id === id);
  }

  /** When a side of a post opens again; in the past, it is open. */
  postClosedUntil(post: string, side: Side): SimTime {
    return latest(this.ofKind('borderClosed').filter((fault) => isAt(fault, post, side)));
  }

  /** How many times as long as usual everything takes at a side of a post. */
  slowness(post: string, side: Side): number {
    return this.ofKind('slowBorder')
      .filter((fault) => isAt(fault, post, side))
      .reduce((product, { times }) => product * times, 1);
  }

  /** When a road opens again; in the past, it is open. */
  roadClosedUntil(place: string): SimTime {
    return latest(this.ofKind('roadClosed').filter((fault) => fault.place === place));
  }

  /** Places that cannot be passed. */
  closedPlaces(now: SimTime): readonly string[] {
    const closed = this.ofKind('roadClosed').filter(({ until }) => until > now);
    return closed.map(({ place }) => place);
  }

  /** When officers are back at an office; in the past, they are there. */
  absentUntil(office: string): SimTime {
    return latest(this.ofKind('officerAbsent').filter((fault) => isAbsentFrom(fault, office)));
  }

  isInsolvent(country: string): boolean {
    return this.ofKind('guarantorInsolvent').some(({ node }) => node === country);
  }

  /** The largest of the shares that a kind strikes; 0 where none is at work. */
  share(kind: SharedFault | 'breakdown'): number {
    return this.ofKind(kind).reduce((most, { share }) => Math.max(most, share), 0);
  }

  /** How long a truck that breaks down stands. */
  standsMs(): number {
    return this.ofKind('breakdown').reduce((most, { standsMs }) => Math.max(most, standsMs), 0);
  }

  flush(out: Outcome): void {
    this.drafts.flush(out);
  }

  private get all(): readonly Begun[] {
    return this.drafts.get(ONLY)?.faults ?? NONE;
  }

  private ofKind<K extends WorldFaultId>(kind: K): readonly FaultOf<K>[] {
    const { all } = this;
    if (all.length === 0) return NONE;
    return all.filter((one): one is Begun & FaultOf<K> => one.fault === kind);
  }
}

/** Whether nobody is at an office because of it. */
export const isAbsentFrom = (fault: FaultOf<'officerAbsent'>, office: string): boolean =>
  fault.office === undefined
    ? fault.node === undefined || fault.node === findOffice(office)?.country
    : fault.office === office;

interface AtPost {
  readonly post: string;
  readonly sides: readonly Side[];
}

const isAt = (fault: AtPost, post: string, side: Side): boolean =>
  fault.post === post && fault.sides.includes(side);

const latest = (faults: readonly Begun[]): SimTime =>
  faults.reduce((last, { until }) => Math.max(last, until), 0);
