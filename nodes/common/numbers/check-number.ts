/** One verdict for any number of the procedure: what `rehearse spec check KIND VALUE` prints. Parsers elsewhere use the single files. */
import type { RuleCode } from '../rules/rules.ts';
import type { Rejection, Result } from '../result.ts';
import { containerCheckDigit, parseContainer } from './container.ts';
import { grnCheckDigit, grnParts, parseGrn } from './grn.ts';
import { parseLrn } from './lrn.ts';
import { mrnCheckDigit, mrnParts, parseMrn } from './mrn.ts';
import { countryOfOffice, office6Of, parseOffice } from './office.ts';
import { parseTin } from './tin.ts';
import { parseTirCarnet, tirParts, tirPrefix } from './tir-carnet.ts';

export const NUMBER_KINDS = ['mrn', 'grn', 'lrn', 'tir', 'container', 'tin', 'office'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** What people call them. */
export const NUMBER_NAMES: Readonly<Record<NumberKind, string>> = {
  mrn: 'MRN',
  grn: 'GRN',
  lrn: 'LRN',
  tir: 'TIR carnet number',
  container: 'container number',
  tin: 'TIN',
  office: 'office code',
};

export const isNumberKind = (text: string): text is NumberKind =>
  (NUMBER_KINDS as readonly string[]).includes(text);

export interface NumberVerdict {
  readonly valid: boolean;
  readonly kind: NumberKind;
  readonly value: string;
  /** Named parts; empty if the structure is wrong, or there are none. */
  readonly parts: Readonly<Record<string, string | number>>;
  /** Only if invalid. */
  readonly reason?: string;
  /** The rule broken; only if invalid. */
  readonly rule?: RuleCode;
  /** What the rest of the number asks for, where the structure is right and the kind has a check digit. */
  readonly expectedCheckDigit?: number;
  /** Likewise for TIR carnets; empty for the numbers that are written bare. */
  readonly expectedPrefix?: string;
}

/** Checks a number as a CATS office would. Never throws. */
export function checkNumber(kind: NumberKind, value: string): NumberVerdict {
  const { parse, take } = CHECKS[kind];
  const result = parse(value, kind);
  if (result.ok) return { valid: true, kind, value, ...take(value) };
  const { kind: failure, reason, code } = result.error;
  const taken = failure === 'checkDigit' ? take(value) : { parts: {} };
  return { valid: false, kind, value, ...taken, reason, ...(code ? { rule: code } : {}) };
}

type Taken = Pick<NumberVerdict, 'parts' | 'expectedCheckDigit' | 'expectedPrefix'>;

interface Check {
  readonly parse: (text: string, path: string) => Result<string, Rejection>;
  /** Takes a text of the right structure apart. */
  readonly take: (text: string) => Taken;
}

const CHECKS: Readonly<Record<NumberKind, Check>> = {
  mrn: {
    parse: parseMrn,
    take: (text) => ({ parts: { ...mrnParts(text) }, expectedCheckDigit: mrnCheckDigit(text) }),
  },
  grn: {
    parse: parseGrn,
    take: (text) => ({ parts: { ...grnParts(text) }, expectedCheckDigit: grnCheckDigit(text) }),
  },
  lrn: { parse: parseLrn, take: () => ({ parts: {} }) },
  tir: { parse: parseTirCarnet, take: takeTirCarnet },
  container: { parse: parseContainer, take: takeContainer },
  tin: {
    parse: parseTin,
    take: (text) => ({ parts: { country: text.slice(0, 2), identifier: text.slice(2) } }),
  },
  office: {
    parse: parseOffice,
    take: (text) => ({ parts: { country: countryOfOffice(text), office: office6Of(text) } }),
  },
};

function takeTirCarnet(text: string): Taken {
  const parts = tirParts(text);
  return parts ? { parts: { ...parts }, expectedPrefix: tirPrefix(parts.number) } : { parts: {} };
}

function takeContainer(text: string): Taken {
  return {
    parts: {
      owner: text.slice(0, 3),
      category: text.slice(3, 4),
      serial: text.slice(4, 10),
      checkDigit: Number(text.slice(10)),
    },
    expectedCheckDigit: containerCheckDigit(text),
  };
}
