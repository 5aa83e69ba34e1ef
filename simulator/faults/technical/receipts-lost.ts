/** Receipts are lost: what was taken is sent again, though nothing was missing. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

/** ICE confirms with S001, nodes with S002. */
const RECEIPTS = ['S001', 'S002'];

export const receiptsLost: FaultKind = {
  id: 'receiptsLost',
  vocabulary: 'technical',
  text: both('receipts are lost', 'теряются подтверждения'),
  heals: both(
    'receipts come again; what came twice was dropped',
    'подтверждения снова доходят; пришедшее дважды отброшено',
  ),
  needs: [],
  takes: ['node', 'way', 'share'],
  ofIce: true,
  strikes: (fault, struck) => onLines(fault, struck, { is: 'lost' }, { types: RECEIPTS }),
};
