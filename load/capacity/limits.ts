/** What a machine gives at most, measured while it does nothing else: a flush of its disk, bytes over its own network. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const FLUSHES = 100;
const PAGE_BYTES = 4_096;

/** Mean of one fdatasync of a page appended to a file in this folder, in ms. @throws the file system's error. */
export function diskFlushMs(folder: string): number {
  const own = mkdtempSync(join(folder, 'flush-'));
  const file = openSync(join(own, 'pages'), 'w');
  const page = new Uint8Array(PAGE_BYTES);
  try {
    const begun = performance.now();
    for (let i = 0; i < FLUSHES; i++) {
      writeSync(file, page);
      fdatasyncSync(file);
    }
    return (performance.now() - begun) / FLUSHES;
  } finally {
    closeSync(file);
    rmSync(own, { recursive: true, force: true });
  }
}

const LOOPBACK_BYTES = 64 << 20;
const PIECE_BYTES = 16 << 10;

/** Bytes a second over loopback, from this process to itself, in pieces as large as an exchange writes. */
export function loopbackBytesPerSecond(): Promise<number> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let begun = 0;
    const server = createServer((socket) => {
      socket.on('data', ({ length }: Buffer) => {
        received += length;
        if (received < LOOPBACK_BYTES) return;
        socket.destroy();
        server.close();
        resolve((1_000 * LOOPBACK_BYTES) / (performance.now() - begun));
      });
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const client = connect({ port, host: '127.0.0.1', noDelay: true });
      const piece = Buffer.alloc(PIECE_BYTES);
      client.on('error', () => undefined);
      const fill = (): void => {
        while (!client.destroyed && client.write(piece));
      };
      client.on('drain', fill);
      client.on('connect', () => {
        begun = performance.now();
        fill();
      });
    });
  });
}
