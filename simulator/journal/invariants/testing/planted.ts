/** All planted journals, invariant by invariant: what each must say of a wrong one, and that it says nothing of the nearest rightful one. */
import type { Cases } from './cases.ts';
import { ABSENT } from './cases/absent.ts';
import { AGREEMENT } from './cases/agreement.ts';
import { ANSWERS } from './cases/answers.ts';
import { CLAIMS } from './cases/claims.ts';
import { DELIVERY } from './cases/delivery.ts';
import { ENDS } from './cases/ends.ts';
import { EXCHANGE } from './cases/exchange.ts';
import { FORM } from './cases/form.ts';
import { GUARANTEES } from './cases/guarantees.ts';
import { MOVEMENTS } from './cases/movements.ts';
import { NUMBERS } from './cases/numbers.ts';
import { PEOPLE } from './cases/people.ts';
import { ROAD } from './cases/road.ts';
import { RUN } from './cases/run.ts';

export const PLANTED: readonly Cases[] = [
  ...DELIVERY,
  ...EXCHANGE,
  ...ANSWERS,
  ...FORM,
  ...NUMBERS,
  ...MOVEMENTS,
  ...AGREEMENT,
  ...ENDS,
  ...GUARANTEES,
  ...CLAIMS,
  ...PEOPLE,
  ...ABSENT,
  ...ROAD,
  ...RUN,
];
