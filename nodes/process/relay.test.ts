/** A relay passes everything on in order, and is severed and mended as it is told. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Relay } from './relay.ts';
import { Arrived } from './testing/wait.ts';

let server: Server;
let relay: Relay;
const heard = { server: new Arrived<string>(), accepted: new Arrived<Socket>() };
const sockets: Socket[] = [];

beforeEach(async () => {
  heard.server = new Arrived();
  heard.accepted = new Arrived();
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (bytes: Buffer) => heard.server.push((text += bytes.toString())));
    heard.accepted.push(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  relay = await Relay.open();
  relay.leadTo({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await relay.close();
  await new Promise((resolve) => server.close(resolve));
});

/** A client of the relay, and what becomes of it. */
function client(): { socket: Socket; text: Arrived<string>; ends: Arrived<string> } {
  const socket = connect(relay.port, '127.0.0.1');
  sockets.push(socket);
  const text = new Arrived<string>();
  const ends = new Arrived<string>();
  let all = '';
  socket.on('data', (bytes: Buffer) => text.push((all += bytes.toString())));
  socket.on('error', () => undefined);
  socket.on('end', () => ends.push('end'));
  socket.on('close', () => ends.push('close'));
  return { socket, text, ends };
}

const ALL = Array.from({ length: 20_000 }, (_, n) => `${String(n)} `).join('');

test.each([
  ['freely', {}],
  ['late', { delayMs: 20 }],
  ['slowly', { bytesPerSecond: 2_000_000 }],
])('passes everything on %s and in order, both ways, and then the end', async (_, hindrance) => {
  relay.hinder(hindrance);
  const { socket, text, ends } = client();
  const accepted = await heard.accepted.next('a connection');
  for (let at = 0; at < ALL.length; at += 7_001) socket.write(ALL.slice(at, at + 7_001));
  accepted.write('and back');
  await heard.server.next('everything', (all) => all === ALL);
  await text.next('the answer', (all) => all === 'and back');
  accepted.end();
  await ends.next('the end', (what) => what === 'end');
});

test('severed, ends what is open and refuses who comes; mended, lets everybody through', async () => {
  const first = client();
  await heard.accepted.next('a connection');
  relay.sever();
  await first.ends.next('the cut', (what) => what === 'close');
  const second = client();
  await second.ends.next('the refusal', (what) => what === 'close');
  expect(heard.accepted.all).toHaveLength(1);
  relay.mend();
  const third = client();
  third.socket.write('here');
  await heard.server.next('the word', (all) => all === 'here');
});

test('ends a connection where nobody listens behind it', async () => {
  relay.leadTo({ host: '127.0.0.1', port: 1 });
  const { ends } = client();
  await ends.next('the end', (what) => what === 'close');
});
