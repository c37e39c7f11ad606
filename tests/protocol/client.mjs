// The official JavaScript client, led over its standard input and output: one JSON line each way.
// In: {"name", "fields"} to send a command. Out: {"heard", "body"} and {"answer"}.

import { createInterface } from "node:readline"
import { io } from "socket.io-client"

const [url, seat, transports] = process.argv.slice(2)
const socket = io(url, {
  auth: { seat },
  transports: transports.split(","),
  reconnectionDelay: 100,
  reconnectionDelayMax: 300,
})

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const transport = () => socket.io.engine.transport.name

socket.on("connect", () => {
  say({ heard: "connect", body: transport() })
  socket.io.engine.on("upgrade", () => say({ heard: "upgrade", body: transport() }))
})
socket.on("connect_error", (error) => say({ heard: "connect_error", body: error.message }))
socket.on("disconnect", (reason) => say({ heard: "disconnect", body: reason }))
socket.onAny((heard, body) => say({ heard, body }))

for await (const line of createInterface({ input: process.stdin })) {
  const { name, fields } = JSON.parse(line)
  socket.emit(name, fields, (answer) => say({ answer }))
}
socket.disconnect()
