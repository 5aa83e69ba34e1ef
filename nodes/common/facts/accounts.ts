/** Facts of the accounts department. */

export type AccountFact =
  | { type: 'AccountApplied'; tin: string; name: string; roles: string[] }
  /** The first of two officers has approved; `officer` may not be the second (rule C506). */
  | { type: 'AccountReviewed'; tin: string; officer: string }
  | { type: 'AccountApproved'; tin: string; roles: string[]; trustLevel: number }
  /** Turned down at once (then under a rule), or by an officer. */
  | { type: 'AccountRefused'; tin: string; reason: string; rule?: string }
  /** Suspended, reinstated or revoked by an officer of the country that keeps it. */
  | { type: 'AccountStatusChanged'; tin: string; status: string; reason: string }
  /** Learnt from another node's A803 or A804. */
  | { type: 'AccountKnown'; tin: string; status: string }
  /** Levels L0 to L4 by record (domain.md section 8.2, rule 4). */
  | { type: 'TrustLevelChanged'; tin: string; before: number; trustLevel: number; reason: string }
  | { type: 'AuthorisationAsked'; tin: string; authorisation: string; places: string[] }
  | {
      type: 'AuthorisationGranted';
      tin: string;
      authorisation: string;
      number: string;
      places: string[];
    }
  | { type: 'AuthorisationRefused'; tin: string; authorisation: string; reason: string };
