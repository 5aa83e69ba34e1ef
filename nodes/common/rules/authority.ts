/** Rules C5xx: who may do what, for traders and for officers. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const AUTHORITY_RULES = [
  {
    code: 'C501',
    where: 'O',
    ncts: { rule: 'BR20004', functionalError: 12 },
    etir: '321',
    cause: both(
      'The trader has no active account, or not in this role.',
      'У участника нет действующей учётной записи или нужной роли.',
    ),
    todo: both(
      'Apply for the account or the role; until it is granted, declare under another procedure.',
      'Подайте заявку на учётную запись или роль; до её одобрения используйте иную процедуру.',
    ),
  },
  {
    code: 'C502',
    where: 'O',
    ncts: { rule: 'BR20005', functionalError: 12 },
    etir: '321',
    cause: both(
      'The representative is not entitled to act for this principal.',
      'Представитель не уполномочен действовать от имени этого принципала.',
    ),
    todo: both(
      'Register the power of attorney, or let the principal lodge the declaration himself.',
      'Зарегистрируйте доверенность или подайте декларацию от имени самого принципала.',
    ),
  },
  {
    code: 'C503',
    where: 'O',
    ncts: { rule: 'C0102, G0033', message: 'IE057' },
    etir: '321',
    cause: both(
      'The simplified procedure is used without authorisation C521 or C522, or at another place than authorised.',
      'Упрощённая процедура применена без разрешения C521 или C522 либо в месте, не указанном в разрешении.',
    ),
    todo: both(
      'Name the authorisation and its place, or present the goods at the customs office.',
      'Укажите разрешение и предусмотренное им место либо предъявите товары в таможенном органе.',
    ),
  },
  {
    code: 'C504',
    where: 'O',
    ncts: { rule: 'R0859, C0101' },
    etir: '321',
    cause: both(
      'The reduced data set is used without authorisation C524.',
      'Сокращённый набор данных применён без разрешения C524.',
    ),
    todo: both(
      'Name the authorisation, or lodge the full data set.',
      'Укажите разрешение или подайте полный набор данных.',
    ),
  },
  {
    code: 'C505',
    where: 'O',
    ncts: {},
    etir: '500',
    cause: both(
      'The officer decided at an office that he is not assigned to.',
      'Должностное лицо приняло решение в таможенном органе, к которому не прикреплено.',
    ),
    todo: both(
      'Leave the decision to an officer of that office, or have the assignment entered first.',
      'Передайте решение должностному лицу этого органа или сначала оформите прикрепление.',
    ),
  },
  {
    code: 'C506',
    where: 'O',
    ncts: {},
    etir: '500',
    cause: both(
      'One officer may not do both: control a case with major discrepancies and write it off, or approve the same application twice.',
      'Одно и то же должностное лицо не вправе провести контроль с серьёзными расхождениями и завершить процедуру либо дважды одобрить одну заявку.',
    ),
    todo: both('Hand the case to a second officer.', 'Передайте дело второму должностному лицу.'),
  },
] as const satisfies readonly Rule[];
