/** Nobody gets in at a country's own door: what traders, drivers, officers and insurers send to it waits. */
import { both } from '../../../nodes/common/bilingual.ts';
import { ICE } from '../../../nodes/common/routing.ts';
import type { LinkRule } from '../../core/control.ts';
import type { Act, FaultKind } from '../kind.ts';

export const doorClosed: FaultKind = {
  id: 'doorClosed',
  vocabulary: 'technical',
  text: both(
    'nobody reaches a national application from within its country',
    'национальная система недоступна внутри страны',
  ),
  heals: both('all that has waited comes at once', 'всё ожидавшее приходит сразу'),
  needs: ['node'],
  takes: [],
  strikes({ id, spec: { node = '' }, until }, { participants, nodes }) {
    const rule: LinkRule = {
      to: node,
      line: 'national',
      share: 1,
      verdict: { is: 'held', until },
    };
    return participants
      .filter((one) => one !== ICE && !nodes.includes(one))
      .map((to): Act => ({ to, control: { kind: 'link', fault: id, rule } }));
  },
};
