// What the JavaScript servers keep in SQLite. VOTES is "each" (one commit per vote) or "group" (what
// waits, at once); with SLIDES=durable a slide is on disk, too, before anybody hears of it.
const { open } = require(process.versions.bun ? './storage_bun.cjs' : './storage_node.cjs')

const db = open(process.env.DATABASE)
db.exec('PRAGMA journal_mode=WAL')
db.exec('PRAGMA synchronous=FULL')
// A runtime that does not do what it was told would be measured without the disk.
const { journal_mode: mode } = db.prepare('PRAGMA journal_mode').get()
const { synchronous } = db.prepare('PRAGMA synchronous').get()
if (mode !== 'wal' || synchronous !== 2) throw new Error(`${mode}, synchronous ${synchronous}`)
db.exec('CREATE TABLE rooms (id INTEGER PRIMARY KEY, slide INTEGER, version INTEGER)')
db.exec('INSERT INTO rooms VALUES (1, 0, 0)')
db.exec('CREATE TABLE votes (id INTEGER PRIMARY KEY, member TEXT, poll TEXT, option TEXT, op_id TEXT)')
const update = db.prepare('UPDATE rooms SET slide = ?, version = ? WHERE id = 1')
const insert = db.prepare('INSERT INTO votes (member, poll, option, op_id) VALUES (?, ?, ?, ?)')
let version = 0

// Returns the body of the broadcast, once the slide is on disk if it has to be.
function move(slide) {
  const after = version++
  if (process.env.SLIDES === 'durable') update.run(slide, version)
  return { slide, version, audience: 'everyone', after }
}

function keep(member, vote) {
  insert.run(member, vote.poll, vote.options[0], vote.op_id)
}

function each(member, vote, answer) {
  keep(member, vote)
  answer({ ok: true, version: ++version })
}

let waiting = []
function group(member, vote, answer) {
  if (waiting.push([member, vote, answer]) === 1) setImmediate(commit)
}

function commit() {
  const batch = waiting
  waiting = []
  db.exec('BEGIN')
  for (const [member, vote] of batch) keep(member, vote)
  db.exec('COMMIT')
  version += 1
  for (const [, , answer] of batch) answer({ ok: true, version })
}

module.exports = { move, vote: process.env.VOTES === 'group' ? group : each }
