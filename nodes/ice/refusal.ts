/** What ICE says of a message that it refuses: to the journal, and to the sender. The message may be anything at all. */
import type { Fact, Message } from '../../simulator/core/participant.ts';
import { UNREADABLE } from '../common/envelope.ts';
import { customsFact } from '../common/facts.ts';
import { LIMITS } from '../common/limits.ts';
import type { Body } from '../common/message-types.ts';
import type { Refusal } from './admission.ts';

/** The form has no place for more. */
const ID_MOST = 64;
const TYPE_MOST = 6;
const POINTER_MOST = 512;
const TEXT_MOST = 350;

export function refusalFact({ messageId, messageType, sender }: Message, refusal: Refusal): Fact {
  const [rule, code] =
    refusal.kind === 'content'
      ? [refusal.rule, refusal.code]
      : [refusal.defects[0]?.rule ?? 'C101', refusal.defects[0]?.code ?? '18'];
  const id = textOf(messageId, ID_MOST);
  const msg = textOf(messageType, TYPE_MOST);
  const from = textOf(sender, ID_MOST);
  return customsFact({ type: 'MessageRefused', id, msg, from, rule, code });
}

/** Body of S917 or S906. */
export function refusalBody(
  { messageId, messageType }: Message,
  refusal: Refusal,
): Body<'S917'> | Body<'S906'> {
  const id = messageType === UNREADABLE ? '' : textOf(messageId, ID_MOST);
  if (refusal.kind === 'content') {
    const { pointer, code, rule } = refusal;
    return { messageId: id === '' ? '?' : id, errors: [{ pointer, code, reason: rule }] };
  }
  const errors = refusal.defects.slice(0, LIMITS.defectsPerMessage).map((defect) => ({
    line: defect.line,
    column: defect.column,
    pointer: defect.pointer.slice(0, POINTER_MOST),
    code: defect.code.slice(0, 3),
    rule: defect.rule.slice(0, 4),
    text: defect.text.slice(0, TEXT_MOST),
  }));
  return id === '' ? { errors } : { messageId: id, errors };
}

/** A part of a message as text, whatever stands there. */
const textOf = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.slice(0, most) : '';
