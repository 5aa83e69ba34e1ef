/** The page of docs/ on how an exchange is watched and a movement traced; its table of figures is the catalogue of the processes. */
import { LIMITS } from '../../nodes/common/limits.ts';
import { METRICS } from '../../nodes/process/metric-catalogue.ts';
import type { Metric } from '../../nodes/process/metric-catalogue.ts';
import type { Page } from '../../reports/docs/markdown.ts';
import { page, table } from '../../reports/docs/markdown.ts';

/** A question that is worth waking somebody for, and how Prometheus asks it. */
export interface Alert {
  readonly name: string;
  readonly question: string;
  readonly expr: string;
  /** How long it must hold. */
  readonly lasts: string;
  readonly then: string;
}

export const ALERTS: readonly Alert[] = [
  {
    name: 'ProcessAway',
    question: 'Is everybody there?',
    expr: 'up{job=~"ice|nodes"} == 0',
    lasts: '1m',
    then: 'Start it again: what was acknowledged is in its store. Until then its neighbours keep what is for it.',
  },
  {
    name: 'SlowToSafe',
    question: 'Is what ICE takes safe in time?',
    expr: 'histogram_quantile(0.99, sum by (le) (rate(rehearse_take_seconds_bucket{participant="ICE"}[5m]))) > 0.25',
    lasts: '5m',
    then: 'See below which part is at its limit. A sender holds S001 no sooner than this.',
  },
  {
    name: 'MoreThanItTakes',
    question: 'Does more come in than ICE takes?',
    expr: `sum(rehearse_waiting_messages{participant="ICE"}) > ${String(LIMITS.messagesPerCommit)}`,
    lasts: '1m',
    then: 'More waits than one commit takes in. The label `country` tells who sends it.',
  },
  {
    name: 'NotCollected',
    question: 'Does somebody not collect, or not get rid of, his messages?',
    expr: `rehearse_queue_messages > ${String(LIMITS.inFlightPerRecipient)} and deriv(rehearse_queue_messages[10m]) > 0`,
    lasts: '10m',
    then: `At ICE: the country \`recipient\` does not confirm (S002); from ${String(LIMITS.queuedPerRecipient)} on its senders are told (C602). At a country: ICE does not answer it.`,
  },
  {
    name: 'Refusals',
    question: 'Is something refused that was not before?',
    expr: 'sum by (participant, rule) (increase(rehearse_messages_refused_total[15m])) > 10 or increase(rehearse_connections_closed_total[15m]) > 0',
    lasts: '0m',
    then: 'Look the rule up in [rules](rules.md). A closed connection is a false sender or topic: the log of ICE names whose.',
  },
  {
    name: 'NearItsLimit',
    question: 'Is a process near what it can carry?',
    expr: 'sum by (participant) (rate(rehearse_busy_seconds_total[5m])) > 0.8 or histogram_quantile(0.99, sum by (participant, le) (rate(rehearse_event_loop_delay_seconds_bucket[5m]))) > 0.1',
    lasts: '10m',
    then: 'See below which part it is.',
  },
];

const code = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

const SCRAPE = `scrape_configs:
  - job_name: ice
    scrape_interval: 5s
    static_configs: [{ targets: ['127.0.0.1:8070'] }]
  - job_name: nodes
    scrape_interval: 5s
    static_configs: [{ targets: ['127.0.0.1:8090', '127.0.0.1:8091'] }]`;

/** The rule file of Prometheus. */
export const rulesText = (): string =>
  [
    'groups:',
    '  - name: exchange',
    '    rules:',
    ...ALERTS.flatMap(({ name, expr, lasts }) => [
      `      - alert: ${name}`,
      `        expr: '${expr}'`,
      `        for: ${lasts}`,
    ]),
  ].join('\n');

/** What a large share of the main thread's second in one part means. */
const SATURATED: readonly (readonly [part: string, means: string, then: string])[] = [
  [
    '`read`',
    'parsing and holding senders and signatures against connections: grows with messages and their length',
    'another core does not help one exchange; fewer or shorter messages do',
  ],
  [
    '`step`',
    'the rules and the records of the participant: grows with messages, and with what is under way',
    'look at `rehearse_queue_messages`: much that waits makes steps longer',
  ],
  [
    '`write`',
    'what a commit writes before its flush',
    'the same as `step`; every some ten thousand messages the log of the store is folded, which shows in the largest `rehearse_take_seconds`',
  ],
  [
    '`flush`',
    'the disk: the thread waits for it',
    'a disk with a faster flush (a battery-backed cache, an NVMe disk with power-loss protection); `rate(rehearse_flush_seconds_sum[5m]) / rate(rehearse_flush_seconds_count[5m])` is the length of one',
  ],
  [
    '`send`',
    'acknowledgements, encoding, writing to sockets',
    'look at `rate(rehearse_sent_bytes_total[5m])` beside what the network carries',
  ],
];

