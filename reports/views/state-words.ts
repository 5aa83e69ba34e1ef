/** What the events of the state tables are called where space is short: on the arrows of a picture, in the cells of a table. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { DecisionId, InternalEvent, RowEvent } from '../../nodes/common/states/row.ts';

export const DECISION_WORDS: Readonly<Record<DecisionId, Bilingual>> = {
  accept: both('accepted', 'принято'),
  refuse: both('refused', 'отказ'),
  control: both('control', 'контроль'),
  noControl: both('no control', 'без контроля'),
  A1: both('A1', 'A1'),
  A2: both('A2', 'A2'),
  A5: both('A5', 'A5'),
  B1: both('B1', 'B1'),
  invalidate: both('invalidated', 'аннулирование'),
  resolved: both('resolved', 'устранены'),
  notResolved: both('not resolved', 'не устранены'),
  pass: both('may pass', 'пропуск'),
  check: both('check', 'контроль'),
  sealsOk: both('seals fine', 'пломбы целы'),
  resealed: both('sealed anew', 'новые пломбы'),
  refusePassage: both('refused', 'отказ'),
  stop: both('the goods stopped', 'остановка товаров'),
  askGuarantor: both('guarantor asked', 'запрос гаранту'),
  grant: both('granted', 'предоставлена'),
  suspend: both('suspended', 'приостановлена'),
  reinstate: both('reinstated', 'возобновлена'),
  revoke: both('revoked', 'отозвана'),
  withdrawClaim: both('withdrawn', 'отозвано'),
  askPrincipal: both('principal asked', 'запрос принципалу'),
  openEnquiry: both('enquiry opened', 'розыск начат'),
  acceptProof: both('proof accepted', 'подтверждение принято'),
  rejectProof: both('proof not accepted', 'подтверждение не принято'),
  startRecovery: both('recovery begun', 'взыскание начато'),
  transferRecovery: both('handed over', 'передано'),
};

export const INTERNAL_WORDS: Readonly<Record<InternalEvent, Bilingual>> = {
  autoAccept: both('by itself', 'автоматически'),
  movementReleased: both('movement released', 'перевозка выпущена'),
  lastUsageReleased: both('last use released', 'всё освобождено'),
  enquiryRow: both('rows E1 to E20', 'строки E1–E20'),
  principalPaid: both('principal pays', 'принципал платит'),
};

const ANY = both('any message', 'любое сообщение');

/** A message by its codes, a timer by its name, a decision in words. */
export function eventWords(on: RowEvent): Bilingual {
  switch (on.kind) {
    case 'message': {
      const codes = on.codes === 'any' ? undefined : on.codes.join(', ');
      return codes === undefined ? ANY : both(codes, codes);
    }
    case 'timer':
      return both(on.timer, on.timer);
    case 'decision':
      return DECISION_WORDS[on.decision];
    case 'internal':
      return INTERNAL_WORDS[on.event];
  }
}
