/** What an officer may decide on each question, in his own words, and the row of the state tables that the decision follows. */
import type { TaskKind } from '../../nodes/common/tasks.ts';

export interface DecisionWords {
  /** On the button. */
  readonly label: string;
  /** What happens then. */
  readonly means: string;
}

type Words = Readonly<Record<TaskKind, Readonly<Record<string, DecisionWords>>>>;

/** Rows by question and decision; empty where none of the state tables has one, as for accounts and questions without consequence. */
export const DECISION_ROWS: Readonly<Record<TaskKind, Readonly<Record<string, string>>>> = {
  accountReview: {},
  accountConfirmation: {},
  accountStatus: {},
  authorisationReview: {},
  guaranteeReview: { grant: 'G5', refuse: 'G4' },
  guaranteeStatus: { suspend: 'G6', reinstate: 'G6', revoke: 'G7' },
  acceptance: { accept: 'D9', refuse: 'D10' },
  riskDecision: { noControl: 'D14', control: 'D13' },
  departureControl: { A1: 'D15', A2: 'D15', A5: 'D16', B1: 'D19' },
  cancellation: { accept: 'D12', refuse: 'D12' },
  invalidation: { invalidate: 'D26' },
  presentation: { pass: 'B6', check: 'B7' },
  entryCheck: { sealsOk: 'B8', resealed: 'B8', refusePassage: 'B9' },
  noRecord: {},
  arrivalDecision: { noControl: 'A13', control: '' },
  destinationControl: { A1: 'A14', A2: 'A14', A5: 'A14', B1: 'A15' },
  discrepancy: { resolved: 'D36', notResolved: 'D37' },
  enquiry: { askPrincipal: 'E2', openEnquiry: 'E3' },
  proof: { acceptProof: 'E20', rejectProof: '' },
  enquiryAnswer: {},
  recovery: { startRecovery: 'E13', transferRecovery: 'E14' },
  recoveryRequest: {},
  payment: { paid: 'E16' },
  claimWithdrawal: { withdrawClaim: 'U8' },
  recoveryNote: {},
  movementQuery: {},
};

/** Findings must be described (rule C329). */
export const isFinding = (decision: string): boolean => decision === 'A5' || decision === 'B1';

/** Decisions that tell somebody something that only words can say. */
const IN_WORDS: ReadonlySet<string> = new Set(['refusePassage', 'other', 'send']);

/** The officer must say something in his own words. */
export const needsReason = (decision: string): boolean =>
  isFinding(decision) || IN_WORDS.has(decision);

