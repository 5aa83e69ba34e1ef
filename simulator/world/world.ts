/** The participant WORLD: traders, trucks, border posts, ferries, weather, and the officers at their seats. One pure step for all of them. */
import type { Body } from '../../nodes/common/message-types.ts';
import { WORLD } from '../../nodes/common/routing.ts';
import type { Command, Draws, Input, Message, Outcome, Participant } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import { isFaultCommand } from '../core/world-faults.ts';
import { STEP_TIMER } from '../script/script.ts';
import { SEAT_TIMERS } from '../seats/seats.ts';
import { arriveAtEnd, askAgainAtEnd, leaveEnd } from './arrival.ts';
import {
  onAllocation,
  onRejection,
  turnAway,
  onControlNotice,
  onNoRelease,
  onRelease,
  onSource,
  startSources,
} from './departure.ts';
import { launchFerries, onQuay, onVessel } from './ferries.ts';
import { onFault } from './faults.ts';
import { Given } from './given.ts';
import { landAt, onDrove, onRested } from './journey.ts';
import type { WorldParameters } from './parameters.ts';
import {
  onAcknowledged,
  onGuaranteeRefused,
  onInvalidation,
  onPaperwork,
  onQuestion,
} from './paperwork.ts';
import {
  letPass,
  onOpening,
  onServed,
  reachLanes,
  returnToLanes,
  stepAside,
  turnBack,
} from './queueing.ts';
import { onSurge } from './surge.ts';
import { onAccountDecision, onGuaranteeDecision, onReapply, startTrading } from './trading.ts';
import type { Truck } from './truck.ts';
import { onGale, onPort, onStorm, startWeather } from './weather.ts';
import { TIMERS, Work } from './work.ts';

/**
 * The world of one run.
 * @throws RangeError where a flow or movement has no way through the participants, or no customs office at one of its ends.
 */
export function createWorld(parameters: WorldParameters): Participant {
  const work = new Work(new Given(parameters));
  return {
    id: WORLD,
    tables: work.tables,
    start(now: SimTime, draws: Draws, out: Outcome): void {
      work.begin(now, draws, out);
      startTrading(work);
      launchFerries(work);
      startWeather(work);
      startSources(work);
      work.script?.start();
      work.end();
    },
    step(input: Input, now: SimTime, draws: Draws, out: Outcome): void {
      work.begin(now, draws, out);
      switch (input.kind) {
        case 'timer':
          onTimer(work, input.name, input.key);
          break;
        case 'message':
          onMessage(work, input.message);
          break;
        case 'command':
          onCommand(work, input.command);
          break;
      }
      work.end();
    },
  };
}

/** Faults come from the host alone; all else is what people do at their seats. */
function onCommand(work: Work, command: Command): void {
  if (isFaultCommand(command)) onFault(work, command);
  else work.seats.onCommand(command, work);
}

type TimerHandler = (work: Work, key: string) => void;

/** What happens when a timer rings, by its name. */
const ON_TIMER: ReadonlyMap<string, TimerHandler> = new Map<string, TimerHandler>([
  [TIMERS.drove, (work, truck) => onDrove(work, work.trucks.of(truck))],
  [TIMERS.rested, (work, truck) => onRested(work, work.trucks.of(truck))],
  [TIMERS.front, (work, truck) => reachLanes(work, work.trucks.of(truck))],
  [TIMERS.served, (work, truck) => onServed(work, work.trucks.of(truck))],
  [TIMERS.again, (work, truck) => tryAgain(work, work.trucks.of(truck))],
  [TIMERS.paperwork, (work, truck) => doPaperwork(work, truck)],
  [TIMERS.ashore, (work, truck) => landAt(work, work.trucks.of(truck))],
  [TIMERS.source, onSource],
  [TIMERS.surge, onSurge],
  [TIMERS.reapply, onReapply],
  [TIMERS.quay, onQuay],
  [TIMERS.vessel, onVessel],
  [TIMERS.opens, onOpening],
  [TIMERS.port, onPort],
  [TIMERS.storm, onStorm],
  [TIMERS.weather, onGale],
  [SEAT_TIMERS.decided, (work, task) => work.seats.onDecided(task, work)],
  [SEAT_TIMERS.opens, (work, office) => work.seats.onOpening(office, work)],
  [STEP_TIMER, (work, step) => work.script?.onStep(step)],
]);

function onTimer(work: Work, name: string, key: string): void {
  const handler = ON_TIMER.get(name);
  if (handler === undefined) throw new Error(`the world has no timer "${name}"`);
  handler(work, key);
}

