/** The disk of a national application or of ICE is full: it can store nothing, so it takes nothing. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';

export const diskFull: FaultKind = {
  id: 'diskFull',
  vocabulary: 'technical',
  text: both('a disk is full', 'диск переполнен'),
  heals: both(
    'there is room again; it takes what is sent again, and timers that came due meanwhile ring',
    'место освобождено; система принимает повторы, срабатывают наступившие за это время таймеры',
  ),
  needs: ['node'],
  takes: [],
  ofIce: true,
  strikes: ({ id, spec }) => [{ to: spec.node ?? '', control: { kind: 'down', fault: id } }],
};
