/**
 * ICE as `rehearse ice` starts it, but for ten countries: that many load it in measurements of brokers, and five of them have no national
 * application yet. Ends on SIGINT. Usage: ten-countries.ts FOLDER.
 */
import process from 'node:process';
import { REAL_TIMERS } from '../../nodes/common/timers.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { schemeOf } from '../../nodes/countries/scheme.ts';
import { createIce } from '../../nodes/ice/ice.ts';
import { loadOrMakeSecrets, verifiersOf } from '../../nodes/process/credentials.ts';
import { startIce } from '../../nodes/process/free-ice.ts';

const WITH_APPLICATION = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
const OTHERS = { ARM: 'AM', KGZ: 'KG', MDA: 'MD', TJK: 'TJ', UKR: 'UA' };

const storeDir = process.argv[2] ?? '';
const scheme = schemeOf(WITH_APPLICATION, [], REAL_TIMERS);
const members = { ...scheme.members, ...OTHERS };
const secrets = loadOrMakeSecrets(storeDir, Object.keys(members));
if (!secrets.ok) throw secrets.error;
const verifiers = await verifiersOf(secrets.value);
const ice = await startIce({
  participant: createIce({ ...scheme, members }),
  participants: [ICE, ...Object.keys(members)],
  codes: members,
  realm: 'test',
  storeDir,
  front: { kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers },
  onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
  onFailure: (error) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
});
process.once('SIGINT', () => void ice.close().then(() => process.exit(0)));
process.stdout.write(`ICE is at ${ice.url}\n`);
