/** One try of a search: a load of a fixed rate on the target for its time. What a search asks for, and what it is told. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { LoadReport } from '../report/load-report.ts';
import type { Usage } from './usage.ts';

export type Purpose =
  /** Looks for a rate that is too much, or for one that is not. */
  | 'bracket'
  /** Between the highest rate held and the lowest that was not. */
  | 'narrow'
  /** The same rate once more, because it stands one against one. */
  | 'repeat'
  /** An end of the interval once more, before it is believed. */
  | 'confirm'
  /** Below what is carried, for the curve of latency by rate. */
  | 'curve';

export interface ProbeStep {
  readonly purpose: Purpose;
  /** From 1. */
  readonly number: number;
  /** Share of the time for which a rate has to be held: the first look is shorter. */
  readonly share: number;
}

export interface ProbeResult {
  readonly report: LoadReport;
  /** Of the exchange, the broker and the machine meanwhile; left out where nothing could be read. */
  readonly usage?: Usage;
}

/**
 * Loads the target at `rate` movements a second, at even distances, and waits until it is idle again.
 * @throws TargetLost where it refuses, or is gone.
 */
export type Probe = (rate: number, step: ProbeStep) => Promise<ProbeResult>;

/** The target refuses or is gone: what was found before it still holds. */
export class TargetLost extends Error {
  override readonly name = 'TargetLost';
}

/** Of whom a probe is; `simulator/cli/capacity-probe.ts` opens it. */
export interface ProbeOptions {
  /** `exchange`: until S001; `relay`: a broker alone, straight into the other's inbox, until PUBACK. */
  readonly through: 'exchange' | 'relay';
  /** Address of the exchange; undefined: one is started for the search, or mosquitto for a relay. */
  readonly target: string | undefined;
  /** An outside broker for an exchange that is started here. */
  readonly broker: string | undefined;
  /** File of the countries' secrets. */
  readonly credentials: string | undefined;
  /** Name of a profile: its flows' pace and its mistakes; the rate is the search's, at even distances. */
  readonly profile: string;
  readonly seed: string;
  readonly holdMs: number;
  /** Where the exchange tells its metrics; of one that is started here it is known. */
  readonly metrics: string | undefined;
  /** Process of an outside broker on this machine. */
  readonly brokerPid: number | undefined;
  readonly signal: AbortSignal;
}

export interface OpenProbe {
  readonly probe: Probe;
  readonly target: string;
  /** What is sent, in a sentence for the report. */
  readonly flows: Bilingual;
  close(): Promise<void>;
}
