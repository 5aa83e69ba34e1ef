/** Lets the faults of a run begin and heal: by time, or once the journal tells of what they wait for. The same in every host. */
import type { Entry } from '../core/cell.ts';
import { fits } from '../core/fact-pattern.ts';
import { LEAST_LATENCY_MS } from '../core/least-latency.ts';
import type { SimTime } from '../core/time.ts';
import type { HostFact } from '../core/world-facts.ts';
import { faultKind } from './catalogue.ts';
import type { Act, Striking, Struck } from './kind.ts';
import { faultActor } from './kind.ts';
import type { FaultId } from './parameters.ts';
import type { Planned } from './plan.ts';

/** What a host does at an instant: journals the notes, then hands over the acts. */
export interface Turn {
  readonly notes: readonly HostFact[];
  readonly acts: readonly Act[];
}

interface Due {
  readonly at: SimTime;
  readonly fault: Planned;
  /** The fault that heals then; undefined where it begins. */
  readonly heals?: Striking;
}

export class FaultDirector {
  /** When the next turn is due; Infinity where none is known. */
  next: SimTime = Infinity;
  private readonly struck: Struck;
  /** In order of time; equal times as the plan has them, for a run that is repeated may know of them in another order. */
  private due: Due[] = [];
  private readonly places: ReadonlyMap<Planned, number>;
  private waiting: { readonly fault: Planned; left: number }[];
  /** Whoever is down, and by which kinds of faults. */
  private readonly downs = new Map<string, FaultId[]>();
  /** What somebody who is down is told once it is up, by the name of the fault. */
  private kept: { readonly fault: string; readonly act: Act }[] = [];

  constructor(plan: readonly Planned[], struck: Struck) {
    this.struck = struck;
    this.places = new Map(plan.map((fault, place) => [fault, place]));
    this.waiting = plan
      .filter(({ at }) => at === undefined)
      .map((fault) => ({ fault, left: fault.spec.when?.time ?? 1 }));
    for (const fault of plan) if (fault.at !== undefined) this.insert({ at: fault.at, fault });
  }

  /** Sees an entry of what is measured. What it sets off comes the least latency later, so that all hosts are in time for it. */
  observe(entry: Entry): void {
    if (this.waiting.length === 0) return;
    for (const one of this.waiting) {
      const { when } = one.fault.spec;
      if (when === undefined || !fits(when, entry) || --one.left > 0) continue;
      this.insert({
        at: entry.t + Math.max(LEAST_LATENCY_MS, one.fault.afterMs),
        fault: one.fault,
      });
    }
    this.waiting = this.waiting.filter(({ left }) => left > 0);
  }

  /** The turn that is due next. */
  take(): Turn {
    const [due, ...rest] = this.due;
    this.due = rest;
    this.next = rest[0]?.at ?? Infinity;
    if (due === undefined) return { notes: [], acts: [] };
    return due.heals === undefined ? this.begin(due) : this.heal(due.heals);
  }

  /** What the journal says of whoever is back from elsewhere while a fault keeps it down. */
  downAs(node: string): HostFact[] {
    const [why] = this.downs.get(node) ?? [];
    return why === undefined ? [] : [{ type: 'NodeDown', node, why }];
  }

  private begin({ at, fault }: Due): Turn {
    const { id, spec, lastsMs } = fault;
    const until = at + lastsMs;
    const striking: Striking = { id, spec, until };
    this.insert({ at: until, fault, heals: striking });
    const begun = this.inOrder(faultKind(spec.fault).strikes(striking, this.struck));
    const acts = this.heard(id, this.isOutlasted(striking) ? [] : begun);
    const on = [...new Set(begun.map(({ to }) => to))];
    const notes: HostFact[] = [
      { type: 'FaultInjected', fault: id, kind: spec.fault, until, on, ...said(fault) },
    ];
    for (const node of fallen(acts)) {
      const others = this.downs.get(node) ?? [];
      this.downs.set(node, [...others, spec.fault]);
      if (others.length === 0) notes.push({ type: 'NodeDown', node, why: spec.fault });
    }
    return { notes, acts };
  }

