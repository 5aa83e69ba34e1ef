/** Enquiry and recovery, at the competent authority of departure: rows E1 to E20 (domain.md section 5.5). The object is the movement of departure.ts. */
import { both } from '../bilingual.ts';
import type { MovementState } from './departure.ts';
import type { StateInfo, StateRow } from './row.ts';
import { always, decision, internal, message, rowsOf, sometimes, timer } from './row.ts';

export const ENQUIRY_STATES = {
  enquiryRecommended: both('Enquiry recommended', 'Рекомендован розыск'),
  askedPrincipal: both('Principal asked', 'Запрошен принципал'),
  underEnquiry: both('Under enquiry', 'В розыске'),
  recoveryRecommended: both('Recovery recommended', 'Рекомендовано взыскание'),
  recoveryAsked: both('Recovery asked of another country', 'Взыскание предложено другой стране'),
  recoveryTransferred: both('Recovery transferred', 'Взыскание передано'),
  underRecovery: both('Under recovery', 'Взыскивается'),
  claimOnGuarantor: both('Claim on the guarantor', 'Требование к гаранту'),
  dispute: both('Claim disputed', 'Требование оспорено'),
  recovered: { final: true, ...both('Recovered and written off', 'Взыскано, процедура завершена') },
} as const satisfies Readonly<Record<string, StateInfo>>;
export type EnquiryState = keyof typeof ENQUIRY_STATES;

const row = rowsOf<MovementState>('enquiry');

