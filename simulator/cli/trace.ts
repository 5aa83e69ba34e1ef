/** `rehearse trace`: a movement's way through all processes, by its ids: from the doors of ICE and nodes, or from a recorded run. */
import { checkNumber } from '../../nodes/common/numbers/check-number.ts';
import { MovementNames } from '../../nodes/process/movement-facts.ts';
import type { Entry } from '../core/cell.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine, printTable } from './output.ts';
import { journalOf } from './recorded.ts';
import { doorOf, factsAt } from './trace-doors.ts';
import { otlpOf } from './trace-otlp.ts';
import { traceOf } from './trace-passages.ts';
import { waterfallOf } from './trace-waterfall.ts';

export async function trace(args: string[]): Promise<number> {
  const options = new Arguments(args, { at: 'list', json: 'flag' }, { least: 1, most: 2 });
  const [number = '', folder] = options.words;
  const at = options.list('at');
  if ((folder === undefined) === (at.length === 0))
    throw new Failure(
      EXIT.usage,
      'say where the movement is to be looked for, in one way',
      'name the folder of a recorded run, or a door with each --at http://HOST:PORT=FILE',
    );
  const names = new MovementNames(isMrn(number) ? { mrns: [number] } : { lrns: [number] });
  const entries =
    folder === undefined ? await factsAt(at.map(doorOf), names) : recordedFacts(folder, names);
  if (entries.length === 0) throw unknown(number, folder);
  const mrn = entries.map((entry) => entry['mrn']).find((one) => typeof one === 'string') ?? number;
  const found = traceOf(mrn, entries);
  if (options.flag('json') === true) printJson(otlpOf(found));
  else {
    const { title, heads, rows, remarks } = waterfallOf(found);
    printLine(title);
    printLine();
    printTable([heads, ...rows], [3, 4, 5]);
    if (remarks.length > 0) printLine();
    for (const remark of remarks) printLine(remark);
  }
  return EXIT.well;
}

/** A journal is read again while it tells new names of the movement: some facts come before the one that says that they are its. */
const READINGS_MOST = 4;

function recordedFacts(folder: string, names: MovementNames): Entry[] {
  let facts: Entry[] = [];
  for (let reading = 0, known = 0; known < names.size && reading < READINGS_MOST; reading++) {
    known = names.size;
    facts = [];
    journalOf(folder, (entry) => {
      if (names.takes(entry)) facts.push(entry);
    });
  }
  return facts;
}

/** Built like one: also a wrong one may have been given to a movement. */
function isMrn(number: string): boolean {
  const { valid, expectedCheckDigit } = checkNumber('mrn', number);
  return valid || expectedCheckDigit !== undefined;
}

function unknown(number: string, folder: string | undefined): Failure {
  const cause = `${folder ?? 'none of these processes'} knows ${folder === undefined ? 'the' : 'no'} movement ${number}`;
  const { valid, reason = '' } = checkNumber('mrn', number);
  if (!valid) return new Failure(EXIT.usage, cause, `give its MRN (${reason}), or its LRN`);
  const advice =
    folder === undefined
      ? 'ask those that it passed, its country of departure first; each keeps its last million facts'
      : 'name the run in which it was declared';
  return new Failure(EXIT.usage, cause, advice);
}
