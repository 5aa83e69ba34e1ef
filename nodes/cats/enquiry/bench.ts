/** Movements at the stages that the tests of this department begin from. No part of a node. */
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { REAL_TIMERS } from '../../common/timers.ts';
import type { NodeBench, Variant } from '../node-bench.ts';
import { benchWithCover, declarationTo, MRN, NO_COVER, START, TRADER } from '../node-bench.ts';

/** The enquiry and recovery authorities of the three neighbours. */
export const AUTHORITY = 'GE000900';
export const KAZAKH_AUTHORITY = 'KZ000900';

type Change = Partial<Declaration>;

export interface Staged {
  readonly bench: NodeBench;
  readonly mrn: string;
}

/** On its way; the frontiers named have been crossed. */
export function released(
  crossed: readonly string[] = [],
  change: Change = {},
  variant: Variant = {},
): Staged {
  const { bench, cover } = benchWithCover(variant);
  const declaration = declarationTo(cover, change);
  bench.tell('T015', declaration, { recipient: 'GE000101', lrn: 'L-1' });
  bench.decide(`acceptance/${TRADER}/L-1`, 'accept');
  const mrn = bench.of('T028')[0]?.mrn ?? '';
  bench.decide(`riskDecision/${mrn}`, 'noControl');
  for (const office of crossed) {
    const body = { mrn, office, passageDate: isoUtc(START + HOUR), controlled: 0 } as const;
    bench.tell('X118', body, { sender: office.startsWith('AZ') ? 'AZE' : 'KAZ', mrn });
  }
  return { bench: bench.clear(), mrn };
}

/** Row D32. */
export function recommended(...at: Parameters<typeof released>): Staged {
  const { bench, mrn } = released(...at);
  bench.clear().pass(8 * DAY);
  return { bench: bench.clear(), mrn };
}

/** Row E3. */
export function underEnquiry(...at: Parameters<typeof released>): Staged {
  const { bench, mrn } = recommended(...at);
  bench.decide(`enquiry/${mrn}`, 'openEnquiry');
  return { bench, mrn };
}

/** Row E9. */
export function recoveryRecommended(...at: Parameters<typeof released>): Staged {
  const { bench, mrn } = underEnquiry(...at);
  answer(bench, mrn, { responseCode: 1 });
  return { bench: bench.clear(), mrn };
}

/** Row E13. */
export function underRecovery(...at: Parameters<typeof released>): Staged {
  const { bench, mrn } = recoveryRecommended(...at);
  bench.decide(`recovery/${mrn}`, 'startRecovery');
  return { bench: bench.clear(), mrn };
}

/** Row E17. */
export function claimed(...at: Parameters<typeof released>): Staged & { claimId: string } {
  const { bench, mrn } = underRecovery(...at);
  bench.pass(REAL_TIMERS['T-PAY']);
  const claimId = bench.of('X820')[0]?.body.claimId ?? '';
  return { bench: bench.clear(), mrn, claimId };
}

/** X143 from Kazakhstan. */
export function answer(
  bench: NodeBench,
  mrn: string,
  said: Omit<Body<'X143'>, 'mrn' | 'office'>,
): NodeBench {
  return bench.tell('X143', { mrn, office: KAZAKH_AUTHORITY, ...said }, { sender: 'KAZ', mrn });
}

/** X821 from the insurer. */
export const reply = (
  bench: NodeBench,
  said: Omit<Body<'X821'>, 'date'>,
  insurer = 'FI-GEO',
): NodeBench =>
  bench.tell('X821', { ...said, date: isoUtc(bench.now) }, { sender: insurer, mrn: said.mrn });

/** Georgia asks Kazakhstan (X142). */
export const question = (change: Partial<Body<'X142'>> = {}): Body<'X142'> => ({
  mrn: MRN,
  office: KAZAKH_AUTHORITY,
  enquirer: AUTHORITY,
  requestDate: isoUtc(START),
  limitForResponse: isoUtc(START + 40 * DAY),
  resultsOnly: 0,
  contact: 'enquiries, Tbilisi',
  ...change,
});

/** What departure tells of a debt in Kazakhstan, in X150 or X151. */
export const handedOver = (): NonNullable<Body<'X151'>['debt']> => ({
  countryOfDebt: 'KZ',
  amount: 16_560,
  currency: 'USD',
  guarantees: [{ type: '1', grn: NO_COVER.grn, amount: 21_420, guarantorTin: 'GEGUARANTOR1' }],
  acceptanceDate: isoUtc(START),
  principal: TRADER,
});

/** All that was sent but the monthly figures. */
export const letters = (bench: NodeBench): string[] =>
  bench.mail().filter((mail) => mail !== 'S411>ICE');

/** X152 from Kazakhstan. */
export const collected = (bench: NodeBench, mrn: string): NodeBench =>
  bench.tell(
    'X152',
    {
      mrn,
      office: KAZAKH_AUTHORITY,
      amount: 16_800,
      currency: 'USD',
      collectionDate: isoUtc(bench.now),
    },
    { sender: 'KAZ', mrn },
  );
