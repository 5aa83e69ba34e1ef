/** Which pictures of the state machines there are, and what each shows. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Machine, StateRow } from '../../nodes/common/states/row.ts';
import { TABLES } from '../../nodes/common/states/tables.ts';

/** What a picture shows of a machine; the movement of departure and enquiry is too much for one. */
export interface Plan {
  readonly machine: Machine;
  readonly title: Bilingual;
  /** Rows by their ids. */
  readonly shows: (row: StateRow) => boolean;
  /** Its own states where the picture begins or goes on in another one. */
  readonly outer: readonly string[];
}

const number = ({ id }: StateRow): number => Number(id.slice(1));
const ofMachine =
  (machine: Machine) =>
  (row: StateRow): boolean =>
    row.machine === machine;
const whole = (machine: Machine): Plan => ({
  machine,
  title: TABLES[machine].name,
  shows: ofMachine(machine),
  outer: [],
});

const PLANS = {
  departureBefore: {
    machine: 'departure',
    title: both('Office of departure, before release', 'Таможенный орган отправления, до выпуска'),
    shows: (row) => row.machine === 'departure' && number(row) <= 24,
    outer: ['released'],
  },
  departureAfter: {
    machine: 'departure',
    title: both(
      'Office of departure, after release',
      'Таможенный орган отправления, после выпуска',
    ),
    shows: (row) =>
      (row.machine === 'departure' &&
        (number(row) >= 25 || row.id === 'D20') &&
        row.id !== 'D38') ||
      row.id === 'E1',
    outer: ['guaranteeRegistering'],
  },
  enquiry: {
    machine: 'enquiry',
    title: both('Enquiry', 'Розыск'),
    shows: (row) =>
      (row.machine === 'enquiry' && (number(row) <= 12 || row.id === 'E20')) ||
      ['D32', 'D35'].includes(row.id),
    outer: ['recoveryRecommended', 'recoveryTransferred'],
  },
  recovery: {
    machine: 'enquiry',
    title: both('Recovery', 'Взыскание'),
    shows: (row) =>
      (row.machine === 'enquiry' && number(row) >= 9 && !['E11', 'E20'].includes(row.id)) ||
      row.id === 'D37',
    outer: ['underEnquiry'],
  },
  transit: whole('transit'),
  destination: whole('destination'),
  guarantee: whole('guarantee'),
  usage: whole('usage'),
} as const satisfies Readonly<Record<string, Plan>>;

export type PictureId = keyof typeof PLANS;
export const PICTURE_IDS = Object.keys(PLANS) as readonly PictureId[];

/** The pictures of the object that a machine moves, in the order of its life. */
export const picturesOf = (machine: Machine): readonly PictureId[] =>
  machine === 'departure' || machine === 'enquiry'
    ? ['departureBefore', 'departureAfter', 'enquiry', 'recovery']
    : [machine];

export const pictureTitle = (id: PictureId): Bilingual => PLANS[id].title;

export const pictureMachine = (id: PictureId): Machine => PLANS[id].machine;

export const planOf = (id: PictureId): Plan => PLANS[id];
