/** Who may do something: traders with an account, officers at their own office, two where two are asked for, each question once (domain, section 7, rules C5xx). */
import { DECISIONS, isTaskKind, onOwnAccount } from '../../../nodes/common/tasks.ts';
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import { Recent, RecentMap } from './recent.ts';
import type { Scene } from './scene.ts';

export const accountsAlive: Invariant = {
  id: 'accountsAlive',
  text: {
    en: 'nobody declares without an account that the country of departure knows to be active',
    ru: 'никто не подаёт декларацию без учётной записи, действующей по сведениям страны отправления',
  },
  source: 'C501',
  shown: ['AccountApproved', 'AccountStatusChanged', 'AccountKnown', 'DeclarationSubmitted'],
  start(report) {
    /** By node and TIN. */
    const known = new Map<string, Map<string, string>>();
    const statusesAt = (node: string): Map<string, string> => {
      let statuses = known.get(node);
      if (statuses === undefined) known.set(node, (statuses = new Map<string, string>()));
      return statuses;
    };
    return {
      size: () => [...known.values()].reduce((sum, { size }) => sum + size, 0),
      step(entry) {
        const statuses = statusesAt(entry.n);
        switch (entry.type) {
          case 'AccountApproved':
            statuses.set(text(entry['tin']), 'active');
            return;
          case 'AccountStatusChanged':
          case 'AccountKnown':
            statuses.set(text(entry['tin']), text(entry['status']));
            return;
          default: {
            const principal = text(entry['principal']);
            const status = statuses.get(principal) ?? 'unknown';
            if (status === 'active') return;
            report({
              ...placeOf(entry),
              detail: `declared by ${principal}, whose account is ${status}`,
            });
          }
        }
      },
    };
  },
};

/** What others believe of an account is what its own country has told. */
export const accountsAgree: Invariant = {
  id: 'accountsAgree',
  text: {
    en: 'a country knows an account of another as that country had it when it wrote',
    ru: 'страна знает учётную запись участника другой страны такой, какой она была там в момент отправки',
  },
  source: 'A803, A804',
  shown: ['AccountApproved', 'AccountStatusChanged', 'AccountKnown', 'exchange'],
  start(report, { letters }) {
    /** The last change in each country: what it publishes next. */
    const changed = new Map<string, Account>();
    const published = new RecentMap<Account>(PUBLICATIONS);
    return {
      size: () => changed.size + published.size,
      step(entry) {
        const { n } = entry;
        const tin = text(entry['tin']);
        switch (entry.type) {
          case 'AccountApproved':
          case 'AccountStatusChanged':
            changed.set(n, { tin, status: text(entry['status']) || 'active' });
            return;
          case 'AccountKnown': {
            const told = published.get(entry.by ?? '');
            if (told?.tin !== tin || told.status === entry['status']) return;
            const home = letters.cause?.n ?? '';
            const said = `${tin} is known as ${text(entry['status'])}, and is ${told.status} in ${home}`;
            report({ ...placeOf(entry), node: home, detail: said });
            return;
          }
          default: {
            const account = changed.get(n);
            if (account === undefined || (entry['msg'] !== 'A803' && entry['msg'] !== 'A804'))
              return;
            published.set(text(entry['id']), account);
          }
        }
      },
    };
  },
};

interface Account {
  readonly tin: string;
  readonly status: string;
}
/** Publications that are remembered for certain. */
const PUBLICATIONS = 500;

export const fourEyes: Invariant = {
  id: 'fourEyes',
  text: {
    en: 'where two officers have to approve, it is not the same one twice',
    ru: 'там, где требуется одобрение двух должностных лиц, это не одно и то же лицо',
  },
  source: 'C506',
  shown: ['AccountReviewed', 'AccountApproved', 'AccountRefused', 'TaskDecided'],
  start(report) {
    /** Who has reviewed each application, by node and TIN. */
    const reviewed = new Map<string, string>();
    return {
      size: () => reviewed.size,
      step(entry) {
        const { n } = entry;
        if (entry.type === 'AccountReviewed') {
          reviewed.set(`${n} ${text(entry['tin'])}`, text(entry['officer']));
          return;
        }
        if (entry.type !== 'TaskDecided') {
          reviewed.delete(`${n} ${text(entry['tin'])}`);
          return;
        }
        if (entry['kind'] !== 'accountConfirmation') return;
        const officer = text(entry['officer']);
        const tin = text(entry['task']).slice('accountConfirmation/'.length);
        if (reviewed.get(`${n} ${tin}`) !== officer) return;
        report({ ...placeOf(entry), detail: `${officer} has reviewed and confirmed ${tin}` });
      },
    };
  },
};

