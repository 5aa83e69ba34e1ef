/** Nobody decides at an office, at all offices of a country, or anywhere. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

export const officerAbsent: FaultKind = {
  id: 'officerAbsent',
  vocabulary: 'domain',
  text: both(
    'no officer is at an office, at any office of a country, or at any at all; people who hold a seat decide as ever',
    'нет должностных лиц в одном органе, во всех органах страны или вообще нигде; люди, занявшие рабочие места, решают как обычно',
  ),
  heals: both(
    'they are back: work in hand is finished at once, the list is worked off in its order',
    'они вернулись: начатое завершается сразу, список разбирается по порядку',
  ),
  needs: [],
  takes: ['office', 'node'],
  strikes: (fault) => {
    const { office, node } = fault.spec;
    const where = {
      ...(office === undefined ? {} : { office }),
      ...(node === undefined ? {} : { node }),
    };
    return [toWorld(fault, { fault: 'officerAbsent', ...where })];
  },
};