export const decisionsEn: Words = {
  accountReview: {
    approve: {
      label: 'Approve',
      means: 'The applicant gets an account; the other countries learn of it.',
    },
    refuse: { label: 'Refuse', means: 'No account is opened.' },
  },
  accountConfirmation: {
    approve: {
      label: 'Confirm',
      means: 'The second officer agrees: the account is opened and published.',
    },
    refuse: { label: 'Do not confirm', means: 'The second officer objects: no account is opened.' },
  },
  accountStatus: {
    suspend: {
      label: 'Suspend',
      means: 'New declarations are refused; movements under way go on.',
    },
    reinstate: { label: 'Reinstate', means: 'The account may be used again.' },
    revoke: {
      label: 'Revoke',
      means: 'The account ends for good; the other countries learn of it.',
    },
  },
  authorisationReview: {
    grant: { label: 'Grant', means: 'The trader may use the simplification from now on.' },
    refuse: { label: 'Refuse', means: 'The trader goes on with the normal procedure.' },
  },
  guaranteeReview: {
    grant: {
      label: 'Grant',
      means: 'A guarantee reference number is allotted; movements may use it.',
    },
    refuse: { label: 'Refuse', means: 'No guarantee; the applicant is told why.' },
  },
  guaranteeStatus: {
    suspend: { label: 'Suspend', means: 'No new use; movements under way stay covered.' },
    reinstate: { label: 'Reinstate', means: 'Movements may use the guarantee again.' },
    revoke: {
      label: 'Revoke',
      means:
        'No new use ever; the guarantor is freed when open uses are released and T-LIB is over.',
    },
  },
  acceptance: {
    accept: {
      label: 'Accept',
      means: 'An MRN is allotted; the decision whether to control comes next.',
    },
    refuse: { label: 'Refuse', means: 'The declaration is refused; the truck is turned away.' },
  },
  riskDecision: {
    noControl: {
      label: 'Release without control',
      means: 'The guarantee is reserved, then the goods are released for transit.',
    },
    control: {
      label: 'Order a control',
      means: 'Documents and goods are controlled before release; the trader is told.',
    },
  },
  departureControl: {
    A1: {
      label: 'A1 · satisfactory',
      means: 'The goods were controlled and agree. Release follows.',
    },
    A2: {
      label: 'A2 · considered satisfactory',
      means: 'Documents only; nothing was found. Release follows.',
    },
    A5: { label: 'A5 · minor differences', means: 'The trader may ask for release all the same.' },
    B1: { label: 'B1 · not satisfactory', means: 'The goods are not released.' },
  },
  cancellation: {
    accept: { label: 'Invalidate', means: 'The declaration ends; the trader is told.' },
    refuse: { label: 'Do not invalidate', means: 'The declaration stands; the trader is told.' },
  },
  invalidation: {
    invalidate: {
      label: 'Invalidate the movement',
      means: 'The other offices are told, the guarantee is released.',
    },
  },
  presentation: {
    pass: { label: 'Let it pass', means: 'The truck enters; the office of departure is told.' },
    check: { label: 'Check on entry', means: 'Seals and load are looked at before it may go on.' },
  },
  entryCheck: {
    sealsOk: {
      label: 'Seals in good state',
      means: 'The truck enters; the office of departure is told.',
    },
    resealed: {
      label: 'Sealed anew',
      means: 'An incident with the new seals is registered (code 2), then the truck enters.',
    },
    refusePassage: {
      label: 'Refuse passage',
      means: 'The truck may not enter; the office of departure is told why.',
    },
  },
  noRecord: {
    stop: {
      label: 'Stop the truck',
      means: 'Without an advance record it is neither let in nor unloaded.',
    },
    paper: {
      label: 'Take it on paper',
      means: 'The accompanying document serves until the record comes.',
    },
  },
  arrivalDecision: {
    noControl: {
      label: 'Release the goods',
      means: 'Result A2 goes to the office of departure, which writes the movement off.',
    },
    control: { label: 'Control', means: 'The goods are controlled before they are released.' },
  },
  destinationControl: {
    A1: {
      label: 'A1 · satisfactory',
      means: 'The goods agree: they are released, the movement is written off.',
    },
    A2: {
      label: 'A2 · considered satisfactory',
      means: 'Documents agree: the goods are released, the movement is written off.',
    },
    A5: {
      label: 'A5 · minor differences',
      means: 'The goods are released; the differences are told to the office of departure.',
    },
    B1: {
      label: 'B1 · not satisfactory',
      means:
        'The goods are not released until the office of departure has resolved the discrepancies.',
    },
  },
  discrepancy: {
    resolved: {
      label: 'Resolved',
      means: 'The goods are released at destination, the movement is written off.',
    },
    notResolved: { label: 'Not resolved', means: 'The goods are held; the duties are recovered.' },
  },
  enquiry: {
    askPrincipal: {
      label: 'Ask the principal',
      means: 'He has 28 days to say where the goods went.',
    },
    openEnquiry: {
      label: 'Ask the country of destination',
      means:
        'What is known suffices: it must answer within 40 days, or 28 where fraud is suspected.',
    },
  },
  proof: {
    acceptProof: {
      label: 'Accept the proof',
      means: 'The movement ended as it should: it is written off, what was paid is refunded.',
    },
    rejectProof: { label: 'Reject the proof', means: 'Enquiry or recovery goes on.' },
  },
  enquiryAnswer: {
    nothingKnown: { label: '1 · Nothing known', means: 'The truck was never seen here.' },
    other: { label: '2 · Something else', means: 'Say what is known; recovery follows.' },
    returnCopy: {
      label: '3 · Proof of arrival',
      means: 'The asking office may accept the proof and write the movement off.',
    },
    ownRecovery: { label: '4 · We recover', means: 'The debt arose here and is collected here.' },
    askMore: { label: 'Ask for more', means: 'The asking authority gives more information first.' },
  },
  recovery: {
    startRecovery: {
      label: 'Notify the debt',
      means: 'Principal and guarantor are told; the principal has 30 days to pay.',
    },
    transferRecovery: {
      label: 'Hand it over',
      means: 'The debt arose in another country: that one is asked to recover it.',
    },
  },
  recoveryRequest: {
    accept: { label: 'Take it over', means: 'This country recovers the debt.' },
    refuse: { label: 'Do not take it over', means: 'The asking country recovers it itself.' },
  },
  payment: {
    paid: { label: 'Paid', means: 'The principal has paid: the movement is written off.' },
  },
  claimWithdrawal: {
    withdrawClaim: {
      label: 'Withdraw the claim',
      means: 'The guarantor owes nothing any more; another country may claim.',
    },
  },
  recoveryNote: {
    send: { label: 'Send', means: 'The other authority reads the text; nothing else changes.' },
  },
  movementQuery: {
    ask: { label: 'Ask for the movement', means: 'The office of departure sends its data.' },
    compare: {
      label: 'Compare states',
      means: 'The other office answers with its own state; differences are shown.',
    },
    checkGuarantee: {
      label: 'Check the guarantee',
      means: 'The office of guarantee says whether it is valid for this movement, here too.',
    },
  },
};

