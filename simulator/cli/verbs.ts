/** The verbs of the command line: one file each, loaded only when it is asked for. */

/** Runs a verb with its arguments; gives the exit code. */
export type Verb = (args: string[]) => Promise<number> | number;

interface VerbRow {
  readonly usage: string;
  readonly does: string;
  readonly load: () => Promise<Verb>;
}

export const VERBS: Readonly<Record<string, VerbRow>> = {
  live: {
    usage:
      'live [SCENARIO] [--speed 60] [--seed N] [--until 2d] [--set path=value] [--http 8080] [--mqtt 1883] [--broker URL] [--tls] [--signatures] [--papers DIR] [--runtime GEO=node,ICE=deno] [--bind ADDRESS] [--out DIR] [--no-open] [--json]',
    does: 'everything up, dashboard open, report at the end; Ctrl-C writes the report',
    load: async () => (await import('./live.ts')).live,
  },
  run: {
    usage:
      'run SCENARIO [--seed N] [--until 30d] [--host virtual|lockstep|live] [--broker URL] [--tls] [--signatures] [--papers DIR] [--runtime GEO=node,ICE=deno] [--set path=value] [--bodies] [--json-hops] [--out DIR] [--json]',
    does: 'as fast as the machine goes; a folder runs as a plan',
    load: async () => (await import('./run.ts')).run,
  },
  replay: {
    usage: 'replay DIR [--http 8080] [--bind ADDRESS] [--no-open]',
    does: 'the dashboard over a recorded run',
    load: async () => (await import('./replay.ts')).replay,
  },
  check: {
    usage: 'check DIR [--again] [--json]',
    does: 'recomputes the hash and the invariants of a recorded run; --again runs every step anew from its inputs',
    load: async () => (await import('./check.ts')).check,
  },
  report: {
    usage: 'report DIR [--format html,json,csv,junit] [--lang en|ru]',
    does: 'writes the report of a recorded run, or of all runs of a plan',
    load: async () => (await import('./report.ts')).report,
  },
  explore: {
    usage:
      'explore SCENARIO --seeds A..B [--faults N|none] [--jobs N] [--collect] [--set path=value] [--until 3d] [--lang en|ru] [--out DIR] [--json]',
    does: 'many seeds with random faults, all invariants on; a violation is made small and told as a story',
    load: async () => (await import('./explore.ts')).explore,
  },
  mutants: {
    usage: 'mutants [ID ...] [--seeds 60] [--jobs N] [--lang en|ru] [--out DIR] [--json]',
    does: 'which deliberately wrong nodes, exchanges and insurers are caught, by which script or seed, and how small the story is',
    load: async () => (await import('./mutants.ts')).mutants,
  },
  scenario: {
    usage: 'scenario list|validate|explain|schema|new [SCENARIO] [--lang en|ru] [--json]',
    does: 'the library of scenarios',
    load: async () => (await import('./scenario.ts')).scenario,
  },
  spec: {
    usage:
      'spec messages|states|rules|coverage DIR ... [--by scenario] [--strict]|check KIND VALUE [--lang en|ru] [--json]',
    does: 'the Common System Specification; `coverage` tells what of it runs have shown (--strict: exit 1 if not all), `check` whether a number is valid',
    load: async () => (await import('./spec.ts')).spec,
  },
  fit: {
    usage: 'fit [SCENARIO] [--seed N] [--json] [--write]',
    does: 'border times of the model beside the published ones',
    load: async () => (await import('./fit.ts')).fit,
  },
  ice: {
    usage:
      'ice --store DIR [--mqtt 1883] [--broker URL] [--tls] [--signatures] [--papers DIR] [--http PORT] [--bind ADDRESS] | [--renew GEO] [--revoke GEO] [--accept KAZ=FILE]',
    does: 'ICE as a process of its own; or what is to be done about certificates and keys',
    load: async () => (await import('./ice.ts')).ice,
  },
  node: {
    usage:
      'node --country GEO --ice URL --credentials FILE --store DIR [--papers DIR] [--door 8090] [--bind ADDRESS]',
    does: 'one national application as a process of its own',
    load: async () => (await import('./node.ts')).node,
  },
  world: {
    usage:
      'world [SCENARIO] --store DIR --door GEO=URL ... --credentials GEO=FILE ... [--officers real|prompt] [--set path=value] [--facts PORT] [--bind ADDRESS]',
    does: 'trucks, traders and officers as a process of their own, at the doors of the national applications',
    load: async () => (await import('./world.ts')).world,
  },
  trace: {
    usage: 'trace MRN --at URL=FILE ... | RUN-DIR [--json]',
    does: 'how a movement went through all processes, message by message: from the doors of ICE and nodes, or from a recorded run',
    load: async () => (await import('./trace.ts')).trace,
  },
  load: {
    usage:
      'load --profile smoke|steady|rush|spike|soak|FILE [--target URL --credentials FILE [--papers DIR]] [--broker URL] [--doors GEO,AZE] [--scenario SCENARIO | --from DIR] [--seed N] [--http 8080] [--bind ADDRESS] [--no-open] [--write-flows FILE] [--out DIR] [--lang en|ru] [--json]',
    does: 'the movements of a scenario or of a recorded run, many a second, on an exchange, or by traders at national doors (--target http://…, --doors); without a target on one started here; every answer is checked',
    load: async () => (await import('./load.ts')).load,
  },
  capacity: {
    usage:
      'capacity [--target URL --credentials FILE [--papers DIR] [--metrics URL] [--broker-pid N]] [--broker URL] [--p99 2s] [--profile NAME] [--scenario SCENARIO | --from DIR] [--hold 20s] [--within 3%] [--start 10] [--most N] [--longest 1h] [--year MOVEMENTS] [--compare FILE] [--beside mosquitto] [--seed N] [--out DIR] [--lang en|ru] [--json]',
    does: 'the highest rate of movements that an exchange holds (without --target one started here), what gives out first, and a report of it',
    load: async () => (await import('./capacity.ts')).capacity,
  },
  doctor: {
    usage: 'doctor [--json]',
    does: 'says what this machine lacks and how to mend it',
    load: async () => (await import('./doctor.ts')).doctor,
  },
};

export const usageOf = ({ usage, does }: VerbRow): string => `  rehearse ${usage}\n      ${does}`;

export function usage(): string {
  const rows = Object.values(VERBS).map(usageOf);
  return `rehearse VERB ...\n\n${rows.join('\n')}\n\nSCENARIO is a path, or a name of the library (\`rehearse scenario list\`).`;
}
