/** What the rules of an office are proved on: a real node, what comes to it, and everything that it has answered. For tests; no part of a node. */
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Message } from '../../../simulator/core/participant.ts';
import type { Body } from '../../common/message-types.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { insurerTin } from '../../common/routing.ts';
import type { Verdict } from '../../common/rules/proof/proof.ts';
import { verdictsIn } from '../../common/rules/proof/proof.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { Cover, NodeBench } from '../node-bench.ts';
import { benchWithCover, declarationTo, START, TRADER } from '../node-bench.ts';

export type Off = readonly RuleCode[];
export type Subject = (off: Off) => NodeBench;

/** Of the first movement of the bench's office of departure. */
export const FIRST_MRN = '26GE000101000001Y8';
export const LRN = 'L-1';

/** What a node has refused or warned of: to whoever asked, and, for a guarantee, in its journal. */
export const verdictsOf = (bench: NodeBench): Verdict[] => [
  ...verdictsIn(bench.sent),
  ...bench.of('S903').map(({ body }) => ({ rule: body.code, code: '', pointer: '' })),
  ...bench.facts('UsageRefused').flatMap(({ rules, reasons }) =>
    (rules as string[]).map((rule, i) => ({
      rule,
      code: (reasons as string[])[i] ?? '',
      pointer: '/body/grn',
    })),
  ),
];

/** A Georgian node with a trader and his guarantee. */
export const covered = (off: Off): { bench: NodeBench; cover: Cover } =>
  benchWithCover({ rulesOff: off });

/** T015. Whatever it says: a declaration may be out of form where an office looks at that itself. */
export function lodge(
  bench: NodeBench,
  declaration: object,
  header: { readonly [K in keyof Message]?: Message[K] | undefined } = {},
): NodeBench {
  const message: Partial<Message> = {
    messageId: `lodged-${String(bench.entries.length)}`,
    messageType: 'T015',
    sender: TRADER,
    recipient: 'GE000101',
    sentAt: isoUtc(bench.now),
    schemaVersion: '1.0',
    lrn: LRN,
    body: declaration,
    ...(header as Partial<Message>),
  };
  return bench.receive(message as Message);
}

/** The example declaration with some parts changed. */
export const declaring =
  (
    change: Partial<Record<keyof Declaration, unknown>> = {},
    header: { lrn?: string } = {},
  ): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    return lodge(bench, { ...declarationTo(cover), ...change }, header);
  };

/** The example declaration, changed by what depends on its guarantee or its goods. */
export const declaringWith =
  (change: (declaration: Declaration) => Partial<Record<keyof Declaration, unknown>>): Subject =>
  (off) => {
    const { bench, cover } = covered(off);
    const declaration = declarationTo(cover);
    return lodge(bench, { ...declaration, ...change(declaration) });
  };

/** A movement that is accepted. */
export function accepted(off: Off): { bench: NodeBench; declaration: Declaration } {
  const { bench, cover } = covered(off);
  const declaration = declarationTo(cover);
  lodge(bench, declaration).decide(`acceptance/${TRADER}/${LRN}`, 'accept');
  return { bench, declaration };
}

/** One that is released. */
export function released(off: Off): NodeBench {
  return accepted(off).bench.decide(`riskDecision/${FIRST_MRN}`, 'noControl');
}

/** One whose goods are under control. */
export function underControl(off: Off): NodeBench {
  return accepted(off).bench.decide(`riskDecision/${FIRST_MRN}`, 'control');
}

/** Grants another guarantee to the trader. @returns its number, or that of its first voucher. */
export function grant(bench: NodeBench, change: Partial<Body<'G810'>>): Cover {
  const guarantorTin = insurerTin('GE');
  const countries = ['GE', 'AZ', 'KZ'];
  const asked: Body<'G810'> = {
    tin: TRADER,
    type: '1',
    referenceAmount: 30_000,
    currency: 'USD',
    countries,
    requestedLevel: 1,
    guarantorTin,
    ...change,
  };
  bench.tell('G810', asked);
  const { excludesSensitive, commodities, officeOfDeparture, officeOfDestination } = asked;
  const restrictions = { excludesSensitive, commodities, officeOfDeparture, officeOfDestination };
  const undertaking = {
    guarantorTin,
    principalTin: TRADER,
    ceiling: 30_000,
    countries: asked.countries,
    validFrom: isoUtc(START - 1),
    validTo: isoUtc(START + 300 * 86_400_000),
    ...(JSON.parse(JSON.stringify(restrictions)) as typeof change),
  };
  bench.tell('G811', undertaking, { sender: 'FI-GEO' });
  bench.decide(bench.of('N810').at(-1)?.body.task ?? '', 'grant');
  const decision = bench.of('G812').findLast(({ body }) => body.accessCode !== undefined)?.body;
  const grn = decision?.vouchers?.[0] ?? decision?.grn;
  if (grn === undefined) throw new Error('no guarantee was granted');
  return { grn, accessCode: decision?.accessCode ?? '' };
}
