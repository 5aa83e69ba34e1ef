/** ICE and a country over a mosquitto that asks for certificates of the rehearsal's authority. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openClientFront } from '../client-front.ts';
import { newSecret } from '../credentials.ts';
import { MqttSession } from '../mqtt-session.ts';
import { hasMosquitto, Mosquitto } from '../testing/mosquitto.ts';
import { Arrived } from '../testing/wait.ts';
import { Authority } from './authority.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret(), ICE: newSecret() };

let dir: string;
let authority: Authority;
let ending: (() => Promise<void>)[];
beforeEach(async () => {
  ending = [];
  dir = mkdtempSync(join(tmpdir(), 'outside-'));
  authority = await Authority.open(dir, {
    holders: ['ICE', 'GEO', 'AZE'],
    validityMs: 86_400_000,
    names: [],
  });
});
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  rmSync(dir, { recursive: true, force: true });
});

/** A country's session, and whether it got through. */
function session(url: string, country: 'GEO' | 'AZE', ends: Arrived<string>): MqttSession {
  const opened = new MqttSession(
    {
      url,
      clientId: country,
      username: country,
      password: SECRETS[country],
      tls: authority.papers.client(country),
      filters: [`ice/v1/out/${country}/#`],
    },
    {
      onMessage: (_topic, payload) => ends.push(`got ${new TextDecoder().decode(payload)}`),
      onUp: () => ends.push('up'),
      onDown: () => undefined,
      onFailed: () => ends.push('refused'),
    },
  );
  ending.push(() => opened.close());
  return opened;
}

if (hasMosquitto)
  test('each shows its certificate, and who is revoked is not let in', async () => {
    await authority.revokeCertificate('AZE');
    const broker = await Mosquitto.start(SECRETS, authority.papers);
    ending.push(() => broker.close());
    const { url } = broker;
    const [came, connected] = [new Arrived<string>(), new Arrived<string>()];
    const login = { clientId: 'ICE', username: 'ICE', password: SECRETS.ICE };
    const front = openClientFront(
      { url, ...login, tls: authority.papers.client('ICE') },
      {
        onMessage: (client, _topic, payload, answer) => {
          came.push(`${client}: ${new TextDecoder().decode(payload)}`);
          answer('taken');
        },
        onConnect: () => connected.push('ICE'),
        onDisconnect: () => undefined,
        onTrouble: () => undefined,
      },
    );
    ending.push(() => front.close());
    await connected.next('ICE connected');
    const [geo, aze] = [new Arrived<string>(), new Arrived<string>()];
    const ofGeo = session(url, 'GEO', geo);
    session(url, 'AZE', aze);
    expect(await geo.next('GEO connected')).toBe('up');
    await ofGeo.publish('ice/v1/in/GEO/AZE/X/X001', 'hello');
    expect(await came.next('its message')).toBe('GEO: hello');
    await front.publish('ice/v1/out/GEO/ICE/S/S001', 'taken');
    await geo.next('its answer', (text) => text === 'got taken');
    expect(await aze.next('AZE turned away')).toBe('refused');
  });