export const ENQUIRY_ROWS: readonly StateRow<MovementState>[] = [
  row('E1', {
    from: ['enquiryRecommended', 'askedPrincipal'],
    on: [message('X006', 'X018')],
    guard: both('X018 is then taken by D33 or D34', 'X018 затем обрабатывается по D33 или D34'),
    to: ['arrived'],
    emits: [
      sometimes('X059', both('an enquiry was opened', 'если розыск был начат')),
      sometimes(
        'X024',
        both(
          'X006: to the offices skipped or left waiting',
          'X006: таможенным органам, которые не пройдены или ожидают',
        ),
      ),
      sometimes('X209', both('X006: credit on arrival', 'X006: восстановление при прибытии')),
    ],
    starts: ['T-CTLRES'],
    stops: ['T-ENQSTART', 'T-PRINC'],
    text: both(
      'Late arrival: back to the discharge',
      'Позднее прибытие: возврат к завершению процедуры',
    ),
  }),
  row('E2', {
    from: ['enquiryRecommended'],
    on: [decision('askPrincipal')],
    guard: both('data do not suffice', 'данных недостаточно'),
    to: ['askedPrincipal'],
    emits: always('T140'),
    starts: ['T-PRINC'],
    stops: ['T-ENQSTART'],
    text: both('Principal asked', 'Направлен запрос принципалу'),
  }),
  row('E3', {
    from: ['enquiryRecommended'],
    on: [decision('openEnquiry')],
    guard: both(
      'data suffice; 28 days if fraud is suspected, else 40',
      'данных достаточно; 28 дней при подозрении в мошенничестве, иначе 40',
    ),
    to: ['underEnquiry'],
    emits: always('X142'),
    starts: ['T-ENQRESP'],
    stops: ['T-ENQSTART'],
    text: both('Enquiry opened', 'Начат розыск'),
  }),
  row('E4', {
    from: ['askedPrincipal'],
    on: [message('T141')],
    guard: both('valid and useful; 40 days', 'верно и достаточно; 40 дней'),
    to: ['underEnquiry'],
    emits: always('X142'),
    starts: ['T-ENQRESP'],
    stops: ['T-PRINC'],
    text: both('Principal answered: enquiry opened', 'Принципал ответил: начат розыск'),
  }),
  row('E5', {
    from: ['askedPrincipal'],
    on: [message('T141')],
    guard: both('not valid', 'неверно'),
    to: ['askedPrincipal'],
    emits: always('T056'),
    text: both('Answer of the principal rejected', 'Ответ принципала отклонён'),
  }),
  row('E6', {
    from: ['askedPrincipal'],
    on: [timer('T-PRINC'), message('T141')],
    guard: both('no answer or a useless one; 28 days', 'ответа нет или он бесполезен; 28 дней'),
    to: ['underEnquiry'],
    emits: always('X142'),
    starts: ['T-ENQRESP'],
    stops: ['T-PRINC'],
    text: both('Principal did not help: enquiry opened', 'Принципал не помог: начат розыск'),
  }),
  row('E7', {
    from: ['underEnquiry'],
    on: [message('X006', 'X018')],
    guard: both('X018 is then taken by D33 or D34', 'X018 затем обрабатывается по D33 или D34'),
    to: ['arrived'],
    emits: [
      ...always('X059'),
      sometimes(
        'X024',
        both(
          'X006: to the offices skipped or left waiting',
          'X006: таможенным органам, которые не пройдены или ожидают',
        ),
      ),
      sometimes('X209', both('X006: credit on arrival', 'X006: восстановление при прибытии')),
    ],
    starts: ['T-CTLRES'],
    stops: ['T-ENQRESP'],
    text: both(
      'Arrival or control result after all: enquiry cancelled',
      'Прибытие или результат контроля получены: розыск прекращён',
    ),
  }),
  row('E8', {
    from: ['underEnquiry'],
    on: [decision('acceptProof')],
    guard: both(
      'X143 with code 3 (return copy) was received; T-ENQRESP runs on while the officer examines it',
      'получено X143 с кодом 3 (обратный экземпляр); T-ENQRESP продолжает течь, пока должностное лицо его проверяет',
    ),
    to: ['writtenOff'],
    emits: [
      ...always('T045'),
      sometimes(
        'X204',
        both('the use of the guarantee is still open', 'использование гарантии ещё открыто'),
      ),
    ],
    stops: ['T-ENQRESP'],
    text: both(
      'Proof of arrival accepted: written off',
      'Подтверждение прибытия принято: процедура завершена',
    ),
  }),
  row('E9', {
    from: ['underEnquiry'],
    on: [message('X143'), decision('rejectProof')],
    guard: both(
      'code 1 or 2: nothing known; code 3: the proof is not accepted',
      'код 1 или 2: сведений нет; код 3: подтверждение не принято',
    ),
    to: ['recoveryRecommended'],
    starts: ['T-RECSTART'],
    stops: ['T-ENQRESP'],
    text: both('Enquiry without result', 'Розыск без результата'),
  }),
  row('E10', {
    from: ['underEnquiry'],
    on: [message('X143')],
    guard: both('code 4: they will recover', 'код 4: взыскание произведут там'),
    to: ['recoveryTransferred'],
    emits: always('X151'),
    starts: ['T-RECACC'],
    stops: ['T-ENQRESP'],
    text: both('The other country recovers', 'Взыскание производит другая страна'),
  }),
  row('E11', {
    from: ['underEnquiry'],
    on: [message('X145')],
    to: ['underEnquiry'],
    emits: always('X144'),
    text: both('More information given', 'Предоставлены дополнительные сведения'),
  }),
  row('E12', {
    from: ['underEnquiry'],
    on: [timer('T-ENQRESP')],
    to: ['recoveryRecommended'],
    starts: ['T-RECSTART'],
    text: both('No answer to the enquiry', 'Ответ на запрос о розыске не получен'),
  }),
  row('E13', {
    from: ['recoveryRecommended'],
    on: [decision('startRecovery'), timer('T-RECSTART')],
    to: ['underRecovery'],
    emits: [
      ...always('T035'),
      sometimes('G023', both('a guarantor answers for it', 'если есть гарант')),
    ],
    starts: ['T-PAY', 'T-GUARNOTE'],
    stops: ['T-RECSTART'],
    text: both(
      'Debt notified to principal and guarantor',
      'Принципал и гарант уведомлены о задолженности',
    ),
  }),
  row('E14', {
    from: ['recoveryRecommended', 'claimOnGuarantor', 'dispute'],
    on: [decision('transferRecovery'), decision('withdrawClaim')],
    guard: both(
      'the debt arose in another country; a claim made here is withdrawn first',
      'задолженность возникла в другой стране; предъявленное здесь требование сначала отзывается',
    ),
    to: ['recoveryAsked'],
    emits: [
      ...always('X150'),
      sometimes('X820', both('withdraws the claim', 'отзывает требование')),
    ],
    starts: ['T-RECACC'],
    stops: ['T-RECSTART', 'T-CLAIM', 'T-GUARNOTE'],
    text: both('Another country asked to recover', 'Взыскание предложено другой стране'),
  }),
  row('E15', {
    from: ['recoveryAsked', 'recoveryTransferred'],
    on: [message('X151'), timer('T-RECACC')],
    guard: both(
      'accepted or confirmed; or refused, given back or not answered in time: recovered here',
      'принято или подтверждено; либо отклонено, возвращено или нет ответа в срок: взыскивается здесь',
    ),
    to: ['recoveryTransferred', 'underRecovery'],
    emits: [
      sometimes('T035', both('recovered here', 'взыскивается здесь')),
      sometimes('G023', both('recovered here', 'взыскивается здесь')),
      sometimes('X059', both('not answered in time', 'нет ответа в срок')),
    ],
    stops: ['T-RECACC'],
    text: both(
      'Answer about the recovery; recovered here it goes on as after E13',
      'Ответ о взыскании; при взыскании здесь далее как после E13',
    ),
  }),
  row('E16', {
    from: ['underRecovery', 'recoveryTransferred', 'claimOnGuarantor', 'dispute'],
    on: [internal('principalPaid'), message('X152'), timer('T-PAY')],
    guard: both(
      'under recovery, the principal pays here, or, at T-PAY, a security outside the chain is realised; or the country that has taken the recovery over has collected (X152)',
      'при взыскании принципал платит здесь или по истечении T-PAY реализуется обеспечение вне цепи; либо взыскание произвела принявшая его страна (X152)',
    ),
    to: ['recovered'],
    emits: [
      ...always('T045'),
      sometimes('X152', both('paid here: to the other country', 'уплачено здесь: другой стране')),
      sometimes(
        'X204',
        both('the use of the guarantee is still open', 'использование гарантии ещё открыто'),
      ),
      sometimes(
        'X820',
        both('withdraws a claim that is open here', 'отзывает открытое здесь требование'),
      ),
    ],
    stops: ['T-PAY', 'T-RECACC', 'T-CLAIM', 'T-GUARNOTE'],
    text: both('Debt paid: written off', 'Задолженность уплачена: процедура завершена'),
  }),
  row('E17', {
    from: ['underRecovery'],
    on: [timer('T-PAY')],
    guard: both('a guarantor of the chain answers', 'отвечает гарант цепи'),
    to: ['claimOnGuarantor'],
    emits: always('X820'),
    starts: ['T-CLAIM'],
    text: both(
      'Principal did not pay: claim on the guarantor',
      'Принципал не заплатил: требование к гаранту',
    ),
  }),
  row('E18', {
    from: ['claimOnGuarantor', 'dispute'],
    on: [message('X821')],
    guard: both('paid, after a dispute too', 'оплачено, в том числе после спора'),
    to: ['recovered'],
    emits: [
      ...always('T045'),
      sometimes('X152', both('to the other country', 'другой стране')),
      sometimes('X822', both('between the insurers', 'между страховщиками')),
      sometimes(
        'X204',
        both(
          'a guarantee that was not claimed on is still in use',
          'использование гарантии, по которой требование не предъявлялось, ещё открыто',
        ),
      ),
    ],
    starts: ['T-REFUND'],
    stops: ['T-CLAIM', 'T-GUARNOTE'],
    text: both('Guarantor paid: written off', 'Гарант заплатил: процедура завершена'),
  }),
  row('E19', {
    from: ['claimOnGuarantor'],
    on: [message('X821')],
    guard: both('disputed', 'оспорено'),
    to: ['dispute'],
    stops: ['T-CLAIM'],
    text: both('Claim disputed', 'Требование оспорено'),
  }),
  row('E20', {
    from: [
      'enquiryRecommended',
      'askedPrincipal',
      'underEnquiry',
      'recoveryRecommended',
      'recoveryAsked',
      'recoveryTransferred',
      'underRecovery',
      'claimOnGuarantor',
      'dispute',
    ],
    on: [decision('acceptProof'), message('X018')],
    guard: both(
      'proof of a regular end; in recovery a late result A1, A2, A3 or A5 is proof',
      'подтверждение надлежащего завершения; при взыскании им служит поздний результат A1, A2, A3 или A5',
    ),
    to: ['writtenOff'],
    emits: [
      ...always('T045'),
      sometimes(
        'X204',
        both('the use of the guarantee is still open', 'использование гарантии ещё открыто'),
      ),
      sometimes('X059', both('another country was asked', 'была запрошена другая страна')),
      sometimes('X820', both('withdraws an open claim', 'отзывает открытое требование')),
    ],
    stops: [
      'T-ENQSTART',
      'T-PRINC',
      'T-ENQRESP',
      'T-RECSTART',
      'T-RECACC',
      'T-PAY',
      'T-GUARNOTE',
      'T-CLAIM',
    ],
    text: both(
      'Proof accepted: written off, refund if already paid',
      'Подтверждение принято: процедура завершена, уплаченное возвращается',
    ),
  }),
];