  private heal(fault: Striking): Turn {
    const kind = faultKind(fault.spec.fault);
    const begun = this.inOrder(kind.strikes(fault, this.struck));
    const healed = kind.heal?.(fault, this.struck) ?? healing(fault, begun);
    const acts = this.heard(fault.id, this.isOutlasted(fault) ? [] : healed);
    const notes: HostFact[] = [{ type: 'FaultHealed', fault: fault.id }];
    for (const node of fallen(begun)) {
      const kinds = this.downs.get(node) ?? [];
      const left = kinds.toSpliced(kinds.indexOf(fault.spec.fault), 1);
      this.downs.set(node, left);
      if (left.length > 0) continue;
      notes.push({ type: 'NodeUp', node });
      acts.push(...this.keptFor(node));
    }
    return { notes, acts: this.inOrder(acts) };
  }

  /** Of outages that a node tells of itself it knows one at a time: the one that ends last is told, and its end. */
  private isOutlasted({ id, spec, until }: Striking): boolean {
    if (faultKind(spec.fault).heal === undefined) return false;
    return this.due.some(
      ({ heals }) =>
        heals !== undefined &&
        heals.id !== id &&
        heals.until >= until &&
        heals.spec.node === spec.node &&
        faultKind(heals.spec.fault).heal !== undefined,
    );
  }

  /** Without commands to whoever is down, which would be lost on it: those wait. What waits from the beginning of a fault is void when that heals. */
  private heard(fault: string, acts: readonly Act[]): Act[] {
    const before = this.kept;
    this.kept = before.filter((kept) => kept.fault !== fault);
    const isVoid = (act: Act): boolean =>
      before.some((kept) => kept.fault === fault && kept.act.to === act.to);
    return acts.filter((act) => {
      if (!('command' in act) || (this.downs.get(act.to)?.length ?? 0) === 0) return true;
      if (!isVoid(act)) this.kept.push({ fault, act });
      return false;
    });
  }

  private keptFor(node: string): Act[] {
    const own = this.kept.filter(({ act }) => act.to === node);
    this.kept = this.kept.filter(({ act }) => act.to !== node);
    return own.map(({ act }) => act);
  }

  private inOrder(acts: readonly Act[]): Act[] {
    const place = ({ to }: Act): number => this.struck.participants.indexOf(to);
    return acts.filter((act) => place(act) >= 0).sort((a, b) => place(a) - place(b));
  }

  private insert(due: Due): void {
    const placeOf = ({ fault }: Due): number => this.places.get(fault) ?? 0;
    const next = this.due.findIndex(
      (one) => one.at > due.at || (one.at === due.at && placeOf(one) > placeOf(due)),
    );
    this.due.splice(next < 0 ? this.due.length : next, 0, due);
    this.next = this.due[0]?.at ?? Infinity;
  }
}

const fallen = (acts: readonly Act[]): string[] =>
  acts.flatMap((act) => ('control' in act && act.control.kind === 'down' ? [act.to] : []));

/** Everybody who was struck is told once. */
function healing({ id }: Striking, begun: readonly Act[]): Act[] {
  const heals = new Map<string, Act>();
  for (const act of begun) {
    const { to } = act;
    heals.set(
      `${to} ${String('control' in act)}`,
      'control' in act
        ? { to, control: { kind: 'heal', fault: id } }
        : { to, command: { type: 'faultHeals', actor: faultActor(id), id } },
    );
  }
  return [...heals.values()];
}

/** What the scenario says of it, for whoever reads the journal. */
function said({ spec }: Planned): Readonly<Record<string, unknown>> {
  const {
    fault: _fault,
    at: _at,
    when: _when,
    after: _after,
    every: _every,
    lasts: _lasts,
    ...rest
  } = spec;
  return Object.keys(rest).length === 0 ? {} : { said: rest };
}