export const tasksOnce: Invariant = {
  id: 'tasksOnce',
  text: {
    en: 'a question is decided once, while it is open, by an officer of its office, as the procedure allows',
    ru: 'вопрос решается один раз, пока он открыт, должностным лицом своего органа и так, как допускает процедура',
  },
  source: 'C202, C505, C103',
  shown: ['TaskOpened', 'TaskDecided', 'TaskWithdrawn'],
  start(report, scene) {
    const tasks = new Tasks(report, scene);
    return { size: () => tasks.size, step: (entry) => tasks.step(entry) };
  },
};

class Tasks {
  private readonly report: Report;
  private readonly letters: Scene['letters'];
  /** Office of each open question, by node and by name: putting both into one key would cost more than all else here. */
  private readonly open = new Map<string, Map<string, string>>();

  constructor(report: Report, { letters }: Scene) {
    this.report = report;
    this.letters = letters;
  }

  get size(): number {
    return [...this.open.values()].reduce((sum, { size }) => sum + size, 0);
  }

  step(entry: Entry): void {
    const { n } = entry;
    let open = this.open.get(n);
    if (open === undefined) this.open.set(n, (open = new Map<string, string>()));
    const task = text(entry['task']);
    const office = text(entry['office']);
    const before = open.get(task);
    if (entry.type === 'TaskOpened') {
      if (before !== undefined) this.complain(entry, 'is asked while it is open');
      open.set(task, office);
      return;
    }
    open.delete(task);
    if (
      before === undefined &&
      (entry.type === 'TaskWithdrawn' || onOwnAccount(task) === undefined)
    )
      this.complain(entry, 'is not open');
    else if (before !== undefined && before !== office)
      this.complain(entry, `is a question to ${before}, not to ${office}`);
    if (entry.type === 'TaskDecided') this.judge(entry, office);
  }

  private judge(entry: Entry, office: string): void {
    const { cause } = this.letters;
    // Officers write as `office/name`.
    if (cause !== undefined && cause['from'] !== `${office}/${text(entry['officer'])}`)
      this.complain(entry, `of ${office} is decided by ${text(cause['from'])}`);
    const [kind, decision] = [text(entry['kind']), text(entry['decision'])];
    // What a control at departure may say, its own rules judge (C330).
    if (isTaskKind(kind) && kind !== 'departureControl' && !DECISIONS[kind].includes(decision))
      this.complain(entry, `cannot be decided by ${decision}`);
  }

  private complain(entry: Entry, what: string): void {
    this.report({ ...placeOf(entry), detail: `${entry.type}: ${text(entry['task'])} ${what}` });
  }
}

/** A3 at departure and the unloading permission at destination are for those who were granted them. */
export const simplifiedByRight: Invariant = {
  id: 'simplifiedByRight',
  text: {
    en: 'nobody unloads as an authorised consignee, or is released with A3, without the authorisation',
    ru: 'никто не разгружается как уполномоченный получатель и не получает результат A3 без разрешения',
  },
  source: 'C503, C330',
  shown: ['AuthorisationGranted', 'ArrivalNotified', 'GuaranteeAsked'],
  start(report, { letters, movements }) {
    /** `GEO GE204378869 C521` */
    const granted = new Set<string>();
    const complain = (entry: Entry, tin: string, authorisation: string): void => {
      if (granted.has(`${entry.n} ${tin} ${authorisation}`)) return;
      report({ ...placeOf(entry), detail: `${tin} has no authorisation ${authorisation}` });
    };
    return {
      size: () => granted.size,
      step(entry) {
        if (entry.type === 'AuthorisationGranted')
          granted.add(`${entry.n} ${text(entry['tin'])} ${text(entry['authorisation'])}`);
        else if (entry.row === 'A7' && letters.cause !== undefined)
          complain(entry, text(letters.cause['from']), 'C522');
        else if (entry['result'] === 'A3') {
          const principal = movements.get(text(entry['mrn']))?.principal;
          if (principal !== undefined) complain(entry, principal, 'C521');
        }
      },
    };
  },
};

/** LRNs that are remembered for certain. */
const LRNS = 10_000;

export const lrnsOnce: Invariant = {
  id: 'lrnsOnce',
  text: {
    en: 'a trader’s LRN stands for one declaration that was taken',
    ru: 'LRN участника обозначает одну принятую к рассмотрению декларацию',
  },
  source: 'C327',
  shown: ['DeclarationSubmitted'],
  start(report) {
    const used = new Recent(LRNS);
    return {
      size: () => used.size,
      step(entry) {
        const lrn = `${text(entry['principal'])} ${text(entry['lrn'])}`;
        if (used.has(lrn)) report({ ...placeOf(entry), detail: `${lrn} was used before` });
        used.add(lrn);
      },
    };
  },
};
