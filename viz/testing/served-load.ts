/** A load behind a real server, for tests of its page: nothing is sent; the test says what each second brought. */
import type { Listening } from '../../simulator/server/listening.ts';
import { LoadBoard } from '../../simulator/server/load-board.ts';
import { startLoadServer } from '../../simulator/server/load-server.ts';

type Profile = ConstructorParameters<typeof LoadBoard>[0];
type Interval = Parameters<LoadBoard['onInterval']>[0];
type Report = Parameters<LoadBoard['onReport']>[0];
type Finding = Report['checked']['findings'][number];

/** Twenty movements a second, a rise, a hundred of them, and twenty again. */
const PROFILE: Profile = {
  name: 'spike',
  summary: { en: 'A ferry unloads', ru: 'Разгружается паром' },
  stages: [
    { seconds: 20, rate: 20 },
    { seconds: 10, rate: 20, to: 100 },
    { seconds: 10, rate: 100 },
    { seconds: 20, rate: 20 },
  ],
  warmUp: 5,
  arrivals: 'even',
  pace: 86_400,
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  p99Most: 2_000,
};
/** What a second brings where a test says nothing else. */
const SECOND = {
  ...{ movements: 20, sent: 180, acknowledged: 180, delivered: 176 },
  ...{ p50: 2.4, p99: 11.5, backlog: 3 },
};
const LATENCY = { count: 10_000, p50: 2.4, p90: 6.1, p99: 11.5, p999: 30.2, max: 41 };

export class ServedLoad {
  readonly board: LoadBoard;
  private readonly server: Listening;
  private readonly intervals: Interval[] = [];
  private readonly findings: Finding[] = [];

  private constructor(board: LoadBoard, server: Listening) {
    this.board = board;
    this.server = server;
  }

  /** @param port 0: any free one. */
  static async open(port = 0): Promise<ServedLoad> {
    const board = new LoadBoard(PROFILE, 'mqtt://127.0.0.1:1883', 'ice');
    return new ServedLoad(board, await startLoadServer({ board, port }));
  }

  get url(): string {
    return this.server.url;
  }

  get port(): number {
    return this.server.port;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** A second is over. */
  second(more: Partial<Interval> = {}): void {
    const interval = { at: this.intervals.length + 1, ...SECOND, ...more };
    this.intervals.push(interval);
    this.board.onInterval(interval, this.checked);
  }

  seconds(count: number, more: Partial<Interval> = {}): void {
    for (let i = 0; i < count; i++) this.second(more);
  }

  /** An answer was wrong; told with the next second. */
  find(detail: string): void {
    this.findings.push({
      ...{ kind: 'altered', rule: 'C101', messageId: 'GEO-17', messageType: 'X001' },
      ...{ mrn: '26GE0002004H8T1VY4', detail },
    });
  }

  /** The load is over. */
  end(objections: Report['objections'] = []): void {
    this.board.onReport(this.report(objections), 'runs/load-spike-1/load.json');
  }

  private get checked(): Report['checked'] {
    const { findings, intervals } = this;
    return { answers: 700 * intervals.length, wrong: findings.length, findings };
  }

  private report(objections: Report['objections']): Report {
    return {
      ...{ format: 1, profile: PROFILE.name, target: 'mqtt://127.0.0.1:1883', through: 'ice' },
      ...{ seed: '1', startedAt: '2026-07-14T06:00:00.000Z', seconds: 55, warmUp: 5 },
      machine: { cpus: 2, runtime: 'Deno 2' },
      asked: { movements: 36.4, messages: 327.3 },
      achieved: { movements: 36.4, messages: 326.9 },
      ...{ acknowledgement: LATENCY, delivery: LATENCY, schedule: LATENCY, byType: {} },
      backlog: { most: 120, atEnd: 3, growth: 0 },
      generatorCpu: 0.2,
      checked: this.checked,
      intervals: this.intervals,
      objections,
      generatorLimited: false,
    };
  }
}
