/** What a fault or an expectation is most often told to wait for: the rows of that table in the pages about faults. The journal has more; a misspelt one is answered. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { FactType } from '../../nodes/common/fact-types.ts';

export interface Happening {
  readonly happens: FactType;
  readonly text: Bilingual;
  /** What `with` may name. */
  readonly says: readonly string[];
}

export const HAPPENINGS: readonly Happening[] = [
  {
    happens: 'DeclarationSubmitted',
    text: both(
      'a declaration has come to the office of departure',
      'декларация поступила в орган отправления',
    ),
    says: ['office', 'destination'],
  },
  {
    happens: 'MovementReleased',
    text: both('a movement is released for transit', 'перевозка выпущена в транзит'),
    says: ['channel', 'destination'],
  },
  {
    happens: 'TruckQueued',
    text: both(
      'a truck joins the queue at a border post',
      'машина встаёт в очередь у пункта пропуска',
    ),
    says: ['post', 'side'],
  },
  {
    happens: 'TruckCleared',
    text: both(
      'one side of a border post has cleared a truck',
      'машина оформлена на одной стороне пункта пропуска',
    ),
    says: ['post', 'side'],
  },
  {
    happens: 'PassageGranted',
    text: both('an office of transit lets a movement in', 'орган транзита пропускает перевозку'),
    says: ['office', 'controlled'],
  },
  {
    happens: 'TruckAtPort',
    text: both('a truck waits for a ferry', 'машина ждёт паром'),
    says: ['port', 'line'],
  },
  {
    happens: 'FerrySailed',
    text: both('a ferry sails', 'паром вышел из порта'),
    says: ['line', 'from', 'to'],
  },
  {
    happens: 'TruckMetIncident',
    text: both('a truck meets with an incident', 'с машиной случилось происшествие'),
    says: ['code'],
  },
  {
    happens: 'TruckArrived',
    text: both('a truck is at its destination', 'машина прибыла в место назначения'),
    says: ['place'],
  },
  {
    happens: 'MovementArrived',
    text: both(
      'an office of destination has registered an arrival',
      'орган назначения зарегистрировал прибытие',
    ),
    says: ['office'],
  },
  {
    happens: 'MovementWrittenOff',
    text: both('departure has discharged a movement', 'орган отправления завершил перевозку'),
    says: ['result'],
  },
  {
    happens: 'EnquiryOpened',
    text: both('departure opens an enquiry', 'орган отправления начинает розыск'),
    says: ['asked'],
  },
  {
    happens: 'ClaimRegistered',
    text: both('ICE knows of a claim on a guarantee', 'ICE учла требование к гаранту'),
    says: ['from'],
  },
  {
    happens: 'TaskOpened',
    text: both('an officer is asked for a decision', 'должностному лицу задан вопрос'),
    says: ['office', 'kind'],
  },
  {
    happens: 'MessageSent',
    text: both('somebody sends a message', 'кто-то отправил сообщение'),
    says: ['msg', 'from', 'to'],
  },
  {
    happens: 'NodeSilent',
    text: both(
      'ICE has sent a country something five times without a receipt',
      'ICE пять раз отправила стране сообщение и не получила подтверждения',
    ),
    says: ['node'],
  },
  {
    happens: 'NodeHeard',
    text: both('ICE hears of it again', 'страна снова на связи'),
    says: ['node'],
  },
  {
    happens: 'FaultInjected',
    text: both('another fault has begun', 'начался другой сбой'),
    says: ['kind', 'fault'],
  },
];
