/** `/metrics`: the run and the server as OpenMetrics text. */
import type { RunSource } from './source.ts';

export const METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** What the server counts about itself. */
export interface ServerCounts {
  readonly readers: number;
  /** Answers by status. */
  readonly answers: ReadonlyMap<number, number>;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

export function metricsText(source: RunSource, counts: ServerCounts): string {
  const trial = source.trial();
  const clock = source.clock();
  const nodes = [...trial.nodes.values()];
  const perNode = (value: (node: (typeof nodes)[number]) => number): Sample[] =>
    nodes.map((node) => [{ node: node.id }, value(node)]);
  const open = [...trial.movements.values()].filter(({ endedAt }) => endedAt === null).length;
  const answers = [...counts.answers].map(([status, count]): Sample => [
    { status: String(status) },
    count,
  ]);
  return [
    family('rehearse_entries', 'counter', 'Entries of the journal.', [[{}, source.entries]]),
    family('rehearse_simulated_time_seconds', 'gauge', 'Simulated time, Unix seconds.', [
      [{}, clock.now / 1_000],
    ]),
    family('rehearse_speed', 'gauge', 'Simulated seconds per second.', [
      [{}, clock.state === 'running' ? clock.speed : 0],
    ]),
    family('rehearse_movements_open', 'gauge', 'Movements that have not ended.', [[{}, open]]),
    family('rehearse_trucks', 'gauge', 'Trucks on the map.', [[{}, trial.trucks.size]]),
    family('rehearse_tasks_open', 'gauge', 'Questions on the work lists.', [
      [{}, trial.tasks.size],
    ]),
    family('rehearse_seats_taken', 'gauge', 'Seats that people hold.', [[{}, trial.seats.size]]),
    family(
      'rehearse_node_up',
      'gauge',
      'Whether a participant answers.',
      perNode(({ up }) => (up ? 1 : 0)),
    ),
    family(
      'rehearse_messages_sent',
      'counter',
      'Messages that a participant sent.',
      perNode(({ sent }) => sent),
    ),
    family(
      'rehearse_messages_refused',
      'counter',
      'Messages that a participant refused.',
      perNode(({ refused }) => refused),
    ),
    family(
      'rehearse_messages_unacknowledged',
      'gauge',
      'Sent to ICE and not taken yet.',
      perNode(({ unacknowledged }) => unacknowledged),
    ),
    family(
      'rehearse_messages_held',
      'gauge',
      'Taken by ICE and not received yet.',
      perNode(({ held }) => held),
    ),
    family('rehearse_stream_readers', 'gauge', 'Pages that follow the run.', [
      [{}, counts.readers],
    ]),
    family('rehearse_http_answers', 'counter', 'Answers of this server, by status.', answers),
    '# EOF\n',
  ].join('');
}

function family(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  samples: readonly Sample[],
): string {
  const suffix = type === 'counter' ? '_total' : '';
  const lines = samples.map(
    ([labels, value]) => `${name}${suffix}${labelsText(labels)} ${String(value)}\n`,
  );
  return `# TYPE ${name} ${type}\n# HELP ${name} ${help}\n${lines.join('')}`;
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, '_')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
