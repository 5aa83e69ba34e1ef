/** Nodes that are wrong as the country of destination. */
import { both } from '../common/bilingual.ts';
import type { Mutant } from './mutant.ts';
import { hearsOf, ignores, never, neverStarts, saysInBody, withoutRule } from './ways.ts';

export const DESTINATION_MUTANTS: readonly Mutant[] = [
  {
    id: 'arrival-not-told',
    text: both(
      'takes the goods and does not tell departure that they have arrived',
      'принимает товары и не уведомляет орган отправления о прибытии',
    ),
    at: 'AZE',
    breaks: 'X006',
    caughtBy: 'conformity/s04-suspension',
    change: never('X006'),
  },
  {
    id: 'result-not-told',
    text: both(
      'releases the goods and does not tell departure the control result',
      'выпускает товары и не сообщает органу отправления результат контроля',
    ),
    at: 'AZE',
    breaks: 'X018',
    caughtBy: 'conformity/s04-suspension',
    change: never('X018'),
  },
  {
    id: 'arrives-twice',
    text: both(
      'takes a second arrival under the same movement for granted',
      'не отклоняет повторное прибытие по той же перевозке',
    ),
    at: 'KAZ',
    breaks: 'C208',
    caughtBy: 'conformity/s16-diversion',
    change: withoutRule('C208'),
  },
  {
    id: 'releases-what-is-held',
    text: both(
      'releases goods with major discrepancies',
      'выпускает товары с существенными расхождениями',
    ),
    at: 'AZE',
    breaks: 'A15',
    caughtBy: 'conformity/s18-discrepancies',
    change: saysInBody('T025', () => ({ releaseIndicator: 1 as const })),
  },
  {
    id: 'findings-not-told',
    text: both(
      'reports a control result without what differs',
      'сообщает результат контроля без описания расхождений',
    ),
    at: 'AZE',
    breaks: 'C329',
    caughtBy: 'conformity/s18-discrepancies',
    change: saysInBody('X018', ({ result: { code, date } }) => ({ result: { code, date } })),
  },
  {
    id: 'arrived-elsewhere-not-heard',
    text: both(
      'goes on expecting goods that have arrived elsewhere',
      'продолжает ожидать товары, прибывшие в другое место',
    ),
    at: 'KAZ',
    breaks: 'A19',
    caughtBy: 'conformity/s16-diversion',
    change: ignores('X024'),
  },
  {
    id: 'stranger-turned-away',
    text: both(
      'does not ask for the record of goods that it does not expect',
      'не запрашивает запись о неожидаемых товарах',
    ),
    at: 'AZE',
    breaks: 'A2',
    caughtBy: 'conformity/s16-diversion',
    change: never('X002'),
  },
  {
    id: 'unloading-never-overdue',
    text: both(
      'waits for ever for the unloading remarks',
      'бессрочно ожидает замечаний по разгрузке',
    ),
    at: 'AZE',
    breaks: 'T-ULD',
    caughtBy: 'procedure/26-unloading-overdue',
    change: neverStarts('T-ULD'),
  },
  {
    id: 'right-arrival-refused',
    text: both(
      'refuses the arrival of goods whose seals are as they should be',
      'отказывает в прибытии товаров с верными пломбами',
    ),
    at: 'AZE',
    breaks: 'A6',
    caughtBy: 'conformity/s04-suspension',
    change: hearsOf('T007', (body) => ({ ...body, office: 'AZ000999' })),
  },
];
