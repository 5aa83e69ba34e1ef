/** What speaks at once against a truck that no record announces, before departure is asked for one (row B2). */
import type { Defect } from '../../common/messages/parts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { AskedRecord } from '../asked-record.ts';
import { officeOfDepartureOf } from '../office-of-departure.ts';
import type { Setting } from '../setting.ts';
import { rejectPresentation } from './reject-presentation.ts';

export interface Objected {
  readonly objection?: Step<never>;
  /** Whom to ask; undefined where the number names no member country. */
  readonly officeOfDeparture?: string;
}

/** @param known the question that was put already for this truck and office. */
export function objectionTo(
  message: MessageOf<'N117'>,
  known: AskedRecord<'N117'> | undefined,
  setting: Setting,
): Objected {
  if (known !== undefined) return { objection: asBefore(message, known) };
  const { mrn, office } = message.body;
  const defects: Defect[] = [];
  const parsed = parseMrn(mrn, '/body/mrn');
  const departure = officeOfDepartureOf(mrn, setting.parameters.scheme);
  if (!parsed.ok) {
    const reason = parsed.error.code ?? 'C301';
    defects.push({ pointer: '/body/mrn', code: '93', reason, value: mrn });
  } else if (departure === undefined) {
    defects.push({ pointer: '/body/mrn', code: '90', reason: 'C201', value: mrn });
  }
  if (!setting.serves(office, 'TRA') && !setting.serves(office, 'TXT')) {
    defects.push({ pointer: '/body/office', code: '12', reason: 'C304', value: office });
  }
  const standing = defects.filter(
    ({ reason }) => !(setting.off as ReadonlySet<string>).has(reason),
  );
  if (standing.length > 0) return { objection: rejectPresentation(message, standing) };
  return departure === undefined ? {} : { officeOfDeparture: departure };
}

/** The truck waits for the answer, or for the officer; or there is no record for it. */
const asBefore = (message: MessageOf<'N117'>, { status }: AskedRecord<'N117'>): Step<never> =>
  status === 'refused'
    ? rejectPresentation(message, [{ pointer: '/', code: '92', reason: 'C202' }])
    : refuse(message, 'C202', '92');
