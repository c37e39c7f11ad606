// As much of Socket.IO's packets as the clients of a measurement send, for servers without socket.io.
const { move, vote } = require('./storage.cjs')

exports.HELLO = '0{"sid":"x"}'
exports.PING = '2'
exports.PING_EVERY_MS = 5000

// Handles one packet of a client. `send` writes to this client, `publish` to everybody.
exports.handle = function handle(member, text, send, publish) {
  if (text.startsWith('40')) return send('40{"sid":"x"}')
  if (!text.startsWith('42')) return
  const at = text.indexOf('[')
  const [name, message] = JSON.parse(text.slice(at))
  if (name === 'slide.go') {
    publish('42' + JSON.stringify(['slide.moved', move(message.slide)]))
  } else if (name === 'poll.vote') {
    const number = text.slice(2, at)
    vote(member, message, (answer) => send(`43${number}${JSON.stringify([answer])}`))
  }
}
