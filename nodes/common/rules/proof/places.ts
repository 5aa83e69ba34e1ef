/** Where each of the 79 rules is proved: on a real ICE (nodes/ice/rules.test.ts), or on a real node (nodes/cats/rules). */
import type { RuleCode } from '../rules.ts';

/* prettier-ignore */
export const PROOFS = {
  ice: [
    'C101', 'C102', 'C103', 'C104', 'C105', 'C106', 'C107', 'C108', 'C109', 'C110', 'C111',
    'C301', 'C302', 'C303', 'C601', 'C602', 'C603', 'C604', 'C605',
  ],
  workflow: ['C201', 'C202', 'C203', 'C204', 'C205', 'C206', 'C207', 'C208', 'C209'],
  declaration: [
    'C304', 'C305', 'C306', 'C307', 'C308', 'C309', 'C310', 'C311', 'C312', 'C313', 'C314', 'C315', 'C316', 'C317', 'C318',
    'C319', 'C320', 'C321', 'C322', 'C323', 'C324', 'C325', 'C326', 'C327', 'C331', 'C332',
    'C401', 'C402', 'C414', 'C415', 'C416',
  ],
  reports: ['C328', 'C329', 'C330'],
  guarantee: ['C403', 'C404', 'C405', 'C406', 'C407', 'C408', 'C409', 'C410', 'C411', 'C412', 'C413'],
  authority: ['C501', 'C502', 'C503', 'C504', 'C505', 'C506'],
} as const satisfies Readonly<Record<string, readonly RuleCode[]>>;
