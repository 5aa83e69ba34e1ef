/** A process on its own clock that cannot begin: what it had opened by then is closed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startIce } from './free-ice.ts';
import { startNode } from './free-node.ts';
import { RealCast, TWO } from './testing/real-cast.ts';

let storeDir: string;
let server: Server;
let failures: unknown[];
beforeEach(async () => {
  storeDir = mkdtempSync(join(tmpdir(), 'open-'));
  failures = [];
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(storeDir, { recursive: true, force: true });
});

const cast = new RealCast(TWO);
const common = () => ({
  participants: cast.participants,
  codes: cast.codes,
  realm: 'test' as const,
  storeDir,
  onTrouble: () => undefined,
  onFailure: (error: unknown) => void failures.push(error),
});

test('ICE whose door is taken gives its other port back', async () => {
  const { port } = server.address() as AddressInfo;
  let isOpen = true;
  const front = {
    url: '',
    seesInboxes: true,
    publish: () => Promise.resolve(),
    close: () => Promise.resolve(void (isOpen = false)),
  };
  const starting = startIce({
    ...common(),
    participant: cast.ice(),
    front: { kind: 'other', open: () => Promise.resolve(front) },
    door: { bind: '127.0.0.1', port, seats: {} },
  });
  await expect(starting).rejects.toThrow();
  expect(isOpen).toBe(false);
});

test('a node that cannot look for ICE does not go on without its store', async () => {
  const starting = startNode({
    ...common(),
    plays: cast.node('GEO'),
    url: 'no address',
    secret: 'secret',
    door: { bind: '127.0.0.1', port: 0, seats: {} },
  });
  await expect(starting).rejects.toThrow();
  // Its first turn would come now.
  await new Promise((resolve) => setImmediate(resolve));
  expect(failures).toEqual([]);
});
