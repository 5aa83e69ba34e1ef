/** What goes wrong in a run, and until when: faults at work, participants that are down, outages that were announced. Judges nothing. */
import { ICE } from '../../../nodes/common/routing.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { HOUR, parseDuration, parseIsoUtc } from '../../core/time.ts';
import type { FactType } from './invariant.ts';
import { text, figure } from './invariant.ts';

/** A fault at work. */
export interface Fault {
  readonly kind: string;
  readonly since: SimTime;
  readonly until: SimTime;
  readonly on: readonly string[];
  /** What the scenario says of it. */
  readonly said: Readonly<Record<string, unknown>>;
}

export class Troubles {
  static readonly shown: readonly FactType[] = [
    'FaultInjected',
    'FaultHealed',
    'NodeDown',
    'NodeUp',
    'OutageAnnounced',
    'OutageEnded',
  ];
  /** By their names in the run. */
  readonly faults = new Map<string, Fault>();
  private readonly downs = new Set<string>();
  private readonly upAt = new Map<string, SimTime>();
  /** Until when each has announced to be away. */
  private readonly awayUntil = new Map<string, SimTime>();
  private readonly calmAt = new Map<string, SimTime>();
  private readonly wrongBy = new Map<string, number>();

  get size(): number {
    return this.faults.size + this.calmAt.size + this.upAt.size + this.awayUntil.size;
  }

  step(entry: Entry): void {
    const node = text(entry['node']);
    switch (entry.type) {
      case 'FaultInjected':
        this.begin(entry);
        break;
      case 'FaultHealed':
        this.heal(text(entry['fault']), entry.t);
        break;
      case 'NodeDown':
        this.downs.add(node);
        break;
      case 'NodeUp':
        this.downs.delete(node);
        this.upAt.set(node, entry.t);
        this.calmAt.set(node, entry.t);
        break;
      case 'OutageAnnounced':
        // Rule C602: what is for it waits until the end announced, or until its next message where none was.
        this.awayUntil.set(node, parseIsoUtc(text(entry['to'])) ?? Infinity);
        break;
      case 'OutageEnded':
        this.awayUntil.set(node, entry.t);
        break;
    }
  }

  /** Whether anybody is down. */
  get isAnyDown(): boolean {
    return this.downs.size > 0;
  }

  isDown(node: string): boolean {
    return this.downs.has(node);
  }

  /** Whether what takes it down strikes with its next message of the exchange, which it still takes. */
  isDying(node: string): boolean {
    for (const { on, said } of this.faults.values())
      if (on.includes(node) && String(said['dies']).startsWith('after')) return true;
    return false;
  }

  /** Since when its timers ring in time; Infinity while it is down. */
  upSince(node: string): SimTime {
    return this.isDown(node) ? Infinity : (this.upAt.get(node) ?? -Infinity);
  }

  /** By how much what it dates may be wrong: its clock is, or has been. In ms. */
  wrongClock(node: string): number {
    return this.wrongBy.get(node) ?? 0;
  }

  /** Since when nothing has gone wrong with all of these; Infinity while something does. */
  calmSince(...who: readonly string[]): SimTime {
    let since = -Infinity;
    for (const one of who) {
      if (this.isDown(one) || this.isStruck(one)) return Infinity;
      const calm = this.calmAt.get(one) ?? -Infinity;
      since = Math.max(since, calm, this.awayUntil.get(one) ?? -Infinity);
    }
    return since;
  }

  /** Since when a message could go its way undisturbed. */
  lineSince(from: string, to: string): SimTime {
    return this.calmSince(from, ICE, to);
  }

  private isStruck(node: string): boolean {
    for (const { on } of this.faults.values()) if (on.includes(node)) return true;
    return false;
  }

  private begin(entry: Entry): void {
    const on = Array.isArray(entry['on']) ? (entry['on'] as string[]) : [];
    const said = Object(entry['said']) as Fault['said'];
    const kind = text(entry['kind']);
    const fault = { kind, since: entry.t, until: figure(entry['until']), on, said };
    this.faults.set(text(entry['fault']), fault);
    if (kind !== 'clockSkew') return;
    const by = typeof said['by'] === 'string' ? (parseDuration(said['by']) ?? 0) : 0;
    for (const node of on)
      this.wrongBy.set(node, Math.max(by, WRONG_MS, this.wrongBy.get(node) ?? 0));
  }

  private heal(id: string, now: SimTime): void {
    const fault = this.faults.get(id);
    if (fault === undefined) return;
    this.faults.delete(id);
    // What has piled up is worked off for as long again.
    const calm = PILE_UP.has(fault.kind) ? now + (now - fault.since) : now;
    for (const node of fault.on) this.calmAt.set(node, Math.max(calm, this.calmAt.get(node) ?? 0));
  }
}

/** Faults during which messages queue, repeats among them. */
const PILE_UP: ReadonlySet<string> = new Set(['slowConsumer', 'delay']);

/** A wrong clock is wrong by no more than this where the scenario does not say. */
const WRONG_MS = HOUR;
