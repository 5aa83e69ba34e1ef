/** The key that a country signs with is revoked: ICE refuses what it sends, but for its receipts. */
import { both } from '../../../nodes/common/bilingual.ts';
import { isSigned, MESSAGE_CODES, MESSAGE_TYPES } from '../../../nodes/common/message-types.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

/** What is signed of all that goes through ICE. */
const SIGNED = MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].exchange && isSigned(code));

export const revokedKey: FaultKind = {
  id: 'revokedKey',
  vocabulary: 'technical',
  text: both('the signing key of a country is revoked', 'ключ подписи страны отозван'),
  heals: both(
    'the country signs with a new key, and sends again what was not receipted',
    'страна подписывает новым ключом и повторяет неподтверждённое',
  ),
  needs: ['node'],
  takes: [],
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'spoilt', what: 'signature' }, { way: 'out', types: SIGNED }),
};
