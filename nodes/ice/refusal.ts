/** What ICE says of a message that it refuses: to the journal, and to the sender. The message may be anything at all. */
import type { Fact, Message } from '../../simulator/core/participant.ts';
import { disguised, UNREADABLE } from '../common/envelope.ts';
import { customsFact } from '../common/facts.ts';
import { LIMITS } from '../common/limits.ts';
import type { FormDefect } from '../common/envelope.ts';
import type { Body } from '../common/message-types.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import { functionalErrorOf } from '../common/rules/rules.ts';

/** S917 for form, S906 for content. */
export type Refusal =
  | { readonly kind: 'form'; readonly defects: readonly FormDefect[] }
  | {
      readonly kind: 'content';
      readonly rule: RuleCode;
      readonly code: string;
      readonly pointer: string;
    };

/** @param culprit where the codes that do not say it themselves point to. */
export function contentRefusal(rule: RuleCode, culprit: string): Refusal {
  const code = String(functionalErrorOf(rule));
  return { kind: 'content', rule, code, pointer: pointerFor(code, culprit) };
}

/** Rule C604, with 90 where ICE knows no such movement, with 92 where an end has no part in it. */
export const noParty = (code: '90' | '92'): Refusal => ({
  kind: 'content',
  rule: 'C604',
  code,
  pointer: pointerFor(code, '/mrn'),
});

/** 90 and 93 point to the MRN, 92 to the whole message (guideline G0009). */
function pointerFor(code: string, culprit: string): string {
  if (code === '92') return '/';
  return code === '90' || code === '93' ? '/mrn' : culprit;
}

/** The form has no place for more. */
const ID_MOST = 64;
const TYPE_MOST = 6;
const POINTER_MOST = 512;
const TEXT_MOST = 350;

export function refusalFact(message: Message, refusal: Refusal): Fact {
  const { messageId, messageType, sender } = message;
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
export function refusalBody(message: Message, refusal: Refusal): Body<'S917'> | Body<'S906'> {
  const id = textOf(meantId(message), ID_MOST);
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

/** The id that the sender knows the message by, if he can know it. */
const meantId = (message: Message): unknown =>
  message.messageType === UNREADABLE ? disguised(message)?.messageId : message.messageId;

/** A part of a message as text, whatever stands there. */
const textOf = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.slice(0, most) : '';
