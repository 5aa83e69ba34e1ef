/** A national CATS node as a participant: its departments, its task list and its session with ICE. Holds no rule of customs. */
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
} from '../../simulator/core/participant.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY } from '../../simulator/core/time.ts';
import type { TaskKind } from '../common/facts.ts';
import { isMessageCode, MESSAGE_TYPES } from '../common/message-types.ts';
import type { NodeParameters } from '../common/parameters.ts';
import { ICE } from '../common/routing.ts';
import { Session } from '../common/session.ts';
import type {
  DecisionHandler,
  Department,
  MessageOf,
  Moment,
  TimerHandler,
} from '../common/step.ts';
import { refuse, say } from '../common/step.ts';
import { accountDepartment, accountTable } from './accounts/accounts.ts';
import { OfficeOfDeparture } from './departure/departure.ts';
import { OfficesOfDestination } from './destination/destination.ts';
import { guaranteeDepartment } from './guarantee/guarantees.ts';
import { GuaranteeTables } from './guarantee/tables.ts';
import { Setting } from './setting.ts';
import { onArrivalForward } from './skipped.ts';
import { TaskList } from './tasks.ts';
import { OfficesOfTransit } from './transit/transit.ts';

/** Once a day, from the start on. */
const PRUNE = 'PRUNE';

type AnyMessageHandler = (message: Message, at: Moment) => void;

/** The node of one country. */
export function createNode(parameters: NodeParameters): Participant {
  return new Node(parameters);
}

class Node implements Participant {
  readonly id: string;
  readonly tables: readonly Table<Row>[];
  private readonly session: Session;
  private readonly tasks = new TaskList();
  private readonly departments: readonly Department[];
  private readonly messages = new Map<string, AnyMessageHandler>();
  private readonly timers = new Map<string, TimerHandler>();
  private readonly decisions = new Map<TaskKind, DecisionHandler>();

  constructor(parameters: NodeParameters) {
    const { country, scheme } = parameters;
    this.id = country;
    this.session = new Session(country, Object.keys(scheme.members), scheme.timers['T-ACK']);
    this.departments = departmentsOf(parameters, this.tasks);
    for (const department of this.departments) this.admit(department);
    this.admit(this.desk());
    this.tables = [
      ...this.session.tables,
      this.tasks.open,
      ...this.departments.flatMap(({ tables }) => tables),
    ];
  }

  start(now: SimTime, draws: Draws, out: Outcome): void {
    out.startTimer(PRUNE, this.id, now + DAY);
    for (const department of this.departments) department.start?.({ now, draws, out });
    this.close(now, out);
  }

  step(input: Input, now: SimTime, draws: Draws, out: Outcome): void {
    const at = { now, draws, out };
    switch (input.kind) {
      case 'message':
        if (this.session.takes(input.message, now, out)) this.handle(input.message, at);
        break;
      case 'timer':
        this.timers.get(input.name)?.(input.key, at);
        break;
      case 'command':
        // People act on seats, whose decisions come as messages; the node itself takes no commands.
        break;
    }
    this.close(now, out);
  }

  private handle(message: Message, at: Moment): void {
    const { messageType, sender } = message;
    const handler = this.messages.get(messageType);
    if (handler !== undefined) handler(message, at);
    // What ICE publishes (S802) and nodes announce (S070) asks nothing of the procedure; ICE itself is never refused.
    else if (sender !== ICE && !isNotice(messageType)) say(at.out, refuse(message, 'C109', '92'));
  }

  /** What concerns the whole node: the officers' answers, the session's timer, the daily clearing. */
  private desk(): Department {
    return {
      tables: [],
      messages: {
        N820: (message, at) => {
          this.decide(message, at);
        },
      },
      timers: {
        'T-ACK': (_, { now, out }) => {
          this.session.onAcknowledgementTimer(now, out);
        },
        [PRUNE]: (_, at) => {
          this.prune(at);
        },
      },
      decisions: {},
    };
  }

  private decide(message: MessageOf<'N820'>, at: Moment): void {
    const task = this.tasks.answer(message, message.body, at);
    if (task !== undefined) this.decisions.get(task.kind)?.(task, message, at);
  }

  private prune(at: Moment): void {
    this.session.prune(at.now, at.out);
    for (const department of this.departments) department.prune?.(at);
    at.out.startTimer(PRUNE, this.id, at.now + DAY);
  }

  /** Every step ends here: questions are noted, messages to ICE numbered and kept. */
  private close(now: SimTime, out: Outcome): void {
    this.tasks.note(out);
    this.session.seal(out, now);
  }

  private admit({ messages, timers, decisions }: Department): void {
    for (const [code, handler] of Object.entries(messages)) {
      once(this.messages, code, handler as AnyMessageHandler);
    }
    for (const [name, handler] of Object.entries(timers)) once(this.timers, name, handler);
    for (const [kind, handler] of Object.entries(decisions)) {
      once(this.decisions, kind as TaskKind, handler);
    }
  }
}

function departmentsOf(parameters: NodeParameters, tasks: TaskList): readonly Department[] {
  const setting = new Setting(parameters);
  const accounts = accountTable();
  const guarantees = new GuaranteeTables();
  const transit = new OfficesOfTransit(setting);
  const destination = new OfficesOfDestination(setting);
  return [
    accountDepartment(accounts, parameters),
    guaranteeDepartment(guarantees, accounts, parameters),
    new OfficeOfDeparture({ setting, tasks, accounts, guarantees }).department(),
    transit.department(),
    destination.department(),
    forwarding(transit, destination),
  ];
}

/** X024 concerns two departments. */
const forwarding = (transit: OfficesOfTransit, destination: OfficesOfDestination): Department => ({
  tables: [],
  messages: {
    X024: (message, at) => {
      onArrivalForward(message, at, [
        (mrn, office, moment) => transit.closeSkipped(mrn, office, moment),
        (mrn, office, moment) => destination.closeSkipped(mrn, office, moment),
      ]);
    },
  },
  timers: {},
  decisions: {},
});

/** No two departments handle the same. */
function once<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.has(key)) throw new Error(`two departments handle ${String(key)}`);
  map.set(key, value);
}

/** Tells everybody something and asks for nothing: confirmations, and what is published to all. */
const isNotice = (messageType: string): boolean =>
  isMessageCode(messageType) &&
  (MESSAGE_TYPES[messageType].receipt === true ||
    MESSAGE_TYPES[messageType].to.includes('allNodes'));
