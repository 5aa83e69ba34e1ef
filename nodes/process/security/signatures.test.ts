/** Signatures of messages: what was signed holds, whatever else does not, and each with a sentence. */
import fc from 'fast-check';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../../simulator/core/participant.ts';
import { decodeMessage, formDefects } from '../../common/envelope.ts';
import { EXAMPLES } from '../../common/messages/examples.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../common/message-types.ts';
import type { MessageCode } from '../../common/message-types.ts';
import { Authority } from './authority.ts';
import { Papers } from './papers.ts';
import { Signatures, UNSIGNED } from './signatures.ts';
import type { Role } from './signatures.ts';

let dir: string;
let authority: Authority;
let opened: Signatures[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'signatures-'));
  authority = await Authority.open(dir, {
    holders: ['ICE', 'GEO', 'AZE'],
    validityMs: 86_400_000,
    names: [],
  });
});
afterEach(() => {
  for (const signatures of opened) signatures.close();
  opened = [];
});
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function of(holder: string, role: Role = holder === 'ICE' ? 'exchange' : 'node'): Signatures {
  const files = authority.papers.signing(holder);
  const signatures = new Signatures(holder, files, role, () => undefined);
  opened.push(signatures);
  return signatures;
}

const messageOf = (messageType: MessageCode, more: Partial<Message> = {}): Message => ({
  messageId: 'GEO-1',
  messageType,
  sender: 'GEO',
  recipient: 'AZE',
  sentAt: '2026-07-14T08:00:00.000Z',
  schemaVersion: '1.0',
  body: EXAMPLES[messageType],
  ...more,
});

