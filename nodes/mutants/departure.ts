/** Nodes that are wrong as the country of departure. */
import { both } from '../common/bilingual.ts';
import type { Mutant } from './mutant.ts';
import {
  factsInstead,
  gives,
  hearsOf,
  never,
  neverStarts,
  says,
  saysInBody,
  timerTimes,
  withoutRule,
} from './ways.ts';

export const DEPARTURE_MUTANTS: readonly Mutant[] = [
  {
    id: 'wrong-error-code',
    text: both(
      'rejects with error 14 whatever is wrong',
      'при любом нарушении отвечает ошибкой 14',
    ),
    at: 'GEO',
    breaks: 'T056',
    caughtBy: 'conformity/s02-account-refused',
    change: saysInBody('T056', ({ errors }) => ({
      errors: errors.map((error) => ({ ...error, code: '14' })),
    })),
  },
  {
    id: 'same-lrn-again',
    text: both(
      'accepts a second declaration under an LRN that is in use',
      'принимает вторую декларацию с уже использованным LRN',
    ),
    at: 'GEO',
    breaks: 'C327',
    caughtBy: 'conformity/s11-five-defects',
    change: withoutRule('C327'),
  },
  {
    id: 'amends-anything',
    text: both(
      'lets an amendment change what it may not',
      'допускает изменение сведений, не подлежащих корректировке',
    ),
    at: 'GEO',
    breaks: 'C205',
    caughtBy: 'conformity/s13-amendment-and-cancellation',
    change: withoutRule('C205'),
  },
  {
    id: 'releases-too-soon',
    text: both(
      'releases without control after half of the time',
      'выпускает без контроля по истечении половины срока',
    ),
    at: 'GEO',
    breaks: 'T-AUTOREL',
    caughtBy: 'conformity/s15-simplified',
    change: timerTimes('T-AUTOREL', 0.5),
  },
  {
    id: 'skips-the-control',
    text: both(
      'does not carry out the control that its officer has decided',
      'не проводит контроль, назначенный должностным лицом',
    ),
    at: 'GEO',
    breaks: 'D13',
    caughtBy: 'conformity/s14-control-at-departure',
    change: hearsOf('N820', (body) =>
      body.task.startsWith('riskDecision/') ? { ...body, decision: 'noControl' } : body,
    ),
  },
  {
    id: 'releases-uncovered',
    text: both(
      'releases although the guarantee was refused',
      'выпускает товары, несмотря на отказ в гарантии',
    ),
    at: 'GEO',
    breaks: 'D21',
    caughtBy: 'conformity/s07-limits',
    change: hearsOf('X205', (body) => ({ ...body, reasons: [] })),
  },
  {
    id: 'releases-twice',
    text: both('releases every movement twice', 'выпускает каждую перевозку дважды'),
    at: 'AZE',
    breaks: 'D20',
    caughtBy: 'explore/under-fire',
    change: gives((out) => {
      factsInstead(out, (fact) => (fact.type === 'MovementReleased' ? [fact, fact] : [fact]));
    }),
  },
  {
    id: 'one-country-not-told',
    text: both(
      'tells one country of transit nothing of what it releases',
      'не уведомляет о выпуске одну из стран транзита',
    ),
    at: 'AZE',
    breaks: 'X050',
    caughtBy: 'explore/under-fire',
    change: never('X050', ({ to }) => to === 'KAZ'),
  },
  {
    id: 'limit-date-ignored',
    text: both(
      'never notices that a limit date has passed',
      'не замечает истечения срока доставки',
    ),
    at: 'GEO',
    breaks: 'T-LIMIT',
    caughtBy: 'conformity/s12-pre-lodged',
    change: neverStarts('T-LIMIT'),
  },
  {
    id: 'guarantee-never-asked-again',
    text: both(
      'waits for ever for the office of guarantee',
      'бессрочно ожидает ответа таможенного органа гарантии',
    ),
    at: 'GEO',
    breaks: 'T-GUARES',
    caughtBy: 'procedure/06-office-of-guarantee-away',
    change: neverStarts('T-GUARES'),
  },
  {
    id: 'results-asked-too-soon',
    text: both(
      'asks for the control results after half of the time',
      'запрашивает результаты контроля по истечении половины срока',
    ),
    at: 'GEO',
    breaks: 'T-CTLRES',
    caughtBy: 'procedure/12-control-results-late',
    change: timerTimes('T-CTLRES', 0.5),
  },
  {
    id: 'discrepancies-never-end',
    text: both(
      'waits for ever for the decision on discrepancies',
      'бессрочно ожидает решения по расхождениям',
    ),
    at: 'GEO',
    breaks: 'T-DISC',
    caughtBy: 'procedure/13-discrepancy-not-decided',
    change: neverStarts('T-DISC'),
  },
  {
    id: 'discrepancies-overlooked',
    text: both(
      'takes major discrepancies at destination for a satisfactory result',
      'принимает существенные расхождения в месте назначения за удовлетворительный результат',
    ),
    at: 'GEO',
    breaks: 'D34',
    caughtBy: 'conformity/s18-discrepancies',
    change: hearsOf('X018', (body) =>
      body.result.code === 'B1' ? { ...body, result: { ...body.result, code: 'A2' } } : body,
    ),
  },
  {
    id: 'invalidation-not-told',
    text: both(
      'invalidates a movement and does not tell the offices ahead',
      'аннулирует перевозку и не уведомляет органы на пути',
    ),
    at: 'GEO',
    breaks: 'X010',
    caughtBy: 'conformity/s13-amendment-and-cancellation',
    change: never('X010'),
  },
  {
    id: 'incident-not-passed-on',
    text: both(
      'does not tell the offices ahead of an incident',
      'не уведомляет органы на пути о происшествии',
    ),
    at: 'GEO',
    breaks: 'X181',
    caughtBy: 'conformity/s17-incident',
    change: never('X181'),
  },
  {
    id: 'arrival-not-passed-on',
    text: both(
      'does not tell the offices that were skipped that the goods have arrived',
      'не сообщает пропущенным органам о прибытии товаров',
    ),
    at: 'GEO',
    breaks: 'X024',
    caughtBy: 'conformity/s16-diversion',
    change: never('X024'),
  },
  {
    id: 'wrong-correlation',
    text: both(
      'answers a request for the record as if it were another',
      'отвечает на запрос записи со ссылкой на другой запрос',
    ),
    at: 'GEO',
    breaks: 'C107',
    caughtBy: 'conformity/s16-diversion',
    change: says('X115', (said) => ({ ...said, correlationId: 'AZE-0' })),
  },
  {
    id: 'discharge-not-told',
    text: both(
      'writes off without telling the principal',
      'завершает процедуру, не уведомляя принципала',
    ),
    at: 'AZE',
    breaks: 'T045',
    caughtBy: 'explore/under-fire',
    change: never('T045'),
  },
];
