/** Movements at the stages that the tests of this office begin from. No part of a node. */
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { NodeBench, Variant } from '../node-bench.ts';
import { benchWithCover, declarationTo, OFFICER, START, TRADER } from '../node-bench.ts';

export const RED = { green: 0, yellow: 0, orange: 0, red: 1 };
export const YELLOW = { green: 0, yellow: 1, orange: 0, red: 0 };
export const OFFICE = 'GE000101';
export const ACCEPTANCE = `acceptance/${TRADER}/L-1`;

type Change = Partial<Declaration>;

interface Lodged {
  readonly bench: NodeBench;
  readonly declaration: Declaration;
}

export function submitted(change: Change = {}, variant: Variant = {}): Lodged {
  const { bench, cover } = benchWithCover(variant);
  const declaration = declarationTo(cover, change);
  bench.tell('T015', declaration, { recipient: OFFICE, lrn: 'L-1' });
  return { bench, declaration };
}

export function accepted(change: Change = {}, variant: Variant = {}): Lodged & { mrn: string } {
  const { bench, declaration } = submitted(change, variant);
  bench.decide(ACCEPTANCE, 'accept');
  const mrn = bench.of('T028')[0]?.mrn ?? '';
  return { bench, mrn, declaration };
}

export function underControl(change: Change = {}): Lodged & { mrn: string } {
  const { bench, mrn, declaration } = accepted(change, { channels: RED });
  bench.decide(`riskDecision/${mrn}`, 'control');
  return { bench: bench.clear(), mrn, declaration };
}

export function released(change: Change = {}, variant: Variant = {}): Lodged & { mrn: string } {
  const { bench, mrn, declaration } = accepted(change, variant);
  bench.decide(`riskDecision/${mrn}`, 'noControl');
  return { bench, mrn, declaration };
}

export function arrived(change: Change = {}, variant: Variant = {}): Lodged & { mrn: string } {
  const { bench, mrn, declaration } = released(change, variant);
  const actualOffice = declaration.officeOfDestination;
  bench.tell('X006', { mrn, arrivedAt: isoUtc(START), actualOffice }, { sender: 'KAZ', mrn });
  return { bench: bench.clear(), mrn, declaration };
}

/** N017 with this result. */
export const report = (mrn: string, code: string) =>
  ({
    office: OFFICE,
    officer: OFFICER,
    task: `departureControl/${mrn}`,
    result: { code, date: isoUtc(START) },
  }) as const;

/** What T056 says, as `rule code pointer`. */
export const rejected = (bench: NodeBench): string[] =>
  bench
    .of('T056')
    .flatMap(({ body }) =>
      body.errors.map(({ reason, code, pointer }) => `${reason} ${code} ${pointer}`),
    );
