/** An officer who holds the record of a movement asks its office of guarantee whether the guarantee is valid for it (X200); the answer (X201) is noted. */
import { customsFact } from '../../common/facts.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { MessageOf, Step, Task } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import { coverQuestion, usesOf } from '../movement/cover-question.ts';
import { unknownMrn } from '../movement/answers.ts';
import type { Setting } from '../setting.ts';

/** What speaks against asking: no record here (C201), or no guarantee of the chain that could be asked about (C202). */
export function coverObjection(
  message: MessageOf<'N820' | 'N017'>,
  declaration: Declaration | undefined,
): Step<never> | undefined {
  if (declaration === undefined) return unknownMrn(message);
  const asks = declaration.principal.tin !== undefined && usesOf(declaration).length > 0;
  return asks ? undefined : refuse(message, 'C202', '92');
}

/** X200 for each guarantee; the way is the one declared, and this country, where the goods have come without being announced. */
export function onCoverQuery(
  { key: mrn, office }: Task,
  message: MessageOf<'N820'>,
  declaration: Declaration | undefined,
  setting: Setting,
): Step<never> {
  const objection = coverObjection(message, declaration);
  if (objection !== undefined || declaration === undefined) return objection ?? unknownMrn(message);
  const { countriesOfRouting, officeOfGuarantee, principal } = declaration;
  const countries = [...new Set([...countriesOfRouting, setting.parameters.iso2])];
  const uses = usesOf(declaration);
  return {
    state: undefined,
    facts: uses.map(({ grn }) => customsFact({ type: 'CoverQueried', mrn, office, grn })),
    effects: uses.map((use) => {
      const question = coverQuestion(declaration, mrn, principal.tin ?? '', use);
      const body = Object.assign(question, { countries });
      return setting.toOffice('X200', officeOfGuarantee, office, mrn, body);
    }),
  };
}

/** X201. */
export const onCoverAnswer = ({ body }: MessageOf<'X201'>): Step<never> => {
  const { mrn, grn, reasons, notValidIn } = body;
  return {
    state: undefined,
    facts: [customsFact({ type: 'CoverLearnt', mrn, grn, reasons, notValidIn })],
    effects: [],
  };
};
