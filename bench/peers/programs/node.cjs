// A socket.io server that does the product's work and no more: a slide for everybody in a room,
// votes durably in SQLite. VOTES is "each" (one commit per vote) or "group" (what waits, at once);
// with SLIDES=durable a slide is on disk, too, before anybody hears of it.
const { createServer } = require('node:http')
const { DatabaseSync } = require('node:sqlite')
const { Server } = require('socket.io')

const http = createServer((_request, response) => response.end('ok'))
const io = new Server(http, { pingInterval: 5000, pingTimeout: 10000 })
let version = 0

const db = new DatabaseSync(process.env.DATABASE)
db.exec('PRAGMA journal_mode=WAL')
db.exec('PRAGMA synchronous=FULL')
db.exec('CREATE TABLE rooms (id INTEGER PRIMARY KEY, slide INTEGER, version INTEGER)')
db.exec('INSERT INTO rooms VALUES (1, 0, 0)')
const move = db.prepare('UPDATE rooms SET slide = ?, version = ? WHERE id = 1')
db.exec('CREATE TABLE votes (id INTEGER PRIMARY KEY, member TEXT, poll TEXT, option TEXT, op_id TEXT)')
const insert = db.prepare('INSERT INTO votes (member, poll, option, op_id) VALUES (?, ?, ?, ?)')

function each(member, vote, answer) {
  insert.run(member, vote.poll, vote.options[0], vote.op_id)
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
  for (const [member, vote] of batch) insert.run(member, vote.poll, vote.options[0], vote.op_id)
  db.exec('COMMIT')
  version += 1
  for (const [, , answer] of batch) answer({ ok: true, version })
}

const keep = process.env.VOTES === 'group' ? group : each

io.on('connection', (socket) => {
  socket.join('room')
  socket.on('slide.go', (message) => {
    const after = version++
    if (process.env.SLIDES === 'durable') move.run(message.slide, version)
    io.to('room').emit('slide.moved', { slide: message.slide, version, audience: 'everyone', after })
  })
  socket.on('poll.vote', (vote, answer) => keep(socket.id, vote, answer))
})

http.listen({ host: '127.0.0.1', port: Number(process.env.PORT), backlog: 1024 })
