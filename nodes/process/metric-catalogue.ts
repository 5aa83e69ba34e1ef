/** Every figure of `/metrics` of ICE, of a national application and of the world: name, kind, unit, labels, meaning. The page in docs/ reads it. */
import type { Family } from './openmetrics.ts';

export interface Metric extends Family {
  /** Beside `participant`, which every figure has. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Without `_total`, which every sample of a counter has behind its name. */
export const METRICS = {
  rehearse_messages_taken: {
    type: 'counter',
    labels: {
      type: 'code of the message, or `unreadable`',
      from: 'who handed it over: a country at ICE, ICE or WORLD at a country',
    },
    help: 'Messages taken in and safe, receipts and refused ones included.',
  },
  rehearse_messages_refused: {
    type: 'counter',
    labels: { rule: 'the rule that it broke' },
    help: 'Messages refused for their form or content.',
  },
  rehearse_connections_closed: {
    type: 'counter',
    labels: {},
    help: 'Connections closed for a false sender or topic.',
  },
  rehearse_messages_sent: {
    type: 'counter',
    labels: {},
    help: 'Messages handed to the wire or to the door after a commit, receipts included, repeats after a reconnection not.',
  },
  rehearse_commits: {
    type: 'counter',
    labels: {},
    help: 'Commits that wrote something.',
  },
  rehearse_events: {
    type: 'counter',
    labels: {},
    help: 'Steps run: messages, timers, commands.',
  },
  rehearse_facts: {
    type: 'counter',
    labels: {},
    help: 'Facts journalled.',
  },
  rehearse_take_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: {},
    help: 'From reading a message off the wire until it is safe.',
  },
  rehearse_flush_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: {},
    help: 'COMMIT of the store alone: until the disk has it.',
  },
  rehearse_commit_messages: {
    type: 'histogram',
    unit: 'messages',
    labels: {},
    help: 'Messages that one commit makes safe.',
  },
  rehearse_busy_seconds: {
    type: 'counter',
    unit: 'seconds',
    labels: {
      part: '`read`: parsing a message and holding its sender against its connection, one in 32 timed; `step`: what the participant does with it; `write`: what the commit writes before its flush; `flush`: COMMIT, where it waits for it; `send`: acknowledging, encoding and writing to sockets',
    },
    help: 'Where the time of the main thread goes.',
  },
  rehearse_waiting_messages: {
    type: 'gauge',
    unit: 'messages',
    labels: { country: 'who handed them over' },
    help: 'Messages off the wire and not yet safe.',
  },
  rehearse_queue_messages: {
    type: 'gauge',
    unit: 'messages',
    labels: { recipient: 'for whom they are: a country at ICE, ICE at a country' },
    help: 'Messages held until their recipient confirms them, those that may not leave yet included.',
  },
  rehearse_outbox_messages: {
    type: 'gauge',
    unit: 'messages',
    labels: {},
    help: 'Messages that wait to be confirmed.',
  },
  rehearse_event_loop_delay_seconds: {
    type: 'histogram',
    unit: 'seconds',
    labels: {},
    help: 'How late a tick of 10 ms comes: what every reader of a socket waits as well.',
  },
  rehearse_received_bytes: {
    type: 'counter',
    unit: 'bytes',
    labels: {},
    help: 'Bytes read from connections of the exchange.',
  },
  rehearse_sent_bytes: {
    type: 'counter',
    unit: 'bytes',
    labels: {},
    help: 'Bytes written to connections of the exchange.',
  },
  process_cpu_seconds: {
    type: 'counter',
    unit: 'seconds',
    labels: {},
    help: 'CPU time of the process, user and system, all threads.',
  },
  process_resident_memory_bytes: {
    type: 'gauge',
    unit: 'bytes',
    labels: {},
    help: 'Memory of the process that is in RAM.',
  },
  process_start_time_seconds: {
    type: 'gauge',
    unit: 'seconds',
    labels: {},
    help: 'When the process began, in Unix seconds.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;

/** Upper bounds of what takes time, in seconds. */
export const SECONDS_BOUNDS = [
  0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
] as const;

/** Upper bounds of what one commit takes in; the last is the most that one may (`LIMITS.messagesPerCommit`). */
export const COMMIT_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 250] as const;
