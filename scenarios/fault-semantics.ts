/** What the form of a fault cannot tell: when it begins, what its kind needs and takes, and whether whom and what it names is there. */
import { isMessageCode, MESSAGE_CODES, MESSAGE_TYPES } from '../nodes/common/message-types.ts';
import { ICE } from '../nodes/common/routing.ts';
import { findOffice } from '../nodes/countries/offices.ts';
import { faultKind } from '../simulator/faults/catalogue.ts';
import type { FaultSpec } from '../simulator/faults/parameters.ts';
import { FAULT_FIELDS } from '../simulator/faults/parameters.ts';
import { parseDuration } from '../simulator/core/time.ts';
import { checkDuration } from './check-duration.ts';
import { checkName, NAMING_KEYS } from './corridor-names.ts';
import { checkHappens } from './happens-semantics.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { Scenario } from './schema.ts';
import type { Report } from './semantics.ts';
import type { Path } from './source.ts';

export function checkFaults(scenario: Scenario, report: Report): void {
  (scenario.faults ?? []).forEach((fault, i) => {
    const path = ['faults', i];
    checkBeginning(path, fault, scenario, report);
    checkLengths(path, fault, scenario, report);
    checkFields(path, fault, report);
    checkNode(path, fault, scenario, report);
    checkMessages(path, fault, report);
    checkNames(path, fault, report);
    checkWorld(path, fault, scenario, report);
  });
}

const BEGINNINGS = ['at', 'when', 'every'] as const;

/** Exactly one of the three; `after` only goes with `when`. */
function checkBeginning(path: Path, fault: FaultSpec, scenario: Scenario, report: Report): void {
  const [first, second] = BEGINNINGS.filter((key) => fault[key] !== undefined);
  if (first === undefined)
    report(
      [...path, 'fault'],
      `nothing says when ${fault.fault} begins`,
      'add `at: 36h`, `when: { happens: TruckQueued }` or `every: 2d`',
    );
  else if (second !== undefined)
    report([...path, second], `${fault.fault} begins twice`, `leave \`${first}\` out`, 'key');
  if (fault.after !== undefined && fault.when === undefined)
    report(
      [...path, 'after'],
      '`after` counts from what `when` waits for, which is not there',
      first === undefined ? 'write `at` in its place' : 'leave it out',
      'key',
    );
  if (fault.when !== undefined) checkHappens([...path, 'when'], fault.when, scenario, report);
}

function checkLengths(path: Path, fault: FaultSpec, { lasts }: Scenario, report: Report): void {
  for (const key of ['at', 'after', 'every', 'lasts', 'by'] as const) {
    const text = fault[key];
    if (text === undefined) continue;
    const ms = checkDuration([...path, key], text, report);
    if (ms === 0 && key !== 'at' && key !== 'after')
      report([...path, key], `${text} is no time at all`, 'write a duration such as 45s or 2h');
  }
  if (fault.every !== undefined) {
    const count = durationMs(lasts) / (durationMs(fault.every) + durationMs(fault.lasts));
    if (count > BEGINNINGS_MOST)
      report(
        [...path, 'every'],
        `it would begin more than ${String(BEGINNINGS_MOST)} times within ${lasts}`,
        'let it begin more rarely, or last longer',
      );
  }
  if (fault.at === undefined || durationMs(fault.at) < durationMs(lasts)) return;
  report(
    [...path, 'at'],
    `the run is over before ${fault.at}: it lasts ${lasts}`,
    'let it begin earlier',
  );
}

/** How often one line of a scenario may let something go wrong. */
const BEGINNINGS_MOST = 5_000;

const durationMs = (text: string): number => parseDuration(text) ?? Infinity;

/** What every fault says, of whatever kind. */
const COMMON: ReadonlySet<string> = new Set(['fault', 'at', 'when', 'after', 'every', 'lasts']);

function checkFields(path: Path, fault: FaultSpec, report: Report): void {
  const { id, needs, takes } = faultKind(fault.fault);
  const known = [...needs, ...takes];
  const said = Object.keys(fault).filter((key) => !COMMON.has(key));
  const strange = said.filter((key) => !(known as readonly string[]).includes(key));
  const missing = needs.filter((field) => fault[field] === undefined);
  for (const key of strange) {
    const all =
      known.length === 0 ? 'leave it out' : `leave it out; ${id} takes ${known.join(', ')}`;
    const near = nearest(key, missing);
    const advice = near === undefined ? all : `did you mean \`${near}\`?`;
    report([...path, key], `${id} does not take \`${key}\``, advice, 'key');
  }
  for (const field of missing)
    report(
      [...path, 'fault'],
      `${id} does not say its \`${field}\``,
      `add \`${field}: ${FAULT_FIELDS[field].example}\``,
    );
}

function checkNode(
  path: Path,
  { fault, node }: FaultSpec,
  scenario: Scenario,
  report: Report,
): void {
  if (node === undefined) return;
  const { participants, observers = [] } = scenario;
  const nodes = [...participants, ...observers];
  if (nodes.includes(node)) return;
  const { ofIce = false } = faultKind(fault);
  if (node === ICE) {
    if (!ofIce) report([...path, 'node'], `${fault} strikes countries, not ICE`, oneOf(nodes));
    return;
  }
  const known = ofIce ? [...nodes, ICE] : nodes;
  report(
    [...path, 'node'],
    `${node} is no country of this scenario`,
    didYouMean(node, known, oneOf(known)),
  );
}

const oneOf = (names: readonly string[]): string => `write one of ${names.join(', ')}`;

function checkMessages(path: Path, { messages = [] }: FaultSpec, report: Report): void {
  messages.forEach((type, i) => {
    const at = [...path, 'messages', i];
    if (!isMessageCode(type)) {
      const advice = didYouMean(type, MESSAGE_CODES, 'see `rehearse spec messages`');
      report(at, `there is no message ${type}`, advice);
    } else if (!MESSAGE_TYPES[type].exchange)
      report(at, `${type} does not go through ICE`, 'name messages that do: X001, S002');
  });
}

function checkNames(path: Path, fault: FaultSpec, report: Report): void {
  for (const key of NAMING_KEYS) {
    const name = fault[key];
    if (name !== undefined) checkName(path, key, name, report);
  }
  const { office, node } = fault;
  const country = findOffice(office ?? '')?.country;
  if (node !== undefined && country !== undefined && country !== node)
    report(
      [...path, 'node'],
      `${String(office)} is an office of ${country}, not of ${node}`,
      'leave `node` or `office` out',
      'key',
    );
}

/** What would change nothing in the world. */
function checkWorld(
  path: Path,
  { fault, times = 2, node = '' }: FaultSpec,
  { observers = [] }: Scenario,
  report: Report,
): void {
  if (fault === 'surge' && times <= 1)
    report([...path, 'times'], `${String(times)} times the traffic is no surge`, 'write 1.5 or 3');
  if (fault === 'guarantorInsolvent' && observers.includes(node))
    report([...path, 'node'], `${node} only observes: it has no guarantor`, 'name a participant');
}
