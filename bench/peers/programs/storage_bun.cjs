// SQLite as Bun has it.
const { Database } = require('bun:sqlite')

exports.open = (path) => new Database(path)
