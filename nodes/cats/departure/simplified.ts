/** Simplified departure: what an authorised consignor (C521) declares goes without control where the office decides nothing else (domain.md section 2.5). */
import type { Declaration } from '../../common/messages/parts.ts';
import { CONSIGNOR } from '../../common/validation/authority-checks.ts';

/** Whether the declaration makes use of the authorisation; that the principal holds it was judged when it came (rule C503). */
export const isConsignor = ({ authorisations }: Declaration): boolean =>
  authorisations?.some(({ type }) => type === CONSIGNOR) === true;

/** Goods that nobody controlled are considered satisfactory (A2); under the simplified procedure that is A3 (G0126, R0910). */
export const resultWithoutControl = (declaration: Declaration): 'A2' | 'A3' =>
  isConsignor(declaration) ? 'A3' : 'A2';
