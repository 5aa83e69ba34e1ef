/** Faults as the host journals them: each heals in its time, and whoever is down does nothing (design, section 9). */
import { HOST } from '../entry.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import type { Scene } from './scene.ts';

export const faultsHeal: Invariant = {
  id: 'faultsHeal',
  text: {
    en: 'every fault heals at its time, and whoever is down comes up again',
    ru: 'каждый сбой устраняется в свой срок, и отключённый участник снова включается',
  },
  source: 'ours',
  shown: ['FaultInjected', 'FaultHealed', 'NodeDown', 'NodeUp'],
  start(report) {
    /** When each fault at work heals. */
    const heals = new Map<string, SimTime>();
    const downs = new Set<string>();
    return {
      size: () => heals.size + downs.size,
      step(entry) {
        const complain = (what: string): void => report({ ...placeOf(entry), detail: what });
        const [fault, node] = [text(entry['fault']), text(entry['node'])];
        switch (entry.type) {
          case 'FaultInjected':
            if (heals.has(fault)) complain(`${fault} begins twice`);
            heals.set(fault, Number(entry['until']));
            return;
          case 'FaultHealed':
            if (heals.get(fault) !== entry.t) complain(`${fault} does not heal at its time`);
            heals.delete(fault);
            return;
          case 'NodeDown':
            if (downs.has(node)) complain(`${node} goes down and is down already`);
            downs.add(node);
            return;
          case 'NodeUp':
            if (!downs.delete(node)) complain(`${node} comes up and was not down`);
            return;
        }
      },
      end(end) {
        for (const [fault, until] of heals)
          if (until < end)
            report({ t: until, node: HOST, detail: `${fault} should have healed, and has not` });
      },
    };
  },
};

export const downIsSilent: Invariant = {
  id: 'downIsSilent',
  text: {
    en: 'whoever is down does nothing until it is up again',
    ru: 'отключённый участник ничего не делает, пока не включится',
  },
  source: 'ours',
  shown: ['fallen', 'NodeUp'],
  start(report, scene) {
    const watch = new Silence(report, scene);
    return { size: () => watch.size, step: (entry) => watch.step(entry) };
  },
};

/** One that dies with its next message of the exchange does that much before. */
class Silence {
  private readonly report: Report;
  private readonly scene: Scene;
  /** The entry that begins the last step of each that was to die. */
  private readonly died = new Map<string, Entry>();

  constructor(report: Report, scene: Scene) {
    this.report = report;
    this.scene = scene;
  }

  get size(): number {
    return this.died.size;
  }

  step(entry: Entry): void {
    const { troubles } = this.scene;
    const { n, type } = entry;
    if (type === 'NodeUp') this.died.delete(text(entry['node']));
    // What it is told from outside is journalled all the same.
    if (type === 'NodeUp' || type === 'CommandGiven') return;
    if (!troubles.isDying(n)) this.complain(entry);
    else this.follow(entry);
  }

  private follow(entry: Entry): void {
    const last = this.died.get(entry.n);
    if (last === undefined) {
      const { cause, wasTaken } = this.scene.letters;
      const isOfExchange =
        entry.n === 'ICE' ? entry.by !== undefined : cause !== undefined && wasTaken;
      if (isOfExchange) this.died.set(entry.n, entry);
      return;
    }
    // The same step says all its facts at once, and names its cause but once.
    if (entry.t > last.t || entry.by !== undefined) this.complain(entry);
  }

  private complain(entry: Entry): void {
    this.report({ ...placeOf(entry), detail: `${entry.n} is down, and yet: ${entry.type}` });
  }
}