/** What customs tell an officer or a trader who has no truck on the road yet, by message type. */
const ON_MESSAGE: ReadonlyMap<string, (work: Work, message: Message) => void> = new Map([
  ['N810', onWorkItem],
  ['N811', (work: Work, message: Message) => work.seats.onWithdrawal(message, work)],
  ['A802', onAccountDecision],
  ['G812', onGuaranteeDecision],
  ['T140', onQuestion],
]);

/** What they tell the trader or the driver of a truck. */
const ON_TRUCK_MESSAGE: ReadonlyMap<string, (work: Work, truck: Truck, message: Message) => void> =
  new Map([
    ['T928', onAcknowledged],
    ['T028', onAllocation],
    ['T029', onRelease],
    ['T051', onNoRelease],
    ['T055', onGuaranteeRefused],
    ['T056', onRejection],
    ['T009', onInvalidation],
    ['T060', onControlNotice],
    ['N118', onPassage],
    ['T025', onGoodsRelease],
    ['T057', onRefusal],
    ['T058', onBorderRejection],
    ['S906', onRefusal],
    ['S917', onRefusal],
  ]);

/** Anything else is noted by the host and changes nothing. */
function onMessage(work: Work, message: Message): void {
  if (work.script?.onMessage(message) === true) return;
  const handler = ON_MESSAGE.get(message.messageType);
  if (handler !== undefined) {
    handler(work, message);
    return;
  }
  const truckHandler = ON_TRUCK_MESSAGE.get(message.messageType);
  if (truckHandler === undefined) return;
  const truck = work.truckBy(message.mrn) ?? work.truckBy(message.lrn);
  if (truck !== undefined) truckHandler(work, truck, message);
}

/** N810: a task that a script decides itself is left to it. */
function onWorkItem(work: Work, message: Message): void {
  if (work.script?.onWorkItem(message) !== true) work.seats.onWorkItem(message, work);
}

/** N118: the truck may go on, once its lane is done with it; one that has stepped aside meanwhile need not ask again. */
function onPassage(work: Work, truck: Truck, message: Message): void {
  const { office, seals } = message.body as Body<'N118'>;
  if (work.stopOf(truck).office !== office) return;
  const sealed =
    seals === undefined ? truck : truck.with({ load: { ...truck.load, seals: seals.identifiers } });
  if (isAtLane(truck)) letPass(work, sealed);
  else if (truck.phase === 'aside' || truck.phase === 'atLanes') {
    work.trucks.set(truck.id, sealed.with({ passed: true }));
  }
}

/** T025 with release: the truck unloads; goods that are not released stay where they are. */
function onGoodsRelease(work: Work, truck: Truck, message: Message): void {
  const { releaseIndicator } = message.body as Body<'T025'>;
  if (releaseIndicator === 0) {
    leaveHeld(work, truck);
    return;
  }
  if (isAtLane(truck)) letPass(work, truck);
  else if (truck.phase === 'arrived' || truck.phase === 'atDoor') {
    work.out.stopTimer(TIMERS.again, truck.id);
    leaveEnd(work, truck);
  }
}

/** T025 without release: the goods stay with customs, unloaded, until discrepancies are resolved; the truck goes. */
function leaveHeld(work: Work, truck: Truck): void {
  if (isAtLane(truck)) letPass(work, truck);
  else if (truck.phase === 'arrived') leaveEnd(work, truck);
}

/** T058: after a look the truck is not let in for good (92); anything else the driver can put right. */
function onBorderRejection(work: Work, truck: Truck, message: Message): void {
  const { errors } = message.body as Body<'T058'>;
  if (isAtLane(truck) && errors.some(({ code }) => code === '92')) turnBack(work, truck);
  else onRefusal(work, truck, message);
}

/** A declaration, presentation or notice was refused; only the sender's own message counts, not an officer's. */
function onRefusal(work: Work, truck: Truck, { recipient }: Message): void {
  const { principal, plate } = truck.load;
  if (recipient !== principal && recipient !== plate) return;
  if (truck.phase === 'declared') {
    if (truck.mrn === '') turnAway(work, truck, 'rejected');
  } else if (isAtLane(truck)) stepAside(work, truck);
  else if (truck.phase === 'arrived') askAgainAtEnd(work, truck);
}

/** The truck may have left meanwhile. */
function doPaperwork(work: Work, id: string): void {
  const truck = work.trucks.get(id);
  if (truck !== undefined) onPaperwork(work, truck);
}

function tryAgain(work: Work, truck: Truck): void {
  if (truck.phase === 'aside') returnToLanes(work, truck);
  else arriveAtEnd(work, truck);
}

const isAtLane = ({ phase }: Truck): boolean => phase === 'served' || phase === 'held';
