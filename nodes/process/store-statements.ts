/** The statements of a store, prepared once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export type Statements = ReturnType<typeof statements>;

export function statements(db: DatabaseSync) {
  const of = (sql: string): StatementSync => db.prepare(sql);
  return {
    metaAll: of('SELECT key, value FROM meta'),
    metaPut: of(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),
    logAll: of('SELECT changes FROM log ORDER BY id'),
    logPut: of('INSERT INTO log (changes) VALUES (?)'),
    logDelete: of('DELETE FROM log'),
    // A page more than there are free ones.
    overflow: of(
      'INSERT INTO log (changes) SELECT zeroblob((freelist_count + 2) * page_size) FROM pragma_freelist_count, pragma_page_size',
    ),
    stateAll: of('SELECT tbl, key, place, json FROM state WHERE participant = ? ORDER BY place'),
    statePut: of('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?)'),
    stateUpdate: of('UPDATE state SET json = ? WHERE participant = ? AND tbl = ? AND key = ?'),
    stateDelete: of('DELETE FROM state WHERE participant = ? AND tbl = ? AND key = ?'),
    timerAll: of('SELECT id, name, key, at, sequence FROM timer WHERE participant = ?'),
    timerPut: of('INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?, ?, ?)'),
    timerDelete: of('DELETE FROM timer WHERE participant = ? AND id = ?'),
    factsPut: of('INSERT INTO facts VALUES (?, ?, ?, ?)'),
    factsFrom: of(
      'SELECT first, lines FROM facts WHERE participant = ? AND last >= ? ORDER BY last',
    ),
    factsDelete: of('DELETE FROM facts WHERE participant = ? AND last <= ?'),
    wireAll: of('SELECT seq, recipient, key, arrives AS arrivesAt FROM outbox_wire ORDER BY seq'),
    wireGet: of('SELECT topic, payload FROM outbox_wire WHERE seq = ?'),
    wirePut: of('INSERT INTO outbox_wire VALUES (?, ?, ?, ?, ?, ?)'),
    wireDelete: of('DELETE FROM outbox_wire WHERE seq = ?'),
    intakeAll: of(
      'SELECT source, sequence, destination, arrives, message FROM intake ORDER BY arrives, source, sequence',
    ),
    intakePut: of('INSERT INTO intake VALUES (?, ?, ?, ?, ?)'),
    intakeDelete: of('DELETE FROM intake WHERE arrives <= ?'),
    takenGet: of('SELECT 1 FROM door_taken WHERE sender = ? AND message_id = ?'),
    takenPut: of('INSERT OR IGNORE INTO door_taken VALUES (?, ?, ?)'),
    takenDelete: of('DELETE FROM door_taken WHERE at < ?'),
    doorFrom: of('SELECT id, party, message FROM outbox_door WHERE id > ? ORDER BY id LIMIT ?'),
    doorPut: of('INSERT INTO outbox_door VALUES (?, ?, ?)'),
    doorPrune: of('DELETE FROM outbox_door WHERE id <= ?'),
    answerGet: of('SELECT window, json FROM answer'),
    answerPut: of('INSERT OR REPLACE INTO answer VALUES (0, ?, ?)'),
  };
}
