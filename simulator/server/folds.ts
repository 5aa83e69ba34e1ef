/** Everything that the server folds over a journal as it grows: the trial with its checkpoints, densities, KPIs and where to find what. */
import { KpiBoard, sampleEvery } from '../../reports/kpi/board.ts';
import { Checkpoints } from '../../reports/views/checkpoints.ts';
import { Density } from '../../reports/views/density.ts';
import { JournalIndex } from '../../reports/views/journal-index.ts';
import { Trial } from '../../reports/views/trial.ts';
import type { TrialSnapshot } from '../../reports/views/trial-state.ts';
import { withoutEnded } from '../../reports/views/trial-state.ts';
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';
import { MessageIndex } from './message-index.ts';
import type { Recorded, Scope } from './source.ts';

/** Entries read at once on the way from a checkpoint to an instant. */
const STRETCH = 2_000;

export class RunFolds {
  readonly trial: Trial;
  readonly density = new Density();
  readonly movements = new JournalIndex();
  readonly messages = new MessageIndex();
  readonly kpis: KpiBoard;
  private readonly checkpoints: Checkpoints;
  private readonly participants: readonly string[];

  /** @param lastsMs length of what is measured: how fine the KPIs' curves are. */
  constructor(participants: readonly string[], lastsMs: number) {
    this.participants = participants;
    this.kpis = new KpiBoard(participants, sampleEvery(lastsMs));
    this.trial = new Trial(participants);
    this.checkpoints = new Checkpoints();
  }

  step(entry: Entry): void {
    this.messages.step(entry, this.trial.entries);
    this.trial.step(entry);
    this.checkpoints.offer(this.trial);
    this.density.step(entry);
    this.kpis.step(entry);
    this.movements.step(entry);
  }

  /**
   * The trial after the last entry that is not later than `t`: the checkpoint before it, then forward.
   * @param read gives entries by index, as far as there are any.
   */
  trialAt(
    t: SimTime,
    scope: Scope,
    read: (from: number, to: number) => readonly Recorded[],
  ): Trial {
    const trial = this.restored(this.checkpoints.atTime(t), scope);
    for (;;) {
      const from = trial.entries;
      const stretch = read(from, from + STRETCH);
      for (const { entry } of stretch) {
        if (entry.t > t) return trial;
        trial.step(entry);
      }
      if (stretch.length < STRETCH) return trial;
    }
  }

  private restored(snapshot: TrialSnapshot | undefined, scope: Scope): Trial {
    if (snapshot === undefined) return new Trial(this.participants);
    return Trial.restore(scope === 'open' ? withoutEnded(snapshot) : snapshot);
  }
}
