/** What a script's drivers and consignees do on the way and at the end: presentation, incident, arrival, unloading. */
import type { Body } from '../../nodes/common/message-types.ts';
import { isoUtc } from '../core/time.ts';
import type { ActOf } from './parameters.ts';
import type { Letter, Stage } from './stage.ts';
import { letter } from './stage.ts';

/** N117: the driver presents the truck at the border. */
export function presentTruck(stage: Stage, { name, office }: ActOf<'presents', 'driver'>): Letter {
  const { mrn, plate, seals } = stage.moving(name);
  const body: Body<'N117'> = { mrn, office, identification: plate, seals: [...seals] };
  return letter('N117', plate, office, body, { mrn });
}

/** T007, by the driver, or by the trader at destination: the consignee, or the principal where none has a name. */
export function arrive(stage: Stage, act: ActOf<'arrives', 'trader' | 'driver'>): Letter {
  const { by, name, office, simplified } = act;
  const movement = stage.moving(name);
  const { mrn, plate, seals, consignee } = movement;
  const who = act.who ?? (by === 'driver' ? undefined : consignee || movement.who);
  const receiver = who ?? (consignee === '' ? undefined : consignee);
  const body: Body<'T007'> = {
    mrn,
    office,
    arrivedAt: isoUtc(stage.now),
    simplified: simplified === undefined ? 0 : 1,
    ...(simplified === undefined ? {} : authorisationOf(stage, simplified)),
    ...(receiver === undefined ? {} : { consignee: stage.trader(receiver).tin }),
    identification: plate,
    seals: [...seals],
  };
  stage.set(name, { ...movement, arrivedAt: office });
  const sender = who === undefined ? plate : stage.trader(who).tin;
  return letter('T007', sender, office, body, { mrn });
}

function authorisationOf(
  stage: Stage,
  name: string,
): Pick<Body<'T007'>, 'authorisation' | 'location'> {
  const { number } = stage.of('authorisation', name);
  const place = stage.given.spec.authorisations[name]?.places[0];
  return {
    ...(number === '' ? {} : { authorisation: number }),
    ...(place === undefined ? {} : { location: place }),
  };
}

/** T044. */
export function unload(stage: Stage, act: ActOf<'unloads'>): Letter {
  const { name, complete, conform, sealsIntact, differences } = act;
  const { mrn, arrivedAt, consignee, who } = stage.moving(name);
  const body: Body<'T044'> = {
    mrn,
    office: arrivedAt,
    conform: conform ? 1 : 0,
    unloadingCompletion: complete ? 1 : 0,
    stateOfSeals: sealsIntact ? 1 : 0,
    unloadedAt: isoUtc(stage.now),
    ...(differences.length === 0 ? {} : { differences: [...differences] }),
  };
  const { tin } = stage.trader(consignee === '' ? who : consignee);
  return letter('T044', tin, arrivedAt, body, { mrn });
}

/** N180: what happened, and how the load travels on. */
export function reportIncident(stage: Stage, act: ActOf<'reportsIncident'>): Letter {
  const { name, office, code, text, truck } = act;
  const movement = stage.moving(name);
  const { mrn, declaration } = movement;
  const plate = truck === '' ? movement.plate : truck;
  const seals = act.seals.length === 0 ? movement.seals : act.seals;
  const [first] = declaration.means;
  const body: Body<'N180'> = {
    mrn,
    office,
    incident: {
      code,
      text,
      occurredAt: isoUtc(stage.now),
      place: { qualifier: 'V', value: office },
      ...(act.seals.length === 0
        ? {}
        : { seals: { count: seals.length, identifiers: [...seals] } }),
      ...(truck === '' || first === undefined
        ? {}
        : { means: [{ ...first, identification: plate }] }),
    },
  };
  stage.set(name, { ...movement, plate, seals });
  if (truck !== '') stage.learnt(name, 'plate', plate);
  return letter('N180', movement.plate, office, body, { mrn });
}
