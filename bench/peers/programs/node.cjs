// A socket.io server that does the product's work and no more: a slide for everybody in a room,
// votes durably in SQLite. It runs on Node, and on Bun's Node API.
const { createServer } = require('node:http')
const { Server } = require('socket.io')
const { move, vote } = require('./storage.cjs')

const http = createServer((_request, response) => response.end('ok'))
const io = new Server(http, { pingInterval: 5000, pingTimeout: 10000 })

io.on('connection', (socket) => {
  socket.join('room')
  socket.on('slide.go', (message) => io.to('room').emit('slide.moved', move(message.slide)))
  socket.on('poll.vote', (message, answer) => vote(socket.id, message, answer))
})

http.listen({ host: '127.0.0.1', port: Number(process.env.PORT), backlog: 1024 })
