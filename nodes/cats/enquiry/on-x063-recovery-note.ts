/** X063: what the two authorities of a recovery write to each other. */
import type { Send } from '../../../simulator/core/participant.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import type { AskedEnquiry } from './asked/asked-enquiry.ts';
import { ownAuthority } from './authority.ts';
import { isUnderEnquiry } from './on-proof-decision.ts';
import { enquiryOf } from './record.ts';

/** The authority to write to, from either side; undefined where there is no common matter. */
export function correspondent(
  movement: Movement | undefined,
  asked: AskedEnquiry | undefined,
): string | undefined {
  if (movement !== undefined && isUnderEnquiry(movement)) {
    const office = enquiryOf(movement).asked;
    if (office !== '') return office;
  }
  return asked === undefined || asked.status === 'closed' ? undefined : asked.enquirer;
}

/** The officer's text, as he gives it for his decision. */
export function sendNote(
  mrn: string,
  to: string,
  { body }: MessageOf<'N820'>,
  setting: Setting,
): Step<never> {
  const office = ownAuthority(setting);
  const { reason: text = 'please tell how the recovery stands' } = body;
  const note: Send = setting.toOffice('X063', to, office, mrn, { mrn, office, text });
  return {
    state: undefined,
    facts: [customsFact({ type: 'RecoveryNoteSent', mrn, office: to })],
    effects: [note],
  };
}

export const noteReceived = ({ body }: MessageOf<'X063'>): Step<never> => {
  const { mrn, office } = body;
  return {
    state: undefined,
    facts: [customsFact({ type: 'RecoveryNoteReceived', mrn, office })],
    effects: [],
  };
};
