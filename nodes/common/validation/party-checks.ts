/** Checks of who declares: his reference, his account, and the code lists of the declaration's head. */
import { ADDITIONAL_DECLARATION_TYPES, DECLARATION_TYPES, TRANSPORT_MODES } from '../code-lists.ts';
import type { Check } from './check.ts';
import { check } from './check.ts';

export const PARTY_CHECKS: readonly Check[] = [
  check('C103', ({ declaration }, findings) => {
    const { declarationType, additionalType, modeAtBorder } = declaration;
    if (!Object.hasOwn(DECLARATION_TYPES, declarationType)) {
      findings.add('/body/declarationType', 12, declarationType);
    }
    if (!Object.hasOwn(ADDITIONAL_DECLARATION_TYPES, additionalType)) {
      findings.add('/body/additionalType', 12, additionalType);
    }
    if (!Object.hasOwn(TRANSPORT_MODES, modeAtBorder)) {
      findings.add('/body/modeAtBorder', 12, modeAtBorder);
    }
  }),
  // A pre-lodged declaration could never be presented: T170 is not spoken (row D2 is held back).
  check('C202', ({ declaration: { additionalType } }, findings) => {
    if (additionalType === 'D') findings.add('/body/additionalType', 92, additionalType);
  }),
  check('C327', ({ lrn, lrnUsed }, findings) => {
    if (lrn === undefined) findings.add('/lrn', 13);
    else if (lrnUsed) findings.add('/lrn', 14, lrn);
  }),
  check('C501', ({ declaration: { principal }, principalActive }, findings) => {
    if (!principalActive) findings.add('/body/principal/tin', 12, principal.tin);
  }),
];
