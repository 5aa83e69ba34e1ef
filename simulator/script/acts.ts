/** Which act of a script becomes which message. */
import { resolved } from './change.ts';
import {
  amend,
  answerEnquiry,
  askInvalidation,
  askRelease,
  declare,
  presentGoods,
} from './declaring.ts';
import { decide } from './deciding.ts';
import type { Asked } from './deciding.ts';
import type { Act, ActOf, Change } from './parameters.ts';
import type { Letter, Stage } from './stage.ts';
import {
  applyForAccount,
  applyForAuthorisation,
  applyForGuarantee,
  query,
  undertake,
} from './trading.ts';
import { arrive, presentTruck, reportIncident, unload } from './travelling.ts';

/** @param asked the question that a decision answers, where somebody asked. */
export function act(
  stage: Stage,
  doing: Exclude<Act, ActOf<'repeats'>>,
  change: Change,
  asked: Asked | undefined,
): Letter {
  switch (doing.does) {
    case 'appliesForAccount':
      return applyForAccount(stage, doing.name);
    case 'appliesForAuthorisation':
      return applyForAuthorisation(stage, doing.name);
    case 'appliesForGuarantee':
      return applyForGuarantee(stage, doing.name);
    case 'undertakes':
      return undertake(stage, doing);
    case 'queries':
      return query(stage, doing);
    case 'declares':
      return declare(stage, doing, change);
    case 'amends':
      return amend(stage, doing, change);
    case 'asksInvalidation':
      return askInvalidation(stage, doing);
    case 'asksRelease':
      return askRelease(stage, doing.name, 1);
    case 'givesUpRelease':
      return askRelease(stage, doing.name, 0);
    case 'answersEnquiry':
      return answerEnquiry(stage, doing);
    case 'presents':
      return doing.by === 'trader' ? presentGoods(stage, doing.name) : presentTruck(stage, doing);
    case 'arrives':
      return arrive(stage, doing);
    case 'unloads':
      return unload(stage, doing);
    case 'reportsIncident':
      return reportIncident(stage, doing);
    case 'decides':
      return decide(stage, doing, asked);
    case 'sends':
      return compose(stage, doing);
  }
}

/** Any message at all, for what the vocabulary has no word for. */
function compose(stage: Stage, { name, type, from, to, body }: ActOf<'sends'>): Letter {
  const row = name === '' ? undefined : stage.row(name);
  const movement = row?.kind === 'movement' ? row : undefined;
  return {
    type,
    from: resolved(from, stage) as string,
    to: resolved(to, stage) as string,
    body: resolved(body, stage) as object,
    ...(movement === undefined ? {} : reference(movement)),
  };
}

const reference = ({
  mrn,
  lrn,
}: {
  mrn: string;
  lrn: string;
}): { mrn: string } | { lrn: string } => (mrn === '' ? { lrn } : { mrn });
