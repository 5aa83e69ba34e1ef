/** T015: a trader lodges a declaration. The form was checked where it entered; what the office thinks of it comes in as a verdict. */
import type { Effect, Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send, startTimer, warnOfficer } from '../../common/step.ts';
import { ruleOf } from '../../common/rules/rules.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { Verdict } from '../../common/validation/declaration.ts';
import { toTrader } from '../movement/answers.ts';
import { Movement, NO_CONTROLS, NOBODY } from '../movement/movement.ts';
import { askAbout, valueOf } from '../question.ts';
import { controlsOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import { rulesOf } from './answers.ts';

/** Who may use an LRN once: the principal, or whoever lodges where no principal is named (that is rejected by C501). */
export const submissionKey = ({ body, sender, lrn }: MessageOf<'T015'>): string =>
  keyOf(body.principal.tin ?? sender, lrn ?? '');

/** The same of a movement that has no MRN yet. */
export const movementKey = ({ declaration, trader, lrn }: Movement): string =>
  keyOf(declaration.principal.tin ?? trader, lrn);

export const keyOf = (party: string, lrn: string): string => `${party}/${lrn}`;

/** Row D1, all defects at once, row D2 or row D3. @param analyse is called only for a declaration that is lodged ahead. */
export function onDeclaration(
  message: MessageOf<'T015'>,
  verdict: Verdict,
  analyse: () => Channel,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  if (verdict.defects.length > 0) return reject(message, verdict);
  return message.body.additionalType === 'D'
    ? preLodge(message, verdict, analyse(), now, setting)
    : submit(message, verdict, now);
}

/** Row D1. Nothing is kept: the corrected declaration may carry the same LRN. */
function reject(message: MessageOf<'T015'>, { defects }: Verdict): Step<never> {
  const { lrn, body, sender } = message;
  const header = answering(message);
  return {
    state: undefined,
    facts: [
      customsFact({
        type: 'DeclarationRejected',
        row: 'D1',
        lrn: lrn ?? '',
        rules: rulesOf(defects),
        principal: body.principal.tin ?? sender,
      }),
    ],
    effects: [
      send(
        'T056',
        sender,
        { rejectionType: '015', rejectionCode: '12', errors: [...defects] },
        lrn === undefined ? header : { ...header, lrn },
      ),
    ],
  };
}

/** Row D2: the goods come later (T170), until T-PRES. The trader hears of an intended control where the risk analysis has one. */
function preLodge(
  message: MessageOf<'T015'>,
  { warnings }: Verdict,
  channel: Channel,
  now: SimTime,
  { timers }: Setting,
): Step<Movement> {
  const movement = movementOf(message, 'preLodged', channel);
  const effects: Effect[] = [toTrader(movement, 'T928', { receivedAt: isoUtc(now) })];
  if (channel !== 'green') {
    const controls = controlsOf(channel);
    const notice = { notificationType: 2, controls, requestedDocuments: [] };
    effects.push(toTrader(movement, 'T060', notice));
  }
  effects.push(
    startTimer('T-PRES', movementKey(movement), now + timers['T-PRES']),
    ...warningsTo(movement, warnings),
  );
  return {
    state: movement,
    facts: [submittedFact(movement, 'D2'), ...warningFacts(movement, warnings)],
    effects,
  };
}

/** Row D3. An officer decides on the acceptance; warnings make the item yellow. */
function submit(message: MessageOf<'T015'>, { warnings }: Verdict, now: SimTime): Step<Movement> {
  const channel = warnings.length > 0 ? 'yellow' : 'green';
  const movement = movementOf(message, 'submitted', channel);
  const { office, lrn, declaration } = movement;
  const key = movementKey(movement);
  return {
    state: movement,
    facts: [submittedFact(movement, 'D3'), ...warningFacts(movement, warnings)],
    effects: [
      toTrader(movement, 'T928', { receivedAt: isoUtc(now) }),
      askAbout({ kind: 'acceptance', key, office, proposed: 'accept', channel, lrn }, declaration),
      ...warningsTo(movement, warnings),
    ],
  };
}

/** A declaration that was found in order, as a record. */
export function movementOf(
  message: MessageOf<'T015'>,
  status: Movement['status'],
  channel: Channel,
): Movement {
  const { body: declaration, sender, messageId } = message;
  return new Movement({
    status,
    lrn: message.lrn ?? '',
    mrn: '',
    trader: sender,
    declarationId: messageId,
    declaration,
    channel,
    uses: NOBODY,
    attempt: 0,
    control: undefined,
    seals: declaration.seals,
    limitDate: 0,
    acceptedAt: 0,
    releasedAt: 0,
    controls: NO_CONTROLS,
    enquiry: undefined,
    crossed: NOBODY,
    diverted: NOBODY,
    refusedBy: NOBODY,
    arrivedAt: 0,
    arrivedAtOffice: '',
    controlledBy: NOBODY,
    closedAt: 0,
  });
}

export function submittedFact({ lrn, declaration, trader }: Movement, row: 'D2' | 'D3'): Fact {
  const { principal, means, items, tirCarnet, paperFallback } = declaration;
  const fact = {
    type: 'DeclarationSubmitted',
    row,
    lrn,
    office: declaration.officeOfDeparture,
    destination: declaration.officeOfDestination,
    principal: principal.tin ?? trader,
    plate: means[0]?.identification ?? '',
    countries: declaration.countriesOfRouting,
    goods: items[0]?.description ?? '',
    value: valueOf(declaration),
  } as const;
  const paper = parseIsoUtc(paperFallback?.releasedAt ?? '');
  const named = tirCarnet === undefined ? fact : { ...fact, tirCarnet };
  return customsFact(paper === undefined ? named : { ...named, paper });
}

/** What only warns is told to the officer (S903); the declaration is taken. */
const warningsTo = ({ office, lrn }: Movement, warnings: readonly Defect[]): readonly Effect[] =>
  warnings.map(({ reason, value = '' }) => {
    const { en } = ruleOf(reason as RuleCode).cause;
    return warnOfficer(office, reason, `${en} (${value})`.slice(0, 350), { lrn });
  });

const warningFacts = ({ office, lrn }: Movement, warnings: readonly Defect[]): readonly Fact[] =>
  warnings.map(({ reason: rule }) => customsFact({ type: 'DeclarationWarned', rule, lrn, office }));
