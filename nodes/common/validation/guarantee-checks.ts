/** Checks of a declaration's guarantees that need no ledger; whether they hold is for the office of guarantee to say (C403 to C413). */
import type { GuaranteeType } from '../code-lists.ts';
import { GUARANTEE_TYPES } from '../code-lists.ts';
import type { Declaration } from '../messages/parts.ts';
import type { Rejection } from '../result.ts';
import { parseGrn } from '../numbers/grn.ts';
import type { Check, Findings } from './check.ts';
import { check } from './check.ts';

type GuaranteeUse = Declaration['guarantees'][number];

const VOUCHERS: GuaranteeType = '4';
const VOUCHER_LENGTH = 24;
const CASH: GuaranteeType = '3';
const PUBLIC_BODY: GuaranteeType = '8';

const field = (index: number, name: string): string => `/body/guarantees/${String(index)}/${name}`;

/** Whether guarantees of this type carry a GRN and an access code (C0086); undefined for a type that is none. */
export const carriesGrn = (type: string): boolean | undefined =>
  Object.hasOwn(GUARANTEE_TYPES, type) ? GUARANTEE_TYPES[type as GuaranteeType].grn : undefined;

export const GUARANTEE_CHECKS: readonly Check[] = [
  check('C103', ({ declaration: { guarantees } }, findings) => {
    guarantees.forEach(({ type }, i) => {
      if (carriesGrn(type) === undefined) findings.add(field(i, 'type'), 12, type);
    });
  }),
  check('C401', ({ declaration: { guarantees } }, findings) => {
    guarantees.forEach((use, i) => {
      if (use.grn === undefined) return;
      const voucher = use.grn.length === VOUCHER_LENGTH;
      if (grnDefect(use)?.code === 'C401' || voucher !== (use.type === VOUCHERS)) {
        findings.add(field(i, 'grn'), 14, use.grn);
      }
    });
  }),
  check('C402', ({ declaration: { guarantees } }, findings) => {
    guarantees.forEach((use, i) => {
      if (grnDefect(use)?.code === 'C402') findings.add(field(i, 'grn'), 14, use.grn);
    });
  }),
  check('C414', ({ declaration: { guarantees } }, findings) => {
    guarantees.forEach((use, i) => {
      const wanted = carriesGrn(use.type);
      if (wanted === undefined) return;
      for (const name of ['grn', 'accessCode'] as const) {
        if (wanted && use[name] === undefined) findings.add(field(i, name), 13);
        if (!wanted && use[name] !== undefined) findings.add(field(i, name), 15, use[name]);
      }
      otherReference(use, field(i, 'otherReference'), findings);
    });
  }),
  check('C415', ({ declaration: { guarantees }, amountAtRisk }, findings) => {
    let sum = 0;
    for (const { amount } of guarantees) sum += amount;
    // A cent is the smallest amount, so half of one is rounding.
    if (sum < amountAtRisk - 0.005) findings.add('/body/guarantees', 14, sum);
  }),
  check('C416', ({ declaration: { guarantees }, scheme }, findings) => {
    guarantees.forEach(({ currency }, i) => {
      if (currency !== scheme.currency) findings.add(field(i, 'currency'), 14, currency);
    });
  }),
];

/** A public body is known by another reference, cash may be, and nothing else (C0130). */
function otherReference(use: GuaranteeUse, pointer: string, findings: Findings): void {
  const { type, otherReference: given } = use;
  if (type === PUBLIC_BODY && given === undefined) findings.add(pointer, 13);
  if (type !== PUBLIC_BODY && type !== CASH && given !== undefined) {
    findings.add(pointer, 15, given);
  }
}

function grnDefect({ grn }: GuaranteeUse): Rejection | undefined {
  if (grn === undefined) return undefined;
  const parsed = parseGrn(grn, '');
  return parsed.ok ? undefined : parsed.error;
}
