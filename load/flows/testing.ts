/** Flows by hand, for tests: small, and with known numbers. */
import { isoUtc } from '../../simulator/core/time.ts';
import { FlowCollector } from './collect.ts';
import type { Flow } from './flow.ts';

export const MRN = '26GE0002004H8T1VY4';
const START = Date.UTC(2026, 6, 14, 6);

export interface Step {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** Seconds after the first. */
  readonly at: number;
  /** Which earlier step it answers. */
  readonly re?: number;
}

/** The flow that a collector makes of messages about one movement. */
export function flowOf(steps: readonly Step[], mrn = MRN): Flow {
  const collector = new FlowCollector(['GEO', 'AZE', 'KAZ']);
  steps.forEach(({ type: msg, from, to, at, re }, i) => {
    const t = START + at * 1_000;
    const entry = {
      ...{
        t,
        n: from,
        s: i,
        type: 'MessageSent',
        id: `${from}-${String(i + 1)}`,
        msg,
        from,
        to,
        mrn,
      },
      ...(re === undefined ? {} : { re: `${steps[re]!.from}-${String(re + 1)}` }),
    };
    collector.observe(entry, { mrn, office: 'AZ000200', at: isoUtc(t) });
  });
  const [flow] = collector.flows(START);
  if (flow === undefined) throw new Error('no flow came of it');
  return flow;
}

/** One message. */
export const SINGLE = (): Flow => flowOf([{ type: 'X001', from: 'GEO', to: 'AZE', at: 0 }]);

/** Through Azerbaijan to Kazakhstan. */
export const THROUGH = (): Flow =>
  flowOf([
    { type: 'X001', from: 'GEO', to: 'KAZ', at: 0 },
    { type: 'X050', from: 'GEO', to: 'AZE', at: 1 },
    { type: 'X118', from: 'AZE', to: 'GEO', at: 3_600 },
    { type: 'X006', from: 'KAZ', to: 'GEO', at: 90_000 },
    { type: 'X018', from: 'KAZ', to: 'GEO', at: 93_600 },
  ]);
