/** Checks of a message's values that need nothing but the message: numbers and codes on which the countries ahead act. */
import type { Message } from '../../simulator/core/participant.ts';
import { CONTROL_RESULTS, INCIDENTS } from '../common/code-lists.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import { isVoucher, parseGrn } from '../common/numbers/grn.ts';
import { contentRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** An MRN of the year of the release; one allotted in December may be released in January. */
export function isOfYear(mrn: string, releaseDate: string): boolean {
  const year = mrn.slice(0, 2);
  const released = Number(releaseDate.slice(2, 4));
  const isJanuary = releaseDate.slice(5, 7) === '01';
  return Number(year) === released || (isJanuary && Number(year) === released - 1);
}

/** Rule C103: codes on which the countries ahead act. */
export function codeRefusal({ messageType, body }: Message): Refusal | undefined {
  switch (messageType) {
    case 'X018':
      return Object.hasOwn(CONTROL_RESULTS, (body as Body<'X018'>).result.code)
        ? undefined
        : contentRefusal('C103', '/body/result/code');
    case 'X180':
    case 'X181':
      return Object.hasOwn(INCIDENTS, (body as Body<'X180'>).incident.code)
        ? undefined
        : contentRefusal('C103', '/body/incident/code');
    default:
      return undefined;
  }
}

const NAMES_GRN: ReadonlySet<string> = new Set<MessageCode>([
  'X200',
  'X201',
  'X820',
  'X822',
  'G231',
]);
const VOUCHERS = '4';

/** Rules C401 and C402, for messages about one guarantee; those of a declaration are its office's business. */
export function grnRefusal({ messageType, body }: Message): Refusal | undefined {
  if (!NAMES_GRN.has(messageType)) return undefined;
  const { grn, type } = body as { readonly grn: string; readonly type?: string };
  const parsed = parseGrn(grn, '/body/grn');
  if (!parsed.ok) return contentRefusal(parsed.error.code ?? 'C401', '/body/grn');
  const fits = type === undefined || isVoucher(parsed.value) === (type === VOUCHERS);
  return fits ? undefined : contentRefusal('C401', '/body/grn');
}
