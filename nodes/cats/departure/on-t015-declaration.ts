/** T015: a trader lodges a declaration. The form was checked where it entered; what the office thinks of it comes in as a verdict. */
import type { Channel } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
import type { Verdict } from '../../common/validation/declaration.ts';
import { askAbout, valueOf } from '../question.ts';
import { Movement } from './movement.ts';
import { toTrader } from './answers.ts';

/** Who may use an LRN once: the principal, or whoever lodges where no principal is named (that is rejected by C501). */
export const submissionKey = ({ body, sender, lrn }: MessageOf<'T015'>): string =>
  `${body.principal.tin ?? sender}/${lrn ?? ''}`;

/** Row D1, all defects at once, or row D3. */
export function onDeclaration(
  message: MessageOf<'T015'>,
  verdict: Verdict,
  now: SimTime,
): Step<Movement> {
  return verdict.defects.length > 0
    ? reject(message, verdict)
    : submit(message, verdict.warnings.length > 0 ? 'yellow' : 'green', now);
}

/** Row D1. Nothing is kept: the corrected declaration may carry the same LRN. */
function reject(message: MessageOf<'T015'>, { defects }: Verdict): Step<never> {
  const { lrn, body, sender } = message;
  const rules = [...new Set(defects.map(({ reason }) => reason))];
  const header = answering(message);
  return {
    state: undefined,
    facts: [
      customsFact({
        type: 'DeclarationRejected',
        row: 'D1',
        lrn: lrn ?? '',
        rules,
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

/** Row D3. An officer decides on the acceptance; warnings make the item yellow. */
function submit(message: MessageOf<'T015'>, channel: Channel, now: SimTime): Step<Movement> {
  const { body: declaration, sender, messageId } = message;
  const lrn = message.lrn ?? '';
  const movement = new Movement({
    status: 'submitted',
    lrn,
    mrn: '',
    trader: sender,
    declarationId: messageId,
    declaration,
    channel,
    uses: [],
    attempt: 0,
    control: undefined,
    seals: declaration.seals,
    limitDate: 0,
    crossed: [],
    arrivedAt: 0,
    closedAt: 0,
  });
  const { officeOfDeparture: office } = declaration;
  const key = submissionKey(message);
  return {
    state: movement,
    facts: [submitted(movement)],
    effects: [
      toTrader(movement, 'T928', { receivedAt: isoUtc(now) }),
      askAbout({ kind: 'acceptance', key, office, proposed: 'accept', channel, lrn }, declaration),
    ],
  };
}

function submitted({ lrn, declaration, trader }: Movement) {
  const { principal, means, items, tirCarnet } = declaration;
  const fact = {
    type: 'DeclarationSubmitted',
    row: 'D3',
    lrn,
    office: declaration.officeOfDeparture,
    destination: declaration.officeOfDestination,
    principal: principal.tin ?? trader,
    plate: means[0]?.identification ?? '',
    countries: declaration.countriesOfRouting,
    goods: items[0]?.description ?? '',
    value: valueOf(declaration),
  } as const;
  return customsFact(tirCarnet === undefined ? fact : { ...fact, tirCarnet });
}
