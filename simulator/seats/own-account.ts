/** What a person decides at a seat without being asked: the question that he answers is made from what he names. */
import { COUNTRIES } from '../../nodes/countries/countries.ts';
import { DECISIONS, onOwnAccount } from '../../nodes/common/tasks.ts';
import type { Question } from './desk.ts';

/** Undefined for what no officer decides on his own account. */
export function ownQuestion(office: string, task: string): Question | undefined {
  const own = onOwnAccount(task);
  const country = COUNTRIES.find(({ iso2 }) => office.startsWith(iso2));
  if (own === undefined || country === undefined) return undefined;
  const { kind, key } = own;
  return {
    task,
    kind,
    office,
    decisions: DECISIONS[kind],
    proposed: '',
    channel: '',
    node: country.iso3,
    messageId: '',
    mrn: kind === 'accountStatus' || kind === 'guaranteeStatus' ? '' : key,
    lrn: '',
  };
}
