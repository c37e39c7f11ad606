// The library `ws` on Node, without socket.io: one frame for each client, written in a loop.
const { createServer } = require('node:http')
const { WebSocketServer } = require('ws')
const { HELLO, PING, PING_EVERY_MS, handle } = require('./packets.cjs')

const http = createServer((_request, response) => response.end('ok'))
const server = new WebSocketServer({ server: http })
let members = 0

function publish(text) {
  // Once: the library would turn a string into bytes for each client.
  const bytes = Buffer.from(text)
  for (const client of server.clients) client.send(bytes, { binary: false })
}

server.on('connection', (client) => {
  const member = String(++members)
  const send = (text) => client.send(text)
  client.on('message', (data) => handle(member, data.toString(), send, publish))
  send(HELLO)
})

setInterval(() => publish(PING), PING_EVERY_MS)
http.listen({ host: '127.0.0.1', port: Number(process.env.PORT), backlog: 1024 })
