/** What the script learns from what customs tell the people it plays: numbers, and how their applications stand. */
import type { Body } from '../../nodes/common/message-types.ts';
import type { Message } from '../core/participant.ts';
import type { NamedMovement } from './named.ts';
import type { Stage } from './stage.ts';

export interface Learnt {
  /** The message concerns somebody or something of the script. */
  readonly isOurs: boolean;
  /** The trader whose application it decides. */
  readonly trader?: string;
}

export function learnFrom(stage: Stage, message: Message): Learnt {
  switch (message.messageType) {
    case 'A802':
      return onAccount(stage, message.body as Body<'A802'>);
    case 'A805':
      return onAuthorisation(stage, message.body as Body<'A805'>);
    case 'G812':
      return onGuarantee(stage, message.body as Body<'G812'>);
    case 'G026':
      return onCodes(stage, message.body as Body<'G026'>);
    case 'T004':
    case 'T056':
      return onAmendmentAnswer(stage, message);
    case 'T028':
      return onAllocation(stage, message);
    case 'T029':
      return onRelease(stage, message);
    default:
      return { isOurs: isOurs(stage, message) };
  }
}

/** Whose work lists messages are for is not said by what they are about. */
const TO_OFFICERS: ReadonlySet<string> = new Set(['N810', 'N811', 'S903']);

const isOurs = (stage: Stage, { messageType, recipient, mrn, lrn }: Message): boolean =>
  !TO_OFFICERS.has(messageType) &&
  (stage.traderBy(recipient) !== undefined || movementBy(stage, mrn, lrn) !== undefined);

/** By its MRN; else the one declared last under the LRN, which may have been lodged again. */
function movementBy(
  stage: Stage,
  mrn: string | undefined,
  lrn: string | undefined,
): [name: string, row: NamedMovement] | undefined {
  let found: [name: string, row: NamedMovement] | undefined;
  for (const [name] of stage.names.table.entries()) {
    const row = stage.row(name);
    if (row?.kind !== 'movement') continue;
    if (row.mrn !== '' && row.mrn === mrn) return [name, row];
    if (lrn !== undefined && row.lrn === lrn) found = [name, row];
  }
  return found;
}

function onAccount(stage: Stage, { tin, decision }: Body<'A802'>): Learnt {
  const trader = stage.traderBy(tin);
  const row = trader === undefined ? undefined : stage.row(trader);
  if (trader === undefined || row?.kind !== 'trader') return { isOurs: trader !== undefined };
  stage.set(trader, { ...row, account: decision === 1 ? 'approved' : 'refused' });
  return { isOurs: true, trader };
}

function onAuthorisation(stage: Stage, body: Body<'A805'>): Learnt {
  const { tin, decision, authorisationNumber } = body;
  const trader = stage.traderBy(tin);
  const row = trader === undefined ? undefined : stage.row(trader);
  if (trader === undefined || row?.kind !== 'trader') return { isOurs: trader !== undefined };
  const name = row.awaits;
  stage.set(trader, { ...row, awaits: '' });
  if (decision === 1 && authorisationNumber !== undefined && stage.row(name) !== undefined) {
    stage.set(name, { kind: 'authorisation', applied: true, number: authorisationNumber });
    stage.learnt(name, 'authorisation', authorisationNumber);
  }
  return { isOurs: true, trader };
}

function onGuarantee(stage: Stage, body: Body<'G812'>): Learnt {
  const { tin, decision, grn, accessCode = '', vouchers } = body;
  const trader = stage.traderBy(tin);
  const row = trader === undefined ? undefined : stage.row(trader);
  if (trader === undefined || row?.kind !== 'trader') return { isOurs: trader !== undefined };
  const name = row.awaits;
  const guarantee = stage.row(name);
  stage.set(trader, { ...row, awaits: '' });
  // A voucher is used by its own number.
  const number = vouchers?.[0] ?? grn;
  if (decision === 1 && number !== undefined && guarantee?.kind === 'guarantee') {
    stage.set(name, { ...guarantee, grn: number, accessCode });
    stage.learnt(name, 'grn', number);
  }
  return { isOurs: true, trader };
}

/** G026: the access code that is valid from now on. */
function onCodes(stage: Stage, { grn, accessCode }: Body<'G026'>): Learnt {
  for (const [name] of stage.names.table.entries()) {
    const row = stage.row(name);
    if (row?.kind !== 'guarantee' || row.grn !== grn) continue;
    stage.set(name, { ...row, accessCode });
    return { isOurs: true };
  }
  return { isOurs: false };
}

/** T004: what was to be is declared now; T056: it stays as it was. */
function onAmendmentAnswer(stage: Stage, message: Message): Learnt {
  const found = movementBy(stage, message.mrn, message.lrn);
  if (found === undefined) return { isOurs: isOurs(stage, message) };
  const [name, { amended, ...row }] = found;
  if (amended === undefined) return { isOurs: true };
  stage.set(name, message.messageType === 'T004' ? { ...row, declaration: amended } : row);
  return { isOurs: true };
}

function onAllocation(stage: Stage, message: Message): Learnt {
  const { mrn } = message.body as Body<'T028'>;
  const found = movementBy(stage, undefined, message.lrn);
  if (found === undefined) return { isOurs: isOurs(stage, message) };
  const [name, row] = found;
  stage.set(name, { ...row, mrn });
  stage.learnt(name, 'mrn', mrn);
  return { isOurs: true };
}

/** The seals that customs affixed travel with the goods. */
function onRelease(stage: Stage, message: Message): Learnt {
  const { mrn, seals } = message.body as Body<'T029'>;
  const found = movementBy(stage, mrn, message.lrn);
  if (found === undefined) return { isOurs: isOurs(stage, message) };
  const [name, row] = found;
  stage.set(name, { ...row, seals: seals.identifiers });
  return { isOurs: true };
}
