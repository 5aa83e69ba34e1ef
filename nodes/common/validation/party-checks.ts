/** Checks of who declares: his reference, his account, the addresses, and the code lists of the declaration's head. */
import {
  ADDITIONAL_DECLARATION_TYPES,
  AUTHORISATIONS,
  DECLARATION_TYPES,
  MEANS_TYPES,
  TRANSPORT_MODES,
} from '../code-lists.ts';
import type { Declaration } from '../messages/parts.ts';
import { needsPostcode } from '../postcodes.ts';
import type { Check } from './check.ts';
import { check } from './check.ts';

type Party = Declaration['principal'];

/** Declaration with security data (ENS, EXS, both) or without. */
const SECURITY_MOST = 3;

const PARTIES = ['principal', 'representative', 'consignor', 'consignee'] as const;

export const PARTY_CHECKS: readonly Check[] = [
  check('C103', ({ declaration }, findings) => {
    const { declarationType, additionalType, modeAtBorder, security = 0 } = declaration;
    if (!Object.hasOwn(DECLARATION_TYPES, declarationType)) {
      findings.add('/body/declarationType', 12, declarationType);
    }
    if (!Object.hasOwn(ADDITIONAL_DECLARATION_TYPES, additionalType)) {
      findings.add('/body/additionalType', 12, additionalType);
    }
    if (!Object.hasOwn(TRANSPORT_MODES, modeAtBorder)) {
      findings.add('/body/modeAtBorder', 12, modeAtBorder);
    }
    if (security > SECURITY_MOST) findings.add('/body/security', 12, security);
    declaration.means.forEach(({ type }, i) => {
      if (!Object.hasOwn(MEANS_TYPES, type)) {
        findings.add(`/body/means/${String(i)}/type`, 12, type);
      }
    });
    declaration.authorisations?.forEach(({ type }, i) => {
      if (!Object.hasOwn(AUTHORISATIONS, type)) {
        findings.add(`/body/authorisations/${String(i)}/type`, 12, type);
      }
    });
  }),
  check('C326', ({ declaration, scheme }, findings) => {
    const members = Object.values(scheme.members);
    for (const name of PARTIES) {
      const party = declaration[name];
      if (party !== undefined && members.includes(party.country) && lacksPostcode(party)) {
        findings.add(`/body/${name}/postcode`, 13);
      }
    }
  }),
  check('C327', ({ declaration: { paperFallback }, lrn, lrnUsed }, findings) => {
    if (lrn === undefined) findings.add('/lrn', 13);
    else if (lrnUsed) findings.add('/lrn', 14, lrn);
    // What moved on paper goes by the reference of the paper, so that it is entered once.
    else if (paperFallback !== undefined && paperFallback.reference !== lrn) {
      findings.add('/body/paperFallback/reference', 14, paperFallback.reference);
    }
  }),
  check('C501', ({ declaration: { principal }, principalActive }, findings) => {
    if (!principalActive) findings.add('/body/principal/tin', 12, principal.tin);
  }),
];

/** Whoever has a TIN has his address in the register; others give it here. */
const lacksPostcode = ({ tin, city, postcode, country }: Party): boolean =>
  tin === undefined && city !== undefined && postcode === undefined && needsPostcode(country);
