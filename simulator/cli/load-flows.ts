/** The movements that a load is made of: of a scenario, which is run here for some days of simulated time, or of a recorded run. */
import { FlowCollector } from '../../load/flows/collect.ts';
import { countriesOf } from '../../load/flows/flow.ts';
import type { Flow } from '../../load/flows/flow.ts';
import { ALL } from '../../nodes/common/routing.ts';
import { DAY, isoUtc } from '../core/time.ts';
import { toldBy } from '../hosts/cast.ts';
import type { Told } from '../hosts/cast.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { spanOf } from '../hosts/span.ts';
import type { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { Progress } from './progress.ts';
import { journalOf } from './recorded.ts';
import { lasting, mustLoad } from './scenario.ts';

/** Movements that begin in the first days are sent; the days after them show how those end. */
const BEGIN_MS = 8 * DAY;
const END_MS = 14 * DAY;

export const FLOW_OPTIONS = { scenario: 'text', from: 'text', seed: 'text' } as const;
export const DEFAULT_SCENARIO = 'pilot/pilot-corridors';

/** @throws Failure where there is no movement to send. */
export function flowsFor(options: Arguments): Flow[] {
  const from = options.text('from');
  if (from !== undefined) return recordedFlows(from);
  const name = options.text('scenario') ?? DEFAULT_SCENARIO;
  const scenario = lasting(mustLoad(name, []).scenario, END_MS);
  const collector = new FlowCollector(Object.keys(toldBy(scenario).codes));
  const progress = new Progress('movements');
  runVirtual({
    scenario,
    seed: String(options.whole('seed', 0, Number.MAX_SAFE_INTEGER) ?? scenario.seed),
    bodies: true,
    unhashed: true,
    observers: [(entry, body) => collector.observe(entry, body)],
    onProgress: (share, now) => progress.show(share, isoUtc(now).slice(0, 10)),
  });
  progress.end();
  return some(collector.flows(spanOf(scenario).start + BEGIN_MS), name);
}

/** Of whom an exchange is that is started for these flows. @throws Failure where a country of theirs takes no part. */
export function toldFor(options: Arguments, flows: readonly Flow[]): Told {
  const { scenario } = mustLoad(options.text('scenario') ?? DEFAULT_SCENARIO, []);
  const told = toldBy(scenario);
  const unknown = countriesOf(flows).find((one) => one !== ALL && told.codes[one] === undefined);
  if (unknown === undefined) return told;
  const cause = `${unknown} sends messages in this run, and takes no part in ${scenario.id}`;
  throw new Failure(EXIT.usage, cause, 'name the scenario of the run with --scenario');
}

function recordedFlows(folder: string): Flow[] {
  let collector: FlowCollector | undefined;
  let last = 0;
  const { header } = journalOf(folder, (entry, body, { participants }) => {
    collector ??= new FlowCollector(participants);
    collector.observe(entry, body);
    last = entry.t;
  });
  if (!header.bodies)
    throw new Failure(
      EXIT.usage,
      `${folder}: the run kept no bodies of messages, so they cannot be sent again`,
      'run it again with --bodies',
    );
  return some(collector?.flows(last) ?? [], folder);
}

function some(flows: Flow[], of: string): Flow[] {
  if (flows.some(({ about }) => about === 'movement')) return flows;
  const cause = `${of}: no movement in it crosses a border, so there is nothing to send over ICE`;
  throw new Failure(EXIT.usage, cause, `choose another, such as ${DEFAULT_SCENARIO}`);
}
