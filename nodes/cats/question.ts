/** A question to an officer about a declaration, with what he needs to see to answer it. */
import type { Send } from '../../simulator/core/participant.ts';
import type { TaskKind } from '../common/tasks.ts';
import type { Declaration } from '../common/messages/parts.ts';
import type { Question } from '../common/step.ts';
import { askOfficer } from '../common/step.ts';

/** What the question is, and to whom. */
export type About = Pick<Question, 'key' | 'office' | 'proposed' | 'channel' | 'mrn' | 'lrn'> & {
  readonly kind: TaskKind;
};

/** Adds the goods, the truck and who declared them. */
export function askAbout(about: About, declaration: Declaration): Send {
  const { principal, means, items, grossMass } = declaration;
  const question: { -readonly [K in keyof Question]: Question[K] } = {
    kind: about.kind,
    key: about.key,
    office: about.office,
    proposed: about.proposed,
    channel: about.channel,
    principal: principal.name,
    grossMass,
    value: valueOf(declaration),
  };
  if (about.mrn !== undefined) question.mrn = about.mrn;
  if (about.lrn !== undefined) question.lrn = about.lrn;
  if (means[0] !== undefined) question.identification = means[0].identification;
  if (items[0] !== undefined) question.goods = items[0].description;
  return askOfficer(question);
}

/** Value of all goods, in the scheme currency. */
export function valueOf({ items }: Declaration): number {
  let sum = 0;
  for (const { value } of items) sum += value;
  return Math.round(sum * 100) / 100;
}