/** Settles when it is so, looked at again and again. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function read(text: string): Message {
  const decoded = decodeMessage(text);
  if (!decoded.ok) throw new Error(decoded.defect.text);
  return decoded.message;
}

const SIGNED = MESSAGE_CODES.filter(
  (code) => MESSAGE_TYPES[code].exchange && MESSAGE_TYPES[code].receipt !== true,
);

test.for(SIGNED)(
  '%s: the signature holds at ICE and at the recipient, and is of the form that all schemas allow',
  (code) => {
    const text = of('GEO').encode(messageOf(code));
    const came = read(text);
    expect(came).toEqual({ ...messageOf(code), signature: came.signature });
    expect(formDefects(came)).toEqual([]);
    expect(of('ICE').objection(came)).toBeUndefined();
    expect(of('AZE').objection(came)).toBeUndefined();
  },
);

test('holds for whatever a message says, and for nothing that it does not say', () => {
  const [geo, ice] = [of('GEO'), of('ICE')];
  fc.assert(
    fc.property(fc.object({ withNullPrototype: false }), fc.object(), (body, other) => {
      const came = read(geo.encode(messageOf('X001', { body })));
      expect(ice.objection(came)).toBeUndefined();
      fc.pre(JSON.stringify(body) !== JSON.stringify(other));
      expect(ice.objection({ ...came, body: other })).toMatch(/does not hold/);
    }),
  );
});

test.for([
  ['its body', { body: { ...EXAMPLES.X001, risk: 'none' } }],
  ['its id', { messageId: 'GEO-2' }],
  ['its recipient', { recipient: 'KAZ' }],
  ['its time', { sentAt: '2026-07-14T08:00:01.000Z' }],
  ['its type', { messageType: 'X050' }],
  ['its MRN', { mrn: '26GE000102000001A3' }],
] as const)('a message played again with another thing for %s is refused', ([, change]) => {
  const came = read(of('GEO').encode(messageOf('X001')));
  expect(of('ICE').objection({ ...came, ...change })).toMatch(
    /does not hold: it is not what GEO signed/,
  );
});

test.for([
  ['no signature', undefined, 'GEO-1 is not signed'],
  ['something else than text', { a: 1 }, 'is not written as'],
  ['another form', 'rsa:abc', 'is not written as'],
  ['a key that nobody has', `ed25519:${'0'.repeat(16)}:${'A'.repeat(86)}`, 'not known'],
] as const)('refuses %s', ([, signature, reason]) => {
  expect(of('ICE').objection({ ...messageOf('X001'), signature })).toContain(reason);
});

test('refuses the signature of another country, whatever it calls itself', () => {
  const text = of('AZE').seal(JSON.stringify(messageOf('X001')), 'X001');
  expect(of('ICE').objection(read(text))).toMatch(/not known as its sender's/);
});

test('leaves receipts alone, and signs nothing in the name of others', () => {
  const receipt = messageOf('S002', { recipient: 'ICE' });
  expect(of('GEO').encode(receipt)).toBe(JSON.stringify(receipt));
  expect(of('ICE').objection(receipt)).toBeUndefined();
  expect(of('ICE').encode(messageOf('X001'))).toBe(JSON.stringify(messageOf('X001')));
  // What has a name that no message has is no receipt.
  expect(of('ICE').objection({ ...receipt, messageType: 'S999' })).toMatch(/not signed/);
});

test('passes on what ICE has read and written anew, and nothing that is meant for another', () => {
  const came = read(of('GEO').encode(messageOf('X001')));
  const passedOn = read(of('ICE').encode(came));
  expect(of('AZE').objection(passedOn)).toBeUndefined();
  expect(of('GEO').objection(passedOn)).toMatch(/not meant for GEO/);
  const toAll = read(of('GEO').encode(messageOf('S070', { recipient: 'ALL' })));
  expect(of('AZE').objection(toAll)).toBeUndefined();
});

test('takes no message with a key that is revoked or has expired, but hands out what was taken before', () => {
  for (const end of ['revokeKey', 'expireKey'] as const) {
    const geo = of('GEO');
    const came = read(geo.encode(messageOf('X001')));
    expect(of('ICE').objection(came)).toBeUndefined();
    authority[end]('GEO');
    expect(of('ICE').objection(came)).toMatch(/which (was revoked|expired) on 2\d{3}-/);
    expect(of('AZE').objection(came)).toBeUndefined();
    authority.renewKey('GEO');
    expect(of('ICE').objection(read(of('GEO').encode(messageOf('X001'))))).toBeUndefined();
  }
});

test('a key that is replaced while processes run: what was signed with either is taken', async () => {
  const [geo, ice] = [of('GEO'), of('ICE')];
  const before = read(geo.encode(messageOf('X001')));
  authority.renewKey('GEO');
  const keyOf = ({ signature = '' }: Message): string => signature.split(':')[1] ?? '';
  let after = before;
  await until(() => {
    after = read(geo.encode(messageOf('X001')));
    return keyOf(after) !== keyOf(before);
  });
  expect(ice.objection(before)).toBeUndefined();
  expect(ice.objection(after)).toBeUndefined();
});

test('signs with the new key at once where it knows that the old one holds no more', async () => {
  const geo = of('GEO', 'exchange');
  const before = read(geo.encode(messageOf('X001')));
  authority.revokeKey('GEO');
  await until(() => geo.objection(before) !== undefined);
  authority.renewKey('GEO');
  // No timer has run in between.
  const after = read(geo.encode(messageOf('X001')));
  expect(of('ICE').objection(after)).toBeUndefined();
});

test('goes on with the register that it has when the file is spoilt, and says so once', async () => {
  const own = new Papers(mkdtempSync(join(dir, 'spoilt-')));
  const spoilt = await Authority.open(own.dir, {
    holders: ['GEO', 'ICE'],
    validityMs: 60_000,
    names: [],
  });
  const said: string[] = [];
  const ice = new Signatures('ICE', own.signing('ICE'), 'exchange', (text) => said.push(text));
  opened.push(ice);
  const geo = new Signatures('GEO', spoilt.papers.signing('GEO'), 'node', (text) =>
    said.push(text),
  );
  const came = read(geo.encode(messageOf('X001')));
  geo.close();
  writeFileSync(own.register, 'half a fi');
  for (let i = 0; i < 3; i++)
    ice.objection({ ...came, signature: `ed25519:${'0'.repeat(16)}:${'A'.repeat(86)}` });
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/no register .*; until then the register stays as it was/);
  expect(ice.objection(came)).toBeUndefined();
});

test.for([
  ['no key', (papers: Papers) => rmSync(papers.signingKey('GEO')), /missing/],
  [
    'what is no key',
    (papers: Papers) => writeFileSync(papers.signingKey('GEO'), 'x'),
    /no private Ed25519 key/,
  ],
  [
    'a key of another kind',
    (papers: Papers) => copyFileSync(papers.certificateKey('GEO'), papers.signingKey('GEO')),
    /no private Ed25519 key/,
  ],
  ['no register', (papers: Papers) => rmSync(papers.register), /missing/],
] as const)('does not start with %s', async ([, spoil, reason]) => {
  const { papers } = await Authority.open(mkdtempSync(join(dir, 'start-')), {
    holders: ['GEO'],
    validityMs: 60_000,
    names: [],
  });
  spoil(papers);
  expect(() => new Signatures('GEO', papers.signing('GEO'), 'node', () => undefined)).toThrow(
    reason,
  );
});

test('never throws at what is no message at all', () => {
  const ice = of('ICE');
  fc.assert(
    fc.property(fc.object(), (value) => {
      expect(typeof ice.objection(value as Partial<Message>)).toMatch(/string|undefined/);
    }),
  );
});

test('where nothing is signed, nothing is changed and nothing refused', () => {
  expect(UNSIGNED.encode(messageOf('X001'))).toBe(JSON.stringify(messageOf('X001')));
  expect(UNSIGNED.objection(messageOf('X001'))).toBeUndefined();
});
