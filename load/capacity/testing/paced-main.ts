/**
 * An exchange of known capacity: takes messages at its intake and hands them on at a fixed rate, with S001 to the sender; remembers and checks nothing.
 * A process of its own, so that what loads it can be judged against what is known: `paced-main.ts OPTIONS-AS-JSON` (`PacedOptions`). Says where it is
 * in one line of JSON, and ends with its input.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import process from 'node:process';
import { SCHEMA_VERSION } from '../../../nodes/common/limits.ts';
import { ALL, ICE } from '../../../nodes/common/routing.ts';
import { outboxTopic, parseIntakeTopic, publicTopic } from '../../../nodes/common/topics.ts';
import { publishFrame } from '../../../nodes/process/publish-frame.ts';
import { Frames } from '../../wire/frames.ts';

export interface PacedOptions {
  /** Messages that it hands on in a second; receipts cost nothing. */
  readonly perSecond: number;
  /** What it says of itself; left out: test. */
  readonly realm?: 'test' | 'production';
  /** It takes no connection. */
  readonly refuses?: boolean;
  /** It is gone after so many messages. */
  readonly diesAfter?: number;
  /** Every answer comes so much later, in ms. */
  readonly delay?: number;
  /** One in so many is handed on with other content. */
  readonly alters?: number;
  /** One in so many is acknowledged and not handed on. */
  readonly loses?: number;
  /** At the end of every `every` it does nothing for `ms`. */
  readonly stalls?: { readonly every: number; readonly ms: number };
}

export interface PacedAddress {
  readonly url: string;
  readonly pid: number;
}

/** Packet types [MQTT-2.2.1]. */
const CONNECT = 1;
const PUBLISH = 3;
const SUBSCRIBE = 8;
const PINGREQ = 12;
const NOT_AUTHORISED = 5;
/** Messages that tell of others, and are handed on to nobody. */
const ASIDE: ReadonlySet<string> = new Set(['S002', 'S803']);

/** Jobs done that may stand before those that wait. */
const FORGET_AFTER = 10_000;

interface Job {
  readonly sender: Socket;
  readonly packetId: Buffer;
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly payload: Buffer;
  /** When it is due, by the clock of the service. */
  readonly doneAt: number;
}

const options = JSON.parse(process.argv[2] ?? '{}') as PacedOptions;
const inboxes = new Map<string, Socket>();
const jobs: Job[] = [];
let head = 0;
let freeAt = 0;
let served = 0;
let aside = 0;
let isTurning = false;

