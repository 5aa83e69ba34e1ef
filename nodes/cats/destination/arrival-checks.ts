/** Business checks of a notice of arrival (T007) against the record of the movement and the accounts. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { CheckOf, Findings } from '../../common/validation/check.ts';
import { findDefects } from '../../common/validation/check.ts';
import { INCIDENT_CHECKS } from '../../common/validation/incident-checks.ts';
import { authorisationOf } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { holdsAt } from '../accounts/authorisation.ts';
import type { Equipment } from '../incident.ts';
import { afterIncident } from '../incident.ts';
import { sameSeals } from '../same-seals.ts';
import type { Setting } from '../setting.ts';

/** An arrival, and what it must agree with. */
export interface ArrivalNotice {
  readonly body: Body<'T007'>;
  /** Seals and means that should come, after the incidents that the notice tells. */
  readonly expected: Equipment;
  readonly accounts: Accounts;
  readonly now: SimTime;
}

const ARRIVAL_CHECKS: readonly CheckOf<ArrivalNotice>[] = [
  { rule: 'C503', find: findUnauthorised },
  {
    rule: 'C104',
    find: ({ body: { arrivedAt: text }, now }, findings) => {
      const arrivedAt = parseIsoUtc(text);
      if (arrivedAt === undefined || arrivedAt > now) findings.add('/body/arrivedAt', 14, text);
    },
  },
  {
    rule: 'C320',
    find: ({ body: { identification }, expected: { means } }, findings) => {
      if (means[0]?.identification !== identification)
        findings.add('/body/identification', 14, identification);
    },
  },
  {
    rule: 'C315',
    find: ({ body, expected: { seals } }, findings) => {
      if (!sameSeals(seals, body.seals)) findings.add('/body/seals', 14, body.seals.join(' '));
    },
  },
];

/** All that differs from the record, or cannot be, at once (row A5). */
export function judgeArrival(
  body: Body<'T007'>,
  known: Equipment,
  accounts: Accounts,
  now: SimTime,
  { off, parameters }: Setting,
): Defect[] {
  const expected = (body.incidents ?? []).reduce(afterIncident, known);
  const { scheme } = parameters;
  return [
    ...findDefects(ARRIVAL_CHECKS, { body, expected, accounts, now }, off),
    ...(body.incidents ?? []).flatMap((incident, i) =>
      findDefects(
        INCIDENT_CHECKS,
        { incident, at: `/body/incidents/${String(i)}`, now, scheme },
        off,
      ),
    ),
  ];
}

/** The simplified procedure needs the consignee's authorisation C522, for the place where the goods are (C0102). */
function findUnauthorised({ body, accounts, now }: ArrivalNotice, findings: Findings): void {
  const { simplified, authorisation: number, consignee, location } = body;
  if (simplified === 0) return;
  if (number === undefined) {
    findings.add('/body/authorisation', 13);
    return;
  }
  const held = authorisationOf(accounts.get(consignee ?? ''), 'C522', now);
  if (held?.number !== number) findings.add('/body/authorisation', 14, number);
  else if (!holdsAt(held, location ?? '')) findings.add('/body/location', 14, location);
}
