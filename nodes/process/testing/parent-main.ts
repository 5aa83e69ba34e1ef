/** A parent for tests of the supervisor: starts a stub participant and says its process id. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Supervised } from '../supervisor.ts';

const child = new Supervised(
  { name: 'child', script: fileURLToPath(new URL('stub-main.ts', import.meta.url)) },
  {
    onStart: (started) => {
      const hello = {
        k: 'hello',
        plays: ['WORLD'],
        participants: ['WORLD'],
        codes: {},
        seed: '7',
        realm: 'test',
      };
      started.send(JSON.stringify({ ...hello, parameters: {}, bodies: false }));
    },
    onLine: () => void process.stdout.write(`${child.pid ?? -1}\n`),
    onDeath: () => undefined,
    onGivenUp: () => undefined,
  },
);
