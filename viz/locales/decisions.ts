/** What an officer may decide on each question, in his own words, and the row of the state tables that the decision follows. */
import type { TaskKind } from '../../nodes/common/facts.ts';

export interface DecisionWords {
  /** On the button. */
  readonly label: string;
  /** What happens then. */
  readonly means: string;
}

type Words = Readonly<Record<TaskKind, Readonly<Record<string, DecisionWords>>>>;

/** Rows by question and decision; an account is no object of a state table. */
export const DECISION_ROWS: Readonly<Record<TaskKind, Readonly<Record<string, string>>>> = {
  accountReview: {},
  guaranteeReview: { grant: 'G5', refuse: 'G4' },
  acceptance: { accept: 'D9', refuse: 'D10' },
  riskDecision: { noControl: 'D14', control: 'D13' },
  departureControl: { A1: 'D15', A2: 'D15', A5: 'D16', B1: 'D19' },
  presentation: { pass: 'B6', check: 'B7' },
  entryCheck: { sealsOk: 'B8' },
  arrivalDecision: { noControl: 'A13', control: '' },
  destinationControl: { A1: 'A14', A2: 'A14', A5: 'A14' },
};

/** Findings must be described (rule C329). */
export const needsReason = (decision: string): boolean => decision === 'A5' || decision === 'B1';

export const decisionsEn: Words = {
  accountReview: {
    approve: {
      label: 'Approve',
      means: 'The applicant gets an account; the other countries learn of it.',
    },
    refuse: { label: 'Refuse', means: 'No account is opened.' },
  },
  guaranteeReview: {
    grant: {
      label: 'Grant',
      means: 'A guarantee reference number is allotted; movements may use it.',
    },
    refuse: { label: 'Refuse', means: 'No guarantee; the applicant is told why.' },
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
  presentation: {
    pass: { label: 'Let it pass', means: 'The truck enters; the office of departure is told.' },
    check: { label: 'Check on entry', means: 'Seals and load are looked at before it may go on.' },
  },
  entryCheck: {
    sealsOk: {
      label: 'Seals in good state',
      means: 'The truck enters; the office of departure is told.',
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
  presentation: {
    pass: { label: 'Пропустить', means: 'Машина въезжает, орган отправления уведомляется.' },
    check: { label: 'Контроль при въезде', means: 'До пропуска проверяются пломбы и груз.' },
  },
  entryCheck: {
    sealsOk: {
      label: 'Пломбы в порядке',
      means: 'Машина въезжает, орган отправления уведомляется.',
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
  },
};
