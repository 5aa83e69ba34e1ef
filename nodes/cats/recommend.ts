/** A movement goes over from the office of departure to its enquiry and recovery authority, and comes back where the goods arrive after all. */
import type { Effect, Fact } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import { countryOfOffice } from '../common/numbers/office.ts';
import type { Step } from '../common/step.ts';
import { startTimer } from '../common/step.ts';
import { ownAuthority } from './enquiry/authority.ts';
import { leave } from './enquiry/leave.ts';
import { endByProof } from './enquiry/on-proof-decision.ts';
import { noting } from './enquiry/record.ts';
import { authorityAt, cancelEnquiry, enquiryRequest } from './enquiry/request.ts';
import type { GuaranteeTables } from './guarantee/tables.ts';
import type { Movement } from './movement/movement.ts';
import type { About } from './question.ts';
import { askAbout } from './question.ts';
import type { Setting } from './setting.ts';

/**
 * Rows D32 and D35: an officer is to look into it, within T-ENQSTART. Where the goods have arrived (D35), the control results are
 * asked for at once (X142).
 */
export function recommendEnquiry(
  movement: Movement,
  row: 'D32' | 'D35',
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn, declaration, arrivedAtOffice } = movement;
  const { timers } = setting;
  const effects: Effect[] = [
    startTimer('T-ENQSTART', mrn, now + timers['T-ENQSTART']),
    askAbout(about('enquiry', proposedFor(movement), movement, setting), declaration),
  ];
  const recommended = customsFact({ type: 'EnquiryRecommended', row, mrn });
  if (row === 'D32') {
    const state = movement.with({ status: 'enquiryRecommended' });
    return { state, facts: [recommended], effects };
  }
  const destination = arrivedAtOffice || declaration.officeOfDestination;
  const until = now + timers['T-ENQRESP'];
  return {
    state: movement.with({
      status: 'enquiryRecommended',
      enquiry: noting(movement, { asked: authorityAt(destination, setting) }),
    }),
    facts: [recommended],
    effects: [enquiryRequest(movement, { destination, until }, now, setting), ...effects],
  };
}

/** The other country can look where it knows the consignee, or where the goods have arrived; else the principal is asked first. */
const proposedFor = ({ declaration, arrivedAt }: Movement): string =>
  arrivedAt !== 0 || declaration.consignee.tin !== undefined ? 'openEnquiry' : 'askPrincipal';

/** Rows E1 and E7: the arrival or its result has come late; the officer need not decide, and whoever was asked hears that it is moot (X059). */
export const endEnquiry = (movement: Movement, now: SimTime, setting: Setting): Effect[] => [
  ...leave(movement, setting),
  ...cancelEnquiry(movement, now, setting),
];

/** Row E20: the debt is being recovered, but a control result has come that proves the regular end. */
export const endByResult = (
  movement: Movement,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> => endByProof(movement, 'E20', undefined, now, setting, guarantees);

/** Rows D37, E9 and E12: the debt is to be recovered, by T-RECSTART at the latest. @param facts name the row. */
export function recommendRecovery(
  movement: Movement,
  facts: readonly Fact[],
  effects: readonly Effect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn, declaration } = movement;
  const elsewhere = countryOfDebt(movement) !== setting.parameters.iso2;
  const proposed = elsewhere ? 'transferRecovery' : 'startRecovery';
  return {
    state: movement.with({ status: 'recoveryRecommended' }),
    facts,
    effects: [
      ...effects,
      startTimer('T-RECSTART', mrn, now + setting.timers['T-RECSTART']),
      askAbout(about('recovery', proposed, movement, setting), declaration),
    ],
  };
}

/** The country, by its alpha-2 code, that the goods were last seen to enter: there the debt arose, as far as is known (domain.md section 8.3, E8). */
export const countryOfDebt = ({ crossed, office }: Movement): string =>
  countryOfOffice(crossed.at(-1) ?? office);

const about = (
  kind: 'enquiry' | 'recovery',
  proposed: string,
  { mrn, lrn, channel }: Movement,
  setting: Setting,
): About => ({ kind, key: mrn, office: ownAuthority(setting), proposed, channel, mrn, lrn });
