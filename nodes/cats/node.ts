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
import type { TaskKind } from '../common/tasks.ts';
import { isMessageCode, MESSAGE_TYPES } from '../common/message-types.ts';
import type { MessageCode } from '../common/message-types.ts';
import type { NodeParameters } from '../common/parameters.ts';
import { ICE } from '../common/routing.ts';
import { takeBackRefusals } from '../common/rules/switched-off.ts';
import { Session } from '../common/session.ts';
import type {
  DecisionHandler,
  Department,
  MessageOf,
  Moment,
  TimerHandler,
} from '../common/step.ts';
import { refuse, say, warnOfficer } from '../common/step.ts';
import { accountDepartment, accountTable } from './accounts/accounts.ts';
import { OfficeOfDeparture } from './departure/departure.ts';
import { OfficesOfDestination } from './destination/destination.ts';
import { heldElsewhere } from './elsewhere.ts';
import { enquiryDepartment } from './enquiry/enquiry.ts';
import { guaranteeDepartment } from './guarantee/guarantees.ts';
import { TrustLevels } from './guarantee/levels.ts';
import { GuaranteeTables } from './guarantee/tables.ts';
import { Movements } from './movement/movements.ts';
import { noRecordDecisions } from './no-record.ts';
import { Setting } from './setting.ts';
import { SystemDesk } from './system/system.ts';
import { TaskList } from './tasks.ts';
import { toldToAll } from './told-to-all.ts';
import { OfficesOfTransit } from './transit/transit.ts';

/** Once a day, from the start on. */
const PRUNE = 'PRUNE';

const REFUSALS: ReadonlySet<string> = new Set<MessageCode>(['S906', 'S917']);

type AnyMessageHandler = (message: Message, at: Moment) => void;

/** The node of one country. */
export function createNode(parameters: NodeParameters): Participant {
  return new Node(parameters);
}

class Node implements Participant {
  readonly id: string;
  readonly tables: readonly Table<Row>[];
  private readonly session: Session;
  private readonly setting: Setting;
  private readonly system: SystemDesk;
  private readonly tasks = new TaskList();
  private readonly departments: readonly Department[];
  private readonly messages = new Map<string, AnyMessageHandler>();
  private readonly timers = new Map<string, TimerHandler>();
  private readonly decisions = new Map<TaskKind, DecisionHandler>();

  constructor(parameters: NodeParameters) {
    const { country, scheme } = parameters;
    this.id = country;
    const setting = new Setting(parameters);
    this.setting = setting;
    this.session = new Session(country, Object.keys(scheme.members), scheme.timers['T-ACK'], {
      dropsRepeats: !setting.off.has('C108'),
      referenceData: () => setting.members.version,
    });
    this.system = new SystemDesk(parameters, setting.members, () => this.session.depth);
    const underWay = (messageId: string) => this.session.underWay(messageId);
    const departments = departmentsOf(setting, this.tasks, this.system, underWay);
    this.departments = [...departments, this.system.department()];
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
        // People act on seats, whose decisions come as messages; what concerns the whole node is said to the node.
        this.system.obey(input.command, at);
        break;
    }
    if (this.setting.off.size > 0) takeBackRefusals(out, this.setting.off);
    this.close(now, out);
  }

  private handle(message: Message, at: Moment): void {
    const { messageType, sender } = message;
    const handler = this.messages.get(messageType);
    if (handler !== undefined) handler(message, at);
    // What nodes announce (S070) asks nothing of the procedure; neither ICE itself nor a refusal is ever refused.
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
          if (!this.session.onAcknowledgementTimer(now, out)) return;
          const { officeOfGuarantee } = this.setting.parameters;
          out.effects.push(warnOfficer(officeOfGuarantee, 'T-ACK', 'ICE does not answer'));
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
    this.system.count(out);
    this.session.seal(out, now);
  }

  private admit({ messages, timers, decisions, objections = {} }: Department): void {
    for (const [code, handler] of Object.entries(messages)) {
      once(this.messages, code, handler as AnyMessageHandler);
    }
    for (const [name, handler] of Object.entries(timers)) {
      this.timers.set(name, inTurn(this.timers.get(name), handler));
    }
    for (const [kind, handler] of Object.entries(decisions)) {
      once(this.decisions, kind as TaskKind, handler);
    }
    for (const [kind, objection] of Object.entries(objections)) {
      once(this.tasks.objections, kind as TaskKind, objection);
    }
  }
}

/** @param underWay finds a message that ICE has not taken over yet. */
function departmentsOf(
  setting: Setting,
  tasks: TaskList,
  system: SystemDesk,
  underWay: (messageId: string) => Message | undefined,
): readonly Department[] {
  const { parameters } = setting;
  const accounts = accountTable();
  const guarantees = new GuaranteeTables();
  const levels = new TrustLevels(accounts, guarantees, parameters);
  const movements = new Movements(guarantees, levels);
  const transit = new OfficesOfTransit(setting, accounts);
  const destination = new OfficesOfDestination(setting, accounts);
  const departure = new OfficeOfDeparture({ setting, tasks, accounts, movements });
  const elsewhere = heldElsewhere(transit, destination, setting);
  return [
    accountDepartment(accounts, parameters),
    guaranteeDepartment(guarantees, accounts, parameters, levels, (now) =>
      system.isAway('guarantee', now),
    ),
    departure.department(),
    transit.department(),
    destination.department(),
    toldToAll([transit, destination]),
    noRecordDecisions(transit, destination),
    enquiryDepartment(
      { setting, movements, guarantees, elsewhere },
      { tellState: (message, at) => departure.tellState(message, at), underWay },
    ),
  ];
}

/** Departments may use the same timer: each knows its own keys and lets the others be. */
const inTurn = (first: TimerHandler | undefined, second: TimerHandler): TimerHandler =>
  first === undefined
    ? second
    : (key, at) => {
        first(key, at);
        second(key, at);
      };

/** No two departments handle the same message or decision. */
function once<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.has(key)) throw new Error(`two departments handle ${String(key)}`);
  map.set(key, value);
}

/** Asks for nothing: confirmations, refusals, and what is published to all. */
const isNotice = (messageType: string): boolean =>
  isMessageCode(messageType) &&
  (MESSAGE_TYPES[messageType].receipt === true ||
    REFUSALS.has(messageType) ||
    MESSAGE_TYPES[messageType].to.includes('allNodes'));
