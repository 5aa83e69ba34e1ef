/** What a script's officers decide: the tasks that the script keeps for itself, and the messages that answer them. */
import type { Body } from '../../nodes/common/message-types.ts';
import type { TaskKind } from '../../nodes/common/tasks.ts';
import { guaranteeOfficeOf, officeOf } from '../../nodes/countries/offices.ts';
import { isoUtc } from '../core/time.ts';
import { Unknown } from './change.ts';
import type { ActOf } from './parameters.ts';
import type { Letter, Stage } from './stage.ts';
import { letter } from './stage.ts';

/** A question that lies with the script. */
export interface Asked {
  readonly task: string;
  readonly kind: TaskKind;
  readonly name: string;
  readonly office: string;
  /** Whom to answer, and which message. */
  readonly node: string;
  readonly messageId: string;
}

/** N017 for a control at departure, N820 for everything else, and where a reason says what is to be amended first (T022). @param asked absent where nobody asked: decided all the same. */
export function decide(stage: Stage, act: ActOf<'decides'>, asked: Asked | undefined): Letter {
  const { kind, decision, officer, differences, because } = act;
  const office = act.office === '' ? (asked?.office ?? officeFor(stage, act)) : act.office;
  const task = asked?.task ?? `${kind}/${keyOf(stage, act.name)}`;
  const row = stage.row(act.name);
  const mrn = row?.kind === 'movement' ? row.mrn : '';
  const lrn = row?.kind === 'movement' && mrn === '' ? row.lrn : '';
  const header = {
    ...(asked === undefined ? {} : { correlationId: asked.messageId }),
    ...(mrn === '' ? {} : { mrn }),
    ...(lrn === '' ? {} : { lrn }),
  };
  const from = `${office}/${officer}`;
  const node = asked?.node ?? officeOf(office).country;
  const found = differences.length === 0 ? {} : { differences: [...differences] };
  if (kind === 'departureControl' && because === '') {
    const result = {
      code: decision,
      date: isoUtc(stage.now),
      ...sealsOf(stage, act.name),
      ...found,
    };
    return letter('N017', from, node, { office, officer, task, result }, header);
  }
  const body: Body<'N820'> = {
    task,
    office,
    officer,
    decision,
    ...(kind === 'destinationControl' ? { result: decision } : {}),
    ...found,
    ...(because === '' ? {} : { reason: because }),
  };
  return letter('N820', from, node, body, header);
}

/** Seals that were declared are in good state, unless the script changes that. */
function sealsOf(stage: Stage, name: string): { stateOfSeals?: 1 } {
  const row = stage.row(name);
  return row?.kind === 'movement' && row.seals.length > 0 ? { stateOfSeals: 1 } : {};
}

/** How a node names the record of a name in a task that an officer takes up on his own account. */
function keyOf(stage: Stage, name: string): string {
  const row = stage.row(name);
  switch (row?.kind) {
    case 'movement':
      return row.mrn === '' ? row.lrn : row.mrn;
    case 'trader':
      return row.tin;
    case 'guarantee':
      return row.grn === '' ? row.application : row.grn;
    case 'authorisation':
      return row.number;
    case undefined:
      return stage.given.spec.traders[name]?.tin ?? name;
  }
}

/** Which office decides such a thing where none was asked. */
function officeFor(stage: Stage, { kind, name }: ActOf<'decides'>): string {
  const row = stage.row(name);
  if (row?.kind === 'movement') {
    const { officeOfDeparture, officeOfDestination } = row.declaration;
    if (AT_DEPARTURE.has(kind)) return officeOfDeparture;
    if (AT_DESTINATION.has(kind)) return row.arrivedAt === '' ? officeOfDestination : row.arrivedAt;
    return guaranteeOfficeOf(officeOf(officeOfDeparture).country).code;
  }
  const holder = stage.given.spec.guarantees[name]?.of ?? stage.given.spec.authorisations[name]?.of;
  const spec = stage.given.spec.traders[holder ?? name];
  if (spec === undefined) throw new Unknown(`nobody decides ${kind} of ${name}`);
  return guaranteeOfficeOf(spec.country).code;
}

const AT_DEPARTURE: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'acceptance',
  'riskDecision',
  'departureControl',
  'cancellation',
  'invalidation',
  'discrepancy',
]);
const AT_DESTINATION: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'arrivalDecision',
  'destinationControl',
]);
