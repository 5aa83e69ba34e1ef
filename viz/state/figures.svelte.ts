/** KPIs and densities, as the server folds them over the whole journal; asked for anew every few seconds while the run goes on. */
import type { KpisAnswer } from '../../reports/views/api.ts';
import type { HistoryPoint, KpiResult } from '../../reports/kpi/board.ts';
import type { DensityView } from '../../reports/views/density.ts';
import { api } from '../source/api.ts';

const EVERY_MS = 4_000;

export class Figures {
  kpis = $state.raw<KpisAnswer | null>(null);
  density = $state.raw<DensityView | null>(null);
  private askedAt = -Infinity;
  private askedEntries = -1;
  private asking = false;

  /** To be called now and then; asks when it is time and something has been added. */
  refresh(entries: number, wall: number): void {
    if (this.asking || wall - this.askedAt < EVERY_MS || entries === this.askedEntries) return;
    this.askedAt = wall;
    this.askedEntries = entries;
    void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking = true;
    try {
      [this.kpis, this.density] = await Promise.all([api.kpis(), api.density()]);
    } catch {
      this.askedEntries = -1; // the next call tries again
    } finally {
      this.asking = false;
    }
  }
}

/** A KPI as it stood at an instant: the last value whenever that is not before the last one told. */
export function valueAt(result: KpiResult, now: number, at: number): number | null {
  return at >= now ? result.value : (pointAt(result.history, at)?.value ?? null);
}

const pointAt = (history: readonly HistoryPoint[], at: number): HistoryPoint | undefined =>
  history.findLast(({ t }) => t <= at);
