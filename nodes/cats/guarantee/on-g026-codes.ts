/** G026: the holder changes the access code of his guarantee, or asks for a new one; the office hands it over by the same message. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, refuse, send } from '../../common/step.ts';
import type { Guarantee } from './guarantee.ts';

/**
 * Only who knows the old code (rule C405), and holds the guarantee (rule C406), gets another.
 * @param guarantee the series, where the message names a voucher: its vouchers share one code.
 * @param drawn the code that he gets if he names none.
 */
export function onCodes(
  guarantee: Guarantee | undefined,
  message: MessageOf<'G026'>,
  drawn: () => string,
): Step<Guarantee> {
  const { grn, accessCode, newAccessCode } = message.body;
  switch (guarantee?.status) {
    case 'active':
    case 'suspended':
    case 'runOff':
      break;
    case undefined:
      return refuse(message, 'C403', '14', '/body/grn');
    case 'applied':
    case 'awaitUndertaking':
    case 'underReview':
    case 'closed':
    case 'refused':
      return refuse(message, 'C404', '14', '/body/grn');
  }
  if (accessCode !== guarantee.accessCode) {
    return refuse(message, 'C405', '14', '/body/accessCode');
  }
  if (message.sender !== guarantee.applicant) return refuse(message, 'C406', '14', '/body/grn');
  const changed = newAccessCode ?? drawn();
  return {
    state: guarantee.with({ accessCode: changed }),
    facts: [customsFact({ type: 'AccessCodeChanged', grn })],
    effects: [send('G026', message.sender, { grn, accessCode: changed }, answering(message))],
  };
}
