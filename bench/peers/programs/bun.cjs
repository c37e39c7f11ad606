// Bun's own WebSocket server, whose `publish` is native code.
const { HELLO, PING, PING_EVERY_MS, handle } = require('./packets.cjs')

let members = 0
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env.PORT),
  fetch(request, server) {
    if (server.upgrade(request, { data: { member: String(++members) } })) return undefined
    return new Response('ok')
  },
  websocket: {
    idleTimeout: 0,
    open(client) {
      client.subscribe('room')
      client.send(HELLO)
    },
    message(client, text) {
      const publish = (packet) => server.publish('room', packet)
      handle(client.data.member, text, (packet) => client.send(packet), publish)
    },
  },
})

setInterval(() => server.publish('room', PING), PING_EVERY_MS)
