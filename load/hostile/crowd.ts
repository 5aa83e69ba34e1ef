/** Peers that come in numbers: with wrong secrets, or with nothing to say. */
import { LIMITS } from '../../nodes/common/limits.ts';
import type { Parties } from './packets.ts';
import * as mqtt from './mqtt-bytes.ts';
import { RawSocket } from './raw-socket.ts';

export interface Crowd {
  /** Sockets that were opened and said nothing, or a byte now and then. */
  readonly silent: number;
  /** Until a country with good credentials was let in beside them, in ms; undefined where it was not. */
  readonly letInMs: number | undefined;
}

const ANSWER_MS = 60_000;
const SLOW_MS = 100;
const EVERY_SLOW = 4;

/** So many CONNECTs with a wrong secret, all at once. */
export async function flood(port: number, country: string, count: number): Promise<void> {
  const attempts = Array.from({ length: count }, async (_, i) => {
    const socket = await RawSocket.open(port).catch(() => undefined);
    const login = { clientId: `${country}-f${i}`, username: country, password: `wrong ${i}` };
    await socket?.login(login, ANSWER_MS);
    socket?.destroy();
  });
  await Promise.all(attempts);
}

/** More sockets than the exchange holds say nothing; every fourth sends CONNECT byte by byte. Then a country comes. */
export async function crowd(port: number, { own, secret }: Parties): Promise<Crowd> {
  const login = { clientId: `${own}-late`, username: own, password: secret };
  const bytes = mqtt.connect(login);
  const sockets: RawSocket[] = [];
  for (let i = 0; i < LIMITS.connections + 50; i++) {
    const socket = await RawSocket.open(port).catch(() => undefined);
    if (socket !== undefined) sockets.push(socket);
  }
  let sent = 0;
  const slowly = setInterval(() => {
    for (let i = 0; i < sockets.length; i += EVERY_SLOW)
      sockets[i]?.send(bytes.subarray(sent, sent + 1));
    sent = Math.min(sent + 1, bytes.length - 2);
  }, SLOW_MS);
  const begun = performance.now();
  let letInMs: number | undefined;
  while (letInMs === undefined && performance.now() - begun < ANSWER_MS) {
    const socket = await RawSocket.open(port).catch(() => undefined);
    const code = await socket?.login(login, ANSWER_MS);
    if (code === 0) letInMs = performance.now() - begun;
    else await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    socket?.destroy();
  }
  clearInterval(slowly);
  for (const socket of sockets) socket.destroy();
  return { silent: sockets.length, letInMs };
}
