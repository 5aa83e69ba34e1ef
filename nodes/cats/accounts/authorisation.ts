/** The simplifications that a trader may use: C520 to C524, each with its number and its places (domain.md section 2.5). */
import type { SimTime } from '../../../simulator/core/time.ts';
import { AUTHORISATIONS } from '../../common/code-lists.ts';

export type AuthorisationType = keyof typeof AUTHORISATIONS;

export const isAuthorisationType = (text: string): text is AuthorisationType =>
  Object.hasOwn(AUTHORISATIONS, text);

export interface Authorisation {
  /** `GE-C521-000001`: declarations and arrivals name it. */
  readonly number: string;
  readonly type: AuthorisationType;
  /** Codes of the places that it holds for; none: the trader's own premises, whatever their code. */
  readonly places: readonly string[];
  readonly sealsRequired: boolean;
  readonly validTo: SimTime;
}

/** A simplification asked for and not decided yet. */
export interface AuthorisationRequest {
  readonly type: AuthorisationType;
  readonly places: readonly string[];
  readonly sealsRequired: boolean;
  /** Who asked, and in which message: the decision answers it. */
  readonly applicant: string;
  readonly applicationId: string;
}

/** @param serial of this country's authorisations of this type, from 1. */
export const authorisationNumber = (
  iso2: string,
  type: AuthorisationType,
  serial: number,
): string => `${iso2}-${type}-${String(serial).padStart(6, '0')}`;

/** Rule C503: whether the simplification may be used at this place. */
export const holdsAt = ({ places }: Authorisation, place: string): boolean =>
  places.length === 0 || places.includes(place);