export const decisionsRu: Words = {
  accountReview: {
    approve: {
      label: 'Одобрить',
      means: 'Заявитель получает учётную запись, другие страны уведомляются.',
    },
    refuse: { label: 'Отказать', means: 'Учётная запись не открывается.' },
  },
  accountConfirmation: {
    approve: {
      label: 'Подтвердить',
      means: 'Второе должностное лицо согласно: учётная запись открывается и публикуется.',
    },
    refuse: {
      label: 'Не подтверждать',
      means: 'Второе должностное лицо возражает: учётная запись не открывается.',
    },
  },
  accountStatus: {
    suspend: {
      label: 'Приостановить',
      means: 'Новые декларации отклоняются, начатые перевозки продолжаются.',
    },
    reinstate: { label: 'Возобновить', means: 'Учётной записью снова можно пользоваться.' },
    revoke: {
      label: 'Отозвать',
      means: 'Учётная запись закрывается окончательно, другие страны уведомляются.',
    },
  },
  authorisationReview: {
    grant: { label: 'Выдать', means: 'Участник ВЭД может применять упрощение.' },
    refuse: { label: 'Отказать', means: 'Участник ВЭД продолжает по обычной процедуре.' },
  },
  guaranteeReview: {
    grant: {
      label: 'Предоставить',
      means: 'Присваивается регистрационный номер гарантии, её можно использовать.',
    },
    refuse: {
      label: 'Отказать',
      means: 'Гарантия не предоставляется, заявителю сообщается причина.',
    },
  },
  guaranteeStatus: {
    suspend: {
      label: 'Приостановить',
      means: 'Новое использование невозможно, начатые перевозки остаются покрытыми.',
    },
    reinstate: { label: 'Возобновить', means: 'Гарантию снова можно использовать.' },
    revoke: {
      label: 'Отозвать',
      means:
        'Нового использования больше не будет; гарант освобождается, когда открытые использования освобождены и истёк T-LIB.',
    },
  },
  acceptance: {
    accept: { label: 'Принять', means: 'Присваивается MRN, затем решается вопрос о контроле.' },
    refuse: {
      label: 'Отказать',
      means: 'В принятии декларации отказывается, машина не выпускается.',
    },
  },
  riskDecision: {
    noControl: {
      label: 'Выпустить без контроля',
      means: 'Резервируется гарантия, затем товары выпускаются в транзит.',
    },
    control: {
      label: 'Назначить контроль',
      means: 'До выпуска проверяются документы и товары, участник ВЭД уведомляется.',
    },
  },
  departureControl: {
    A1: {
      label: 'A1 · удовлетворительно',
      means: 'Товары проверены, расхождений нет. Далее выпуск.',
    },
    A2: {
      label: 'A2 · признано удовлетворительным',
      means: 'Проверены документы, расхождений нет. Далее выпуск.',
    },
    A5: { label: 'A5 · незначительные расхождения', means: 'Участник ВЭД может запросить выпуск.' },
    B1: { label: 'B1 · неудовлетворительно', means: 'В выпуске отказывается.' },
  },
  cancellation: {
    accept: { label: 'Аннулировать', means: 'Декларация прекращается, участник ВЭД уведомляется.' },
    refuse: {
      label: 'Не аннулировать',
      means: 'Декларация остаётся в силе, участник ВЭД уведомляется.',
    },
  },
  invalidation: {
    invalidate: {
      label: 'Аннулировать перевозку',
      means: 'Другие таможенные органы уведомляются, гарантия освобождается.',
    },
  },
  presentation: {
    pass: { label: 'Пропустить', means: 'Машина въезжает, орган отправления уведомляется.' },
    check: { label: 'Контроль при въезде', means: 'До пропуска проверяются пломбы и груз.' },
  },
  entryCheck: {
    sealsOk: {
      label: 'Пломбы в порядке',
      means: 'Машина въезжает, орган отправления уведомляется.',
    },
    resealed: {
      label: 'Наложены новые пломбы',
      means: 'Регистрируется инцидент с новыми пломбами (код 2), затем машина въезжает.',
    },
    refusePassage: {
      label: 'Отказать в пропуске',
      means: 'Машина не въезжает, органу отправления сообщается причина.',
    },
  },
  noRecord: {
    stop: {
      label: 'Остановить машину',
      means: 'Без предварительной записи нет ни въезда, ни выгрузки.',
    },
    paper: {
      label: 'Принять по бумажному документу',
      means: 'До получения записи действует сопроводительный документ.',
    },
  },
  arrivalDecision: {
    noControl: {
      label: 'Выпустить товары',
      means: 'Результат A2 направляется в орган отправления, процедура завершается.',
    },
    control: { label: 'Провести контроль', means: 'До выпуска товары проверяются.' },
  },
  destinationControl: {
    A1: {
      label: 'A1 · удовлетворительно',
      means: 'Расхождений нет: товары выпускаются, процедура завершается.',
    },
    A2: {
      label: 'A2 · признано удовлетворительным',
      means: 'Документы в порядке: товары выпускаются, процедура завершается.',
    },
    A5: {
      label: 'A5 · незначительные расхождения',
      means: 'Товары выпускаются, о расхождениях сообщается органу отправления.',
    },
    B1: {
      label: 'B1 · неудовлетворительно',
      means: 'Товары не выпускаются, пока орган отправления не устранит расхождения.',
    },
  },
  discrepancy: {
    resolved: {
      label: 'Устранены',
      means: 'Товары выпускаются в назначении, процедура завершается.',
    },
    notResolved: {
      label: 'Не устранены',
      means: 'Товары удерживаются, платежи взыскиваются.',
    },
  },
  enquiry: {
    askPrincipal: {
      label: 'Запросить принципала',
      means: 'У него 28 дней, чтобы сообщить, где товары.',
    },
    openEnquiry: {
      label: 'Запросить страну назначения',
      means:
        'Данных достаточно: ответ ожидается в течение 40 дней, при подозрении в мошенничестве – 28.',
    },
  },
  proof: {
    acceptProof: {
      label: 'Принять подтверждение',
      means:
        'Перевозка завершена надлежащим образом: процедура завершается, уплаченное возвращается.',
    },
    rejectProof: {
      label: 'Отклонить подтверждение',
      means: 'Розыск или взыскание продолжается.',
    },
  },
  enquiryAnswer: {
    nothingKnown: { label: '1 · Сведений нет', means: 'Машина здесь не появлялась.' },
    other: { label: '2 · Иное', means: 'Укажите, что известно; далее взыскание.' },
    returnCopy: {
      label: '3 · Подтверждение прибытия',
      means: 'Запросивший орган может принять подтверждение и завершить процедуру.',
    },
    ownRecovery: {
      label: '4 · Взыскиваем сами',
      means: 'Задолженность возникла здесь и взыскивается здесь.',
    },
    askMore: { label: 'Запросить сведения', means: 'Сначала запросивший орган дополняет данные.' },
  },
  recovery: {
    startRecovery: {
      label: 'Уведомить о задолженности',
      means: 'Принципал и гарант уведомляются; у принципала 30 дней на уплату.',
    },
    transferRecovery: {
      label: 'Передать взыскание',
      means: 'Задолженность возникла в другой стране: взыскание предлагается ей.',
    },
  },
  recoveryRequest: {
    accept: { label: 'Принять взыскание', means: 'Задолженность взыскивает эта страна.' },
    refuse: { label: 'Не принимать', means: 'Запросившая страна взыскивает сама.' },
  },
  payment: {
    paid: { label: 'Уплачено', means: 'Принципал заплатил: процедура завершается.' },
  },
  claimWithdrawal: {
    withdrawClaim: {
      label: 'Отозвать требование',
      means: 'Гарант больше ничего не должен; требование может предъявить другая страна.',
    },
  },
  recoveryNote: {
    send: { label: 'Отправить', means: 'Другой орган получит текст; больше ничего не меняется.' },
  },
  movementQuery: {
    ask: { label: 'Запросить перевозку', means: 'Орган отправления направит её данные.' },
    compare: {
      label: 'Сверить состояния',
      means: 'Другой орган ответит своим состоянием; расхождения будут показаны.',
    },
    checkGuarantee: {
      label: 'Проверить гарантию',
      means: 'Орган гарантии сообщит, действует ли она для этой перевозки, в том числе здесь.',
    },
  },
};