const TRACE = `rehearse trace 26GE000102000001Y3 \\
  --at http://127.0.0.1:8070=/var/tmp/ice/credentials.json \\
  --at http://127.0.0.1:8090=/var/tmp/geo/credentials.json \\
  --at http://127.0.0.1:8091=/var/tmp/aze/credentials.json`;

const TRACED = `when                      who          what                                to ICE  from ICE  whole
2026-11-30T09:31:02.093Z  GEO          MovementAccepted (D9)
2026-11-30T09:31:02.113Z  GEO → AZE      X001 AnticipatedArrivalRecord   13 ms     29 ms  42 ms
2026-11-30T09:31:02.113Z  GEO          MovementReleased (D20)
2026-11-30T09:31:02.155Z  AZE          AarCreated (A1)`;

export const metricPages = (): readonly Page[] => [
  page('watching-an-exchange.md', 'Watching an exchange', [
    'Each process on its own clock answers `GET /metrics` in OpenMetrics text: a national application at its door, ICE where it is asked to, the world with its facts.',
    code(
      'sh',
      `rehearse ice --store /var/tmp/ice --http 8070      # /healthz, /metrics; for the operator /facts and /trace
rehearse node --country GEO … --door 8090          # the same at its door
rehearse world … --facts 8095`,
    ),
    'All of them open on loopback; `--bind ADDRESS` opens them to others. `/metrics` and `/healthz` ask for no credential, so bind them to a network of your own. To a Prometheus on the same machine:',
    code('yaml', SCRAPE),
    'Every figure has the label `participant`. Reading them costs some 40 ns a message and one reading of the clock for each part of a turn; nothing is sent anywhere.',
    '## Six questions worth an alert',
    ...ALERTS.map(
      ({ question, name, then }, i) => `${String(i + 1)}. **${question}** \`${name}\`. ${then}`,
    ),
    'The thresholds are where to begin: put in the second what your nodes need. As a rule file:',
    code('yaml', rulesText()),
    '## Which part is at its limit',
    'ICE steps and commits on one thread, so a second of it is the measure: `sum by (part) (rate(rehearse_busy_seconds_total{participant="ICE"}[1m]))` is the share of each part, and their sum comes to 1 at the most. Parts are measured by the wall clock: where others use the machine, they hold what ICE waited for a core.',
    table(['part', 'what it is', 'what to do'], SATURATED),
    'Three more tell what the parts do not. `rate(process_cpu_seconds_total[1m])` less the parts without `flush` is, on a machine of its own, the broker, sockets and memory management. The `rehearse_event_loop_delay_seconds` say how late everything comes: with parts that are small, and it large, somebody else has the machine. `rate(rehearse_commit_messages_sum[1m]) / rate(rehearse_commit_messages_count[1m])` is how many messages share a flush: it grows with the load, which keeps ICE in time, until it comes near ' +
      `${String(LIMITS.messagesPerCommit)}.`,
    '## One movement through all processes',
    'Each process answers `GET /trace?mrn=…` to its operator with what it has journalled of the movement. `rehearse trace` asks all that you name, joins their facts by the ids of messages, and prints who sent what when, because of what, and how long it was on each leg: from its sender until it is safe at ICE, and from there until its recipient acted on it.',
    code('sh', TRACE),
    code('text', TRACED),
    'A name before the host names the seat (`http://SEAT@HOST:PORT`); without one it is `operator`. Instants are those of the clock of each machine, in whole milliseconds, of the turn that took the message: a leg below zero tells how far two clocks differ. `?` is a leg whose other end was not asked, or has not come. A process keeps its last million facts.',
    'Of a recorded run: `rehearse trace MRN runs/one-truck-1-1`. With `--json` the trace is one document in the JSON form of the protocol of OpenTelemetry (OTLP), which any collector takes; its trace id is the beginning of the SHA-256 of the MRN, so that it is the same whoever asks:',
    code(
      'sh',
      `rehearse trace MRN --at … --json | curl -H 'content-type: application/json' --data-binary @- http://127.0.0.1:4318/v1/traces`,
    ),
    '## All figures',
    table(['name', 'kind', 'labels', 'meaning'], Object.entries(METRICS).map(row)),
    'A histogram has `_bucket` (label `le`), `_sum` and `_count` behind its name. The server of `rehearse live` and `run --host live` has a `/metrics` of its own, of the run as its journal tells it, with the label `node`: its `rehearse_messages_sent_total` leaves out receipts, which are not journalled. Scrape it as a job of its own.',
  ]),
];

function row([name, { type, labels, help }]: [string, Metric]): string[] {
  const named = Object.entries(labels).map(([label, means]) => `\`${label}\`: ${means}`);
  return [`\`${name}${type === 'counter' ? '_total' : ''}\``, type, named.join('; '), help];
}
