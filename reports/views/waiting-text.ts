/** The sentences of waiting.ts, in the two languages; names of places, offices and nodes are handed in. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { NextCode, Waiting, WaitingCode } from './waiting-kinds.ts';

/** What people call a place, post, port, office, node, vessel or line. */
export type Names = (id: string) => Bilingual;

/** Without a list of names, things are called by their ids. */
export const plainNames: Names = (id) => both(id, id);

/** `{who}` is replaced by the name, `{count}` by the number. */
const CODES: Readonly<Record<WaitingCode, Bilingual>> = {
  declaration: both('its declaration', 'подачи декларации'),
  acceptance: both('acceptance of the declaration at {who}', 'принятия декларации: {who}'),
  riskDecision: both('the decision whether to control, at {who}', 'решения о контроле: {who}'),
  departureControl: both('the control at departure, {who}', 'контроля при отправлении: {who}'),
  releaseRequest: both(
    'the trader’s word after a finding ({who})',
    'запроса о выпуске после расхождения ({who})',
  ),
  guarantee: both('the guarantee to be registered at {who}', 'регистрации гарантии: {who}'),
  guaranteeAmendment: both('a valid guarantee from {who}', 'действительной гарантии от {who}'),
  departure: both('its driver to set off', 'выезда водителя'),
  rest: both('its driver, who rests', 'окончания отдыха водителя'),
  stopped: both('a closed road, or its repair', 'открытия дороги или ремонта'),
  queue: both('its turn at {who}', 'своей очереди: {who}'),
  postClosed: both('{who}, which is closed', 'открытия поста: {who}'),
  lane: both('the checks in the lane at {who}', 'проверок на полосе: {who}'),
  passage: both('leave to pass from {who}', 'разрешения на проезд: {who}'),
  entryCheck: both('the check on entry at {who}', 'контроля при въезде: {who}'),
  advanceRecord: both(
    'its advance record, which {who} has not received',
    'предварительной записи, которой нет у {who}',
  ),
  ferry: both('the ferry ({who})', 'парома ({who})'),
  portClosed: both('the port of {who}, which is closed', 'открытия порта {who}'),
  landing: both('its way out of the port of {who}', 'выезда из порта {who}'),
  arrivalNotice: both('its arrival to be recorded at {who}', 'регистрации прибытия: {who}'),
  arrivalDecision: both(
    'the decision whether to control, at {who}',
    'решения о контроле по прибытии: {who}',
  ),
  destinationControl: both('the control at destination, {who}', 'контроля в назначении: {who}'),
  controlResult: both('the write-off by {who}', 'завершения процедуры: {who}'),
  goodsPresentation: both(
    'the goods of its pre-lodged declaration at {who}',
    'предъявления товаров по предварительной декларации: {who}',
  ),
  cancellation: both(
    'the decision on its invalidation at {who}',
    'решения об аннулировании: {who}',
  ),
  recordAnswer: both(
    'its record, which {who} has asked of the office of departure',
    'записи, запрошенной в органе отправления: {who}',
  ),
  passageRefused: both(
    'leave to go on, which {who} has refused',
    'разрешения следовать, в котором отказано: {who}',
  ),
  unloading: both('the unloading by {who}', 'разгрузки: {who}'),
  discrepancy: both('the discrepancies to be resolved by {who}', 'устранения расхождений: {who}'),
  enquiry: both('the decision on an enquiry at {who}', 'решения о розыске: {who}'),
  principalAnswer: both('the answer of the principal {who}', 'ответа принципала {who}'),
  enquiryAnswer: both('the answer of {who} to the enquiry', 'ответа на запрос о розыске: {who}'),
  proof: both('the proof of its end to be examined at {who}', 'проверки подтверждения: {who}'),
  recovery: both('the decision on recovery at {who}', 'решения о взыскании: {who}'),
  recoveryAnswer: both('the word of {who} whether it recovers', 'согласия на взыскание: {who}'),
  recoveryElsewhere: both('{who} to recover the debt', 'взыскания в другой стране: {who}'),
  payment: both('the payment of the principal {who}', 'уплаты принципалом {who}'),
  claim: both('the payment of the guarantor {who}', 'уплаты гарантом {who}'),
  dispute: both('the end of the dispute with the guarantor', 'решения спора с гарантом'),
  nodeDown: both('{who}, which does not answer', 'ответа {who}: узел недоступен'),
};