const server = createServer({ noDelay: true }, (socket) => {
  const frames = new Frames();
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    for (const frame of frames.of(chunk)) take(socket, frame);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const address: PacedAddress = { url: `mqtt://127.0.0.1:${String(port)}`, pid: process.pid };
  process.stdout.write(`${JSON.stringify(address)}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();

function take(socket: Socket, frame: Buffer): void {
  const type = (frame[0] ?? 0) >> 4;
  if (type === CONNECT) {
    socket.write(Buffer.from([0x20, 2, 0, options.refuses === true ? NOT_AUTHORISED : 0]));
    if (options.refuses === true) socket.end();
  } else if (type === SUBSCRIBE) subscribe(socket, frame);
  else if (type === PUBLISH) takePublish(socket, frame);
  else if (type === PINGREQ) socket.write(Buffer.from([0xd0, 0]));
}

/** Grants every filter; a filter of an inbox opens it. */
function subscribe(socket: Socket, frame: Buffer): void {
  let at = bodyOf(frame) + 2;
  const codes: number[] = [];
  while (at < frame.length) {
    const end = at + 2 + frame.readUInt16BE(at);
    const [, , direction, country = ''] = frame.toString('latin1', at + 2, end).split('/');
    if (direction === 'out') inboxes.set(country, socket);
    codes.push(1);
    at = end + 1;
  }
  const id = frame.subarray(bodyOf(frame), bodyOf(frame) + 2);
  socket.write(Buffer.concat([Buffer.from([0x90, 2 + codes.length]), id, Buffer.from(codes)]));
  socket.write(publishFrame(publicTopic('realm'), options.realm ?? 'test', 0));
}

function takePublish(sender: Socket, frame: Buffer): void {
  const body = bodyOf(frame);
  const topicEnd = body + 2 + frame.readUInt16BE(body);
  const address = parseIntakeTopic(frame.toString('latin1', body + 2, topicEnd));
  const packetId = frame.subarray(topicEnd, topicEnd + 2);
  if (address === undefined || ASIDE.has(address.messageType)) {
    sender.write(Buffer.concat([Buffer.from([0x40, 2]), packetId]));
    return;
  }
  const now = performance.now();
  freeAt = Math.max(freeAt, now) + 1_000 / options.perSecond;
  freeAt = afterStall(freeAt);
  const { from, to, messageType: type } = address;
  const payload = Buffer.from(frame.subarray(topicEnd + 2));
  jobs.push({ sender, packetId, from, to, type, payload, doneAt: freeAt + (options.delay ?? 0) });
  turn();
}

function afterStall(at: number): number {
  const { stalls } = options;
  if (stalls === undefined) return at;
  const into = at % stalls.every;
  return into > stalls.every - stalls.ms ? at - into + stalls.every : at;
}

/** Serves what is due, and comes back for the next. */
function turn(): void {
  if (isTurning) return;
  const now = performance.now();
  for (const out of [...inboxes.values()]) out.cork();
  while (head < jobs.length && jobs[head]!.doneAt <= now) serve(jobs[head++]!);
  for (const out of [...inboxes.values()]) out.uncork();
  if (head > FORGET_AFTER) {
    jobs.splice(0, head);
    head = 0;
  }
  const next = jobs[head];
  if (next === undefined) return;
  isTurning = true;
  const again = (): void => {
    isTurning = false;
    turn();
  };
  if (next.doneAt - now > 1) setTimeout(again, next.doneAt - now - 1);
  else setImmediate(again);
}

function serve({ sender, packetId, from, to, type, payload }: Job): void {
  served++;
  if (served === options.diesAfter) process.exit(1);
  sender.write(Buffer.concat([Buffer.from([0x40, 2]), packetId]));
  const { messageId } = JSON.parse(payload.toString('utf8')) as { messageId: string };
  inboxes.get(from)?.write(receiptFor(from, messageId));
  if (isNth(options.loses)) return;
  const topic = outboxTopic(to, { sender: from, messageType: type });
  const told = isNth(options.alters) ? altered(payload) : payload;
  for (const country of to === ALL ? inboxes.keys() : [to])
    if (country !== from || to !== ALL) inboxes.get(country)?.write(publishFrame(topic, told, 0));
}

const isNth = (n: number | undefined): boolean => n !== undefined && served % n === 0;

/** Says that the last digit of the sending time is another one: still a message, but not the one that was sent. */
function altered(payload: Buffer): string {
  return payload
    .toString('utf8')
    .replace(/(\d)Z"/, (_, digit: string) => `${String((Number(digit) + 1) % 10)}Z"`);
}

function receiptFor(country: string, correlationId: string): Buffer {
  const now = new Date().toISOString();
  const message = {
    messageId: `${ICE}-${String(++aside)}`,
    messageType: 'S001',
    sender: ICE,
    recipient: country,
    sentAt: now,
    correlationId,
    schemaVersion: SCHEMA_VERSION,
    body: { messageId: correlationId, receivedAt: now, queuePosition: 0 },
  };
  return publishFrame(outboxTopic(country, message), JSON.stringify(message), 0);
}

/** Where a packet's body begins, behind its length. */
function bodyOf(frame: Buffer): number {
  let at = 1;
  while ((frame[at++] ?? 0) > 127);
  return at;
}
