/** What a run came to, as `run --json` prints it and `summary.json` keeps it (design, section 8). A type; the command line fills it. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Violation } from '../../simulator/journal/invariants/invariant.ts';
import type { Unit } from '../kpi/kpi.ts';
import type { MovementCounts } from '../kpi/movements.ts';

/** What a scenario expected, and whether it held. */
export interface ExpectationResult {
  /** The KPI, count, `dischargedOfDue` or `violations` that was looked at. */
  readonly id: string;
  readonly pass: boolean;
  /** False where nothing has come about yet that could be judged; `pass` is true then. */
  readonly judged: boolean;
  /** One English sentence: what was expected, what was found. */
  readonly detail: string;
  readonly text: Bilingual;
}

/** What a step of a script came to. */
export interface StepSummary {
  readonly id: string;
  readonly pass: boolean;
  /** English sentences. */
  readonly seen: readonly string[];
  readonly missing: readonly string[];
}

/** How often a kind of fault that the scenario plans has begun, and how often its time or its condition never came; those at random are never missed. */
export interface FaultSummary {
  readonly kind: string;
  readonly text: Bilingual;
  readonly begun: number;
  readonly never: number;
}

/** What a live run did for real beside the rule of a fault. */
export interface RealDeed {
  readonly fault: string;
  readonly kind: string;
  readonly act: string;
  /** What was done, or why nothing was. */
  readonly text: Bilingual;
}

export interface RunSummary {
  readonly scenario: string;
  readonly seed: string;
  readonly host: string;
  /** ISO UTC: of what is measured, without the warm-up. */
  readonly simulated: { readonly from: string; readonly to: string };
  readonly wallMs: number;
  readonly events: number;
  readonly messages: number;
  readonly movements: MovementCounts;
  readonly kpis: Readonly<Record<string, { readonly value: number | null; readonly unit: Unit }>>;
  readonly invariants: { readonly checked: number; readonly violations: readonly Violation[] };
  readonly expectations: readonly ExpectationResult[];
  /** Of a scenario with a script. */
  readonly steps?: readonly StepSummary[];
  /** Of a scenario in which something is to go wrong on purpose. */
  readonly faults?: readonly FaultSummary[];
  /** Of a live run in which something went wrong on purpose. */
  readonly real?: readonly RealDeed[];
  /** No path where the scenario keeps a digest only. */
  readonly journal: { readonly path?: string; readonly entries: number; readonly sha256: string };
}
