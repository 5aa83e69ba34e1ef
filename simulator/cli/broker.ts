/** An outside broker named on the command line: read, and, before a run begins, looked for once. */
import { connect } from 'node:net';
import { EXIT, Failure } from './failure.ts';

/** Longer than any broker worth running over takes to accept a connection. */
const KNOCK_MS = 5_000;
const PORTS: Readonly<Record<string, number>> = { 'mqtt:': 1_883, 'mqtts:': 8_883 };

/** @param text what stands after this option. @throws Failure where it is no address. */
export function readBroker(text: string, option = 'broker'): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && PORTS[url.protocol] !== undefined && url.hostname !== '') return url;
  const advice = 'write it as mqtt://host:port, or mqtt://user:password@host:port';
  throw new Failure(EXIT.usage, `--${option} ${text} is no address of a broker`, advice);
}

/**
 * @param text what stands after --broker; undefined asks for the embedded broker.
 * @returns the address as it was given.
 * @throws Failure where it is no address, or nobody answers there.
 */
export async function reachBroker(text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const url = readBroker(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const problem = await knock(host, Number(url.port === '' ? PORTS[url.protocol] : url.port));
  if (problem === undefined) return text;
  const advice = 'start the broker, or correct the address';
  throw new Failure(EXIT.surroundings, `--broker ${url.host}: ${problem}`, advice);
}

/** Opens a connection and closes it. @returns what went wrong, if anything. */
function knock(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (problem?: string): void => {
      socket.destroy();
      resolve(problem);
    };
    socket.setTimeout(KNOCK_MS, () => {
      end(`no answer within ${String(KNOCK_MS / 1_000)} s`);
    });
    socket.once('connect', () => {
      end();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(error.code === 'ENOTFOUND' ? 'no machine has this name' : 'nobody answers there');
    });
  });
}