const NEXTS: Readonly<Record<NextCode, Bilingual>> = {
  officerDecides: both('next: an officer decides', 'далее: решение должностного лица'),
  personDecides: both('next: {person} decides', 'далее: решает {person}'),
  nodeAnswers: both('next: the system answers', 'далее: ответ системы'),
  traderActs: both('next: the trader acts', 'далее: действие участника ВЭД'),
  drivesOn: both('next: it drives on', 'далее: движение'),
  driverGoesOn: both('next: it drives on', 'далее: движение'),
  laneTakes: both('next: a lane takes it', 'далее: заезд на полосу'),
  sailsWhenFull: both('next: a ferry sails when it is full', 'далее: паром выходит по заполнении'),
  boards: both('next: it goes aboard', 'далее: погрузка на паром'),
  portOpens: both('next: the port opens', 'далее: открытие порта'),
  writeOff: both('next: it is written off', 'далее: завершение процедуры'),
  nodeReturns: both('next: the node comes back', 'далее: восстановление узла'),
  officeSearches: both(
    'next: the office asks the principal or the country of destination (T-ENQSTART)',
    'далее: запрос принципалу или стране назначения (T-ENQSTART)',
  ),
  rejectedAfter: both(
    'next: it is presented, or rejected when T-PRES ends',
    'далее: предъявление либо отклонение по истечении T-PRES',
  ),
  asksAgain: both(
    'next: the record comes, or is asked for again (T-ANS)',
    'далее: получение записи или повторный запрос (T-ANS)',
  ),
  driverTurnsBack: both(
    'next: the driver turns back, or an officer lets him pass',
    'далее: возвращение или пропуск по решению должностного лица',
  ),
  unloads: both(
    'next: the consignee reports, or an officer attends when T-ULD ends',
    'далее: отчёт получателя либо выезд должностного лица по истечении T-ULD',
  ),
  enquiryFollows: both(
    'next: the country of destination is asked',
    'далее: запрос стране назначения',
  ),
  recoveryFollows: both('next: otherwise recovery', 'далее: иначе взыскание'),
  ownRecovery: both(
    'next: otherwise recovery here (T-RECACC)',
    'далее: иначе взыскание здесь (T-RECACC)',
  ),
  claimFollows: both(
    'next: otherwise a claim on the guarantor (T-PAY)',
    'далее: иначе требование к гаранту (T-PAY)',
  ),
  guarantorPays: both(
    'next: the guarantor pays or disputes the claim (T-CLAIM)',
    'далее: гарант платит или оспаривает (T-CLAIM)',
  ),
  othersRecover: both(
    'next: the other country tells that it has collected',
    'далее: другая страна сообщит о взыскании',
  ),
  disputeEnds: both(
    'next: the guarantor pays, or the claim is withdrawn',
    'далее: гарант платит или требование отзывается',
  ),
};

const COUNTS: Readonly<Partial<Record<WaitingCode, Bilingual>>> = {
  queue: both('trucks of the trial waiting there: {count} more', 'ещё машин в очереди: {count}'),
  postClosed: both(
    'trucks of the trial waiting there: {count} more',
    'ещё машин в очереди: {count}',
  ),
  ferry: both('trucks waiting in the port: {count}', 'машин в порту: {count}'),
  portClosed: both('trucks waiting in the port: {count}', 'машин в порту: {count}'),
};

/** What it waits for, as the rest of a sentence that begins `waits for` or «ожидает». */
export function waitingText(waiting: Waiting, names: Names = plainNames): Bilingual {
  const { code, who, count } = waiting;
  const name = names(who);
  const counted = count === null || count === 0 ? undefined : COUNTS[code];
  const fill = (language: 'en' | 'ru'): string =>
    [CODES[code], counted]
      .flatMap((text) => (text === undefined ? [] : [text[language]]))
      .join('; ')
      .replace('{who}', name[language])
      .replace('{count}', String(count));
  return both(fill('en'), fill('ru'));
}

/** What happens next. */
export function nextText(waiting: Waiting): Bilingual {
  const text = NEXTS[waiting.next];
  const person = waiting.person ?? '';
  return both(text.en.replace('{person}', person), text.ru.replace('{person}', person));
}
